"""The records some steps of a penalty case keep beside the history: team, look-ups, evidence held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases.crime_watch import GROUNDS, grounds_in
from caseapp.cases.given import stored_day
from caseapp.cases.models import CaseOfficer, CaseStep
from caseapp.cases.open_file import OpenFile
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import DisposalGiven, GoodsGiven, RegistrationGiven
from caseapp.patents import actions as patents
from caseapp.patents.given import PatentFacts

Values = Mapping[str, object]
Effect = Callable[[OpenFile, CaseStep, Values], None]
LEADING, ASSISTING, VERIFYING = "主办", "协办", "核查"
_TEAM = sa.select(CaseOfficer).where(
    CaseOfficer.case_id == sa.bindparam("case_id"), CaseOfficer.until.is_(None)
)


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


def _decide_on_spot(file: OpenFile, row: CaseStep, values: Values) -> None:
    """A decision on the spot needs no filing: its two officers handle what follows (行政处罚法第五十二条)."""
    _put_on_team(file, row, values)
    file.case.decided_on = row.taken_on


def _note_lookup(file: OpenFile, row: CaseStep, values: Values) -> None:
    """Keep who asked the register about the patent, when, and what stood there on the act date."""
    _take_over(file, row)
    keep_lookup(file, row, values)


def keep_lookup(file: OpenFile, row: Any, values: Values) -> None:
    """Keep what a verification says of the patent, by its form or as corrected since."""
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


def _note_grounds(file: OpenFile, row: CaseStep, _values: Values) -> None:
    """Keep which grounds of a crime stood: what comes up later is not answered by this decision."""
    row.given = {**row.given, GROUNDS: [f"{one.rule} {one.text}" for one in grounds_in(file)]}


PENALTY_KEPT: Mapping[str, Effect] = {
    "verify": _note_lookup,
    "file": _put_on_team,
    "punish_on_spot": _decide_on_spot,
    "register_evidence": _register,
    "register_urgent": _register,
    "dispose_evidence": _dispose,
    "lapse_evidence": _lapse,
    "keep_crime": _note_grounds,
    "police_returned": _note_grounds,
}


def _ids(value: object) -> tuple[int, ...]:
    return tuple(int(one) for one in value) if isinstance(value, tuple) else ()


def _id(value: object) -> int:
    return value if isinstance(value, int) else 0


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    raise Refused("没有填写日期。")
