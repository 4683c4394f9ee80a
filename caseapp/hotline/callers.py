"""Who calls, as the desk may know them: who is sealed, who is an ordinary party, who may tell them."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.accounts.permissions import Decision, Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.hotline.life import AT_DESK, HANDS_ON
from caseapp.hotline.models import Ticket, TicketLink, TicketMove
from caseapp.hotline.words import SEALED_MATTER
from caseapp.law.complaint_grounds import cited

CALLER_PARTS = {"report": "informant", "complaint": "complainant"}
# A name that ends so belongs to a firm; everybody else is taken for a person until corrected.
FIRM_ENDINGS = ("公司", "厂", "店", "商行", "合作社", "事务所", "研究院", "大学", "中心")
UNNAMED = "未留姓名的来电人"
TELL_BY_DESK = "请在办理结果中写明要告知的事项，由举报专员在“待告知举报人”中告知。"


def secrecy() -> str:
    """Cite what keeps a reporter secret, as it stands today."""
    return cited("第三十三条", today())


def is_sealed(matter: str, *, wants_secrecy: bool) -> bool:
    """Say whether a caller is sealed: whoever reports, and whoever asks for it (举报人 and 要求保密)."""
    return matter == SEALED_MATTER or wants_secrecy


def who_may_tell(by: Person, ticket: Ticket) -> Decision:
    """Say whether this person may answer, call back or tell the caller of a ticket.

    Somebody sealed is told by the informant desk alone; nobody else knows whom to call.
    """
    allowed = decide(by, "ticket.answer", Thing(ticket.unit_path))
    if ticket.informant_id is None or not allowed:
        return allowed
    if decide(by, "informant.reveal"):
        return allowed
    return Decision(
        allowed=False, reason="反映人的身份已密封，答复、回访和告知由举报专员办理，其他人员不联系。"
    )


def refuse_to_tell(by: Person, ticket: Ticket, *, what: str, remedy: str = TELL_BY_DESK) -> None:
    """Refuse telling a caller by whoever may not; one sentence, one way out."""
    allowed = who_may_tell(by, ticket)
    if not allowed:
        raise Refused(
            f"不能{what}：{allowed.reason}",
            article=secrecy(),
            remedy=remedy,
        )


def may_see_typed(by: Person, ticket: Ticket) -> bool:
    """Say whether an operator still sees the caller: who took the call, until it is handed over."""
    return (
        ticket.informant_id is not None
        and ticket.operator_id == by.id
        and ticket.state in AT_DESK
        and bool(decide(by, "ticket.take"))
        and not _was_handed_over(ticket.id)
    )


def _was_handed_over(ticket_id: int) -> bool:
    """Say whether it ever left the desk: one that came back, or was opened anew, hides its caller still."""
    gone = sa.exists().where(TicketMove.ticket_id == ticket_id, TicketMove.move.in_(HANDS_ON))
    anew = sa.exists().where(TicketLink.from_id == ticket_id, TicketLink.kind == "reopened")
    return bool(db.session.scalar(sa.select(sa.or_(gone, anew))))


def may_edit_caller(by: Person, ticket: Ticket) -> bool:
    """Say whether this person may correct an ordinary caller: whoever sees the ticket and works with it."""
    return ticket.caller_id is not None and bool(
        decide(by, "ticket.answer", Thing(ticket.unit_path))
    )
