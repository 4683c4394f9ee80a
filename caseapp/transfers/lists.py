"""What the lists of transfers can be narrowed to, one page of them, and their lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.base.paging import Page, fetch_page
from caseapp.bodies.models import Body
from caseapp.cases.models import CaseFile
from caseapp.cases.queries import is_visible as is_case_visible
from caseapp.cases.shown import LimitShown, limit_shown
from caseapp.cooperation.models import Cooperation
from caseapp.cooperation.queries import is_visible
from caseapp.deadlines.models import Deadline
from caseapp.law.working_days import Calendar
from caseapp.transfers.kinds import KINDS, LIVES, REGISTERS
from caseapp.transfers.life import BODY, OFFICE
from caseapp.transfers.models import Transfer

# Which heap of work is looked at; heaps to be worked off are read oldest first.
HEAPS = {
    "": "全部",
    "ours": "等本机关办理",
    "theirs": "等对方办理",
    "due": "本机关逾期",
    "late": "对方逾期",
    "mine": "我登记的",
    "closed": "已办结",
}
NEWEST_FIRST = ("", "mine", "closed")
DIRECTIONS = {"out": "移出、发出", "in": "移入、收到"}
LONGEST_WORD = 100
_COLUMNS: tuple[Any, ...] = (
    Transfer.id,
    Transfer.kind,
    Transfer.direction,
    Transfer.state,
    Transfer.received_on,
    Transfer.sent_at,
    Transfer.answer_due_on,
    Transfer.closed_at,
    Transfer.their_number,
    Transfer.times_returned,
    Cooperation.number,
    Cooperation.title,
    Cooperation.case_id,
    Body.name.label("body_name"),
)
_ROW = (
    sa.select(*_COLUMNS)
    .join(Cooperation, Cooperation.id == Transfer.id)
    .join(Body, Body.id == Transfer.body_id)
)
_DUE = (
    sa.select(Deadline.__table__)
    .where(
        Deadline.transfer_id.in_(sa.bindparam("ids", expanding=True)),
        Deadline.stopped_on.is_(None),
        Deadline.due_on.is_not(None),
    )
    .order_by(Deadline.due_on, Deadline.due_at, Deadline.id)
)


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing."""

    register: str = ""
    heap: str = ""
    kind: str = ""
    direction: str = ""
    body: int = 0
    agreement: int = 0
    case: int = 0
    since: date | None = None
    until: date | None = None
    word: str = ""

    def address(self) -> dict[str, str]:
        """Return the same filters as they stand in an address."""
        held = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: str(value) for name, value in held.items() if value}


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One line of a list of transfers."""

    row: Any
    kind: str
    stage: str
    turn: str
    is_open: bool
    limit: LimitShown | None


def filters_of(asked: Mapping[str, str]) -> Filters:
    """Read filters from an address; what is not known narrows nothing."""

    def among(name: str, known: Collection[str]) -> str:
        value = asked.get(name, "")
        return value if value in known else ""

    return Filters(
        register=among("register", REGISTERS),
        heap=among("heap", HEAPS),
        kind=among("kind", KINDS),
        direction=among("direction", DIRECTIONS),
        body=_number(asked.get("body", "")),
        agreement=_number(asked.get("agreement", "")),
        case=_number(asked.get("case", "")),
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        word=asked.get("word", "").replace("\x00", "").strip()[:LONGEST_WORD],
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2024-03-04") else None
    except ValueError:
        return None


def page_of_transfers(by: Person, wanted: Filters, after: str, *, today: date) -> Page[Any]:
    """Return one page of the list: newest first, a heap of work oldest first."""
    narrowed = conditions(by, wanted, today=today)
    mark, up = _number(after), wanted.heap not in NEWEST_FIRST
    beyond = (Transfer.id > mark if up else Transfer.id < mark) if mark else None
    found = _ROW.where(*narrowed)
    return fetch_page(
        found.order_by(Transfer.id if up else Transfer.id.desc()),
        key_of=lambda row: str(row.id),
        after=beyond,
        counted=found,
    )


def whole_list(by: Person, wanted: Filters, most: int, *, today: date) -> Sequence[Any]:
    """Return the list at once; one row more than `most` says there are others."""
    found = _ROW.where(*conditions(by, wanted, today=today))
    return plain_rows(found.order_by(Transfer.id.desc()).limit(most + 1))


def oldest(by: Person, heaps: Sequence[str], most: int, *, today: date) -> Sequence[Any]:
    """Return the first of each of these heaps of work, the oldest first, with one question."""
    parts = [
        _ROW.add_columns(sa.literal(heap).label("heap"))
        .where(*conditions(by, Filters(heap=heap), today=today))
        .order_by(Transfer.id)
        .limit(most)
        .subquery()
        for heap in heaps
    ]
    return plain_rows(sa.union_all(*(sa.select(one) for one in parts)))


def counted(by: Person, wanted: Filters, *, today: date) -> Any:
    """Return the statement whose rows are counted."""
    return _ROW.where(*conditions(by, wanted, today=today))


def of_case(case_id: int, *, by: Person, most: int) -> Sequence[Any]:
    """Return the transfers of a case, newest first."""
    found = _ROW.where(Cooperation.case_id == case_id, is_visible(by))
    return plain_rows(found.order_by(Transfer.id.desc()).limit(most))


def bodies_dealt_with(by: Person) -> dict[str, str]:
    """Return the bodies that the transfers this person may know of went to or came from, by name."""
    seen = sa.select(Transfer.body_id).join(Cooperation, Cooperation.id == Transfer.id)
    wanted = sa.select(Body.id, Body.name).where(Body.id.in_(seen.where(is_visible(by))))
    return {str(row.id): row.name for row in plain_rows(wanted.order_by(Body.name))}


def rows_of(ids: Collection[int]) -> Sequence[Any]:
    """Return list rows by id, whoever asks."""
    return plain_rows(_ROW.where(Transfer.id.in_(ids)).order_by(Transfer.id))


def conditions(by: Person, wanted: Filters, *, today: date) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of these filters, with what this person may know of."""
    equal: Mapping[Any, Any] = {
        Transfer.kind: wanted.kind,
        Transfer.direction: wanted.direction,
        Transfer.body_id: wanted.body,
        Transfer.agreement_id: wanted.agreement,
        Cooperation.case_id: wanted.case,
    }
    found = [is_visible(by), *(column == value for column, value in equal.items() if value)]
    if wanted.register:
        kinds = [one.key for one in KINDS.values() if one.register == wanted.register]
        found.append(Transfer.kind.in_(kinds))
    if wanted.since:
        found.append(Transfer.received_on >= wanted.since)
    if wanted.until:
        found.append(Transfer.received_on <= wanted.until)
    if wanted.word:
        found.append(_says(wanted.word, by))
    return [*found, *_of_heap(by, wanted.heap, today)]


def _says(word: str, by: Person) -> sa.ColumnElement[bool]:
    columns = (Cooperation.number, Cooperation.title, Transfer.content, Transfer.their_number)
    numbers = (CaseFile.case_no, CaseFile.lead_no)
    cases = sa.select(CaseFile.id).where(
        sa.or_(*(column.contains(word, autoescape=True) for column in numbers)),
        is_case_visible(by),
    )
    return sa.or_(
        *(column.contains(word, autoescape=True) for column in columns),
        Cooperation.case_id.in_(cases),
    )


def _of_heap(by: Person, heap: str, today: date) -> list[sa.ColumnElement[bool]]:
    heaps: dict[str, list[sa.ColumnElement[bool]]] = {
        "ours": [has_turn(OFFICE)],
        "theirs": [has_turn(BODY)],
        "due": [has_turn(OFFICE), is_late(today)],
        "late": [has_turn(BODY), is_late(today)],
        "mine": [Cooperation.opened_by == by.id],
        "closed": [Transfer.closed_at.is_not(None)],
    }
    return heaps.get(heap, [])


def has_turn(side: str) -> sa.ColumnElement[bool]:
    """Say that this side is to act: read from the table of each life."""
    ways = []
    for life in LIVES.values():
        kinds = [one.key for one in KINDS.values() if one.life == life.key]
        states = [key for key, one in life.stages.items() if one.is_open and one.turn == side]
        ways.append(sa.and_(Transfer.kind.in_(kinds), Transfer.state.in_(states)))
    return sa.and_(Transfer.closed_at.is_(None), sa.or_(*ways))


# The day of a letter as a limit, ours and theirs: ended, nobody waits for it any more.
ASKED_FOR = ("ST-20", "ST-23")


def is_late(today: date) -> sa.ColumnElement[bool]:
    """Say that a limit on it is over, or the day an answer was asked for."""
    over = sa.select(Deadline.transfer_id).where(
        Deadline.transfer_id.is_not(None),
        Deadline.stopped_on.is_(None),
        Deadline.state != "paused",
        Deadline.due_on < today,
    )
    answered = sa.exists().where(
        Deadline.transfer_id == Transfer.id,
        Deadline.family.in_(ASKED_FOR),
        Deadline.stopped_on.is_not(None),
    )
    return sa.or_(sa.and_(Transfer.answer_due_on < today, ~answered), Transfer.id.in_(over))


def lines(
    rows: Sequence[Any], *, now: datetime, today: date, calendar: Calendar
) -> list[TransferLine]:
    """Put rows into lines with their next limits: one question however many."""
    due = _next_due([row.id for row in rows])
    found = []
    for row in rows:
        kind = KINDS[row.kind]
        stage = LIVES[kind.life].stages[row.state]
        limit = due.get(row.id)
        shown = limit and limit_shown(limit, now=now, today=today, calendar=calendar)
        found.append(
            TransferLine(row, kind.name, stage.name, turn_words(row, stage), stage.is_open, shown)
        )
    return found


def turn_words(row: Any, stage: Any) -> str:
    """Say whose turn it is."""
    if not stage.is_open:
        return ""
    return f"等{row.body_name}" if stage.turn == BODY else "等本机关"


def _next_due(ids: Sequence[int]) -> dict[int, Any]:
    nearest: dict[int, Any] = {}
    for row in plain_rows(_DUE, {"ids": list(ids)}) if ids else ():
        nearest.setdefault(row.transfer_id, row)
    return nearest


def all_ids() -> Sequence[int]:
    """Return the id of every transfer, for a rebuild of the index."""
    return db.session.scalars(sa.select(Transfer.id).order_by(Transfer.id)).all()
