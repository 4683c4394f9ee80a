"""Telling the caller what became of it."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.hotline.models import Ticket
from caseapp.ledger import actions as ledger


def answer(*, by: Person, ticket: Ticket, text: str) -> None:
    """Record the answer given to the caller; the ticket is done."""
    db.session.refresh(ticket, with_for_update=True)
    if ticket.answer:
        raise Refused(
            f"工单 {ticket.number} 已有答复。", remedy="需要补充的，请另登记工单并注明原工单号。"
        )
    ticket.answer = text
    if ticket.state == "open":
        ticket.state = "answered"
    ticket.version += 1
    ledger.record(
        by=by,
        action="ticket.answered",
        object_kind="ticket",
        object_id=ticket.id,
        object_key=ticket.number,
    )
    ledger.announce(event="ticket.saved", object_kind="ticket", object_id=ticket.id)
