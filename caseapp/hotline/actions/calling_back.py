"""Calling back: whether the caller was reached and is satisfied; one who is not gets a new ticket."""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.hotline.actions.linking import reopen
from caseapp.hotline.actions.moving import move, refuse_person
from caseapp.hotline.actions.secrecy import refuse_sealed_words
from caseapp.hotline.answer_models import TicketCallBack
from caseapp.hotline.callers import refuse_to_tell
from caseapp.hotline.life import MOVES
from caseapp.hotline.models import Ticket
from caseapp.hotline.told_words import OUTCOMES, SATISFACTION
from caseapp.hotline.words import STATES
from caseapp.ledger import actions as ledger


@dataclass(frozen=True)
class CallBackGiven:
    """What came of one try: an outcome, and of a caller who was reached an opinion."""

    outcome: str
    satisfaction: str = ""
    comment: str = ""


def call_back(*, by: Person, ticket: Ticket, given: CallBackGiven) -> Ticket | None:
    """Record one try to call back; returns the new ticket of a caller who is not satisfied."""
    db.session.refresh(ticket, with_for_update=True)
    refuse_person(MOVES["call_back"], ticket, by=by)
    refuse_to_tell(by=by, ticket=ticket, what="回访")
    refuse_sealed_words(ticket=ticket, texts={"回访意见": given.comment}, what="登记回访")
    _refuse_state(ticket)
    _refuse_given(given)
    db.session.add(
        TicketCallBack(
            ticket_id=ticket.id,
            outcome=given.outcome,
            satisfaction=given.satisfaction if given.outcome == "reached" else "",
            comment=given.comment,
            by_id=by.id,
            by_name=by.name,
            at=now(),
        )
    )
    if given.outcome == "not_reached":
        _note_try(ticket, by=by)
        return None
    move(
        by=by,
        ticket=ticket,
        move="call_back",
        reason=given.comment,
        outcome=given.outcome,
        satisfaction=given.satisfaction,
    )
    if given.satisfaction != "unsatisfied":
        return None
    return reopen(by=by, ticket=ticket, reason=given.comment)


def _note_try(ticket: Ticket, *, by: Person) -> None:
    ticket.version += 1
    ledger.record(
        by=by,
        action="ticket.call_tried",
        object_kind="ticket",
        object_id=ticket.id,
        object_key=ticket.number,
    )
    ledger.announce(event="ticket.saved", object_kind="ticket", object_id=ticket.id)


def _refuse_state(ticket: Ticket) -> None:
    if ticket.state not in MOVES["call_back"].from_states:
        raise Refused(
            f"不能回访：工单 {ticket.number} 现为“{STATES[ticket.state]}”。",
            remedy="答复之后、办结之前才回访；同事刚登记过的，请看下面的回访记录。",
        )


def _refuse_given(given: CallBackGiven) -> None:
    reached = given.outcome == "reached"
    if reached and given.satisfaction not in SATISFACTION:
        raise Refused("不能登记：已接通但没有选满意程度。", remedy="请选满意、基本满意或者不满意。")
    if not reached and given.satisfaction:
        raise Refused(
            f"不能登记：选了“{OUTCOMES[given.outcome]}”，又选了满意程度。",
            remedy="接通了的选“已接通”；没有接通的不选满意程度。",
        )
    if reached and given.satisfaction == "unsatisfied" and not given.comment:
        raise Refused(
            "不能登记：来电人不满意，但没有写明原因。",
            remedy="请写明哪里不满意，重办的人要看。",
        )
    if given.outcome == "given_up" and not given.comment:
        raise Refused(
            "不能登记：没有写明为什么无法回访。",
            remedy="请写明未留联系方式、号码停用或者多次未接通等情况。",
        )
