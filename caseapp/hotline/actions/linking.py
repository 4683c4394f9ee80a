"""Tickets of one matter: a repeated one joins the earlier, an unsatisfied caller's is opened anew."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases import queries as cases
from caseapp.hotline.actions.answering import keep_answer
from caseapp.hotline.actions.informing import start_tellings
from caseapp.hotline.actions.moving import Holder, begin, desk_of, move
from caseapp.hotline.actions.numbering import number_ticket
from caseapp.hotline.actions.secrecy import refuse_sealed_words
from caseapp.hotline.callers import who_may_tell
from caseapp.hotline.informing import case_to_tell
from caseapp.hotline.life import ENDED, MOVES
from caseapp.hotline.models import Ticket, TicketLink
from caseapp.hotline.splitting import apart
from caseapp.hotline.told_words import SPOT
from caseapp.hotline.words import MATTERS, STATES
from caseapp.ledger import actions as ledger
from caseapp.parties import queries as parties

# Copied into the ticket that is opened anew: what the matter is, and whose, never what was done.
KEPT = (
    *("matter", "respondent", "place", "product", "area", "patent_as_printed", "right_kind"),
    *("platform_link", "respondent_code", "answers", "order_no", "order_due_on"),
    *("informant_id", "informant_alias", "caller_id", "is_real_name", "wants_secrecy"),
    # The caller has one code for both.
    *("wants_reply", "query_code_hash"),
)


def join(*, by: Person, ticket: Ticket, earlier: Ticket, reason: str, how: str, text: str) -> None:
    """Join a repeated ticket to the earlier one of the same matter; the caller is told where it goes on."""
    db.session.refresh(ticket, with_for_update=True)
    _refuse_pair(ticket, earlier)
    if how != SPOT and not who_may_tell(by, ticket):
        raise Refused(
            f"不能并入：{ticket.informant_alias}的身份已密封，事后联系由举报专员办理。",
            remedy="来电人还在线上的，选“来电、来访时当场”；否则请举报专员告知后并入。",
        )
    refuse_sealed_words(ticket=ticket, texts={"理由": reason, "告知内容": text}, what="并入")
    move(by=by, ticket=ticket, move="join", reason=reason, earlier=earlier.number)
    link(by=by, from_id=ticket.id, to_id=earlier.id, kind="repeat")
    if (case := case_to_tell(ticket.id)) is not None:
        start_tellings(by=by, case_ids=(case.id,))
    keep_answer(by=by, ticket=ticket, kind="joined", how=how, text=text)
    earlier.version += 1
    ledger.record(
        by=by,
        action="ticket.repeated",
        object_kind="ticket",
        object_id=earlier.id,
        object_key=earlier.number,
        details={"by_ticket": ticket.number},
    )
    ledger.announce(event="ticket.saved", object_kind="ticket", object_id=earlier.id)


def reopen(*, by: Person, ticket: Ticket, reason: str) -> Ticket:
    """Open a new ticket for a caller who is not satisfied; it lies with the desk until it is dispatched."""
    unit_id = desk_of(ticket)
    found = Ticket(
        **{name: getattr(ticket, name) for name in KEPT},
        number="",
        channel="phone",
        state="open",
        received_on=today(),
        received_at=now(),
        content=f"对工单 {ticket.number} 的办理不满意：{reason}\n原反映内容：{ticket.content}",
        unit_id=unit_id,
        unit_path=ticket.unit_path,
        operator_id=by.id,
        operator_name=by.name,
        created_at=now(),
    )
    db.session.add(found)
    db.session.flush()
    number_ticket(ticket=found)
    begin(by=by, ticket=found, to=Holder(unit_id), matter=found.matter, reopened=ticket.number)
    link(by=by, from_id=found.id, to_id=ticket.id, kind="reopened")
    return found


def link(*, by: Person, from_id: int, to_id: int, kind: str) -> None:
    """Keep that two tickets belong together; the newer one names the older."""
    db.session.add(
        TicketLink(from_id=from_id, to_id=to_id, kind=kind, by_id=by.id, by_name=by.name, at=now())
    )
    db.session.flush()


def _refuse_pair(ticket: Ticket, earlier: Ticket) -> None:
    if earlier.id >= ticket.id:
        raise Refused(
            f"不能并入：工单 {earlier.number} 不早于本工单。",
            remedy="请把后来的工单并入在先的工单。",
        )
    if earlier.state in ENDED:
        raise Refused(
            f"不能并入：工单 {earlier.number} 现为“{STATES[earlier.state]}”，不再办理。",
            remedy="已并入别的工单的，请填最早的那一张；已办结的，请另行分办本工单。",
        )
    if earlier.matter != ticket.matter:
        raise Refused(
            f"不能并入：本工单是{MATTERS[ticket.matter]}，工单 {earlier.number} "
            f"是{MATTERS[earlier.matter]}。",
            article=apart(),
            remedy="投诉和举报分别办理，各有各的期限；内容混在一起的请拆分。",
        )
    if ticket.matter == "complaint" and not _is_same_caller(ticket, earlier):
        raise Refused(
            f"不能并入：工单 {earlier.number} 没有登记为同一投诉人的投诉。",
            article=MOVES["accept_complaint"].basis(today()),
            remedy="每名投诉人的投诉各自决定是否受理、各自告知，期限分别计算；请另行办理本工单，"
            "可以在“相像的工单”中与在先工单对照。匿名的投诉只能并入匿名的投诉。",
        )
    if cases.case_of_ticket(ticket.id) is not None:
        raise Refused(
            f"不能并入：工单 {ticket.number} 已建立线索。",
            remedy="请在案件中办理关联或者并案。",
        )


def _is_same_caller(ticket: Ticket, earlier: Ticket) -> bool:
    """Ask whether both complainants are the same party, or of a sealed one the same person to call.

    Of two who said nothing of themselves there is nobody to decide on apart: the desk says why it is one.
    """
    if _is_anonymous(ticket) and _is_anonymous(earlier):
        return True
    if ticket.informant_id is not None and earlier.informant_id is not None:
        return parties.is_same_informant(ticket.informant_id, earlier.informant_id)
    return ticket.caller_id is not None and ticket.caller_id == earlier.caller_id


def _is_anonymous(ticket: Ticket) -> bool:
    return ticket.informant_id is None and ticket.caller_id is None
