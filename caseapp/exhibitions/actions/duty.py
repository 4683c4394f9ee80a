"""Who is on duty at a fair, day by day, and who may sign on the spot for the chief."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.documents.catalogue import kind_of
from caseapp.exhibitions import fair_queries
from caseapp.exhibitions.actions.fair_gates import officers_article
from caseapp.exhibitions.actions.fair_writing import begin, write
from caseapp.exhibitions.fair_given import DutyGiven, MandateGiven
from caseapp.exhibitions.fair_words import OFFICERS
from caseapp.exhibitions.mandates import mandate_kinds
from caseapp.exhibitions.models import FairDuty, FairMandate
from caseapp.exhibitions.queries import Opened
from caseapp.law.wording import long_date, period

DAY_BEGINS, DAY_ENDS = "00:00", "24:00"


def add_duty(*, by: Person, opened: Opened, given: DutyGiven) -> FairDuty:
    """Put somebody on the roster of a day; an officer needs a certificate valid on it."""
    begin(by=by, opened=opened, doing="安排值班")
    row = _on_duty(opened, given)
    told = {"name": row.name, "day": given.day.isoformat()}
    write(by=by, opened=opened, act="add_duty", given=told, newer=False)
    return row


def copy_duty(*, by: Person, opened: Opened, day: date, to_days: Sequence[date]) -> int:
    """Put everybody of one day on the roster of other days; who is there already stays."""
    begin(by=by, opened=opened, doing="复制值班安排")
    rows = fair_queries.duty_of(opened.id, day)
    if not rows:
        raise Refused(
            f"不能复制：{long_date(day)}还没有值班安排。", remedy="请先安排这一天的值班。"
        )
    wanted = [one for one in dict.fromkeys(to_days) if one != day]
    if not wanted:
        raise Refused("不能复制：没有选其他的天。", remedy="请选择要复制到哪几天。")
    made = sum(_copied(opened, rows, one) for one in wanted)
    told = {"day": day.isoformat(), "days": [one.isoformat() for one in wanted]}
    write(by=by, opened=opened, act="copy_duty", given=told, newer=False)
    return made


def drop_duty(*, by: Person, opened: Opened, row_id: int) -> None:
    """Take somebody off the roster; who was on duty before today stays in the record."""
    begin(by=by, opened=opened, doing="撤下值班")
    row = db.session.get(FairDuty, row_id)
    if row is None or row.fair_id != opened.id or row.left_at is not None:
        raise NotVisible
    if row.day < today() or (row.day == today() and opened.fair.state == "open"):
        row.left_at = now()
    else:
        db.session.delete(row)
    told = {"name": row.name, "day": row.day.isoformat()}
    write(by=by, opened=opened, act="drop_duty", given=told, newer=False)


def give_mandate(*, by: Person, opened: Opened, given: MandateGiven) -> FairMandate:
    """Let an officer on the roster sign these kinds of papers on the spot on these days."""
    begin(by=by, opened=opened, doing="授权现场签发", permission="fair.decide")
    _refuse_mandate(opened, given)
    names = accounts.names_of([given.person_id])
    row = FairMandate(
        fair_id=opened.id,
        person_id=given.person_id,
        person_name=names[given.person_id],
        kinds=list(given.kinds),
        first_on=given.first_on,
        last_on=given.last_on,
        given_by=by.id,
        given_by_name=by.name,
        given_at=now(),
    )
    db.session.add(row)
    told = {
        "name": row.person_name,
        "kinds": "、".join(f"《{kind_of(one).title}》" for one in given.kinds),
        "days": period(given.first_on, given.last_on),
    }
    write(by=by, opened=opened, act="give_mandate", given=told, newer=False)
    return row


def end_mandate(*, by: Person, opened: Opened, row_id: int) -> None:
    """Take a mandate back: what was signed under it stays signed."""
    begin(by=by, opened=opened, doing="收回现场签发授权", permission="fair.decide")
    row = db.session.get(FairMandate, row_id)
    if row is None or row.fair_id != opened.id or row.ended_at is not None:
        raise NotVisible
    row.ended_at = now()
    write(by=by, opened=opened, act="end_mandate", given={"name": row.person_name}, newer=False)


def _refuse_mandate(opened: Opened, given: MandateGiven) -> None:
    fair = opened.fair
    if not given.kinds or not set(given.kinds) <= set(mandate_kinds()):
        raise Refused("不能授权：没有选可以现场签发的文书。", remedy="请至少选一种。")
    if given.last_on < given.first_on or not (
        fair.first_on <= given.first_on and given.last_on <= fair.last_on
    ):
        raise Refused(
            f"不能授权：日期应当在展会期间（{period(fair.first_on, fair.last_on)}）之内。",
            remedy="请改正日期。",
        )
    on_duty = {
        row.day
        for row in fair_queries.duty_of(opened.id)
        if row.person_id == given.person_id
        and row.part in OFFICERS
        and given.first_on <= row.day <= given.last_on
    }
    if not on_duty:
        raise Refused(
            "不能授权：所选的人在这些日子不作为执法人员值班。",
            remedy="请先安排值班，或者另选日期。",
        )


def _on_duty(opened: Opened, given: DutyGiven) -> FairDuty:
    fair = opened.fair
    if not fair.first_on <= given.day <= fair.last_on:
        raise Refused(
            f"不能安排值班：{long_date(given.day)}不在展会期间"
            f"（{period(fair.first_on, fair.last_on)}）。",
            remedy="请改正日期。",
        )
    if given.starts and given.ends and given.ends <= given.starts:
        raise Refused(
            f"不能安排值班：结束时间（{given.ends}）不晚于开始时间（{given.starts}）。",
            remedy="请改正时间。",
        )
    name, body = _who(opened, given)
    certificate = _certificate(given, name)
    _refuse_overlap(opened, given, name)
    row = FairDuty(
        fair_id=opened.id,
        day=given.day,
        part=given.part,
        person_id=given.person_id,
        name=name,
        body_name=body,
        starts=given.starts,
        ends=given.ends,
        certificate=certificate,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _who(opened: Opened, given: DutyGiven) -> tuple[str, str]:
    """Name who is on duty: ours from the office, others by name and body."""
    if given.person_id is None:
        if given.part in OFFICERS:
            raise Refused(
                "不能安排值班：进驻负责人和执法人员应当是本机关持证人员。",
                remedy="请从名单中选择；其他单位的人员请选别的职责。",
            )
        if not given.name or not given.body_name:
            raise Refused("不能安排值班：没有写明姓名和单位。", remedy="请补填后再提交。")
        return given.name, given.body_name
    known = {one.id: one for one in accounts.colleagues(opened.row.unit_path)}
    if given.person_id not in known:
        raise Refused("不能安排值班：所选的人不在本机关的名单中。", remedy="请重新选择。")
    person = known[given.person_id]
    return person.name, person.unit_name


def _certificate(given: DutyGiven, name: str) -> str:
    """Return the certificate of a day; an officer without one is refused."""
    if given.person_id is None:
        return ""
    held = accounts.certificates_valid([given.person_id], given.day).get(given.person_id, "")
    if not held and given.part in OFFICERS:
        raise Refused(
            f"不能安排{name}作为执法人员：{long_date(given.day)}没有有效的执法证件。",
            article=officers_article(given.day),
            remedy="请另派持证人员，请系统管理员登记证件，或者改为工作人员。",
        )
    return held


def _refuse_overlap(opened: Opened, given: DutyGiven, name: str) -> None:
    for row in _same_day(opened, given, name):
        if _meets(row, given):
            at = f"{row.starts or DAY_BEGINS} 至 {row.ends or DAY_ENDS}"
            where = "本展会" if row.fair_id == opened.id else f"“{row.fair_name}”"
            raise Refused(
                f"不能安排值班：{name}在{long_date(given.day)} {at}已经在{where}值班。",
                remedy="请改正时间，或者先撤下原来的安排。",
            )


def _same_day(opened: Opened, given: DutyGiven, name: str) -> Sequence[Any]:
    if given.person_id is not None:
        return fair_queries.duties_of_person(given.person_id, given.day)
    return fair_queries.duties_of_guest(opened.id, given.day, name=name, body_name=given.body_name)


def _meets(row: Any, given: DutyGiven) -> bool:
    """Say whether two shifts meet; an open end is the end of the day."""
    is_before = (row.ends or DAY_ENDS) <= (given.starts or DAY_BEGINS)
    is_after = (given.ends or DAY_ENDS) <= (row.starts or DAY_BEGINS)
    return not (is_before or is_after)


def _copied(opened: Opened, rows: Sequence[FairDuty], day: date) -> int:
    there = {
        (row.person_id, row.name, row.starts, row.ends)
        for row in fair_queries.duty_of(opened.id, day)
    }
    new = [row for row in rows if (row.person_id, row.name, row.starts, row.ends) not in there]
    for row in new:
        given = DutyGiven(
            day=day,
            part=row.part,
            person_id=row.person_id,
            name=row.name,
            body_name=row.body_name,
            starts=row.starts,
            ends=row.ends,
        )
        _on_duty(opened, given)
    return len(new)
