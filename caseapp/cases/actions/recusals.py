"""Recusal: asked for by the person or by a party, decided by a chief; sight is lost on the decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.models import Emergency
from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.accounts.sight import Thing
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import queries
from caseapp.cases.dispute_queries import last_day_to_ask
from caseapp.cases.models import CaseFile, CaseOfficer, Recusal, SealedName
from caseapp.law.procedures.article_rows import DISPUTES
from caseapp.law.procedures.articles import article_for
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.roles import Role
from caseapp.law.wording import long_date
from caseapp.ledger import actions as ledger

ASKED_AS = {"own": "本人申请", "party": "当事人申请"}


@dataclass(frozen=True)
class RecusalGiven:
    """Who is to keep out, who asks, since when and why."""

    person_id: int
    asked_as: str
    on: date
    reason: str


@dataclass(frozen=True)
class DecisionGiven:
    """What was decided on a request, from which day, and who takes over."""

    granted: bool
    on: date
    why: str
    successor_id: int = 0


def ask_recusal(*, by: Person, case: CaseFile, given: RecusalGiven) -> int:
    """Ask that a person keep out; a penalty case goes on meanwhile (行政处罚法第四十三条), a dispute waits."""
    thing = _thing(by, case, "recusal.ask")
    person = accounts.person_by_id(given.person_id)
    if person is None or person.id == 0 or given.asked_as not in ASKED_AS:
        raise Refused("请选择申请人和被申请回避的人员。")
    _refuse_asking(by, case, thing, person=person, given=given)
    _refuse_late(case, given)
    row = Recusal(
        case_id=case.id,
        person_id=person.id,
        asked_as=given.asked_as,
        asked_by_id=by.id,
        asked_by_name=by.name,
        asked_on=given.on,
        reason=given.reason.strip(),
        asked_at=now(),
        state="asked",
    )
    db.session.add(row)
    db.session.flush()
    _record(by, case, person, action="recusal.asked", reason=row.reason)
    return row.id


def decide_recusal(*, by: Person, case: CaseFile, recusal_id: int, given: DecisionGiven) -> None:
    """Decide a request; when it is granted the person loses sight at once and somebody takes over."""
    thing = _thing(by, case, "recusal.decide")
    row = _open_request(case, recusal_id)
    person = accounts.person_by_id(row.person_id)
    if person is None:
        raise NotVisible
    _refuse_deciding(by, case, row, given=given)
    row.state = "granted" if given.granted else "refused"
    row.decided_by_id, row.decided_by_name = by.id, by.name
    row.decided_on, row.decided_at = given.on, now()
    row.decided_why = given.why.strip()
    if given.granted:
        part = _take_off(by, case, thing, person=person, on=given.on)
        if given.successor_id:
            _put_on(by, case, thing, row=row, given=given, part=part)
    _record(by, case, person, action=f"recusal.{row.state}", reason=row.decided_why)
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)


def withdraw_recusal(*, by: Person, case: CaseFile, recusal_id: int) -> None:
    """Take a request back before it is decided; only whoever entered it does."""
    _thing(by, case, "recusal.ask")
    row = _open_request(case, recusal_id)
    person = accounts.person_by_id(row.person_id)
    if person is None or row.asked_by_id != by.id:
        raise NotVisible
    row.state = "withdrawn"
    _record(by, case, person, action="recusal.withdrawn", reason=row.reason)


def _thing(by: Person, case: CaseFile, permission: str) -> Thing:
    db.session.refresh(case, with_for_update=True)  # two who act at once act one after the other
    thing = queries.thing_of(case, queries.officers(case.id))
    if not decide(by, permission, thing):
        raise NotVisible
    return thing


def _open_request(case: CaseFile, recusal_id: int) -> Recusal:
    row = db.session.get(Recusal, recusal_id)
    if row is None or row.case_id != case.id:
        raise NotVisible
    if row.state != "asked":
        raise Refused("这项回避申请已经办结。", remedy="请刷新页面查看结果。")
    return row


def _refuse_asking(
    by: Person, case: CaseFile, thing: Thing, *, person: Person, given: RecusalGiven
) -> None:
    if given.asked_as == "own" and person.id != by.id:
        raise Refused("本人申请回避只能由本人提出。", remedy="当事人提出的，请选择“当事人申请”。")
    if not given.reason.strip():
        raise Refused("请写明申请回避的理由。", article=article(case, given.on))
    if given.on > today() or given.on < case.received_on:
        raise Refused("申请日期应在收到线索之后、今天之前。")
    if person.id in thing.recused:
        raise Refused(f"{person.name}已经回避本案。")
    if not decide(person, "case.read", thing):
        raise Refused(f"{person.name}不参与本案，不需要回避。")
    waiting = sa.select(Recusal.id).where(
        Recusal.case_id == case.id, Recusal.person_id == person.id, Recusal.state == "asked"
    )
    if db.session.scalar(waiting) is not None:
        raise Refused(f"{person.name}的回避申请正在等待决定。")


def _refuse_deciding(by: Person, case: CaseFile, row: Recusal, *, given: DecisionGiven) -> None:
    basis = article(case, given.on)
    if row.person_id == by.id:
        raise Refused(
            "不能决定本人的回避。", article=basis, remedy="请由另一名负责人登记集体讨论的决定。"
        )
    if row.asked_by_id == by.id:
        raise Refused("不能决定由自己登记的申请。", article=basis, remedy="请由另一名负责人决定。")
    if not given.why.strip():
        raise Refused("请写明决定的理由。", article=basis)
    if given.on > today() or given.on < row.asked_on:
        raise Refused("决定日期应在申请日期之后、今天之前。")


def _take_off(by: Person, case: CaseFile, thing: Thing, *, person: Person, on: date) -> str:
    """Take the person's sight and place; return the part that has to be filled."""
    rows = db.session.scalars(
        sa.select(CaseOfficer).where(
            CaseOfficer.case_id == case.id,
            CaseOfficer.person_id == person.id,
            CaseOfficer.until.is_(None),
        )
    ).all()
    for row in rows:
        row.recused = True
    if not rows:
        # Not on the team, but a reviewer or a chief: the row takes the sight all the same.
        label = Role(person.roles[0]).label if person.roles else "其他人员"
        db.session.add(
            CaseOfficer(case_id=case.id, person_id=person.id, part=label, since=on, recused=True)
        )
    if person.id in thing.named:
        _end_name(by, case, person)
    db.session.execute(
        sa.update(Emergency)
        .where(
            Emergency.case_id == case.id,
            Emergency.person_id == person.id,
            Emergency.state == "granted",
        )
        .values(state="ended", ends_at=now())
    )
    db.session.flush()
    return rows[0].part if rows else ""


def _end_name(by: Person, case: CaseFile, person: Person) -> None:
    db.session.execute(
        sa.update(SealedName)
        .where(
            SealedName.case_id == case.id,
            SealedName.person_id == person.id,
            SealedName.ended_at.is_(None),
        )
        .values(ended_by=by.name, ended_at=now())
    )


def _put_on(
    by: Person, case: CaseFile, thing: Thing, *, row: Recusal, given: DecisionGiven, part: str
) -> None:
    """Put somebody of the office into the place that became empty."""
    choices = {one.person.id for one in accounts.assignable_officers(case.unit_path, on=given.on)}
    person = accounts.person_by_id(given.successor_id)
    if person is None or person.id not in choices or person.id in {*thing.team, *thing.recused}:
        raise Refused("接办人员应是本局没有回避、尚未承办本案的执法人员。")
    if person.id == row.person_id or person.clearance < case.level:
        raise Refused(f"{person.name}不能接办：可阅级别低于案件级别，或者正是回避的人员。")
    row.successor_id = person.id
    db.session.add(
        CaseOfficer(case_id=case.id, person_id=person.id, part=part or "协办", since=given.on)
    )
    if case.is_sealed:
        db.session.add(
            SealedName(case_id=case.id, person_id=person.id, added_by=by.name, added_at=now())
        )
    db.session.flush()


def article(case: CaseFile, on: date) -> str:
    """Return the article on recusal of the day, for the office of the case."""
    authority = PROCEDURES[case.edition].authority
    return article_for("actor_not_recused", on=on, authority=authority) or ""


def stops_work(case: CaseFile) -> bool:
    """Say whether who is asked to keep out stops meanwhile: in a dispute yes, in a penalty case no."""
    return PROCEDURES[case.edition].authority == DISPUTES


def _refuse_late(case: CaseFile, given: RecusalGiven) -> None:
    """A party asks within the days of INF-07, or at the latest until an oral hearing."""
    last = last_day_to_ask(case.id) if given.asked_as == "party" else None
    if last is not None and given.on > last:
        raise Refused(
            f"申请回避的期限已于{long_date(last)}届满。",
            article=article(case, given.on),
            remedy="口头审理中才知道回避事由的，请在口头审理结束前提出。",
        )


def _record(by: Person, case: CaseFile, person: Person, *, action: str, reason: str) -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="case",
        object_id=case.id,
        object_key=case.case_no or case.lead_no,
        reason=reason,
        details={"person": person.login},
    )
