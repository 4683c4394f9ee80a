"""Reminders of a ticket's limit as they are read: on the desk of whoever was told, and as a mail."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import PersonRow
from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases import reminders as cases
from caseapp.cases.kept_models import Reminder
from caseapp.cases.reminders import Letter, ReminderShown
from caseapp.deadlines.models import Deadline
from caseapp.hotline.models import Ticket
from caseapp.hotline.queries import is_visible

# Only of a limit that still runs to the end somebody was told of.
_STANDS = sa.and_(
    Deadline.id == Reminder.deadline_id,
    Deadline.due_on == Reminder.due_on,
    Deadline.stopped_on.is_(None),
)
_COLUMNS: tuple[Any, ...] = (
    Reminder.id,
    Reminder.deadline_id,
    Reminder.stage,
    Reminder.due_on,
    Reminder.made_on,
    Deadline.what,
    sa.literal("ticket").label("kind"),
    Ticket.id.label("object_id"),
    Ticket.number,
)
_MINE = (
    sa.select(*_COLUMNS)
    .select_from(Reminder)
    .join(Deadline, _STANDS)
    .join(Ticket, Ticket.id == Deadline.ticket_id)
    .where(Reminder.person_id == sa.bindparam("me"))
)
_LETTER = (
    sa.select(*_COLUMNS, PersonRow.email, PersonRow.name.label("person"))
    .select_from(Reminder)
    .join(Deadline, _STANDS)
    .join(Ticket, Ticket.id == Deadline.ticket_id)
    .join(PersonRow, PersonRow.id == Reminder.person_id)
    .where(
        Reminder.id == sa.bindparam("reminder_id"),
        Reminder.sent_at.is_(None),
        PersonRow.email != "",
        PersonRow.is_active.is_(True),
    )
)


def reminders_of(by: Person) -> list[ReminderShown]:
    """Return of which limits, of cases and of tickets, somebody was told and has not settled them."""
    return cases.reminders_of(by, _MINE.where(is_visible(by)))


def letter(reminder_id: int) -> Letter | None:
    """Return the mail of a ticket's reminder that has not gone out, if there is somebody to write to."""
    found = plain_rows(_LETTER, {"reminder_id": reminder_id})
    return cases.write_letter(found[0], "工单") if found else None
