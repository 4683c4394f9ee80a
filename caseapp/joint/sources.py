"""What can be found of joint actions: their plan, the bodies that take part, the shops and what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import decide, visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.cooperation.models import Cooperation
from caseapp.documents import queries as papers
from caseapp.joint.life import STATE_WORDS
from caseapp.joint.models import (
    JointAct,
    JointAction,
    JointBody,
    JointFinding,
    JointInspection,
    JointMember,
    JointPlace,
)
from caseapp.joint.photo_files import PHOTOS
from caseapp.joint.queries import is_visible
from caseapp.search.card import SearchEntry
from caseapp.search.facets import facets, words_of
from caseapp.search.parts import Parts, joined, parts_of, version_of
from caseapp.search.sources import Row, person_tokens, reach_tokens, unit_tokens

_IDS: Any = sa.bindparam("ids", expanding=True)
_WHOLE = (
    sa.select(
        *(JointAction.id, JointAction.aim, JointAction.basis, JointAction.scope),
        *(JointAction.course, JointAction.troubles, JointAction.plans, JointAction.first_on),
        *(JointAction.state, JointAction.planned_by),
        *(Cooperation.number, Cooperation.title, Cooperation.unit_path, Cooperation.opened_by),
        # What is entered in the field raises no version of the plan: the last act says how old it is.
        sa.select(sa.func.max(JointAct.id))
        .where(JointAct.joint_id == JointAction.id)
        .scalar_subquery()
        .label("last_act"),
    )
    .join(Cooperation, Cooperation.id == JointAction.id)
    .where(JointAction.id.in_(_IDS))
    .order_by(JointAction.id)
)
# What hangs on an action: its words, and which of them are numbers.
_NAMED = (
    sa.select(JointBody.joint_id, JointBody.name.label("text"))
    .where(JointBody.joint_id.in_(_IDS))
    .order_by(JointBody.id)
)
_SHOPS = (
    sa.select(JointPlace.joint_id, (JointPlace.name + " " + JointPlace.address).label("text"))
    .where(JointPlace.joint_id.in_(_IDS))
    .order_by(JointPlace.id)
)
_FOUND = (
    sa.select(JointFinding.joint_id, JointFinding.what, JointFinding.product)
    .add_columns(JointFinding.patent_as_printed, JointFinding.outcome_number)
    .where(JointFinding.joint_id.in_(_IDS))
    .order_by(JointFinding.id)
)
# What was written of the acts, of a look round and of what came of it; each notes an act.
_WRITTEN: tuple[Any, ...] = (
    *(JointAct.reason, JointInspection.looked_at, JointInspection.note),
    *(JointInspection.void_why, JointFinding.measure_words, JointFinding.outcome_words),
)
_ACTS = sa.union_all(
    *(
        sa.select(one.class_.joint_id, one.label("text")).where(
            one.class_.joint_id.in_(_IDS), one != ""
        )
        for one in _WRITTEN
    )
)
_OUT = sa.select(JointMember.joint_id, JointMember.person_id).where(
    JointMember.joint_id.in_(_IDS), JointMember.person_id.is_not(None)
)
Words = dict[int, list[str]]


class JointSource:
    """Joint actions of several bodies."""

    kind = "joint"
    kind_name = "联合执法"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of these actions."""
        asked = {"ids": list(ids)}
        bodies, shops, out = _told(_NAMED, asked), _told(_SHOPS, asked), _people(asked)
        acts, photos = _told(_ACTS, asked), PHOTOS.texts(ids)
        found, numbers = _findings(asked)
        for row in papers.numbers_in_cooperation(ids):
            numbers[row.cooperation_id].append(row.number)
        for row in plain_rows(_WHOLE, asked):
            own = _parts(row, shops=shops[row.id], found=found[row.id], acts=acts[row.id])
            yield SearchEntry(
                kind=self.kind,
                object_id=row.id,
                key=row.number,
                title=row.title,
                body=joined((*own, *photos[row.id])),
                numbers=tuple(("number", text) for text in (row.number, *numbers[row.id]) if text),
                names=tuple(bodies[row.id]),
                acl=(
                    *unit_tokens(row.unit_path),
                    *person_tokens({row.opened_by, *out[row.id]}),
                ),
                on=row.first_on,
                version=version_of(row.last_act, *photos[row.id]),
                facets=facets(
                    state=STATE_WORDS[row.state],
                    unit=row.unit_path,
                    people={row.opened_by, row.planned_by},
                ),
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every action."""
        return list(db.session.scalars(sa.select(JointAction.id).order_by(JointAction.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds: of the units in reach, and where they go out with a group."""
        if not decide(person, "cooperation.read"):
            return frozenset()
        held = reach_tokens(visible_units(person, "cooperation.read"), person)
        return None if held is None else held | set(person_tokens([person.id]))

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        if not ids or not decide(person, "cooperation.read"):
            return set()
        known = sa.select(Cooperation.id).where(
            Cooperation.id.in_(ids), Cooperation.family == self.kind, is_visible(person)
        )
        return set(db.session.scalars(known))

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        asked = {"ids": list(ids)}
        shops, (found, _numbers) = _told(_SHOPS, asked), _findings(asked)
        acts, photos = _told(_ACTS, asked), PHOTOS.texts(ids)
        for row in plain_rows(_WHOLE, asked):
            own = _parts(row, shops=shops[row.id], found=found[row.id], acts=acts[row.id])
            parts = (*own, *photos[row.id])
            yield Row(
                object_id=row.id,
                key=row.number,
                title=row.title,
                url=_address(row.id),
                text=joined(parts),
                parts=parts,
                on=row.first_on,
            )

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return actions whose own row holds one of the words, newest first."""
        shown = (Cooperation.number, Cooperation.title, JointAction.aim, JointAction.scope)
        near = [column.contains(word, autoescape=True) for word in words for column in shown]
        if not near:
            return []
        found = sa.select(JointAction.id).join(Cooperation, Cooperation.id == JointAction.id)
        wanted = found.where(sa.or_(*near)).order_by(JointAction.id.desc()).limit(most)
        return list(db.session.scalars(wanted))


def _told(statement: sa.Executable, asked: dict[str, Any]) -> Words:
    found: Words = defaultdict(list)
    for row in plain_rows(statement, asked):
        found[row.joint_id].append(row.text.strip())
    return found


def _people(asked: dict[str, Any]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row in plain_rows(_OUT, asked):
        found[row.joint_id].add(row.person_id)
    return found


def _findings(asked: dict[str, Any]) -> tuple[Words, Words]:
    """Return what was found in words, and the numbers that stand on the goods or on what was decided."""
    told: Words = defaultdict(list)
    numbers: Words = defaultdict(list)
    for row in plain_rows(_FOUND, asked):
        told[row.joint_id].append(f"{row.product} {row.what}".strip())
        numbers[row.joint_id] += [row.patent_as_printed, row.outcome_number]
    return told, numbers


def _parts(row: Any, *, shops: Sequence[str], found: Sequence[str], acts: Sequence[str]) -> Parts:
    return parts_of(
        ("目的", row.aim),
        ("依据", row.basis),
        ("范围", row.scope),
        ("检查对象", shops),
        ("检查发现", found),
        ("开展情况", row.course),
        ("存在问题", row.troubles),
        ("下一步安排", row.plans),
        ("办理经过", acts),
    )


def _address(joint_id: int) -> str:
    try:
        return url_for("joint.action", joint_id=joint_id)
    except RuntimeError:  # commands search outside of a request and show no address
        return ""
