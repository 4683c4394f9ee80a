"""What a ticket says in the words of the papers; of a sealed caller only the alias."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from caseapp.accounts.person import Person
from caseapp.aid import paper_values as aid_words
from caseapp.aid import queries as aid
from caseapp.base.clock import local
from caseapp.cases.paper_known import Known
from caseapp.documents.catalogue import FieldOfPaper, Kind, Source
from caseapp.documents.offices import bases_on
from caseapp.documents.placeholders import PLACEHOLDERS, Type
from caseapp.documents.terms import bases_of_terms_on
from caseapp.hotline import file_queries
from caseapp.hotline.file_queries import TicketFile
from caseapp.hotline.life import AT_DESK
from caseapp.hotline.models import Ticket
from caseapp.hotline.routing import queries as routing
from caseapp.hotline.words import CHANNELS, MATTERS, RIGHT_KINDS
from caseapp.parties import queries as parties

KEPT_APART = "由举报专员保管"
PAPER_RIGHTS = {"layout": "集成电路"}


class KnownOfTicket(Known):
    """The same as of a case, said of a ticket."""

    def differs(self, word: str, value: Any) -> bool:  # noqa: ARG002 - the signature of a case's
        """A ticket's words are taken over once; what is changed afterwards is the undertaker's."""
        return False

    def source(self, field: FieldOfPaper) -> str:
        """Say where a word comes from."""
        if field.key not in self.articles and field.source is Source.OFFICER:
            return "取自工单，由承办人核对" if self.values.get(field.key) else field.source.value
        said = super().source(field)
        return "取自工单" if field.source is Source.CASE and said == field.source.value else said


def words_for(ticket: Ticket, kind: Kind, *, by: Person) -> dict[str, Any]:
    """Return the words a draft begins with."""
    lies = file_queries.ticket_file(ticket.id, by=by)
    known = {
        **_contact(ticket),
        **_said(ticket),
        **_caller(ticket),
        **_done(ticket, lies),
        **_of_aid(ticket),
        "联系人": by.name,
        "承办人": by.name,
    }
    asked = {one.key for one in kind.fields}
    return {name: value for name, value in known.items() if name in asked and _fits(name, value)}


def known_words(ticket: Ticket, kind: Kind, *, by: Person, day: Any) -> KnownOfTicket:
    """Return the same for the form, with where each word comes from."""
    return KnownOfTicket(
        values=words_for(ticket, kind, by=by),
        made="",
        steps={},
        places={},
        articles={**bases_on(day), **bases_of_terms_on(day)},
    )


def _fits(name: str, value: Any) -> bool:
    """Leave out what is empty, and a choice the paper does not offer."""
    known = PLACEHOLDERS.get(name)
    is_unknown_choice = known and known.type is Type.CHOICE and value not in known.options
    return bool(value) and not (is_unknown_choice and "、" not in str(value))


def _contact(ticket: Ticket) -> dict[str, Any]:
    began = _moment(ticket.began_at or ticket.received_at)
    channel = CHANNELS[ticket.channel].replace(" ", "")
    return {
        "工单编号": ticket.number,
        "案源编号": ticket.number,
        "值守员": ticket.operator_name,
        "登记人": ticket.operator_name,
        "来电时间": began if ticket.began_at else ticket.received_on.isoformat(),
        "登记时间": _moment(ticket.created_at),
        "通话结束时间": _moment(ticket.ended_at),
        "投诉举报收到日期": ticket.received_on.isoformat(),
        "反映渠道": channel,
        "投诉渠道": channel,
        "举报渠道": channel,
        "事项类别": MATTERS[ticket.matter],
        "反映种类": MATTERS[ticket.matter],
        "权利种类": PAPER_RIGHTS.get(ticket.right_kind, RIGHT_KINDS.get(ticket.right_kind, "")),
        "是否要求回复": "要求回复" if ticket.wants_reply else "不要求回复",
    }


def _said(ticket: Ticket) -> dict[str, Any]:
    whole = "，".join(part for part in (ticket.respondent, ticket.place) if part)
    names = dict.fromkeys(("被投诉人", "被举报人", "被反映人"), ticket.respondent)
    places = dict.fromkeys(("被投诉人地址", "被举报人地址", "行为地"), ticket.place)
    words = dict.fromkeys(("反映内容", "投诉事实", "举报线索", "分送内容"), ticket.content)
    return {
        **names,
        **places,
        **words,
        "咨询问题": ticket.content,
        "咨询答复": ticket.answer,
        "告知内容": ticket.answer,
        "被反映单位": whole or "无",
        "专利号": ticket.patent_as_printed,
        "当场答复": ticket.answer or "无",
    }


def _caller(ticket: Ticket) -> dict[str, Any]:
    """Say who called; a sealed caller's papers carry the alias alone (第三十三条)."""
    if ticket.informant_alias:
        apart = dict.fromkeys(("来电人联系方式", "举报人证件号码", "联系方式"), KEPT_APART)
        named = dict.fromkeys(("来电人", "举报人代号", "反映人"), ticket.informant_alias)
        return {**apart, **named, "实名情况": "要求保密"}
    row = parties.party(ticket.caller_id) if ticket.caller_id else None
    if row is None:
        return {"来电人": "匿名", "举报人代号": "匿名", "实名情况": "匿名"}
    return {
        **dict.fromkeys(("来电人", "反映人", "投诉人"), row.name),
        **dict.fromkeys(("来电人联系方式", "投诉人电话", "联系方式"), row.phone),
        "投诉人证件号码": row.credit_code or row.id_number,
        "投诉人地址": row.address,
        "实名情况": "实名",
    }


def _done(ticket: Ticket, lies: TicketFile) -> dict[str, Any]:
    """Say what the moves of the ticket say: to whom it went, why it came back, what was urged."""
    last = {row.move: row for row in lies.moves}
    sent = last.get("dispatch")
    return {
        **(_still_here(ticket) if ticket.state in AT_DESK else _handed_on(lies, sent)),
        "收单日期": local(sent.at).date().isoformat() if sent else "",
        **{word: last[move].reason for word, move in REASONS.items() if move in last},
    }


def _still_here(ticket: Ticket) -> dict[str, Any]:
    """Say where the table sends a ticket that nobody has handed out yet."""
    said = routing.route_of(ticket)
    whom = "" if said.kind == "tell" else said.name
    return {"承办单位": whom, "分送单位": said.body_name, "转办理由": said.sentence}


def _handed_on(lies: TicketFile, sent: Any) -> dict[str, Any]:
    holder = lies.holdings[-1] if lies.holdings else None
    given = (sent.given or {}) if sent else {}
    return {
        "承办单位": (holder.body_name or holder.unit_name) if holder else "",
        "分送单位": holder.body_name if holder else "",
        "转办理由": (sent.reason if sent else "") or given.get("rule_says", ""),
    }


REASONS: Mapping[str, str] = {
    "退回理由": "send_back",
    "催办事由": "urge",
    "督办要求": "supervise",
    "工单延期理由": "extend",
}


def _of_aid(ticket: Ticket) -> dict[str, Any]:
    found = aid.of_ticket(ticket.id) if ticket.matter == "aid" else None
    return dict(aid_words.words(found)) if found else {}


def _moment(at: datetime | None) -> str:
    return local(at).strftime("%Y-%m-%dT%H:%M") if at else ""
