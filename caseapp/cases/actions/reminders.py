"""Reminders of limits: written once for each person and stage, sent on where there is a mail server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide, roles_over
from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.cases import queries
from caseapp.cases.kept_models import Reminder
from caseapp.cases.models import CaseFile
from caseapp.cases.reminder_stages import TEAM, Stage, reached, stages_on
from caseapp.cases.reminders import limits_to_tell
from caseapp.ledger import actions as ledger

REMINDED = "reminder.made"
# Head or chief of a case is who may act on it, not everybody who may read it.
_ACTING = {"case.read": "case.step"}


def remind(*, by: Person, day: date) -> int:
    """Tell everybody who is to be told of a case's limit that day, once; returns how many were told."""
    rows = [row for row in limits_to_tell(day) if row.case_id is not None]
    return tell(by=by, day=day, limits=_with_things(rows), permission="case.read")


def tell(*, by: Person, day: date, limits: Sequence[tuple[Any, Thing]], permission: str) -> int:
    """Tell of these limits whoever may see what they are on; higher floors bring limits of their own."""
    stages, people = stages_on(day), accounts.everybody()
    told = _told({row.id for row, _ in limits})
    made = [
        reminder
        for row, thing in limits
        for stage, person in _whom(row, stages, day=day, people=people)
        if _is_told(person, thing, stage, permission=permission)
        for reminder in (_reminder(row, person, stage, day=day),)
        if _key(reminder) not in told
    ]
    db.session.add_all(made)
    db.session.flush()
    for reminder in made:
        ledger.announce(event=REMINDED, object_kind="reminder", object_id=reminder.id)
    if made:
        ledger.record(
            by=by,
            action="reminder.made",
            object_kind="reminder",
            object_id=0,
            details={"day": day.isoformat(), "count": len(made)},
        )
    return len(made)


def note_sent(*, by: Person, reminder_id: int) -> None:
    """Keep that the mail of a reminder went out."""
    row = db.session.get_one(Reminder, reminder_id)
    row.sent_at = now()
    ledger.record(
        by=by, action="reminder.sent", object_kind="reminder", object_id=row.id, details={}
    )


def _whom(
    row: Any, stages: tuple[Stage, ...], *, day: date, people: Sequence[Person]
) -> Iterator[tuple[Stage, Person]]:
    return ((stage, one) for stage in reached(stages, row.due_on, day) for one in people)


def _reminder(row: Any, person: Person, stage: Stage, *, day: date) -> Reminder:
    return Reminder(
        deadline_id=row.id,
        person_id=person.id,
        stage=stage.key,
        due_on=row.due_on,
        made_on=day,
    )


def _is_told(person: Person, thing: Thing, stage: Stage, *, permission: str) -> bool:
    if not decide(person, permission, thing):
        return False  # whoever may not know of the case is not told of its limit
    if stage.to == TEAM:
        return person.id in thing.team
    return stage.to in roles_over(person, thing, _ACTING.get(permission, permission))


def _with_things(rows: Sequence[Any]) -> list[tuple[Any, Thing]]:
    """Put beside each limit what the rights to its case depend on."""
    ids = {row.case_id for row in rows}
    cases = {
        one.id: one for one in db.session.scalars(sa.select(CaseFile).where(CaseFile.id.in_(ids)))
    }
    teams = queries.officers_of_cases(ids)
    things = {
        number: queries.thing_of(case, teams.get(number, []))
        for number, case in cases.items()
        if case.is_open
    }
    return [(row, things[row.case_id]) for row in rows if row.case_id in things]


def _told(ids: set[int]) -> set[tuple[int, int, str, date]]:
    asked = sa.select(
        Reminder.deadline_id, Reminder.person_id, Reminder.stage, Reminder.due_on
    ).where(Reminder.deadline_id.in_(ids))
    return {(row[0], row[1], row[2], row[3]) for row in db.session.execute(asked)}


def _key(one: Reminder) -> tuple[int, int, str, date]:
    return (one.deadline_id, one.person_id, one.stage, one.due_on)
