"""Handing a ticket to the section that acts: a lead or a request there, without retyping."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases import actions as cases
from caseapp.cases import queries as cases_found
from caseapp.cases.actions import LeadGiven, RequestGiven
from caseapp.cases.models import CaseFile
from caseapp.hotline.actions.moving import Holder, desk_of, holder_words, move
from caseapp.hotline.actions.routing import ruled
from caseapp.hotline.callers import secrecy
from caseapp.hotline.lead_kinds import OUR_RIGHT, REQUEST, TRACKS, track_of
from caseapp.hotline.life import AT_DESK, MOVES
from caseapp.hotline.models import Ticket
from caseapp.hotline.words import MATTERS, RIGHT_KINDS, SENT_ON
from caseapp.law.complaint_grounds import cited
from caseapp.law.procedures.sources import Source
from caseapp.parties import actions as parties
from caseapp.parties import queries as kept_parties
from caseapp.parties.given import LABELS, PartyGiven, party_faults


def send(
    *, by: Person, ticket: Ticket, unit_id: int, track: str = "", reason: str = ""
) -> int | None:
    """Hand a report or complaint to a section, where it becomes a lead of its procedure; returns the case id.

    Whoever hands it to another section than the routing table names says why, as with a dispatch. A complaint of infringement is handed over without a lead: the right holder's request begins that case.
    """
    db.session.refresh(ticket, with_for_update=True)  # two who send it at once make one lead
    _refuse_again(ticket)
    if ticket.matter not in SENT_ON:
        raise Refused(
            f"不能转执法科：本工单事项是“{MATTERS[ticket.matter]}”，不是举报或投诉。",
            remedy="咨询类请直接答复；确属举报的，请另登记一张举报工单。",
        )
    _refuse_other_right(ticket)
    _refuse_passing_on(ticket, unit_id)
    chosen = track or track_of(ticket)
    if chosen not in TRACKS:
        raise Refused("不能转线索：没有选择适用的程序。", remedy="请重新选择。")
    if chosen == REQUEST:
        _hand_over(ticket, unit_id, by=by, reason=reason)
        return None
    _refuse_bound(ticket, by=by)
    asked = _ruled(ticket, unit_id, reason)
    case = cases.open_lead(by=by, given=_lead(ticket, unit_id, chosen))
    _bind(ticket, case, by=by)
    to = Holder(case.unit_id)
    told = {"case": case.lead_no, "path": case.unit_path, **asked}
    move(by=by, ticket=ticket, move="lead", reason=reason, to=to, **told)
    return case.id


def open_request(*, by: Person, ticket: Ticket, given: RequestGiven) -> CaseFile:
    """Open the dispute a complaint of infringement asks for; ticket and case know of each other."""
    db.session.refresh(ticket, with_for_update=True)
    refuse_request(ticket)
    asked = replace(given, ticket_id=ticket.id, requester_id=_requester(ticket, given, by=by))
    case = cases.open_request(by=by, given=asked)
    move(by=by, ticket=ticket, move="request", case=case.lead_no)
    return case


def _requester(ticket: Ticket, given: RequestGiven, *, by: Person) -> int | None:
    """Use the party who called, with what the request adds; another name is another party."""
    called = kept_parties.party(ticket.caller_id) if ticket.caller_id is not None else None
    told = {key: value for key, value in given.requester.values().items() if value}
    if called is None or told.get("name") != called.name:
        return None
    kept = {key: getattr(called, key) for key in LABELS}
    both = PartyGiven(**(kept | told))
    parties.update_party(by=by, party_id=called.id, given=both, version=called.version)
    return called.id


def refuse_request(ticket: Ticket) -> None:
    """Refuse a request that cannot come of this ticket, before anything is typed (专利法第六十五条)."""
    _refuse_again(ticket)
    if ticket.matter != "complaint":
        raise Refused(
            f"不能登记请求：本工单事项是“{MATTERS[ticket.matter]}”，不是投诉。",
            article="专利法第六十五条",
            remedy="侵权纠纷由专利权人或者利害关系人请求处理；确是权利人的，请另登记一张投诉工单。",
        )
    if ticket.informant_id is not None:
        raise Refused(
            "不能登记请求：投诉人要求保密，而侵权纠纷的请求书要送达被请求人。",
            article="专利法第六十五条",
            remedy="请由举报专员告知投诉人；愿意公开身份提出请求的，由本人另行提交请求书。",
        )
    _refuse_other_right(ticket)


def _refuse_again(ticket: Ticket) -> None:
    case = cases_found.case_of_ticket(ticket.id)
    if case is not None or ticket.state not in MOVES["lead"].from_states + AT_DESK:
        raise Refused(
            f"工单 {ticket.number} 已转办或已答复，不能再次转办。",
            remedy=f"请在{case.case_no or case.lead_no}中办理。" if case is not None else "",
        )


def _refuse_bound(ticket: Ticket, *, by: Person) -> None:
    """Refuse a second lead of a caller sealed in a first case: opened anew, the matter goes on there."""
    row = kept_parties.informant(ticket.informant_id) if ticket.informant_id else None
    if row is None or row.case_id is None:
        return
    first = db.session.get_one(CaseFile, row.case_id)
    is_seen = bool(cases_found.visible_ids({first.id}, by=by))
    named = f"案件 {first.case_no or first.lead_no} " if is_seen else "在先工单的案件"
    raise Refused(
        f"不能转线索：{ticket.informant_alias}反映的事项已在{named}中办理，不另立线索。",
        article=secrecy(),
        remedy="请分办给原承办单位，由其在该案中核查后答复；确属另一件事的，请来电人另行举报。",
        link=f"/cases/{first.id}" if is_seen else "",
    )


def _refuse_other_right(ticket: Ticket) -> None:
    if ticket.right_kind not in ("", OUR_RIGHT):
        raise Refused(
            f"不能转线索：本工单反映的是{RIGHT_KINDS[ticket.right_kind]}，"
            "本局的办案程序只处理专利案件。",
            article=cited("第二十九条", today()),
            remedy="请分办给有权处理的机构；反映的其实是专利的，请先更正权利种类。",
        )


def _refuse_passing_on(ticket: Ticket, unit_id: int) -> None:
    """Let a unit that was handed a ticket make a lead of its own alone; others get it from the desk."""
    if ticket.state in AT_DESK or ticket.unit_id in (unit_id, desk_of(ticket)):
        return
    raise Refused(
        f"不能转线索：工单 {ticket.number} 由{holder_words(ticket)}承办，不能直接转给其他单位。",
        article=MOVES["send_back"].basis(today()),
        remedy="在本单位立线索的，请选本单位；不归本单位的，请写明理由退回，由受理岗位改派。",
    )


def _ruled(ticket: Ticket, unit_id: int, reason: str) -> dict[str, Any]:
    """Ask the table where the desk hands on; a unit that has the ticket makes its own lead of it."""
    if ticket.state not in AT_DESK and ticket.unit_id == unit_id:
        return {}
    return ruled(ticket, Holder(unit_id), reason, taken_for=OUR_RIGHT)


def _hand_over(ticket: Ticket, unit_id: int, *, by: Person, reason: str) -> None:
    """Let the section have a complaint of infringement, to take down the request of the right holder."""
    if ticket.state not in AT_DESK:
        raise Refused(
            f"不能转线索：工单 {ticket.number} 是侵权投诉，由请求人提出请求立案，不另立线索。",
            article="专利法第六十五条",
            remedy="请承办单位在工单上按“登记侵权请求”。",
        )
    asked = _ruled(ticket, unit_id, reason)
    move(by=by, ticket=ticket, move="dispatch", reason=reason, to=Holder(unit_id), **asked)


def _bind(ticket: Ticket, case: CaseFile, *, by: Person) -> None:
    """Give everybody the ticket names their place in the case; who is sealed stays an alias."""
    if ticket.informant_alias:
        parties.bind_to_case(by=by, alias=ticket.informant_alias, case_id=case.id)
    if ticket.caller_id is not None:
        parties.join_case(
            by=by,
            case_id=case.id,
            party_id=ticket.caller_id,
            part="complainant",
            since=ticket.received_on,
        )
    given = respondent_of(ticket)
    if given.credit_code and not party_faults(given, today=today()):
        kept = parties.known_or_new_party(by=by, given=given)
        parties.join_case(
            by=by, case_id=case.id, party_id=kept.id, part="respondent", since=ticket.received_on
        )


def respondent_of(ticket: Ticket) -> PartyGiven:
    """Return who is complained of, as far as the call said; a known code brings the register's words."""
    known = kept_parties.party_with_code(credit_code=ticket.respondent_code)
    if known is not None:
        return PartyGiven(
            kind=known.kind,
            name=known.name,
            credit_code=known.credit_code,
            legal_representative=known.legal_representative,
            address=known.address,
            service_address=known.service_address,
            phone=known.phone,
        )
    return PartyGiven(
        kind="company",
        name=ticket.respondent,
        credit_code=ticket.respondent_code,
        address=ticket.place,
    )


def content_of(ticket: Ticket) -> str:
    """Return what was told, with the address on a platform that has no field of its own in a case."""
    if not ticket.platform_link:
        return ticket.content
    return f"{ticket.content}\n平台链接：{ticket.platform_link}"


def _lead(ticket: Ticket, unit_id: int, track: str) -> LeadGiven:
    """Return what the ticket says of the lead; who called is an alias in it."""
    return LeadGiven(
        source=Source.REPORT if ticket.matter == "report" else Source.COMPLAINT,
        received_on=ticket.received_on,
        unit_id=unit_id,
        content=content_of(ticket),
        respondent=ticket.respondent,
        place=ticket.place,
        product=ticket.product,
        patent_as_printed=ticket.patent_as_printed,
        track=track,
        ticket_id=ticket.id,
        informant_alias=ticket.informant_alias,
    )
