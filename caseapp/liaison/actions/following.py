"""Following what was agreed to its end: reports, done, put off or dropped with the reason, reminders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide, roles_over
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases.reminder_stages import TEAM, Stage, reached, stages_on
from caseapp.law.wording import long_date
from caseapp.ledger import actions as ledger
from caseapp.liaison import queries
from caseapp.liaison.actions.meetings import set_owner
from caseapp.liaison.actions.writing import refuse_stale, write
from caseapp.liaison.given import MoveGiven
from caseapp.liaison.life import OWNERS_MOVES, RESOLUTION_MOVES, RESOLUTION_STATES, Move
from caseapp.liaison.models import Resolution, ResolutionReminder
from caseapp.liaison.queries import MANAGE, Agreed

REMINDED = "resolution.reminded"
NAMES = {"reason": "说明", "due_on": "新的完成日期", "owner": "新的责任单位"}


def follow(*, by: Person, agreed: Agreed, key: str, given: MoveGiven, seen: int = 0) -> None:
    """Write down one act on something agreed: how it goes, done, put off, handed on or dropped."""
    row = RESOLUTION_MOVES[key]
    record, meeting = agreed.record, agreed.meeting
    db.session.refresh(record, with_for_update=True)
    _refuse_person(by, agreed, row)
    if record.state not in row.from_states or meeting.record.state != "followed":
        raise Refused(
            f"不能{row.name}：这一项现为“{RESOLUTION_STATES[record.state]}”，"
            f"会议{'正在跟踪' if meeting.record.state == 'followed' else '不在跟踪之中'}。",
            remedy="请刷新后按现在的情况办理。",
        )
    refuse_stale(row.name, meeting.row.number, record, matter_id=meeting.id, seen=seen)
    _refuse_given(record, row, given)
    told = _carry_out(record, row, given)
    write(
        by=by,
        opened=meeting,
        act=key,
        to_state=row.to_state,
        reason=given.reason.strip(),
        given=told,
        resolution=record,
    )


def remind(*, by: Person, day: date) -> int:
    """Tell whoever has something to do of its day, then the head and the chief; once for each stage."""
    stages, people = stages_on(day), accounts.everybody()
    rows = queries.open_until(day + timedelta(days=max(one.days for one in stages)))
    told = _told({row.id for row in rows})
    made = [
        ResolutionReminder(
            resolution_id=row.id,
            person_id=person.id,
            stage=stage.key,
            due_on=row.due_on,
            made_on=day,
        )
        for row in rows
        for stage, person in _whom(row, stages, people, day=day)
        if (row.id, person.id, stage.key, row.due_on) not in told
    ]
    db.session.add_all(made)
    db.session.flush()
    for one in made:
        ledger.announce(event=REMINDED, object_kind="resolution_reminder", object_id=one.id)
    if made:
        ledger.record(
            by=by,
            action="resolution.remind",
            object_kind="resolution",
            object_id=0,
            details={"day": day.isoformat(), "count": len(made)},
        )
    return len(made)


def note_sent(*, by: Person, reminder_id: int) -> None:
    """Keep that the mail of a reminder went out."""
    row = db.session.get_one(ResolutionReminder, reminder_id)
    row.sent_at = now()
    ledger.record(
        by=by,
        action="resolution.reminder_sent",
        object_kind="resolution",
        object_id=row.resolution_id,
        details={},
    )


def _refuse_person(by: Person, agreed: Agreed, row: Move) -> None:
    if queries.may(by, MANAGE, agreed.meeting):
        return
    if row.key in OWNERS_MOVES and queries.may_report(by, agreed):
        return
    raise Refused(
        f"不能{row.name}：由召集会议的单位办理。",
        remedy="责任单位和责任人可以登记进展和完成情况；要延期、更换的，请联系召集单位。",
    )


def _refuse_given(record: Resolution, row: Move, given: MoveGiven) -> None:
    missing = [NAMES[name] for name in row.needs if not getattr(given, name)]
    if missing:
        raise Refused(
            f"不能{row.name}：没有写明{'、'.join(missing)}。",
            remedy="请补填后再提交，已填的内容都在下面。",
        )
    if given.on is not None and given.on > today():
        raise Refused(f"不能{row.name}：日期晚于今天。", remedy="请改为实际的日期。")
    if row.key == "put_off" and given.due_on is not None and given.due_on <= record.due_on:
        raise Refused(
            f"不能延期：新的日期不晚于现在的完成日期（{long_date(record.due_on)}）。",
            remedy="请改正日期。",
        )
    if row.key == "reopen" and given.due_on is not None and given.due_on < today():
        raise Refused("不能恢复办理：新的完成日期已经过去。", remedy="请改正日期。")


def _carry_out(record: Resolution, row: Move, given: MoveGiven) -> dict[str, Any]:
    told: dict[str, Any] = {"resolution": record.id, "text": record.text}
    if "due_on" in row.fields and given.due_on is not None:
        told |= {"was_due": record.due_on.isoformat(), "due_on": given.due_on.isoformat()}
        record.due_on = given.due_on
    if "owner" in row.fields and given.owner is not None:
        told["was_owner"] = record.owner_name
        set_owner(record, given.owner, on=today())
        told["owner"] = record.owner_name
    if "on" in row.fields:
        told["on"] = (given.on or today()).isoformat()
    ended = row.to_state != "open"
    record.ended_on = (given.on or today()) if ended else None
    return told


def _whom(
    row: Any, stages: tuple[Stage, ...], people: list[Person], *, day: date
) -> Iterator[tuple[Stage, Person]]:
    """Say who is told: whoever has it; of another body's, those who keep the meeting; then the heads."""
    for stage in reached(stages, row.due_on, day):
        for person in people:
            if person.body_id is None and _is_told(person, row, stage):
                yield stage, person


def _is_told(person: Person, row: Any, stage: Stage) -> bool:
    kept = Thing(row.meeting_path)
    if stage.to == TEAM:
        if row.person_id is not None:
            return bool(person.id == row.person_id)
        if row.unit_id is not None:
            return bool(person.unit_id == row.unit_id) and bool(decide(person, queries.WORK))
        return bool(decide(person, MANAGE, kept))
    over = kept if row.unit_id is None else Thing(row.unit_path)
    return stage.to in roles_over(person, over, "cooperation.work")


def _told(ids: set[int]) -> set[tuple[int, int, str, date]]:
    asked = sa.select(
        ResolutionReminder.resolution_id,
        ResolutionReminder.person_id,
        ResolutionReminder.stage,
        ResolutionReminder.due_on,
    ).where(ResolutionReminder.resolution_id.in_(ids))
    return {(row[0], row[1], row[2], row[3]) for row in db.session.execute(asked)}
