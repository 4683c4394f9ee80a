"""Reminders of a complaint's limit as they are read, and what runs out at fairs, for a desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases import reminders as cases
from caseapp.cases.reminders import Letter
from caseapp.cases.shown import limit_shown
from caseapp.cooperation.models import Cooperation
from caseapp.deadlines.models import Deadline
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.models import Fair
from caseapp.exhibitions.queries import is_on_duty, is_visible
from caseapp.law.working_days import Calendar

KIND = "fair_complaint"
MOST_SHOWN = 10
# What ends today or tomorrow; limits of a fair are hours.
AHEAD = timedelta(days=1)
_MINE, _LETTER = cases.told_of(
    KIND, thing=FairComplaint, link=Deadline.complaint_id, number=FairComplaint.number
)


@dataclass(frozen=True)
class Running:
    """The limits of complaints that run out, and in words how many there are."""

    lines: Sequence[tuple[Any, Any]]
    words: str


def told_to(by: Person) -> sa.Select[Any]:
    """Return the question for the reminders of complaints that somebody was told of."""
    mine = sa.select(Fair.id).join(Cooperation, Cooperation.id == Fair.id).where(is_visible(by))
    return _MINE.where(FairComplaint.fair_id.in_(mine))


def letter(reminder_id: int) -> Letter | None:
    """Return the mail of a complaint's reminder that has not gone out, if there is somebody to write to."""
    found = plain_rows(_LETTER, {"reminder_id": reminder_id})
    return cases.write_letter(found[0], "展会投诉") if found else None


def running_out(by: Person, *, now: datetime, today: date, calendar: Calendar) -> Running | None:
    """Return the limits of complaints that end by tomorrow or are over, at the fairs of this person."""
    if not decide(by, "fair.work"):
        return None
    wanted = (
        sa.select(
            Deadline.__table__,
            FairComplaint.number,
            FairComplaint.respondent,
            FairComplaint.booth,
            sa.func.count().over().label("total"),
        )
        .join(FairComplaint, FairComplaint.id == Deadline.complaint_id)
        .where(
            Deadline.stopped_on.is_(None),
            Deadline.due_on <= today + AHEAD,
            is_on_duty(by, FairComplaint.fair_id),
        )
        .order_by(Deadline.due_on, Deadline.due_at, Deadline.id)
        .limit(MOST_SHOWN)
    )
    rows = plain_rows(wanted)
    if not rows:
        return None
    lines = [(row, limit_shown(row, now=now, today=today, calendar=calendar, whole=False)) for row in rows]  # fmt: skip
    return Running(lines, f"列出 {len(rows)} 项，共 {rows[0].total} 项")
