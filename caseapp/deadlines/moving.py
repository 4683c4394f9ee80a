"""Which open limits another calendar moves: counted again, old and new answer side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.deadlines.models import Deadline
from caseapp.deadlines.reckoning import end_of, ends_of, reckon
from caseapp.law.due_dates import Due
from caseapp.law.errors import NoAnswer
from caseapp.law.working_days import Calendar

BATCH = 2000
_COLUMNS = (
    Deadline.id,
    Deadline.case_id,
    Deadline.ticket_id,
    Deadline.rule_id,
    Deadline.what,
    Deadline.authority,
    Deadline.area,
    Deadline.start_on,
    Deadline.start_at,
    Deadline.due_on,
    Deadline.due_at,
    Deadline.provisional,
    Deadline.pauses,
    Deadline.extensions,
    Deadline.text,
    Deadline.state,
)
_OPEN = (
    sa.select(*_COLUMNS)
    .where(
        Deadline.stopped_on.is_(None),
        Deadline.state != "paused",
        Deadline.due_on.is_not(None),
        Deadline.unit != "open",  # the office set that end itself
    )
    .order_by(Deadline.id)
    .limit(BATCH)
)


@dataclass(frozen=True)
class Moved:
    """An open limit whose answer changes; a fault says why it cannot be counted again."""

    limit: Any
    before: str
    after: str
    due: Due | None = None
    fault: str = ""

    @property
    def moves(self) -> bool:
        """Say whether the last day itself changes, not only the words about it."""
        return bool(self.fault) or self.before != self.after


def changed_answers(calendar: Calendar, days: Collection[date] | None = None) -> Iterator[Moved]:
    """Count the open limits again that these days can touch, all without days; give what changes."""
    known: dict[tuple[Any, ...], Due] = {}
    for limit in _limits(days):
        before = end_of(limit) or ""
        try:
            due = _answer(limit, calendar, known)
        except NoAnswer as no:
            yield Moved(limit, before, before, fault=no.sentence)
            continue
        after = ends_of(due)
        if (after, due.provisional, due.text) != (before, limit.provisional, limit.text):
            yield Moved(limit, before, after, due)


def moved_by(calendar: Calendar, days: Collection[date] | None = None) -> list[Moved]:
    """List the open limits whose last day moves under a calendar, for a look before it is applied."""
    return [one for one in changed_answers(calendar, days) if one.moves]


def _answer(limit: Any, calendar: Calendar, known: dict[tuple[Any, ...], Due]) -> Due:
    # Limits of one rule and one day end alike unless something was decided on one of them.
    if limit.pauses or limit.extensions or limit.start_at is not None:
        return reckon(limit, calendar)
    key = (limit.rule_id, limit.start_on, limit.authority, limit.area)
    if key not in known:
        known[key] = reckon(limit, calendar)
    return known[key]


def _limits(days: Collection[date] | None) -> Iterator[Any]:
    statement = _OPEN if days is None else _OPEN.where(_touched(days))
    last = 0
    while True:
        rows = db.session.execute(statement.where(Deadline.id > last)).all()
        yield from rows
        if len(rows) < BATCH:
            return
        last = rows[-1].id


def _touched(days: Collection[date]) -> sa.ColumnElement[bool]:
    """Only a day between start and end can move an end; a guess may become certain any day."""
    if not days:
        return Deadline.provisional.is_(True)
    first, last = min(days), max(days)
    return sa.or_(
        Deadline.provisional.is_(True),
        sa.and_(Deadline.start_on <= last, Deadline.due_on >= first),
        sa.and_(Deadline.due_on <= last, Deadline.start_on >= first),
    )


def fingerprint(found: Iterable[Moved]) -> str:
    """Name a list of moving limits, so that what is applied is what was looked at."""
    lines = [f"{one.limit.id} {one.after} {one.fault}" for one in found]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
