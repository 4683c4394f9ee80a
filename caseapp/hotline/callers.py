"""Who calls, as the desk may know them: who is sealed, who is an ordinary party, who may tell them."""

from __future__ import annotations

from caseapp.accounts.permissions import Decision, Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.errors import Refused
from caseapp.hotline.life import AT_DESK
from caseapp.hotline.models import Ticket
from caseapp.hotline.words import SEALED_MATTER

CALLER_PARTS = {"report": "informant", "complaint": "complainant"}
# A name that ends so belongs to a firm; everybody else is taken for a person until corrected.
FIRM_ENDINGS = ("公司", "厂", "店", "商行", "合作社", "事务所", "研究院", "大学", "中心")
UNNAMED = "未留姓名的来电人"
TELL_BY_DESK = "请在办理结果中写明要告知的事项，由举报专员在“待告知举报人”中告知。"
SECRECY = "市场监督管理投诉举报处理暂行办法第三十三条"


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
            article=SECRECY,
            remedy=remedy,
        )


def may_see_typed(by: Person, ticket: Ticket) -> bool:
    """Say whether an operator still sees the caller: who took the call, until it is handed over."""
    return (
        ticket.informant_id is not None
        and ticket.operator_id == by.id
        and ticket.state in AT_DESK
        and bool(decide(by, "ticket.take"))
    )


def may_edit_caller(by: Person, ticket: Ticket) -> bool:
    """Say whether this person may correct an ordinary caller: whoever sees the ticket and works with it."""
    return ticket.caller_id is not None and bool(
        decide(by, "ticket.answer", Thing(ticket.unit_path))
    )
