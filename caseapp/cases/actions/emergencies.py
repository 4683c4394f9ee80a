"""Opening one case in an emergency: asked with a reason, agreed to by another, ended by the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from caseapp.accounts import policy
from caseapp.accounts import queries as accounts
from caseapp.accounts.models import Emergency
from caseapp.accounts.permissions import PERMISSIONS, decide
from caseapp.accounts.person import Person
from caseapp.accounts.separation import SEPARATION
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import queries
from caseapp.cases.models import CaseFile
from caseapp.ledger import actions as ledger

# As typed on other keyboards: the brackets of a number.
BRACKETS = str.maketrans("[]()（）【】", "〔〕" * 4)


@dataclass(frozen=True)
class EmergencyGiven:
    """Which case is needed, why, and for how long."""

    number: str
    category: str
    reason: str
    hours: int


def ask_emergency(*, by: Person, given: EmergencyGiven) -> int:
    """Ask for sight of one case; the answer is the same whether there is such a case or not."""
    if not decide(by, "emergency.ask"):
        raise NotVisible
    reason, number = given.reason.strip(), given.number.strip().translate(BRACKETS)
    least, most = policy.row("emergency_reason"), policy.row("emergency_hours")
    if given.category not in policy.categories():
        raise Refused("请选择紧急情形。")
    if len(reason) < least.value:
        raise Refused(f"理由至少 {least.value} 个字，请写清为什么等不到正常调阅。")
    if not 1 <= given.hours <= most.value:
        raise Refused(f"紧急查阅最长 {most.value} 小时。", article=most.source)
    case = _by_number(number)
    if case is not None and queries.visible_ids([case.id], by=by):
        raise Refused("您可以直接查阅本案，不需要申请。", remedy="请从案件列表打开。")
    _refuse_twice(by, number)
    row = Emergency(
        person_id=by.id,
        case_id=case.id if case is not None else None,
        number=number,
        category=given.category,
        reason=reason,
        hours=given.hours,
        asked_at=now(),
        state="asked",
    )
    db.session.add(row)
    db.session.flush()
    _record(by, row, action="emergency.asked", reason=reason)
    return row.id


def decide_emergency(*, by: Person, emergency_id: int, granted: bool, why: str) -> None:
    """Agree or refuse as the second person; from the agreement on the clock runs."""
    row = _row(emergency_id)
    if row.state != "asked":
        raise Refused("这项申请已经办理。", remedy="请刷新页面查看结果。")
    if row.person_id == by.id or not decide(by, "emergency.decide"):
        raise Refused(
            "不能核准自己的申请。", article=SEPARATION, remedy="请由另一名安全保密管理员办理。"
        )
    if not why.strip():
        raise Refused("请写明核准或者驳回的理由。")
    if granted:
        _refuse_opening(row)
    row.state = "granted" if granted else "refused"
    if granted:
        row.ends_at = now() + timedelta(hours=row.hours)
    row.decided_by_id, row.decided_by_name = by.id, by.name
    row.decided_at, row.decided_why = now(), why.strip()
    _record(by, row, action=f"emergency.{row.state}", reason=row.decided_why)


def end_emergency(*, by: Person, emergency_id: int) -> None:
    """Close an opened case before its time: the one who reads or the one who agreed."""
    row = _row(emergency_id)
    if row.state != "granted" or not (row.person_id == by.id or decide(by, "emergency.decide")):
        raise NotVisible
    row.state = "ended"
    row.ends_at = min(now(), row.ends_at or now())
    _record(by, row, action="emergency.ended")


def note_emergency(*, by: Person, emergency_id: int) -> None:
    """Note that the auditor looked at an emergency."""
    row = _row(emergency_id)
    if row.state == "asked" or row.noted_at is not None:
        raise NotVisible
    row.noted_by, row.noted_at = by.name, now()
    _record(by, row, action="emergency.noted")


def note_emergency_read(*, by: Person, case_id: int, place: str) -> None:
    """Keep which page of the opened case was read, before a byte of it goes out."""
    case = db.session.get(CaseFile, case_id)
    ledger.record(
        by=by,
        action="case.read_in_emergency",
        object_kind="case",
        object_id=case_id,
        object_key="" if case is None else case.case_no or case.lead_no,
        details={"page": place},
    )


def note_case_denied(*, by: Person, case_id: int, permission: str, place: str) -> None:
    """Keep that somebody tried a case that is not theirs, or is none; they are told neither."""
    case = db.session.get(CaseFile, case_id)
    if case is None:
        reason = "没有这个案件。"
    else:
        thing = queries.thing_of(case, queries.officers(case_id))
        reason = decide(by, permission, thing).reason
    ledger.record(
        by=by,
        action="access.denied",
        object_kind="case",
        object_id=case_id,
        object_key="" if case is None else case.case_no or case.lead_no,
        result="denied",
        reason=reason,
        details={"wanted": PERMISSIONS[permission], "page": place},
    )


def _by_number(number: str) -> CaseFile | None:
    return db.session.scalars(
        sa.select(CaseFile).where(sa.or_(CaseFile.case_no == number, CaseFile.lead_no == number))
    ).first()


def _row(emergency_id: int) -> Emergency:
    row = db.session.get(Emergency, emergency_id, with_for_update=True)
    if row is None:
        raise NotVisible
    return row


def _refuse_twice(by: Person, number: str) -> None:
    waiting = sa.select(Emergency.id).where(
        Emergency.person_id == by.id, Emergency.number == number, Emergency.state == "asked"
    )
    if db.session.scalar(waiting) is not None:
        raise Refused("您对这个案号的申请正在等待核准。")


def _refuse_opening(row: Emergency) -> None:
    case = db.session.get(CaseFile, row.case_id) if row.case_id is not None else None
    if case is None:
        raise Refused("没有这个案号的案件，不能核准。", remedy="请驳回，由申请人核对案号。")
    person = accounts.person_by_id(row.person_id)
    thing = queries.thing_of(case, queries.officers(case.id))
    if person is None or not person.is_active or not decide(person, "emergency.ask"):
        raise Refused("申请人已无权申请。", remedy="请驳回。")
    if person.id in thing.recused:
        raise Refused("申请人已回避本案，不能以紧急查阅开放。", remedy="请驳回。")


def _record(by: Person, row: Emergency, *, action: str, reason: str = "") -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="emergency",
        object_id=row.id,
        object_key=row.number,
        reason=reason,
        details={"hours": row.hours, "category": row.category, "case": row.case_id},
    )
