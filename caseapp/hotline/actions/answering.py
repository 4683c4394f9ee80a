"""Telling the caller what became of it; each answer is kept as it was given."""

from __future__ import annotations

from datetime import date

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.hotline.actions.moving import move, refuse_person
from caseapp.hotline.actions.secrecy import refuse_sealed_words
from caseapp.hotline.answer_models import TicketAnswer
from caseapp.hotline.callers import refuse_to_tell
from caseapp.hotline.life import IN_HAND, MOVES
from caseapp.hotline.models import Ticket
from caseapp.hotline.told_words import ANSWER_KINDS, SPOT
from caseapp.hotline.words import STATES
from caseapp.ledger import actions as ledger

# Which answers a ticket can get in which state; whatever was said is never said anew.
WHEN = {
    "interim": IN_HAND,
    "final": IN_HAND,
    "added": ("answered", "closed", "joined"),
    "joined": ("joined",),
}


def answer(
    *,
    by: Person,
    ticket: Ticket,
    text: str,
    kind: str = "final",
    how: str = "phone",
    told_on: date | None = None,
    basis: str = "",
) -> TicketAnswer:
    """Record what the caller was told; the final answer lets the ticket wait for its call-back."""
    db.session.refresh(ticket, with_for_update=True)
    refuse_person(MOVES["answer"], ticket, by=by)
    # What the caller heard from whoever took the call names nobody to anybody.
    if how != SPOT or ticket.operator_id != by.id:
        refuse_to_tell(by=by, ticket=ticket, what="答复")
    refuse_sealed_words(ticket=ticket, texts={"答复内容": text, "依据": basis}, what="登记答复")
    _refuse_kind(ticket, kind)
    _refuse_day(ticket, told_on or today())
    told = keep_answer(
        by=by, ticket=ticket, kind=kind, how=how, told_on=told_on, text=text, basis=basis
    )
    if kind == "final":
        move(by=by, ticket=ticket, move="answer", how=how)
        ticket.answer = text
        return told
    ticket.version += 1
    ledger.record(
        by=by,
        action="ticket.told",
        object_kind="ticket",
        object_id=ticket.id,
        object_key=ticket.number,
        details={"kind": kind, "how": how},
    )
    ledger.announce(event="ticket.saved", object_kind="ticket", object_id=ticket.id)
    return told


def keep_answer(
    *,
    by: Person,
    ticket: Ticket,
    kind: str,
    how: str,
    text: str,
    told_on: date | None = None,
    basis: str = "",
) -> TicketAnswer:
    """Add an answer to those the caller already got."""
    told = TicketAnswer(
        ticket_id=ticket.id,
        kind=kind,
        how=how,
        told_on=told_on or today(),
        text=text,
        basis=basis,
        by_id=by.id,
        by_name=by.name,
        at=now(),
    )
    db.session.add(told)
    db.session.flush()
    return told


def _refuse_kind(ticket: Ticket, kind: str) -> None:
    if ticket.state in WHEN[kind]:
        return
    if ticket.state in WHEN["added"]:
        raise Refused(
            f"工单 {ticket.number} 已有最终答复，现为“{STATES[ticket.state]}”。",
            remedy="还要告诉来电人的，请选“补充答复”；最终答复不改写。",
        )
    raise Refused(
        f"不能登记{ANSWER_KINDS[kind]}：工单 {ticket.number} 现为“{STATES[ticket.state]}”。",
        remedy="待裁定的先由负责人裁定；还没有最终答复的，请登记阶段答复或者最终答复。",
    )


def _refuse_day(ticket: Ticket, told_on: date) -> None:
    if told_on > today():
        raise Refused("不能登记：告知日期晚于今天。", remedy="请改为实际告知的日期。")
    if told_on < ticket.received_on:
        raise Refused(
            f"不能登记：告知日期早于收到日期 {ticket.received_on}。",
            remedy="请改为实际告知的日期。",
        )
