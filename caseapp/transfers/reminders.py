"""Reminders of a transfer's limit as they are read: on the desk of whoever was told, and as a mail."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases import reminders as cases
from caseapp.cases.reminders import Letter
from caseapp.cooperation.models import Cooperation
from caseapp.cooperation.queries import is_visible
from caseapp.deadlines.models import Deadline

_MINE, _LETTER = cases.told_of(
    "transfer", thing=Cooperation, link=Deadline.transfer_id, number=Cooperation.number
)


def told_to(by: Person) -> sa.Select[Any]:
    """Return the question for the reminders of transfers that somebody was told of."""
    return _MINE.where(is_visible(by))


def letter(reminder_id: int) -> Letter | None:
    """Return the mail of a transfer's reminder that has not gone out, if there is somebody to write to."""
    found = plain_rows(_LETTER, {"reminder_id": reminder_id})
    return cases.write_letter(found[0], "协作事项") if found else None
