"""Splitting a mixed contact into a report and a complaint, each with its own words and clocks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.hotline.actions.callers import keep_caller, read_typed_caller
from caseapp.hotline.actions.calls import CODE_DIGITS
from caseapp.hotline.actions.linking import link
from caseapp.hotline.actions.moving import Holder, begin, move
from caseapp.hotline.actions.numbering import number_ticket
from caseapp.hotline.callers import secrecy
from caseapp.hotline.life import AT_DESK
from caseapp.hotline.models import Ticket
from caseapp.hotline.queries import hash_code
from caseapp.hotline.splitting import COUNTERPART, PARTS, apart, sentences, words_for
from caseapp.hotline.words import MATTERS, OPEN_WORDS
from caseapp.law.complaint_grounds import cited
from caseapp.parties import queries as parties
from caseapp.parties.written_forms import needles, places

# What both matters are about; the answers to the guided questions stay with the matter they were asked for.
SHARED = (
    *("respondent", "place", "product", "area", "patent_as_printed", "right_kind"),
    *("platform_link", "respondent_code", "order_no", "order_due_on", "channel"),
    *("received_on", "received_at", "began_at", "ended_at", "wants_reply", "wants_secrecy"),
    *("unit_id", "unit_path", "operator_id", "operator_name"),
)
NOBODY = {"name": "", "phone": "", "id_number": "", "address": ""}


@dataclass(frozen=True)
class SplitGiven:
    """To which matter each sentence goes, and who complains where that is not known yet."""

    chosen: tuple[str, ...]
    caller: Mapping[str, str] = field(default_factory=lambda: dict(NOBODY), repr=False)
    version: int = 0


@dataclass(frozen=True)
class SplitOff:
    """The new ticket, and the code that is told once."""

    ticket: Ticket
    query_code: str


def split(*, by: Person, ticket: Ticket, given: SplitGiven) -> SplitOff:
    """Split a mixed contact in two (第七条): both run from the same day of receipt, each with its number.

    The report is sealed and the complaint names its party, so the link is shown to few (第三十三条).
    """
    db.session.refresh(ticket, with_for_update=True)
    _refuse_ticket(ticket, given)
    pieces = sentences(ticket.content)
    other = COUNTERPART[ticket.matter]
    words = {matter: words_for(pieces, given.chosen, matter) for matter in (ticket.matter, other)}
    if empty := [MATTERS[matter] for matter, text in words.items() if not text]:
        raise Refused(
            f"不能拆分：没有一句话归到“{empty[0]}”。",
            article=apart(),
            remedy="至少给每一方选一句；整件其实只是一件事的，不用拆分。",
        )
    caller = _caller(by, ticket, given)
    _refuse_nobody(other, caller)
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    new = _split_off(ticket, other, words[other], code=code)
    _refuse_caller_in_words(new if other == "report" else ticket, words["report"], caller)
    keep_caller(by=by, ticket=new, caller=caller)
    db.session.add(new)
    db.session.flush()
    number_ticket(ticket=new)
    begin(by=by, ticket=new, to=Holder(ticket.unit_id), matter=other, channel=new.channel)
    # The other number stands in the link alone: moves are read by everybody who sees the ticket.
    move(by=by, ticket=ticket, move="split")
    ticket.content = words[ticket.matter]  # after the move, which reads the row anew
    link(by=by, from_id=new.id, to_id=ticket.id, kind="split")
    return SplitOff(new, code)


def _refuse_ticket(ticket: Ticket, given: SplitGiven) -> None:
    if ticket.matter not in COUNTERPART:
        raise Refused(
            f"不能拆分：本工单是“{MATTERS[ticket.matter]}”，只有举报和投诉混在一起的才拆分。",
            article=apart(),
            remedy="来电人另有举报或者投诉的，请另登记一张工单。",
        )
    if ticket.state not in AT_DESK:
        raise Refused(
            f"不能拆分：工单 {ticket.number} 已经分办或者办结。",
            article=secrecy(),
            remedy="请承办单位说明理由退回受理岗位，由受理岗位拆分后分别分办。",
        )
    if ticket.version != given.version or len(given.chosen) != len(sentences(ticket.content)):
        raise Refused(
            "不能拆分：工单的内容在您打开本页以后改过。",
            remedy="请核对下面的句子，重新选一遍再拆分。",
        )
    if set(given.chosen) - set(PARTS):
        raise Refused("有句子没有选归到哪一方。", remedy="每一句都选“举报”“投诉”或者“两边都写”。")


def _caller(by: Person, ticket: Ticket, given: SplitGiven) -> dict[str, str]:
    """Return who called: as typed now, else as kept; of a sealed one only what the operator may still see."""
    if any(given.caller.values()):
        return {**NOBODY, **given.caller}
    if ticket.informant_id is not None:
        known = read_typed_caller(by=by, ticket=ticket)
        return {name: str(getattr(known, name)) for name in NOBODY}
    party = parties.party(ticket.caller_id) if ticket.caller_id else None
    if party is None:
        return dict(NOBODY)
    return {
        "name": party.name,
        "phone": party.phone,
        "id_number": party.credit_code or party.id_number,
        "address": party.address,
    }


def _refuse_nobody(matter: str, caller: Mapping[str, str]) -> None:
    if matter == "complaint" and not (caller["name"] and caller["phone"]):
        raise Refused(
            "不能拆分：投诉要有投诉人的姓名和联系电话，本工单没有留。",
            article=cited("第九条", today()),
            remedy="请问明后填在“投诉人”一栏，只存为投诉的当事人，不写进举报；不肯留的，只按举报办理。",
        )


def _split_off(ticket: Ticket, matter: str, words: str, *, code: str) -> Ticket:
    return Ticket(
        **{name: getattr(ticket, name) for name in SHARED},
        number="",
        query_code_hash=hash_code(code),
        matter=matter,
        state="open",
        content=words,
        # Its life begins now; its limits run from the day both were received.
        created_at=now(),
    )


def _refuse_caller_in_words(report: Ticket, words: str, caller: Mapping[str, str]) -> None:
    if not any(caller.values()):
        return
    told = {
        label: words if name == "content" else getattr(report, name)
        for name, label in OPEN_WORDS.items()
    }
    if where := places(told, needles(caller, today())):
        raise Refused(
            f"不能拆分：归到举报的“{'”“'.join(where)}”中写有反映人的身份，办案人员都能看到。",
            article=secrecy(),
            remedy="写有身份的句子只归到投诉；确需归到举报的，先在工单中改写为“举报人”。",
        )
