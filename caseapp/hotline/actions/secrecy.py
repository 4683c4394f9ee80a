"""What of a sealed caller may stand in words that others read: nothing."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.base.errors import Refused
from caseapp.cases import queries as cases
from caseapp.hotline.callers import secrecy
from caseapp.hotline.models import Ticket
from caseapp.parties import queries as identities
from caseapp.parties.outgoing import leaks
from caseapp.parties.sealing import Locked


def refuse_sealed_words(*, ticket: Ticket, texts: Mapping[str, str], what: str) -> None:
    """Refuse words in which a sealed name, number or address stands: the section reads them too."""
    if not ticket.informant_alias:
        return
    try:
        found = leaks(texts, case_id=_case_id(ticket), alias=ticket.informant_alias)
    except Locked as fault:
        raise Refused(
            f"不能{what}：无法核对其中有没有受保护的身份。{fault}",
            article=secrecy(),
            remedy="请系统管理员从备份恢复密钥目录后再办。",
        ) from fault
    if found:
        where = "”“".join(place for one in found for place in one.places)
        raise Refused(
            f"不能{what}：“{where}”中写有{ticket.informant_alias}的受保护信息，办案人员都能看到。",
            article=secrecy(),
            remedy="请改写为代号或者删去后再办。这次拦截已记入审计日志。",
            note={
                "action": "ticket.held_back",
                "object_kind": "ticket",
                "object_id": ticket.id,
                "object_key": ticket.number,
                "result": "alarm",
                "reason": f"“{where}”中写有{ticket.informant_alias}的受保护信息。",
            },
        )


def _case_id(ticket: Ticket) -> int:
    """Return in which case the caller is sealed: a ticket opened anew has none, its caller still has."""
    if case := cases.case_of_ticket(ticket.id):
        return case.id
    row = identities.informant(ticket.informant_id) if ticket.informant_id else None
    return (row.case_id or 0) if row is not None else 0
