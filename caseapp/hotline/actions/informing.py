"""Telling a sealed reporter what became of the report: by the informant desk alone, in how and when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases import actions as cases
from caseapp.cases.actions import TakeGiven
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import open_file
from caseapp.cases.paper_values import paper_values
from caseapp.cases.paper_values.reporters import words_to
from caseapp.deadlines import actions as deadlines
from caseapp.documents import actions as documents
from caseapp.hotline.callers import secrecy, who_may_tell
from caseapp.hotline.informing import (
    HOW,
    LETTER,
    LIMIT,
    OUTCOMES,
    STEP,
    article_on,
    case_to_tell,
    joined_without_limit,
    letters_to,
    tellings_of,
)
from caseapp.hotline.models import Ticket
from caseapp.hotline.progress import Answered, answered_of
from caseapp.hotline.telling_models import Telling
from caseapp.law.wording import long_date
from caseapp.ledger import actions as ledger
from caseapp.parties import queries as identities


@dataclass(frozen=True)
class TellingGiven:
    """How, when and with what outcome a reporter was told; never what was said."""

    how: str
    outcome: str
    on: date


def tell(*, by: Person, ticket: Ticket, given: TellingGiven) -> Telling:
    """Record that a reporter was told of the decision, or was not reached; being told ends the limit.

    Order 20 article 31. The limit ends here wherever the case stands by then.
    """
    db.session.refresh(ticket, with_for_update=True)
    case, answered = _decided(by, ticket)
    _refuse_given(given, answered)
    if any(
        one.outcome == "told" and one.decided_on >= answered.on for one in tellings_of(ticket.id)
    ):
        raise Refused(
            f"工单 {ticket.number} 的{answered.words}决定已经告知举报人，不能再次登记。",
            remedy="需要补充的，请在案件中记录办案事项。",
        )
    _refuse_unsigned(case, ticket, given)
    start_tellings(by=by, case_ids=(case.id,))
    row = _written(ticket, answered, given, by=by)
    if given.outcome == "told":
        _end_limit(case, ticket, given, by=by)
    action = "informant.told" if given.outcome == "told" else "informant.not_reached"
    ledger.record(
        by=by,
        action=action,
        object_kind="ticket",
        object_id=ticket.id,
        object_key=ticket.number,
        details={"how": given.how, "on": given.on.isoformat(), "opening": row.opening_id},
    )
    ledger.announce(event="ticket.saved", object_kind="ticket", object_id=ticket.id)
    return row


def start_tellings(*, by: Person, case_ids: Collection[int] = ()) -> int:
    """Begin with the decision the limit of each reporter joined to the ticket of its case (CF-04).

    The case keeps that of its own reporter; returns how many began.
    """
    found = joined_without_limit(case_ids)
    for row in found:
        deadlines.start(
            by=by,
            ticket_id=row.id,
            family=LIMIT,
            on=row.decided_on,
            why="在先工单的案件作出是否立案的决定",
        )
    return len(found)


def prepare_letter(*, by: Person, ticket: Ticket) -> int:
    """Draft the letter to a reporter in the case, addressed to the alias; nothing is typed again."""
    db.session.refresh(ticket, with_for_update=True)
    case, answered = _decided(by, ticket)
    if any(row.state != "void" for row in letters_to(ticket, case)):
        raise Refused(
            f"本案已有写给{ticket.informant_alias}的举报处理结果告知书，不能另行起草。",
            remedy="草稿请在案件的文书中修改报批；签发有误的请先作废。",
        )
    file = open_file(case, by=by)
    if not decide(by, "paper.draft", file.thing):
        raise Refused(
            "不能起草告知书：本案由其他机关办理，您没有在该案起草文书的权限。",
            remedy="请用电话或者网络告知，或者请承办机关制作告知书交举报专员送达。",
        )
    said = words_to(file, ticket.informant_alias, received_on=ticket.received_on)
    data = paper_values(LETTER, file, on=answered.on) | {k: v for k, v in said.items() if v}
    paper_id = documents.draft(by=by, case_id=case.id, kind=LETTER, data=data, on=today())
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
    return paper_id


def _decided(by: Person, ticket: Ticket) -> tuple[CaseFile, Answered]:
    """Return the case and the decision there is to tell, or say why there is nothing to tell by this person."""
    if ticket.informant_id is None:
        raise Refused(
            f"不能告知：工单 {ticket.number} 没有密封身份的举报人。",
            remedy="普通来电人由承办单位答复；匿名举报的，凭查询码了解进度。",
        )
    if not (who_may_tell(by, ticket) and decide(by, "informant.reveal")):
        raise Refused(
            "不能告知举报人：举报人身份已密封，由举报专员告知，其他人员不联系举报人。",
            article=secrecy(),
            remedy="请由举报专员在“待告知举报人”中办理。",
        )
    case = case_to_tell(ticket.id)
    answered = answered_of(case) if case is not None else None
    if case is None or answered is None:
        raise Refused(
            f"不能告知：工单 {ticket.number} 还没有是否立案的决定。",
            article=article_on(today()),
            remedy="请等案件作出立案或者不予立案的决定；在此以前举报人可以凭查询码了解进度。",
        )
    return case, answered


def _refuse_given(given: TellingGiven, answered: Answered) -> None:
    if given.how not in HOW or given.outcome not in OUTCOMES:
        raise Refused("不能登记告知：没有选择告知方式或者结果。", remedy="请重新选择。")
    if given.on < answered.on:
        raise Refused(
            f"不能登记告知：告知日期早于{answered.words}决定日（{long_date(answered.on)}）。",
            remedy="请核对告知日期。",
        )
    if given.on > today():
        raise Refused("不能登记告知：告知日期晚于今天。", remedy="请在告知以后登记。")


def _refuse_unsigned(case: CaseFile, ticket: Ticket, given: TellingGiven) -> None:
    is_signed = any(row.state in ("signed", "served") for row in letters_to(ticket, case))
    if given.how == "writing" and given.outcome == "told" and not is_signed:
        raise Refused(
            "不能登记书面告知：举报处理结果告知书还没有签发。",
            remedy="请先起草告知书，报批签发后再寄出；急需告知的可以先用电话告知。",
        )


def _written(ticket: Ticket, answered: Answered, given: TellingGiven, *, by: Person) -> Telling:
    trail = identities.trail_of(ticket.informant_id or 0)
    mine = [one.row.id for one in trail if one.row.asked_by == by.id and one.views]
    row = Telling(
        ticket_id=ticket.id,
        decision=answered.words,
        decided_on=answered.on,
        how=given.how,
        told_on=given.on,
        outcome=given.outcome,
        opening_id=max(mine, default=None),
        by_id=by.id,
        by_name=by.name,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _end_limit(case: CaseFile, ticket: Ticket, given: TellingGiven, *, by: Person) -> None:
    """End the limit by the step of the case where it still may be taken there, else by itself."""
    why = f"举报专员{HOW[given.how]}告知举报人"
    if case.ticket_id != ticket.id:
        deadlines.stop(by=by, ticket_id=ticket.id, families=(LIMIT,), on=given.on, why=why)
        return
    file = open_file(case, by=by)
    steps = [one for one in file.procedure.steps_from(case.state) if one.key == STEP]
    if steps and set(steps[0].by) & file.roles and not letters_to(ticket, case):
        cases.take_step(
            by=by, case=case, key=STEP, given=TakeGiven(given.on, {"told_how": given.how})
        )
        return
    deadlines.stop(by=by, case_id=case.id, families=(LIMIT,), on=given.on, why=why)
