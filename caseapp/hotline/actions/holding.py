"""Who has a ticket: the running holding, the desk it came from, the next that begins as one ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.accounts.sight import lies_under
from caseapp.accounts.units import office_path
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.hotline.life import ENDED, MOVES
from caseapp.hotline.models import Ticket, TicketHolding


@dataclass(frozen=True)
class Holder:
    """Who gets a ticket: a unit, one of its people, or a body outside that the unit follows up."""

    unit_id: int
    body_id: int | None = None
    person_id: int | None = None


def desk_of(ticket: Ticket) -> int:
    """Return the unit that took a ticket in; what is returned goes there and nowhere else (art. 37)."""
    first = db.session.execute(
        sa.select(TicketHolding.unit_id, TicketHolding.state)
        .where(TicketHolding.ticket_id == ticket.id)
        .order_by(TicketHolding.id)
        .limit(1)
    ).first()
    if first is not None and first.state == MOVES["take"].to_state:
        return int(first.unit_id)
    # One from before holdings were kept: the unit of whoever took it down.
    operator = accounts.person_by_id(ticket.operator_id) if ticket.operator_id else None
    return operator.unit_id if operator else ticket.unit_id


def arbiter_of(ticket: Ticket) -> int:
    """Return the office whose chief says where a ticket belongs: that of the desk which took it."""
    desk = accounts.unit_by_id(desk_of(ticket))
    office = accounts.unit_by_path(office_path(desk.path)) if desk else None
    return int(office.id) if office else ticket.unit_id


def taker(ticket: Ticket, by: Person) -> Holder:
    """Return who has it once it is taken: the one who takes it, or still the body outside."""
    is_there = ticket.body_id is None and lies_under(by.unit_path, [ticket.unit_path])
    return Holder(ticket.unit_id, ticket.body_id, by.id if is_there else None)


def holder_words(ticket: Ticket) -> str:
    """Say who has a ticket now."""
    found = running(ticket.id)
    if found is None:
        unit = accounts.unit_by_id(ticket.unit_id)
        return unit.name if unit else "受理岗位"
    return (found.body_name or found.unit_name) + found.person_name


def running(ticket_id: int) -> TicketHolding | None:
    """Return who has a ticket now, as the row that is still open."""
    return db.session.scalars(
        sa.select(TicketHolding).where(
            TicketHolding.ticket_id == ticket_id, TicketHolding.until.is_(None)
        )
    ).one_or_none()


def instant(ticket: Ticket) -> datetime:
    """Return now, never before the running holding began: a clock set back makes no negative time."""
    held = running(ticket.id)
    return now() if held is None else max(now(), held.since)


def hold(ticket: Ticket, to: Holder | None, *, state: str, at: datetime) -> None:
    """Let the holding follow state and hands; what ended is held no longer."""
    held = running(ticket.id)
    ticket.state = state
    if state in ENDED:
        ticket.closed_at = at
    elif ticket.closed_at is not None:  # begun anew: nobody had it in between
        ticket.closed_at = None
        open_holding(ticket, _without_gone(to or _same(ticket)), state=state, at=at)
        return
    if held is None:
        held = open_holding(ticket, _without_gone(_same(ticket)), state=state, at=ticket.created_at)
    new = to or _of(held)
    if state not in ENDED and held.state == state and new == _of(held):
        return
    new = to or _without_gone(new)
    held.until = at
    db.session.flush()  # the running one ends before the next begins
    if state not in ENDED:
        open_holding(ticket, new, state=state, at=at)


def open_holding(ticket: Ticket, to: Holder, *, state: str, at: datetime) -> TicketHolding:
    unit = accounts.unit_by_id(to.unit_id)
    if unit is None or not unit.is_active:
        raise Refused(
            f"不能交办：选定的单位{'' if unit is None else unit.name}已经不在用。",
            remedy="请另选承办单位。",
        )
    ticket.unit_id, ticket.unit_path = unit.id, unit.path
    ticket.body_id, ticket.holder_id = to.body_id, to.person_id
    opened = TicketHolding(
        ticket_id=ticket.id,
        state=state,
        unit_id=unit.id,
        unit_name=unit.name,
        body_id=to.body_id,
        body_name=_body_name(to.body_id),
        person_id=to.person_id,
        person_name=_person_name(to.person_id, unit),
        since=at,
    )
    db.session.add(opened)
    db.session.flush()
    return opened


def _of(held: TicketHolding) -> Holder:
    return Holder(held.unit_id, held.body_id, held.person_id)


def _same(ticket: Ticket) -> Holder:
    return Holder(ticket.unit_id, ticket.body_id, ticket.holder_id)


def _without_gone(kept: Holder) -> Holder:
    """Leave a ticket with the unit alone once its person left or moved: nobody chose them anew."""
    unit = accounts.unit_by_id(kept.unit_id)
    is_gone = kept.person_id is not None and unit and _person_at(kept.person_id, unit) is None
    return Holder(kept.unit_id, kept.body_id) if is_gone else kept


def _person_at(person_id: int, unit: Any) -> Person | None:
    """Return somebody who still works in a unit or below it."""
    person = accounts.person_by_id(person_id)
    is_there = person is not None and lies_under(person.unit_path, [unit.path])
    return person if person is not None and person.is_active and is_there else None


def _body_name(body_id: int | None) -> str:
    if body_id is None:
        return ""
    body = bodies.body(body_id)
    if body is None:
        raise Refused("不能交办：名录中没有这个机构。", remedy="请在机构名录中核对后另选。")
    return body.name


def _person_name(person_id: int | None, unit: Any) -> str:
    if person_id is None:
        return ""
    person = _person_at(person_id, unit)
    if person is None:
        raise Refused(
            f"不能交办：选定的人员已不在{unit.name}。", remedy="请另选人员，或者只交给单位。"
        )
    return person.name
