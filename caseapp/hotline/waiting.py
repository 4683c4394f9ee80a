"""Tickets that wait for somebody: to hand on, accept, work on, arbitrate, call back, help with."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import Thing, decide, visible_units
from caseapp.accounts.person import Person
from caseapp.base.paging import Page, fetch_page
from caseapp.deadlines.models import Deadline
from caseapp.hotline.informing import UNTOLD_EXTENSION
from caseapp.hotline.joint_models import TicketJoint
from caseapp.hotline.life import AT_DESK
from caseapp.hotline.models import Ticket
from caseapp.hotline.queries import is_visible

WANTED = {
    "open": "待分办或答复",
    "assigned": "待接收",
    "working": "在办",
    "returned": "待改派",
    "disputed": "待裁定",
    "answered": "待回访",
}
HELP = "待协办反馈"
TO_TELL = "延期待告知"
_NEXT = (
    sa.select(sa.func.min(Deadline.due_on))
    .where(Deadline.ticket_id == Ticket.id, Deadline.stopped_on.is_(None))
    .correlate(Ticket)
    .scalar_subquery()
)
_ROW = sa.select(
    Ticket.id,
    Ticket.number,
    Ticket.matter,
    Ticket.state,
    Ticket.received_on,
    Ticket.respondent,
    Ticket.product,
    Ticket.unit_id,
    sa.and_(Ticket.informant_id.is_not(None), UNTOLD_EXTENSION).label("is_to_tell"),
)


def waiting_tickets(by: Person) -> Page[Any] | None:
    """Return what waits for somebody, the nearest limit first; None for whom no ticket ever waits."""
    ways = _ways(by)
    if not ways:
        return None
    wanted = [is_visible(by), sa.or_(*ways)]
    nearest = sa.func.coalesce(_NEXT, date.max)
    return fetch_page(
        _ROW.where(*wanted).order_by(nearest, Ticket.id),
        key_of=lambda row: str(row.id),
        after=None,
        counted=sa.select(Ticket.id).where(*wanted),
    )


def wanted_of(row: Any, by: Person) -> str:
    """Say what a waiting ticket waits for; one that another unit works on wants our help."""
    if row.is_to_tell and row.state != "answered" and decide(by, "informant.reveal"):
        return TO_TELL
    is_ours = row.state != "working" or row.unit_id == by.unit_id
    return WANTED[row.state] if is_ours else HELP


def _ways(by: Person) -> list[sa.ColumnElement[bool]]:
    ways: list[sa.ColumnElement[bool]] = []
    is_sealed = Ticket.informant_id.is_not(None)
    if decide(by, "ticket.take"):
        ways.append(Ticket.state.in_(AT_DESK))
        ways.append(sa.and_(Ticket.state == "answered", sa.not_(is_sealed)))
    if decide(by, "informant.reveal") and decide(by, "ticket.answer"):
        is_open = Ticket.state.in_(("assigned", "working", "returned", "disputed"))
        untold = sa.and_(is_open, UNTOLD_EXTENSION)
        ways.append(sa.and_(sa.or_(Ticket.state == "answered", untold), is_sealed))
    if decide(by, "ticket.receive", Thing(by.unit_path)):
        ways += _received(by)
    for path in visible_units(by, "ticket.arbitrate").paths:
        near = sa.true() if path == "/" else Ticket.unit_path.startswith(path, autoescape=True)
        ways.append(sa.and_(Ticket.state == "disputed", near))
    return ways


def _received(by: Person) -> list[sa.ColumnElement[bool]]:
    asked = sa.select(TicketJoint.ticket_id).where(
        TicketJoint.unit_id == by.unit_id, TicketJoint.done_at.is_(None)
    )
    return [
        sa.and_(Ticket.state == "assigned", Ticket.unit_id == by.unit_id),
        sa.and_(Ticket.state == "working", Ticket.holder_id == by.id),
        sa.and_(Ticket.state.in_(("assigned", "working")), Ticket.id.in_(asked)),
    ]
