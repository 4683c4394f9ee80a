"""Telling whoever holds a ticket of its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.cases import actions as cases
from caseapp.cases import queries as case_queries
from caseapp.cases.reminders import limits_to_tell
from caseapp.hotline.models import Ticket


def remind(*, by: Person, day: date) -> int:
    """Tell whoever holds a ticket, the head and the chief of its limit; returns how many were told.

    Once it became a lead, the team of its case is told.
    """
    rows = [row for row in limits_to_tell(day) if row.ticket_id is not None]
    if not rows:
        return 0
    people = accounts.everybody()
    wanted = sa.select(Ticket).where(Ticket.id.in_({row.ticket_id for row in rows}))
    things = {one.id: _thing(one, people) for one in db.session.scalars(wanted)}
    limits = [(row, things[row.ticket_id]) for row in rows]
    return cases.tell(by=by, day=day, limits=limits, permission="ticket.read")


def _thing(ticket: Ticket, people: Sequence[Person]) -> Thing:
    """Say what the rights to a ticket depend on; what keeps its case from somebody keeps the ticket too."""
    case = case_queries.case_of_ticket(ticket.id)
    if case is None:
        return Thing(ticket.unit_path, team=_holders(ticket, people))
    of_case = case_queries.thing_of(case, case_queries.officers(case.id))
    return replace(of_case, team=of_case.team or _holders(ticket, people))


def _holders(ticket: Ticket, people: Sequence[Person]) -> frozenset[int]:
    """Return who has it: one of the unit, or while nobody took it all who may take it there."""
    if ticket.holder_id:
        return frozenset({ticket.holder_id})
    held = Thing(ticket.unit_path)
    return frozenset(one.id for one in people if decide(one, "ticket.receive", held))
