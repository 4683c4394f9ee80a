"""What follows from a step: limits, papers, numbers, and the records a few steps keep beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.base.clock import local
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases.actions.outgoing import sign_paper
from caseapp.cases.given import stored_day
from caseapp.cases.models import CaseOfficer, CaseStep
from caseapp.cases.numbers import series_of
from caseapp.cases.open_file import OpenFile, open_file
from caseapp.cases.paper_values import paper_values
from caseapp.cases.paper_values.shared import series_of as series_of_paper
from caseapp.deadlines import actions as deadlines
from caseapp.documents import actions as documents
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import DisposalGiven, GoodsGiven, RegistrationGiven
from caseapp.law import time_limits
from caseapp.law.procedures.table import Step
from caseapp.ledger import actions as ledger
from caseapp.patents import actions as patents
from caseapp.patents.given import PatentFacts

Values = Mapping[str, object]
LEADING, ASSISTING, VERIFYING = "主办", "协办", "核查"
_TEAM = sa.select(CaseOfficer).where(
    CaseOfficer.case_id == sa.bindparam("case_id"), CaseOfficer.until.is_(None)
)
Effect = Callable[[OpenFile, CaseStep, Values], None]


def follow(file: OpenFile, step: Step, row: CaseStep, *, values: Values) -> None:
    """Do what the row of the procedure says follows, in the order number, records, limits, papers."""
    if step.numbers == "case":
        _number(file, row)
    if row.step in KEPT_BESIDE:
        KEPT_BESIDE[row.step](file, row, values)
    _limits(file, step, row)
    _draft(file, step)
    if step.signs:
        # A paper drafted by this very step is signed with it: open the file again to see it.
        _sign(open_file(file.case, by=file.by) if step.papers else file, step, row)


def _number(file: OpenFile, row: CaseStep) -> None:
    """Give the case its number in the series of its office; it keeps it for life."""
    case = file.case
    unit = accounts.unit_by_id(case.unit_id)
    word = unit.agency_word if unit is not None else ""
    series = series_of("case", authority=file.procedure.authority, agency_word=word)
    case.case_no = ledger.take_number(
        series=series.key,
        year=row.taken_on.year,
        subject_kind="case",
        subject_id=case.id,
        pattern=series.pattern,
    ).text
    case.filed_on = row.taken_on


def _draft(file: OpenFile, step: Step) -> None:
    """Draft what the row names, from the file as it stands after the step."""
    # The receipt of a service is drafted where the service is recorded, with its mode and place.
    kinds = [kind for kind in step.papers if kind != "service_receipt"]
    if not kinds:
        return
    after = open_file(file.case, by=file.by)
    for kind in kinds:
        data = paper_values(kind, after)
        documents.draft(by=file.by, case_id=file.case.id, kind=kind, data=data)


def _limits(file: OpenFile, step: Step, row: CaseStep) -> None:
    by, case, on = file.by, file.case, row.taken_on
    if step.stops:
        deadlines.stop(by=by, case_id=case.id, families=step.stops, on=on, why=step.name)
    if step.pauses:
        _pause(file, step, row)
    if step.resumes:
        deadlines.resume(by=by, case_id=case.id, families=step.resumes, on=on, why=step.name)
    for family in step.extends:
        _extend(file, family, row)
    reporter = step.starts_for_reporter if case.informant_alias else ()
    for family in (*step.starts, *reporter):
        deadlines.start(
            by=by,
            case_id=case.id,
            family=family,
            on=on,
            at=_start_instant(row),
            why=step.name,
            authority=file.procedure.authority,
            calendar=accounts.office_calendar(),
        )


def _pause(file: OpenFile, step: Step, row: CaseStep) -> None:
    """A test has a known span (行政强制法第二十五条); every other pause lasts until it is ended."""
    deadlines.pause(
        by=file.by,
        case_id=file.case.id,
        families=step.pauses,
        on=stored_day(row.given, "pause_first") or row.taken_on,
        last=stored_day(row.given, "pause_last"),
        why=step.name,
    )


def _extend(file: OpenFile, family: str, row: CaseStep) -> None:
    """Prolong the running limit by what its article allows at this turn."""
    running = [one for one in file.limits if one.family == family and one.stopped_on is None]
    if not running:
        raise Refused("没有正在计算的期限可以延长。")
    limit = running[-1]
    until = stored_day(row.given, "limit_on") or stored_day(row.given, "pay_until")
    turn = len(limit.extensions)
    rules = time_limits.load().row(limit.rule_id).extensions
    fixed = rules[turn].length if turn < len(rules) else None
    length = fixed or ((until - limit.due_on).days if until and limit.due_on else 0)
    deadlines.extend(
        by=file.by,
        deadline_id=limit.id,
        length=length,
        on=row.taken_on,
        approver=file.by.name,
        why=str(row.given.get("reason", "")),
    )


def _start_instant(row: CaseStep) -> datetime | None:
    """Hour limits start at the minute of the measure, not at midnight."""
    text = row.given.get("measure_at")
    return local(datetime.fromisoformat(text)) if isinstance(text, str) else None


def _sign(file: OpenFile, step: Step, row: CaseStep) -> None:
    paper = file.paper(step.signs)
    if paper is None:
        raise Refused("没有待签发的文书。", remedy="请先起草文书。")
    series = series_of_paper(file.case, paper.kind, row.taken_on)
    sign_paper(case=file.case, by=file.by, paper_id=paper.id, on=row.taken_on, series=series)
    if step.key == "decide":
        file.case.decided_on = row.taken_on


def _put_on_team(file: OpenFile, row: CaseStep, values: Values) -> None:
    """Whoever the chief names handles the case from that day (行政处罚法第四十二条)."""
    there = {one.person_id: one for one in db.session.scalars(_TEAM, {"case_id": file.case.id})}
    led = any(one.part == LEADING for one in there.values())
    for person_id in _ids(values.get("officers")):
        part, led = (ASSISTING if led else LEADING), True
        if person_id not in there:
            db.session.add(
                CaseOfficer(
                    case_id=file.case.id, person_id=person_id, part=part, since=row.taken_on
                )
            )
        elif there[person_id].part != LEADING:
            there[person_id].part = part  # who verified the lead handles the case from here on


def _note_lookup(file: OpenFile, row: CaseStep, values: Values) -> None:
    """Keep who asked the register about the patent, when, and what stood there on the act date."""
    _take_over(file, row)
    patents.record_lookup(
        by=file.by,
        case_id=file.case.id,
        text=str(values["patent_number"]),
        status=str(values["patent_status"]),
        status_on=_day(values["act_on"]),
        looked_up_by=_id(values["looked_up_by"]),
        looked_up_on=_day(values["looked_up_on"]),
        source=str(values["lookup_source"]),
        note=str(values["finding"]),
        facts=PatentFacts(
            title=str(values.get("patent_title") or ""),
            holder=str(values.get("patent_holder") or ""),
            ended_on=stored_day(row.given, "ended_on"),
            ended_why=str(values.get("ended_why") or ""),
        ),
    )


def _take_over(file: OpenFile, row: CaseStep) -> None:
    """The officer who verifies a lead has it on the desk from then on."""
    if file.by.id not in file.team_ids:
        db.session.add(
            CaseOfficer(
                case_id=file.case.id, person_id=file.by.id, part=VERIFYING, since=row.taken_on
            )
        )


def _register(file: OpenFile, row: CaseStep, values: Values) -> None:
    """Register every good found on the spot that is not held yet (行政处罚法第五十六条)."""
    held = {(one.name, one.spec) for lot in file.goods if lot.kind != "found" for one in lot.rows}
    found = [one for lot in file.goods if lot.kind == "found" for one in lot.rows]
    goods = [_held(one) for one in found if (one.name, one.spec) not in held]
    if not goods:
        raise Refused(
            "不能先行登记保存：没有列明物品。",
            remedy="请先在“证据物品”中登记现场发现的物品，再办理登记保存。",
        )
    approver = values.get("approved_by")
    names = accounts.names_of([_id(approver)]) if approver else {}
    evidence.register_evidence(
        by=file.by,
        case_id=file.case.id,
        given=RegistrationGiven(
            registered_on=row.taken_on,
            place=str(values["keeping_place"]),
            keeper=str(values["keeper"]),
            approved_by=next(iter(names.values()), ""),
            approved_on=_day(values.get("approved_on") or row.taken_on),
        ),
        goods=goods,
    )


def _held(row: Any) -> GoodsGiven:
    return GoodsGiven(
        list_kind="registered",
        name=row.name,
        spec=row.spec,
        quantity=row.quantity,
        unit=row.unit,
        unit_price=row.unit_price,
        place=row.place,
        patent_as_printed=row.patent_as_printed,
        remark=row.remark,
    )


def _dispose(file: OpenFile, row: CaseStep, values: Values) -> None:
    """Bring every open registration to its end in one decision."""
    note = str(values.get("disposal_note") or "")
    _end_registrations(file, DisposalGiven(row.taken_on, str(values["disposal"]), note))


def _lapse(file: OpenFile, row: CaseStep, _values: Values) -> None:
    """A registration nobody decided on ends by itself (市场监督管理行政处罚程序规定)."""
    _end_registrations(file, DisposalGiven(row.taken_on, "lapsed", "期限届满，自动解除"))


def _end_registrations(file: OpenFile, given: DisposalGiven) -> None:
    for one in file.registrations:
        if one.disposed_on is None:
            evidence.dispose_registration(
                by=file.by, case_id=file.case.id, registration_id=one.id, given=given
            )


# Steps that keep a record of their own beside the history; all others leave just their row.
KEPT_BESIDE: Mapping[str, Effect] = {
    "verify": _note_lookup,
    "file": _put_on_team,
    "register_evidence": _register,
    "dispose_evidence": _dispose,
    "lapse_evidence": _lapse,
}


def _ids(value: object) -> tuple[int, ...]:
    return tuple(int(one) for one in value) if isinstance(value, tuple) else ()


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    raise Refused("没有填写日期。")
