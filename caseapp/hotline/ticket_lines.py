"""Tickets as lines of a list: who holds each since when, and which limit ends next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import plain_rows
from caseapp.cases.shown import LimitShown, limit_shown
from caseapp.deadlines import queries as deadlines
from caseapp.hotline.models import TicketHolding
from caseapp.law.working_days import Calendar

_HOLDERS = sa.select(
    TicketHolding.ticket_id,
    TicketHolding.unit_name,
    TicketHolding.body_name,
    TicketHolding.person_name,
    TicketHolding.since,
).where(
    TicketHolding.ticket_id.in_(sa.bindparam("ticket_ids", expanding=True)),
    TicketHolding.until.is_(None),
)


@dataclass(frozen=True, slots=True)
class TicketLine:
    """One line of a list of tickets; who called is never in it."""

    row: Any
    holder: str
    since: datetime | None
    limit: LimitShown | None


def lines(
    rows: Sequence[Any], *, now: datetime, today: date, calendar: Calendar
) -> list[TicketLine]:
    """Put rows into lines with their holders and next limits: two questions however many."""
    ids = [row.id for row in rows]
    due, held = deadlines.next_due_of_tickets(ids), _holders(ids)
    return [
        TicketLine(
            row,
            holder=holder_words(held[row.id]) if row.id in held else "",
            since=held[row.id].since if row.id in held else None,
            limit=limit_shown(due[row.id], now=now, today=today, calendar=calendar, whole=False)
            if row.id in due
            else None,
        )
        for row in rows
    ]


def holder_words(held: Any) -> str:
    """Say who holds or held a ticket: a body with the unit that follows it up, or one of ours."""
    if held.body_name:
        return f"{held.body_name}（{held.unit_name}跟办）"
    return f"{held.unit_name} {held.person_name}".strip()


def _holders(ids: Collection[int]) -> dict[int, Any]:
    found = plain_rows(_HOLDERS, {"ticket_ids": list(ids)}) if ids else ()
    return {row.ticket_id: row for row in found}
