"""What can be found of joint meetings with what they agreed on, and of notices; hidden as their pages are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import decide, visible_units
from caseapp.accounts.person import Person
from caseapp.base.clock import local
from caseapp.base.db import db, plain_rows
from caseapp.bodies.models import Body
from caseapp.cooperation import queries as cooperation
from caseapp.cooperation.models import Cooperation
from caseapp.documents import queries as papers
from caseapp.liaison import queries
from caseapp.liaison.life import MEETING_STAGES, NOTICE_STAGES
from caseapp.liaison.models import (
    LiaisonAct,
    Meeting,
    MeetingGuest,
    MeetingItem,
    Notice,
    NoticeBody,
    Resolution,
)
from caseapp.search.card import SearchEntry
from caseapp.search.facets import facets, words_of
from caseapp.search.parts import Parts, address, joined, parts_of, version_of
from caseapp.search.sources import Row, person_tokens, reach_tokens, unit_tokens

READ = "cooperation.read"
_IDS: Any = sa.bindparam("ids", expanding=True)
_MATTER: tuple[Any, ...] = (
    *(Cooperation.number, Cooperation.title, Cooperation.unit_path, Cooperation.opened_by),
)
_MEETING = (
    sa.select(Meeting.__table__, *_MATTER)
    .join(Cooperation, Cooperation.id == Meeting.id)
    .where(Meeting.id.in_(_IDS))
    .order_by(Meeting.id)
)
_NOTICE = (
    sa.select(Notice.__table__, Body.name.label("body_name"), *_MATTER)
    .join(Cooperation, Cooperation.id == Notice.id)
    .outerjoin(Body, Body.id == Notice.body_id)
    .where(Notice.id.in_(_IDS))
    .order_by(Notice.id)
)
_ITEMS = (
    sa.select(MeetingItem.meeting_id.label("of"), MeetingItem.topic)
    .where(MeetingItem.meeting_id.in_(_IDS))
    .order_by(MeetingItem.id)
)
_GUESTS = (
    sa.select(MeetingGuest.meeting_id.label("of"), MeetingGuest.body_name)
    .add_columns(MeetingGuest.name, MeetingGuest.person_id)
    .where(MeetingGuest.meeting_id.in_(_IDS))
    .order_by(MeetingGuest.id)
)
_AGREED = (
    sa.select(Resolution.meeting_id.label("of"), Resolution.text, Resolution.owner_name)
    .add_columns(Resolution.person_id, Resolution.unit_id)
    .where(Resolution.meeting_id.in_(_IDS))
    .order_by(Resolution.id)
)
_BODIES = (
    sa.select(NoticeBody.notice_id.label("of"), NoticeBody.name, NoticeBody.answer)
    .where(NoticeBody.notice_id.in_(_IDS))
    .order_by(NoticeBody.id)
)
_ACTS = (
    sa.select(LiaisonAct.matter_id.label("of"), LiaisonAct.reason)
    .where(LiaisonAct.matter_id.in_(_IDS), LiaisonAct.reason != "")
    .order_by(LiaisonAct.id)
)
Beside = Mapping[int, list[Any]]


class MeetingSource:
    """Joint meetings, found by what they agreed on too."""

    kind = "meeting"
    kind_name = "联席会议"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of these meetings."""
        told, numbers = _of_meetings(ids), _numbers(ids)
        guests, agreed = told["guests"], told["agreed"]
        for row in _rows(_MEETING, ids):
            names = (*(one.body_name for one in guests[row.id]), *(g.name for g in guests[row.id]))
            own = {row.opened_by, *_people(guests[row.id]), *_people(agreed[row.id])}
            units = sorted({one.unit_id for one in agreed[row.id] if one.unit_id})
            yield _entry(
                self.kind,
                row,
                parts=_meeting_parts(row, told),
                numbers=numbers[row.id],
                names=names,
                acl=(*person_tokens(sorted(own)), *(f"w:{unit}" for unit in units)),
                on=local(row.at).date(),
                state=MEETING_STAGES[row.state].name,
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every meeting."""
        return list(db.session.scalars(sa.select(Meeting.id).order_by(Meeting.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds: units in reach, where invited, what is theirs or their unit's to do."""
        if not decide(person, READ):
            return frozenset()
        held = reach_tokens(visible_units(person, READ), person)
        mine = {*person_tokens([person.id]), f"w:{person.unit_id}"}
        return None if held is None else held | mine

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        return _seen(ids, "meeting", queries.is_visible(person)) if ids else set()

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        told = _of_meetings(ids)
        for row in _rows(_MEETING, ids):
            where = address("liaison.meeting", meeting_id=row.id)
            yield _hit(row, _meeting_parts(row, told), where=where, on=local(row.at).date())

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return meetings whose own row holds one of the words, newest first."""
        return _likely(Meeting, (Meeting.place, Meeting.chair, Meeting.course), words, most=most)


class NoticeSource:
    """Notices on the enforcement of a period, out and in."""

    kind = "notice"
    kind_name = "情况通报"

    def entries(self, ids: Sequence[int]) -> Iterable[SearchEntry]:
        """Return what the index may know of these notices; the cases told in them are not in it."""
        beside, acts, numbers = _beside(_BODIES, ids), _beside(_ACTS, ids), _numbers(ids)
        for row in _rows(_NOTICE, ids):
            yield _entry(
                self.kind,
                row,
                parts=_notice_parts(row, beside[row.id], acts[row.id]),
                numbers=(row.their_number, *numbers[row.id]),
                names=(row.body_name, *(one.name for one in beside[row.id])),
                acl=person_tokens([row.opened_by]),
                on=_day(row),
                state=NOTICE_STAGES[row.state].name,
            )

    def facet_words(self, name: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the words of a facet's values."""
        return words_of(name, values, {})

    def all_ids(self) -> Iterable[int]:
        """Return the id of every notice."""
        return list(db.session.scalars(sa.select(Notice.id).order_by(Notice.id)))

    def tokens(self, person: Person) -> frozenset[str] | None:
        """Return what a person holds for notices."""
        return reach_tokens(visible_units(person, READ), person)

    def visible(self, ids: Collection[int], person: Person) -> set[int]:
        """Return which of these a person may know of."""
        return _seen(ids, "notice", cooperation.is_visible(person)) if ids else set()

    def hits(self, ids: Sequence[int]) -> Iterable[Row]:
        """Return the rows of the page."""
        beside, acts = _beside(_BODIES, ids), _beside(_ACTS, ids)
        for row in _rows(_NOTICE, ids):
            parts = _notice_parts(row, beside[row.id], acts[row.id])
            where = address("liaison.notice", notice_id=row.id)
            yield _hit(row, parts, where=where, on=_day(row))

    def likely(self, words: Sequence[str], most: int) -> Sequence[int]:
        """Return notices whose own row holds one of the words, newest first."""
        shown = (Notice.trends, Notice.attention, Notice.content, Notice.their_number)
        return _likely(Notice, shown, words, most=most)


def _entry(
    kind: str,
    row: Any,
    *,
    parts: Parts,
    numbers: Iterable[str],
    names: Iterable[str | None],
    acl: tuple[str, ...],
    on: date,
    state: str,
) -> SearchEntry:
    held = (*unit_tokens(row.unit_path), *acl)
    known = tuple(dict.fromkeys(name for name in names if name))
    found = tuple(("number", text) for text in (row.number, *numbers) if text)
    return SearchEntry(
        kind=kind,
        object_id=row.id,
        key=row.number,
        title=row.title,
        body=joined(parts),
        numbers=found,
        names=known,
        acl=held,
        on=on,
        # Made of several rows, of which no one counts for all.
        version=version_of(row.title, parts, known, found, held, on, state),
        facets=facets(state=state, unit=row.unit_path, people={row.opened_by}),
    )


def _hit(row: Any, parts: Parts, *, where: str, on: date) -> Row:
    return Row(
        object_id=row.id,
        key=row.number,
        title=row.title,
        url=where,
        text=joined(parts),
        parts=parts,
        on=on,
    )


def _day(row: Any) -> date:
    found: date = row.sent_on or row.received_on or row.last_on
    return found


def _rows(statement: sa.Executable, ids: Sequence[int]) -> Sequence[Any]:
    return plain_rows(statement, {"ids": list(ids)})


def _beside(statement: sa.Executable, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in _rows(statement, ids):
        found[row.of].append(row)
    return found


def _of_meetings(ids: Sequence[int]) -> dict[str, dict[int, list[Any]]]:
    asked = {"items": _ITEMS, "guests": _GUESTS, "agreed": _AGREED, "acts": _ACTS}
    return {name: _beside(statement, ids) for name, statement in asked.items()}


def _numbers(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in papers.numbers_in_cooperation(ids):
        found[row.cooperation_id].append(row.number)
    return found


def _people(rows: Iterable[Any]) -> set[int]:
    return {one.person_id for one in rows if one.person_id}


def _meeting_parts(row: Any, told: Mapping[str, Beside]) -> Parts:
    agreed = told["agreed"][row.id]
    return parts_of(
        ("地点", row.place),
        ("主持人", row.chair),
        ("议题", [one.topic for one in told["items"][row.id]]),
        ("参会要求", row.asks),
        ("会议概况", row.course),
        ("议定事项", [f"{one.text}（{one.owner_name}）" for one in agreed]),
        ("办理经过", [one.reason for one in told["acts"][row.id]]),
    )


def _notice_parts(row: Any, bodies: Sequence[Any], acts: Sequence[Any]) -> Parts:
    return parts_of(
        ("趋势分析", row.trends),
        ("提请关注", row.attention),
        ("来文内容", row.content),
        ("反馈", [f"{one.name}：{one.answer}" for one in bodies if one.answer]),
        ("办理经过", [one.reason for one in acts]),
    )


def _seen(ids: Collection[int], family: str, may: sa.ColumnElement[bool]) -> set[int]:
    known = sa.select(Cooperation.id).where(
        Cooperation.id.in_(ids), Cooperation.family == family, may
    )
    return set(db.session.scalars(known))


def _likely(table: Any, own: Iterable[Any], words: Sequence[str], *, most: int) -> Sequence[int]:
    shown = (Cooperation.number, Cooperation.title, *own)
    near = [column.contains(word, autoescape=True) for word in words for column in shown]
    if not near:
        return []
    found = sa.select(table.id).join(Cooperation, Cooperation.id == table.id)
    return list(
        db.session.scalars(found.where(sa.or_(*near)).order_by(table.id.desc()).limit(most))
    )
