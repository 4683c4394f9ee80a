"""What time does to tickets that are late: urged in writing, and late again put under supervision (H06)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import local, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.deadlines.models import Deadline
from caseapp.hotline.actions.moving import move
from caseapp.hotline.life import MOVES
from caseapp.hotline.models import Ticket, TicketMove
from caseapp.law import time_limits
from caseapp.ledger import queries as ledger
from caseapp.ledger.actions import record

# The target after which a late ticket is urged, and the one that begins with the urging.
URGING, SETTLING = "ST-11", "ST-12"
NOT_PRESSED = "ticket.not_pressed"
_LATE = (
    sa.select(Deadline.id, Deadline.ticket_id, Deadline.rule_id, Deadline.what, Deadline.due_on)
    .join(Ticket, Ticket.id == Deadline.ticket_id)
    .where(
        Deadline.stopped_on.is_(None),
        Deadline.state == "missed",
        Ticket.state.in_(MOVES["urge"].from_states),
    )
    .order_by(Deadline.ticket_id, Deadline.id)
)
_PRESSED = sa.select(TicketMove.ticket_id, TicketMove.given).where(
    TicketMove.move.in_(("urge", "supervise")),
    TicketMove.by_id == 0,
    TicketMove.ticket_id.in_(sa.bindparam("tickets", expanding=True)),
)


def press(*, by: Person, day: date) -> int:
    """Urge what is late on the next working day, supervise what is late again; returns how many acts."""
    calendar = accounts.office_calendar()
    if not calendar.is_working(day):
        return 0
    late = db.session.execute(_LATE).all()
    done = _pressed({row.ticket_id for row in late})
    fresh = [row for row in late if row.id not in done]
    first = [row for row in fresh if row.rule_id != SETTLING and _is_due(row.due_on, day, calendar)]
    again = [row for row in fresh if row.rule_id == SETTLING]
    return sum(
        _press(by=by, move_key=key, rows=rows)
        for key, rows in (("urge", first), ("supervise", again))
    )


def _press(*, by: Person, move_key: str, rows: Sequence[Any]) -> int:
    """Make one act on each ticket, whatever number of its limits is late."""
    limits: dict[int, list[Any]] = {}
    for row in rows:
        limits.setdefault(row.ticket_id, []).append(row)
    return sum(
        _press_one(by=by, ticket_id=ticket_id, move_key=move_key, rows=of_ticket)
        for ticket_id, of_ticket in limits.items()
    )


def _press_one(*, by: Person, ticket_id: int, move_key: str, rows: Sequence[Any]) -> bool:
    """Press one ticket; one that cannot be pressed is noted, and the night goes on with the others."""
    try:
        with db.session.begin_nested():
            move(
                by=by,
                ticket=db.session.get_one(Ticket, ticket_id),
                move=move_key,
                reason="；".join(f"{row.what}已于 {row.due_on} 届满" for row in rows),
                limits=[row.id for row in rows],
            )
    except Refused as no:
        _note_refused(no, by=by, ticket_id=ticket_id)
        return False
    return True


def _note_refused(no: Refused, *, by: Person, ticket_id: int) -> None:
    """Keep for the auditor that a late ticket was not pressed, once a day."""
    kept = ledger.acts_on(object_kind="ticket", object_id=ticket_id)
    if any(row["action"] == NOT_PRESSED and local(row["at"]).date() == today() for row in kept):
        return
    record(
        by=by,
        action=NOT_PRESSED,
        object_kind="ticket",
        object_id=ticket_id,
        object_key=db.session.get_one(Ticket, ticket_id).number,
        result="denied",
        reason=str(no),
    )


def _is_due(last: date, day: date, calendar: Any) -> bool:
    answer = time_limits.load().due(URGING, last, calendar=calendar)
    return day >= answer.due


def _pressed(ticket_ids: Collection[int]) -> set[int]:
    """Return the limits that were pressed for: once each."""
    if not ticket_ids:
        return set()
    rows = db.session.execute(_PRESSED, {"tickets": list(ticket_ids)})
    return {number for row in rows for number in row.given.get("limits", ())}
