"""Opening a lead: the first row of a case file, with its edition, number and filing limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases.models import CaseFile
from caseapp.cases.numbers import series_of
from caseapp.cases.open_file import open_file
from caseapp.cases.paper_values import paper_values
from caseapp.deadlines import actions as deadlines
from caseapp.documents import actions as documents
from caseapp.law.procedures.registry import edition_for
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Procedure
from caseapp.ledger import actions as ledger
from caseapp.patents import actions as patents

TITLE_LENGTH = 200


@dataclass(frozen=True)
class LeadGiven:
    """What is known when a lead arrives; empty texts mean nobody knows yet."""

    source: Source
    received_on: date
    unit_id: int
    content: str
    respondent: str = ""
    place: str = ""
    product: str = ""
    patent_as_printed: str = ""
    track: str = "counterfeit"
    ticket_id: int | None = None
    informant_alias: str = ""


def open_lead(*, by: Person, given: LeadGiven) -> CaseFile:
    """Open a lead under the edition of its receipt; the filing limit starts (办法第二十八条、程序规定第十八条)."""
    if given.received_on > today():
        raise Refused("不能登记线索：收到日期晚于今天。", remedy="请改为实际收到的日期。")
    unit = accounts.unit_by_id(given.unit_id)
    if unit is None or not unit.is_active:
        raise Refused("不能登记线索：没有这个承办单位。", remedy="请重新选择承办单位。")
    procedure = edition_for(given.track, given.received_on)
    case = _case(given, unit, by=by, procedure=procedure)
    db.session.add(case)
    db.session.flush()
    number_lead(case, unit, authority=procedure.authority)
    if given.patent_as_printed:
        patents.note_for_case(by=by, case_id=case.id, text=given.patent_as_printed)
    start_limits(case, given.source, by=by, procedure=procedure)
    file = open_file(case, by=by)
    for kind in procedure.opening_papers:
        documents.draft(by=by, case_id=case.id, kind=kind, data=paper_values(kind, file))
    ledger.record(
        by=by,
        action="case.lead_opened",
        object_kind="case",
        object_id=case.id,
        object_key=case.lead_no,
        details={"edition": case.edition, "received_on": given.received_on.isoformat()},
    )
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
    return case


def _case(given: LeadGiven, unit: Any, *, by: Person, procedure: Procedure) -> CaseFile:
    return CaseFile(
        lead_no="",
        title=_title(given),
        track=procedure.track,
        edition=procedure.key,
        state=procedure.first,
        is_open=True,
        unit_id=unit.id,
        unit_path=unit.path,
        source=given.source.value,
        received_on=given.received_on,
        content=given.content,
        respondent=given.respondent,
        place=given.place,
        product=given.product,
        ticket_id=given.ticket_id,
        informant_alias=given.informant_alias,
        created_by=by.id,
        created_at=now(),
        updated_at=now(),
        version=1,
    )


def number_lead(case: CaseFile, unit: Any, *, authority: str) -> None:
    """Give what came in its number in the register of its office."""
    series = series_of("lead", authority=authority, agency_word=unit.agency_word, track=case.track)
    case.lead_no = ledger.take_number(
        series=series.key,
        year=case.received_on.year,
        subject_kind="case",
        subject_id=case.id,
        pattern=series.pattern,
    ).text


def start_limits(case: CaseFile, source: Source, *, by: Person, procedure: Procedure) -> None:
    """Start every limit that runs from the receipt of what came from this source."""
    for family in procedure.opening_limits[source]:
        deadlines.start(
            by=by,
            case_id=case.id,
            family=family,
            on=case.received_on,
            why=f"{source.label}，{case.lead_no}",
            authority=procedure.authority,
            calendar=accounts.office_calendar(),
            area=accounts.area_of(case.unit_id),
        )


def _title(given: LeadGiven) -> str:
    who = given.respondent or "当事人待查"
    if given.track == "false-statement":
        return f"{who}涉嫌专利弄虚作假"[:TITLE_LENGTH]
    what = f"{given.product}标注专利" if given.product else "标注专利"
    return f"{who}{what}涉嫌假冒专利"[:TITLE_LENGTH]
