"""Who of the register of bodies this office is, and who of them decides on what was found."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from caseapp.bodies import queries as bodies
from caseapp.bodies.areas import HOME
from caseapp.bodies.models import Body
from caseapp.bodies.queries import Competent
from caseapp.law.rights import RIGHT_KINDS

FILE = Path(__file__).with_name("ours.toml")
# 本局的办案程序只处理专利案件；发现的问题按举报的职责找有权处理的单位。
OUR_RIGHT, MATTER = "patent", "report"
# Whoever is only for a part of such matters by their nature comes after the rest.
NEAR = ("department", "county")
NOT_BY_US = "不以自己的名义作出处理、采取措施"


@dataclass(frozen=True)
class Standing:
    """Whether a finding is of this office, whether it only sends it on, and to whom (id, name, why) it may go."""

    is_ours: bool = False
    sends_on: bool = False
    hand_to: tuple[int, str, str] | None = None


@functools.cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def offices() -> Mapping[str, str]:
    """Return under which key of the register the office of an area acts."""
    return _told()["offices"]  # type: ignore[no-any-return]  # TOML


def own_body(area: str, day: date) -> Body | None:
    """Return the body an office of ours is on a day."""
    known = offices()
    return bodies.successor_on(known.get(area, known[HOME]), day)


def our_bodies(day: date) -> frozenset[int]:
    """Return the ids of all bodies that are offices of this program on a day."""
    found = (bodies.successor_on(key, day) for key in offices().values())
    return frozenset(one.id for one in found if one is not None)


def deciding(right_kind: str, *, area: str, day: date) -> list[Competent]:
    """Return who may decide on a finding, by the register of bodies on the day."""
    return bodies.competent(right_kind, MATTER, area=area, day=day)


def is_dispatch(limited_to: str) -> bool:
    """Say whether a competence is to take leads down and send them on, and to decide on none."""
    return limited_to in _told()["dispatch"]


def standing(told: Any) -> Standing:
    """Return what the law lets this office do with a finding, by the register on the day of the visit."""
    right, day = told.right_kind, told.inspected_on
    known = our_bodies(day) if right == OUR_RIGHT else frozenset()
    if told.body_id not in known:
        return Standing(hand_to=(told.body_id, told.body_name, told.competence))
    able = deciding(right, area=told.area, day=day)
    limits = [one.limited_to for one in able if one.body_id == told.body_id]
    if not limits or not all(is_dispatch(one) for one in limits):
        return Standing(is_ours=True)
    others = [one for one in able if one.body_id not in known and not is_dispatch(one.limited_to)]
    found = nearest(others, right_kind=right, taking_part=(), own=0)
    to = None if found is None else (found.body_id, found.name, found.reason)
    return Standing(is_ours=True, sends_on=True, hand_to=to)


def nearest(
    found: Sequence[Competent], *, right_kind: str, taking_part: Collection[int], own: int
) -> Competent | None:
    """Choose who decides: this office for a patent, else who takes part, else the nearest."""
    if not found:
        return None

    def rank(one: Competent) -> tuple[bool, bool, bool, bool]:
        is_own_matter = right_kind == OUR_RIGHT and one.body_id == own
        return (
            not is_own_matter,
            one.kind not in NEAR,
            one.body_id not in taking_part,
            bool(one.limited_to),
        )

    return min(found, key=rank)


def limit_words(name: str, right_kind: str) -> str:
    """Say in one sentence that a body decides on none of such findings."""
    return f"{name}对{RIGHT_KINDS[right_kind]}问题只登记和分送线索，{NOT_BY_US}。"
