"""A complaint becomes a formal case: right, parties, facts and photos go along, nothing is typed again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.clock import local
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases import actions as cases
from caseapp.cases.actions import LeadGiven, RequestGiven
from caseapp.cases.models import CaseFile
from caseapp.documents import queries as papers
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import ItemGiven
from caseapp.exhibitions import complaint_queries
from caseapp.exhibitions.asked import Asked
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.complaint_words import MEASURES, TRACKS, VERDICTS
from caseapp.exhibitions.exhibitor_models import Exhibitor
from caseapp.exhibitions.life import OUTCOMES
from caseapp.law.procedures.sources import Source
from caseapp.law.wording import long_date
from caseapp.parties import actions as parties
from caseapp.parties.given import PartyGiven, credit_code_fault, id_number_fault, party_faults

NO_RELIEF = "请求处理专利侵权纠纷"
SOURCE = "展会投诉"


def open_case(asked: Asked) -> dict[str, str]:
    """Open the case of a complaint, once; the history and E17 name it."""
    complaint, track = asked.complaint, asked.told.get("track", "")
    if complaint.case_id is not None:
        raise Refused(
            f"不能转立案：投诉 {complaint.number} 已经立案。", remedy="请在该案件中继续办理。"
        )
    if track not in TRACKS:
        raise Refused("不能转立案：没有选择适用的程序。", remedy="请选择侵权纠纷或者假冒专利。")
    unit_id = _unit(asked)
    case = _OPENINGS[track](asked, unit_id)
    _hand_on_photos(asked, case.id)
    complaint.case_id = case.id
    return {"case": case.lead_no, "track": track}


def _unit(asked: Asked) -> int:
    typed = asked.told.get("unit_id", "")
    unit_id = int(typed) if typed.isdecimal() and len(typed) < 10 else asked.complained.row.unit_id
    unit = accounts.unit_by_id(unit_id)
    if unit is None or not decide(asked.by, "case.open_lead", Thing(unit.path)):
        raise Refused(
            "不能转立案：您没有为所选单位登记案件的权限。",
            remedy="请选择本单位，或者转有权的人员。",
        )
    return int(unit.id)


def _request(asked: Asked, unit_id: int) -> CaseFile:
    """Open a dispute: the complaint is the request of the right holder."""
    complaint = asked.complaint
    return cases.open_request(
        by=asked.by,
        given=RequestGiven(
            track="infringement",
            received_on=asked.day,
            unit_id=unit_id,
            requester=_complainant(complaint, asked.day),
            respondent=_respondent(complaint),
            patent_as_printed=complaint.right_number,
            relief=complaint.request or NO_RELIEF,
            grounds=content_of(asked),
            place=_place(asked),
            product=complaint.exhibit,
        ),
    )


def _lead(asked: Asked, unit_id: int) -> CaseFile:
    complaint = asked.complaint
    case = cases.open_lead(
        by=asked.by,
        given=LeadGiven(
            source=Source.COMPLAINT,
            received_on=asked.day,
            unit_id=unit_id,
            content=content_of(asked),
            respondent=complaint.respondent,
            place=_place(asked),
            product=complaint.exhibit,
            patent_as_printed=complaint.right_number,
            track="counterfeit",
        ),
    )
    for part, given in (
        ("complainant", _complainant(complaint, asked.day)),
        ("respondent", _respondent(complaint)),
    ):
        _join(given, case, by=asked.by, part=part)
    return case


_OPENINGS: Mapping[str, Callable[[Asked, int], CaseFile]] = {
    "infringement": _request,
    "counterfeit": _lead,
}


def _join(given: PartyGiven, case: CaseFile, *, by: Person, part: str) -> None:
    """Give a side its place in the case, where it can be kept as a party."""
    if party_faults(given, today=case.received_on):
        return
    kept = parties.known_or_new_party(by=by, given=given)
    parties.join_case(by=by, case_id=case.id, party_id=kept.id, part=part, since=case.received_on)


def _complainant(complaint: FairComplaint, day: date) -> PartyGiven:
    """Return who complained; the number shown at the desk tells a natural person from a firm."""
    number = complaint.complainant_id_number
    is_person = bool(number) and not id_number_fault(number, today=day)
    is_firm = bool(number) and not credit_code_fault(number, today=day)
    return PartyGiven(
        kind="person" if is_person else "company",
        name=complaint.complainant,
        id_number=number if is_person else "",
        credit_code=number if is_firm else "",
        address=complaint.complainant_address,
        phone=complaint.complainant_phone,
        # Another number, as of a passport, is kept in the words of who it is.
        note=f"证件号码：{number}" if number and not is_person and not is_firm else "",
    )


def _respondent(complaint: FairComplaint) -> PartyGiven:
    """Return who is complained of, with what the organiser's list says of them."""
    who = (
        None
        if complaint.exhibitor_id is None
        else db.session.get(Exhibitor, complaint.exhibitor_id)
    )
    if who is None or who.name != complaint.respondent:
        return PartyGiven(kind="company", name=complaint.respondent)
    return PartyGiven(
        kind="company",
        name=who.name,
        credit_code=who.credit_code,
        address=who.address,
        phone=who.phone,
        contact=who.contact,
    )


def _place(asked: Asked) -> str:
    fair = asked.fair
    return " ".join(one for one in (fair.venue, asked.complaint.booth) if one)[:200]


def content_of(asked: Asked) -> str:
    """Tell the complaint as it stands: what was said, compared, found and done at the fair."""
    complaint, fair = asked.complaint, asked.fair
    at = local(complaint.received_at)
    lines = [
        f"{long_date(at.date())}{at:%H:%M}，{complaint.complainant}在{fair.name}向工作站投诉"
        f"（投诉 {complaint.number}，{asked.complained.row.number}）。",
        complaint.facts,
        f"涉案展品：{complaint.exhibit}（展位 {complaint.booth}）" if complaint.exhibit else "",
        f"代理人：{complaint.agent}（{complaint.agent_power or '权限未写明'}）"
        if complaint.agent
        else "",
        f"被投诉人答辩：{complaint.answer}" if complaint.answer else "",
        *_compared(complaint.id),
        *_found(complaint.id),
        *_came_of_it(complaint),
        asked.told.get("reason", ""),
    ]
    return "\n".join(line for line in lines if line)


def _compared(complaint_id: int) -> list[str]:
    return [
        f"对比 {row.place}：{row.claimed}／{row.shown or '未填'}（{VERDICTS[row.verdict]}）"
        for row in complaint_queries.features_of(complaint_id)
    ]


def _found(complaint_id: int) -> list[str]:
    visits = [
        f"{local(row.begun_at):%Y-%m-%d %H:%M} 现场查验（{row.officer_names}）：{row.found}"
        for row in complaint_queries.visits_of(complaint_id)
    ]
    measures = [
        f"{local(row.done_at):%Y-%m-%d %H:%M} 主办单位依合同{MEASURES[row.kind]}：{row.exhibits}"
        for row in complaint_queries.measures_of(complaint_id)
    ]
    orders = [
        f"{local(row.ordered_at):%Y-%m-%d %H:%M} 本局依据{row.basis}决定{MEASURES[row.kind]}：{row.exhibits}"
        for row in complaint_queries.orders_of(complaint_id)
    ]
    return visits + measures + orders


def _came_of_it(complaint: FairComplaint) -> list[str]:
    """Tell the outcome at the fair and the papers signed there."""
    signed = [
        f"《{row.title}》{row.number or ''}"
        for row in papers.papers_of_cooperation(complaint.id)
        if row.state == "signed"
    ]
    outcome = OUTCOMES.get(complaint.outcome, "")
    return [
        f"展会处理结果：{outcome}。{complaint.outcome_words}" if outcome else "",
        f"展会期间签发的文书：{'、'.join(signed)}" if signed else "",
    ]


def _hand_on_photos(asked: Asked, case_id: int) -> None:
    """Add the photos to the evidence of the case, with who took them and when."""
    complaint = asked.complaint
    for number, photo in enumerate(complaint_queries.photos_of(complaint.id), start=1):
        evidence.add_item(
            by=asked.by,
            case_id=case_id,
            given=ItemGiven(
                kind="photo",
                title=photo.caption or f"{complaint.exhibit or '展品'}照片（{number}）"[:200],
                proves=f"{complaint.booth}展位展出的展品"[:200],
                source=f"{SOURCE} {complaint.number}",
                form="original",
                taken_on=local(photo.taken_at).date(),
                taken_by=photo.by_name,
                taken_at=_place(asked),
            ),
            file=photo,
        )
