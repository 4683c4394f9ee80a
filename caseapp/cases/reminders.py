"""Reminders as they are read: on the desk of whoever was told, and as a mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import PersonRow
from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases.kept_models import Reminder
from caseapp.cases.models import CaseFile
from caseapp.cases.queries import is_visible
from caseapp.cases.reminder_stages import stages_on, words_of
from caseapp.deadlines import queries as deadlines
from caseapp.deadlines.models import Deadline

MOST = 30
# Only of a limit that still runs to the end somebody was told of.
_STANDS = sa.and_(
    Deadline.id == Reminder.deadline_id,
    Deadline.due_on == Reminder.due_on,
    Deadline.stopped_on.is_(None),
)


def told_of(
    kind: str, *, thing: Any, link: Any, number: Any
) -> tuple[sa.Select[Any], sa.Select[Any]]:
    """Return the questions for one person's reminders and for one letter, of limits on such things."""
    told = (
        sa.select(
            Reminder.id,
            Reminder.deadline_id,
            Reminder.stage,
            Reminder.due_on,
            Reminder.made_on,
            Deadline.what,
            sa.literal(kind).label("kind"),
            thing.id.label("object_id"),
            number.label("number"),
        )
        .select_from(Reminder)
        .join(Deadline, _STANDS)
        .join(thing, thing.id == link)
    )
    letter = told.add_columns(PersonRow.email, PersonRow.name.label("person")).join(
        PersonRow, PersonRow.id == Reminder.person_id
    )
    return told.where(Reminder.person_id == sa.bindparam("me")), letter.where(
        Reminder.id == sa.bindparam("reminder_id"),
        Reminder.sent_at.is_(None),
        PersonRow.email != "",
        PersonRow.is_active.is_(True),
    )


_MINE, _LETTER = told_of(
    "case",
    thing=CaseFile,
    link=Deadline.case_id,
    number=sa.func.coalesce(CaseFile.case_no, CaseFile.lead_no),
)


@dataclass(frozen=True)
class ReminderShown:
    """A reminder in words."""

    deadline_id: int
    # "case" or "ticket", with its id: what the limit is on.
    kind: str
    object_id: int
    number: str
    what: str
    due_on: date
    made_on: date
    words: str


@dataclass(frozen=True)
class Letter:
    """A reminder as a mail: the number and the limit, nothing of what the case is about."""

    to: str
    subject: str
    text: str


def limits_to_tell(day: date) -> Sequence[Any]:
    """Return every open limit that somebody may have to be told of that day."""
    last = day + timedelta(days=max(stage.days for stage in stages_on(day)))
    return deadlines.due_by(until=last)


def reminders_of(by: Person, *others: sa.Select[Any]) -> list[ReminderShown]:
    """Return what somebody was told and has not settled: of each limit the latest word.

    A higher floor brings the reminders of what it keeps as `others`, in the same columns.
    """
    told = sa.union_all(_MINE.where(is_visible(by)), *others).subquery()
    wanted = sa.select(told).order_by(told.c.due_on, told.c.id.desc()).limit(MOST * 4)
    found: dict[tuple[str, int, str, date], ReminderShown] = {}
    for row in plain_rows(wanted, {"me": by.id}):
        found.setdefault((row.kind, row.object_id, row.what, row.due_on), shown(row))
    return list(found.values())[:MOST]


def letter(reminder_id: int) -> Letter | None:
    """Return the mail of a case's reminder that has not gone out, if there is somebody to write to."""
    found: Sequence[Any] = plain_rows(_LETTER, {"reminder_id": reminder_id})
    return write_letter(found[0], "案件") if found else None


def write_letter(row: Any, what: str) -> Letter:
    """Write to the person of a row; the mail names number and limit and nothing else."""
    told = shown(row)
    text = (
        f"{row.person}：\n\n{what} {told.number} 的期限“{told.what}”最后一日为 {told.due_on}。\n"
        f"{told.words}。\n\n请登录办案系统处理。本邮件不含案情，请勿回复。\n"
    )
    return Letter(row.email, f"期限提醒：{told.number} {told.words}", text)


def shown(row: Any) -> ReminderShown:
    """Put a row of a reminder and its limit into words."""
    return ReminderShown(
        deadline_id=row.deadline_id,
        kind=row.kind,
        object_id=row.object_id,
        number=row.number,
        what=row.what,
        due_on=row.due_on,
        made_on=row.made_on,
        words=words_of(row.stage),
    )
