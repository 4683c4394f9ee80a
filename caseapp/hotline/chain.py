"""Who had a ticket how long, and what of tickets waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import plain_rows
from caseapp.base.paging import Page, count_up_to
from caseapp.hotline.lists import HEAPS, Filters, conditions
from caseapp.hotline.models import Ticket, TicketHolding, TicketMove
from caseapp.hotline.queries import is_visible, page_of_tickets
from caseapp.law.office_hours import worked

_HOLDINGS = (
    sa.select(TicketHolding.__table__)
    .where(TicketHolding.ticket_id == sa.bindparam("ticket_id"))
    .order_by(TicketHolding.id)
)
_MOVES = (
    sa.select(TicketMove.__table__)
    .where(
        TicketMove.ticket_id == sa.bindparam("ticket_id"),
    )
    .order_by(TicketMove.id)
)
# What waits for somebody to act, and the permission of whoever acts.
WAITING = {
    "accept": "ticket.receive",
    "returned": "ticket.dispatch",
    "disputed": "ticket.arbitrate",
    "call_back": "ticket.answer",
    "overdue": "ticket.read",
}


@dataclass(frozen=True, slots=True)
class Held:
    """One holder of the chain: how long in all and in working hours, and the move that began it."""

    holder: str
    state: str
    since: datetime
    until: datetime | None
    held: timedelta
    worked: timedelta
    move: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Heap:
    """What waits: its name, how many, and whether there are more than were counted."""

    key: str
    name: str
    count: int
    is_exact: bool


def chain_of(ticket_id: int) -> list[Held]:
    """Return who had a ticket, in order; the spans join without a gap and together are its age."""
    given = {"ticket_id": ticket_id}
    moves = {(row.at, row.to_state): row for row in plain_rows(_MOVES, given)}
    calendar, at = accounts.office_calendar(), now()
    return [
        _held(row, moves.get((row.since, row.state)), end=row.until or at, calendar=calendar)
        for row in plain_rows(_HOLDINGS, given)
    ]


def _held(row: Any, made: Any, *, end: datetime, calendar: Any) -> Held:
    return Held(
        holder=(row.body_name or row.unit_name) + row.person_name,
        state=row.state,
        since=row.since,
        until=row.until,
        held=end - row.since,
        worked=worked(row.since, end, calendar),
        move=made.move if made else "",
        by=made.by_name if made else "",
        reason=made.reason if made else "",
    )


def waiting_for(by: Person) -> list[Heap]:
    """Count what waits for this person: to be taken, dispatched anew, decided, called back, or late."""
    found = []
    for key, permission in WAITING.items():
        if not decide(by, permission):
            continue
        wanted = [is_visible(by), *conditions(by, Filters(heap=key, today=today()))]
        count, is_exact = count_up_to(sa.select(Ticket.id).where(*wanted))
        found.append(Heap(key, HEAPS[key], count, is_exact))
    return found


def waiting_page(by: Person, key: str, after: str = "") -> Page[Any]:
    """Return one page of what waits, the oldest first."""
    return page_of_tickets(by, Filters(heap=key, today=today()), after)
