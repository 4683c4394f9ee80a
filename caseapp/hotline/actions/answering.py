"""Telling the caller what became of it."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.hotline.actions.moving import move
from caseapp.hotline.models import Ticket


def answer(*, by: Person, ticket: Ticket, text: str) -> None:
    """Record the answer given to the caller; the ticket waits for the call-back."""
    db.session.refresh(ticket, with_for_update=True)
    if ticket.answer:
        raise Refused(
            f"工单 {ticket.number} 已有答复。", remedy="需要补充的，请另登记工单并注明原工单号。"
        )
    move(by=by, ticket=ticket, move="answer")
    ticket.answer = text
