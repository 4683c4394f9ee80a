"""How much working time lies between two instants: office hours of working days, no limit hangs on it."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from caseapp.law.rows import HERE, rows_on
from caseapp.law.working_days import Calendar

FILE = HERE / "office_hours.toml"
SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)
NOTHING = timedelta(0)


@dataclass(frozen=True)
class Hours:
    """The spans of a working day, from a day on."""

    spans: tuple[tuple[time, time], ...]
    source: str
    valid_from: date | None = None
    valid_to: date | None = None


@functools.cache
def rows() -> tuple[Hours, ...]:
    """Read the hours once."""
    read = tomllib.loads(FILE.read_text("utf-8"))["hours"]
    return tuple(Hours(**{**row, "spans": _spans(row["spans"])}) for row in read)


def worked(since: datetime, until: datetime, calendar: Calendar) -> timedelta:
    """Return the working time between two instants of any zone; whole days are not walked by the minute."""
    first, last = since.astimezone(SHANGHAI), until.astimezone(SHANGHAI)
    if last <= first:
        return NOTHING
    total, day = NOTHING, first.date()
    while day <= last.date():
        if calendar.is_working(day):
            total += _of_day(day, first, last)
        day += ONE_DAY
    return total


def a_day(at: datetime) -> timedelta:
    """Return how much working time a whole working day has."""
    day = at.astimezone(SHANGHAI).date()
    spans = (
        (datetime.combine(day, one), datetime.combine(day, last)) for one, last in _hours_on(day)
    )
    return sum((last - one for one, last in spans), NOTHING)


def _of_day(day: date, first: datetime, last: datetime) -> timedelta:
    total = NOTHING
    for begins, ends in _hours_on(day):
        opened = max(first, datetime.combine(day, begins, SHANGHAI))
        closed = min(last, datetime.combine(day, ends, SHANGHAI))
        total += max(NOTHING, closed - opened)
    return total


def _hours_on(day: date) -> Sequence[tuple[time, time]]:
    known = rows_on(rows(), day)
    return known[-1].spans if known else rows()[0].spans


def _spans(texts: Sequence[Sequence[str]]) -> tuple[tuple[time, time], ...]:
    return tuple((time.fromisoformat(begins), time.fromisoformat(ends)) for begins, ends in texts)
