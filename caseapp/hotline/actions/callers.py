"""Keeping who called: a reporter under seal, everybody else as a party to their own matter."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.identifiers import recognise
from caseapp.base.keys import KeyMissing
from caseapp.base.merging import Merge
from caseapp.hotline.callers import (
    CALLER_PARTS,
    FIRM_ENDINGS,
    UNNAMED,
    is_sealed,
    may_edit_caller,
    may_see_typed,
    secrecy,
)
from caseapp.hotline.models import Ticket
from caseapp.parties import actions as parties
from caseapp.parties.actions import Identity
from caseapp.parties.given import PartyGiven


class CannotSeal(Refused):
    """The keys are away: the contact may be kept, who called may not."""


def keep_caller(*, by: Person, ticket: Ticket, caller: Mapping[str, str]) -> None:
    """Keep who called, as the matter and the caller's own wish ask for it; nobody known keeps nobody."""
    if not any(caller.values()):
        return
    ticket.is_real_name = bool(caller["name"])
    if is_sealed(ticket.matter, wants_secrecy=ticket.wants_secrecy):
        _seal(ticket, caller, by=by)
    else:
        said_in = f"{today().isoformat()} 12330 来电"
        ticket.caller_id = parties.keep_caller(by=by, given=_party(caller), said_in=said_in).id


def read_typed_caller(*, by: Person, ticket: Ticket) -> Identity:
    """Show the operator who took the call what they typed, until the ticket is handed over."""
    if ticket.informant_id is None:
        raise NotVisible
    if not may_see_typed(by, ticket):
        raise Refused(
            f"不能查看：工单 {ticket.number} 的反映人只有登记人本人在转出以前能看到，现在只显示代号。",
            article=secrecy(),
            remedy="需要联系反映人的，请由举报专员办理。",
        )
    why = f"登记人转出前核对工单 {ticket.number}"
    return parties.read_as_typed(by=by, informant_id=ticket.informant_id, why=why)


def correct_caller(*, by: Person, ticket: Ticket, given: PartyGiven, version: int) -> Merge:
    """Correct what is kept of an ordinary caller; whoever else keeps the same party sees it corrected."""
    if ticket.caller_id is None or not may_edit_caller(by, ticket):
        raise NotVisible
    return parties.update_party(by=by, party_id=ticket.caller_id, given=given, version=version)


def _seal(ticket: Ticket, caller: Mapping[str, str], *, by: Person) -> None:
    try:
        informant = parties.add_informant(
            by=by,
            part=CALLER_PARTS.get(ticket.matter, "caller"),
            name=caller["name"],
            phone=caller["phone"],
            id_number=caller["id_number"],
            address=caller["address"],
        )
    except KeyMissing as fault:
        raise CannotSeal(
            "不能登记反映人：封存密钥不在密钥目录中，系统不以明文保存身份。已填内容都在下面。",
            remedy="请系统管理员从备份恢复密钥目录，不要新建密钥。要先登记工单的，"
            "把反映人另纸记下、密封交举报专员，再按“不存身份，先登记工单”。",
        ) from fault
    ticket.informant_id = informant.id
    ticket.informant_alias = informant.alias


def _party(caller: Mapping[str, str]) -> PartyGiven:
    """Read a caller as a party: whoever gives a credit code or a firm's name is a firm."""
    typed = caller["id_number"].strip()
    found = recognise(typed, today=today())
    is_coded = len(found) == 1 and found[0].kind == "credit_code"
    is_firm = is_coded or caller["name"].strip().endswith(FIRM_ENDINGS)
    return PartyGiven(
        kind="company" if is_firm else "person",
        name=caller["name"].strip() or _unnamed(caller["phone"]),
        credit_code=typed if is_coded else "",
        id_number="" if is_coded else typed,
        phone=caller["phone"].strip(),
        address=caller["address"].strip(),
    )


def _unnamed(phone: str) -> str:
    """Call somebody without a name by the end of the number, so that lists tell them apart."""
    digits = "".join(one for one in phone if one.isdecimal())
    return f"{UNNAMED}（尾号{digits[-4:]}）" if digits else UNNAMED
