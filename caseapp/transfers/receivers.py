"""Whom a transfer may go to or come from on a day: who is competent and why, who else stands, who is no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from caseapp.base.db import plain_rows
from caseapp.bodies import queries as bodies
from caseapp.bodies.models import Body
from caseapp.bodies.queries import Competent
from caseapp.transfers.kinds import Kind

_HEIR = aliased(Body)
_ENDED = (
    sa.select(
        Body.name, Body.kind, Body.moved_on, Body.moved_basis, _HEIR.id.label("heir_id"),
        _HEIR.name.label("heir"),
    )
    .join(_HEIR, _HEIR.id == Body.successor_id)
    .where(Body.moved_on <= sa.bindparam("day", type_=sa.Date()))
    .order_by(Body.id)
)  # fmt: skip


@dataclass(frozen=True)
class Receivers:
    """The other side to choose from: who is competent, the rest, and those whose work others took over."""

    competent: Sequence[Competent]
    others: Sequence[tuple[int, str]]
    ended: Sequence[Any]

    def choices(self) -> dict[str, str | dict[str, str]]:
        """Return them for a list of groups; those who are competent stand first."""
        groups = {
            "按机构名录当日主管": {str(one.body_id): _named(one) for one in self.competent},
            "其他在用的机构": {str(key): name for key, name in self.others},
        }
        return {"": "请选择", **{name: rows for name, rows in groups.items() if rows}}


def with_chosen(found: Receivers, chosen: int) -> dict[str, Any]:
    """Keep what was chosen before the day or the right changed: the answer says why it cannot be."""
    choices: dict[str, Any] = found.choices()
    known = {str(one.body_id) for one in found.competent} | {str(key) for key, _ in found.others}
    if chosen and str(chosen) not in known and (name := bodies.names_of([chosen]).get(chosen)):
        choices["不在可选范围"] = {str(chosen): name}
    return choices


def _named(one: Competent) -> str:
    return one.name + (f"（仅限{one.limited_to}）" if one.limited_to else "")


def receivers_of(kind: Kind, *, right_kind: str, area: str, day: date) -> Receivers:
    """Return the bodies for a kind on a day; where its matter asks for competence, by right and area."""
    able: list[Competent] = []
    if kind.matter and right_kind:
        found = bodies.competent(right_kind, kind.matter, area=area, day=day)
        unique = {one.body_id: one for one in reversed(found)}
        able = [one for one in found if unique.get(one.body_id) is one and _fits(kind, one.kind)]
    named = {one.body_id for one in able}
    others = [one for one in bodies.choices(day, kind.receivers) if one[0] not in named]
    ended = [row for row in plain_rows(_ENDED, {"day": day}) if _fits(kind, row.kind)]
    return Receivers(able, others, ended)


def _fits(kind: Kind, body_kind: str) -> bool:
    return not kind.receivers or body_kind in kind.receivers
