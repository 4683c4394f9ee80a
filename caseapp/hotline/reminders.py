"""Reminders of a ticket's limit as they are read: on the desk of whoever was told, and as a mail."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases import reminders as cases
from caseapp.cases.reminders import Letter, ReminderShown
from caseapp.deadlines.models import Deadline
from caseapp.hotline.models import Ticket
from caseapp.hotline.queries import is_visible

_MINE, _LETTER = cases.told_of(
    "ticket", thing=Ticket, link=Deadline.ticket_id, number=Ticket.number
)


def reminders_of(by: Person, *others: sa.Select[Any]) -> list[ReminderShown]:
    """Return of which limits, of cases, tickets and whatever is beside, somebody was told and has not settled them."""
    return cases.reminders_of(by, _MINE.where(is_visible(by)), *others)


def letter(reminder_id: int) -> Letter | None:
    """Return the mail of a ticket's reminder that has not gone out, if there is somebody to write to."""
    found = plain_rows(_LETTER, {"reminder_id": reminder_id})
    return cases.write_letter(found[0], "工单") if found else None
