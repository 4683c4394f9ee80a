"""The lines of the list another body opens first: what came, from whom, and what was done last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.base.clock import now, today
from caseapp.base.db import plain_rows
from caseapp.cases.shown import limit_shown
from caseapp.deadlines.models import Deadline
from caseapp.law import time_limits
from caseapp.transfers.counterpart_words import move_name
from caseapp.transfers.counterparts import Seat, ends_of
from caseapp.transfers.kinds import KINDS, life_of
from caseapp.transfers.models import TransferMove
from caseapp.transfers.told import is_told

_MOVES = (
    sa.select(
        TransferMove.transfer_id,
        TransferMove.move,
        TransferMove.taken_on,
        TransferMove.body_id,
        TransferMove.at,
    )
    .where(TransferMove.transfer_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(TransferMove.id)
)

_LIMITS = (
    sa.select(Deadline.__table__)
    .where(
        Deadline.transfer_id.in_(sa.bindparam("ids", expanding=True)),
        Deadline.stopped_on.is_(None),
        Deadline.due_on.is_not(None),
    )
    .order_by(Deadline.due_on, Deadline.due_at, Deadline.id)
)


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """One line: the row, its kind in words, what was done last and how it stands for this body."""

    row: Any
    kind: str
    last: str
    stands: str
    waits: bool
    # The nearest limit that binds this very body, in words; empty where none runs.
    limit: str
    # It went on to another body: what comes after is not told.
    is_over: bool = False


def lines(rows: Sequence[Any], seat: Seat) -> list[ReceivedLine]:
    """Put rows into lines: one more question however many there are."""
    kinds = {row.id: row.kind for row in rows}
    ends = ends_of([row for row in rows if not row.reads], seat)
    last: dict[int, str] = {}
    for made in plain_rows(_MOVES, {"ids": list(kinds)}) if kinds else ():
        row = life_of(kinds[made.transfer_id]).moves.get(made.move)
        mine = made.body_id is not None and made.body_id in seat.mine
        later = made.transfer_id in ends and made.at > ends[made.transfer_id]
        if row is not None and not later and (mine or is_told(row)):
            last[made.transfer_id] = f"{made.taken_on.isoformat()} {move_name(row.name)}"
    due = _due({row.id: not row.reads for row in rows if row.id not in ends}, seat)
    return [
        ReceivedLine(
            row=row,
            kind=KINDS[row.kind].name,
            last=last.get(row.id, ""),
            stands=_stands(row, is_over=row.id in ends),
            waits=bool(row.waits),
            limit=due.get(row.id, ""),
            is_over=row.id in ends,
        )
        for row in rows
    ]


def _due(sent: Mapping[int, bool], seat: Seat) -> dict[int, str]:
    book, at, day = time_limits.load(), now(), today()
    calendar = accounts.office_calendar()
    found: dict[int, str] = {}
    for row in plain_rows(_LIMITS, {"ids": list(sent)}) if sent else ():
        binds, was_sent = book.row(row.rule_id).binds, sent[row.transfer_id]
        if row.transfer_id not in found and seat.is_bound(binds, was_sent=was_sent):
            limit = limit_shown(row, now=at, today=day, calendar=calendar)
            found[row.transfer_id] = f"{limit.due}（{limit.words}）"
    return found


def _stands(row: Any, *, is_over: bool) -> str:
    if row.waits:
        return "等本单位办理"
    if is_over:
        return "已转由其他单位办理"
    if row.reads:
        return "监督查阅"
    return "已办结" if row.closed_at is not None else "等移送机关或者其他单位"
