"""Who had a transfer how long, in all time and in working time, and the move that began each span."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.base.clock import now
from caseapp.base.db import plain_rows
from caseapp.law.office_hours import worked
from caseapp.law.working_days import Calendar
from caseapp.transfers.models import TransferHolding, TransferMove

_HOLDINGS = (
    sa.select(TransferHolding.__table__)
    .where(TransferHolding.transfer_id == sa.bindparam("transfer_id"))
    .order_by(TransferHolding.id)
)
_MOVES = (
    sa.select(TransferMove.__table__)
    .where(TransferMove.transfer_id == sa.bindparam("transfer_id"))
    .order_by(TransferMove.id.desc())
)


@dataclass(frozen=True, slots=True)
class Held:
    """One holder of the chain: how long in all and in working hours, and the move that began it."""

    holder: str
    # The unit of the office that answers for it meanwhile.
    unit: str
    state: str
    since: datetime
    until: datetime | None
    held: timedelta
    worked: timedelta
    move: str
    by: str
    reason: str


def chain_of(
    transfer_id: int, *, moves: Sequence[Any] | None = None, calendar: Calendar | None = None
) -> list[Held]:
    """Return who had a transfer, in order; the spans join without a gap and together are its age.

    A page that has its moves and the calendar in hand already gives them.
    """
    given = {"transfer_id": transfer_id}
    # Of several moves at one instant into one stage the first began the span.
    made = plain_rows(_MOVES, given) if moves is None else [*reversed(moves)]
    began = {(row.at, row.to_state): row for row in made}
    days, at = calendar or accounts.office_calendar(), now()
    return [
        _held(row, began.get((row.since, row.state)), end=row.until or at, calendar=days)
        for row in plain_rows(_HOLDINGS, given)
    ]


def _held(row: Any, made: Any, *, end: datetime, calendar: Any) -> Held:
    return Held(
        holder=row.body_name or row.unit_name + row.person_name,
        unit=row.unit_name,
        state=row.state,
        since=row.since,
        until=row.until,
        held=end - row.since,
        worked=worked(row.since, end, calendar),
        move=made.move if made else "",
        by=made.by_name if made else "",
        reason=made.reason if made else "",
    )
