"""What the pages about limits share: their blueprint, and the list of limits that move."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask import Blueprint

from caseapp.deadlines.moving import Moved, fingerprint, moved_by
from caseapp.law.working_days import Calendar

bp = Blueprint("deadlines", __name__)
# A page shows so many; the count above it is always the whole.
SHOWN = 500


@dataclass(frozen=True)
class Preview:
    """The open limits a change of the calendar would move, and the name of that list."""

    moved: list[Moved]
    total: int
    seen: str


def preview(calendar: Calendar, days: Collection[date]) -> Preview:
    """Look at what a calendar would move, without changing anything."""
    found = moved_by(calendar, days)
    return Preview(found[:SHOWN], len(found), fingerprint(found))
