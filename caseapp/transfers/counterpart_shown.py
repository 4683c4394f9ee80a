"""One transfer as its receiver reads it: what was sent, what both sides did, none of our inner remarks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.base.clock import now, today
from caseapp.base.errors import NotVisible
from caseapp.base.words import moment
from caseapp.bodies import queries as bodies
from caseapp.cases.shown import LimitShown, limit_shown
from caseapp.deadlines import queries as deadlines
from caseapp.documents import printing
from caseapp.law import time_limits
from caseapp.law.procedures.table import Field
from caseapp.transfers import counterpart_words, file_queries, item_queries
from caseapp.transfers.counterparts import Received
from caseapp.transfers.given import TAKEN_DOWN
from caseapp.transfers.kinds import life_of
from caseapp.transfers.life import BODY, Move
from caseapp.transfers.sendings import Sending, sending_of
from caseapp.transfers.told import is_told, tells_reason

# What the list that was sent says of the matter itself, in the order of the page.
HEAD_WORDS = {
    "content": "移送的事项",
    "reason": "移送的理由",
    "basis": "依据",
    "case_no": "移送机关的案号",
}


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the history as the other side is told of it."""

    id: int
    key: str
    at: datetime
    on: date
    who: str
    name: str
    reason: str
    values: tuple[tuple[str, str], ...]
    # Done in the name of the body that reads, or read by who watches: with every word of it.
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Parcel:
    """What went out at one time, with what the list said of the matter."""

    number: int
    at: datetime
    sending: Sending
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file the other side attached to an act."""

    id: int
    move_id: int | None
    name: str
    filename: str
    sha256: str


def acts_of(file: Received) -> list[Act]:
    """Return the history from the day it went out: what was told to this body, and what it did."""
    rows = file_queries.moves_of(file.transfer.id)
    found, went_out = [], False
    for row in rows:
        move = life_of(file.transfer.kind).moves.get(row.move)
        went_out = went_out or (move is not None and move.holder == "body")
        later = file.until is not None and row.at > file.until
        if move is not None and went_out and not later and _is_told(file, row, move):
            found.append(_act(file, row, move))
    return found


def _is_told(file: Received, row: Any, move: Move) -> bool:
    if row.body_id is not None:
        # Who watches reads all of it; a receiver what was done in its own name or handed to it.
        return file.is_reader or row.body_id in file.seat.mine or move.holder == "body"
    return is_told(move)


def _act(file: Received, row: Any, move: Move) -> Act:
    is_whole = row.body_id is not None and (file.is_reader or row.body_id in file.seat.mine)
    says_all = is_whole or (row.body_id is None and tells_reason(move))
    return Act(
        id=row.id,
        key=row.move,
        at=row.at,
        on=row.taken_on,
        who=_who(file, row),
        name=counterpart_words.move_name(move.name),
        reason=row.reason if says_all else "",
        values=tuple(_said((*move.fields, *TAKEN_DOWN), row.given)) if says_all else (),
        is_whole=is_whole,
    )


def _who(file: Received, row: Any) -> str:
    if row.body_id is None:
        return file.sender
    if row.given.get("their_who"):
        return f"{row.body_name}（来文，由{file.sender}登记）"
    return f"{row.body_name} {row.by_name}" if row.body_id in file.seat.mine else row.body_name


def _said(fields: Iterable[Field], given: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for one in fields:
        value = given.get(one.key)
        if value not in (None, "", [], ()):
            yield counterpart_words.label(one.label), _words(one, value)


def _words(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if field.kind == "int":
        return bodies.names_of([int(value)]).get(int(value), str(value))
    if field.kind == "instant":
        return moment(datetime.fromisoformat(str(value)))
    several = value if isinstance(value, list) else [value]
    return "、".join(dict(field.choices).get(str(one), str(one)) for one in several)


def parcels_of(file: Received) -> list[Parcel]:
    """Return what was sent, each time it was; of a body that has it no longer what it got."""
    went = {row.id: row.at for row in file_queries.moves_of(file.transfer.id)}
    # A sending counts from its move: it may be entered long after it went.
    rows = [
        (row, went.get(row.move_id, row.added_at))
        for row in item_queries.sendings(file.transfer.id)
    ]
    kept = [(row, at) for row, at in rows if file.until is None or at <= file.until]
    return [
        Parcel(number, at, sending := sending_of(row), _head_of(sending))
        for number, (row, at) in enumerate(kept, start=1)
    ]


def _head_of(sending: Sending) -> tuple[tuple[str, str], ...]:
    with printing.store().open(sending.code) as kept:
        said = json.loads(kept.read())["transfer"]
    return tuple((label, said[key]) for key, label in HEAD_WORDS.items() if said.get(key))


def own_files(file: Received, acts: Sequence[Act]) -> list[OwnFile]:
    """Return what the other side attached to acts that this body reads in full."""
    ids = {one.id for one in acts if one.is_whole}
    return [
        OwnFile(row.id, row.move_id, row.name, row.filename, row.sha256)
        for row in file_queries.items_of(file.transfer.id)
        if row.side == BODY and row.sha256 and row.withdrawn_at is None and row.move_id in ids
    ]


def file_named(file: Received, item_id: int) -> tuple[str, str]:
    """Return bytes and name of one thing that was sent, or that this body attached; else NotVisible."""
    for parcel in parcels_of(file):
        for one in (*parcel.sending.letters, *parcel.sending.files):
            if one.item_id == item_id:
                return one.sha256, one.path.rpartition("/")[2]
    for own in own_files(file, acts_of(file)):
        if own.id == item_id:
            return own.sha256, own.filename
    raise NotVisible


def limits_of(file: Received) -> list[LimitShown]:
    """Return the running limits that bind this very body, with their reasons; ours are not its matter."""
    book, at, day = time_limits.load(), now(), today()
    calendar = accounts.office_calendar()
    return [
        limit_shown(row, now=at, today=day, calendar=calendar)
        for row in deadlines.of_transfer(file.transfer.id)
        if row.stopped_on is None
        and file.seat.is_bound(book.row(row.rule_id).binds, was_sent=file.was_sent)
    ]
