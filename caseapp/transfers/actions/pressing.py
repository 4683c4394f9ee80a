"""What time does to transfers that are late: whoever has one is pressed in writing, once for each limit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.deadlines.models import Deadline
from caseapp.law import time_limits
from caseapp.ledger.actions import record
from caseapp.transfers.actions.moving import move
from caseapp.transfers.given import MoveGiven
from caseapp.transfers.life import PRESS
from caseapp.transfers.models import Transfer, TransferMove

# The target after which whatever is late is pressed for.
PRESSING = "ST-22"
NOT_PRESSED = "transfer.not_pressed"
_LATE = (
    sa.select(Deadline.id, Deadline.transfer_id, Deadline.what, Deadline.due_on)
    .join(Transfer, Transfer.id == Deadline.transfer_id)
    .where(Deadline.stopped_on.is_(None), Deadline.state == "missed", Transfer.closed_at.is_(None))
    .order_by(Deadline.transfer_id, Deadline.id)
)
_PRESSED = sa.select(TransferMove.given).where(
    TransferMove.move == PRESS,
    TransferMove.transfer_id.in_(sa.bindparam("transfers", expanding=True)),
)


def press(*, by: Person, day: date) -> int:
    """Press on the next working day for what is late, ours and the other side's; returns how many acts."""
    calendar = accounts.office_calendar()
    if not calendar.is_working(day):
        return 0
    late = db.session.execute(_LATE).all()
    done = _pressed({row.transfer_id for row in late})
    limits: dict[int, list[Any]] = {}
    for row in late:
        if row.id not in done and _is_due(row.due_on, day, calendar):
            limits.setdefault(row.transfer_id, []).append(row)
    return sum(
        _press_one(by=by, transfer_id=number, rows=rows, day=day) for number, rows in limits.items()
    )


def _press_one(*, by: Person, transfer_id: int, rows: Sequence[Any], day: date) -> bool:
    """Press for one; one that cannot be pressed is noted, and the night goes on with the others."""
    given = MoveGiven(
        on=day,
        reason="；".join(f"{row.what}已于 {row.due_on} 届满" for row in rows),
        values={"limits": [row.id for row in rows]},
    )
    return made_at_night(by=by, transfer_id=transfer_id, key=PRESS, given=given)


def made_at_night(*, by: Person, transfer_id: int, key: str, given: MoveGiven) -> bool:
    """Make a move of time; one that is refused is kept for the auditor, and the others go on."""
    transfer = db.session.get_one(Transfer, transfer_id)
    try:
        with db.session.begin_nested():
            move(by=by, transfer=transfer, key=key, given=given)
    except Refused as no:
        record(
            by=by,
            action=NOT_PRESSED,
            object_kind="transfer",
            object_id=transfer_id,
            result="denied",
            reason=str(no),
            details={"move": key},
        )
        return False
    return True


def _is_due(last: date, day: date, calendar: Any) -> bool:
    return day >= time_limits.load().due(PRESSING, last, calendar=calendar).due


def _pressed(transfers: Collection[int]) -> set[int]:
    """Return the limits that were pressed for: once each."""
    if not transfers:
        return set()
    rows = db.session.execute(_PRESSED, {"transfers": list(transfers)})
    return {number for row in rows for number in row.given.get("limits", ())}
