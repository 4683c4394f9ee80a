"""The calendar of the office: the shipped years with the office's own rows over them."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import CalendarArrangement, CalendarDay
from caseapp.base.db import db, plain_rows
from caseapp.law.working_days import Calendar, DayRow, load_calendar

_COLUMNS = (
    CalendarDay.id,
    CalendarDay.day,
    CalendarDay.kind,
    CalendarDay.name,
    CalendarDay.source,
    CalendarDay.added_by,
    CalendarDay.added_at,
    CalendarDay.withdrawn_by,
    CalendarDay.withdrawn_at,
    CalendarDay.arrangement_id,
    CalendarDay.arranged_year,
    CalendarDay.published,
    CalendarDay.area,
)
# A day's own area comes after the row for all of them and has the last word there.
_IN_FORCE = (
    sa.select(*_COLUMNS)
    .where(CalendarDay.withdrawn_at.is_(None))
    .order_by(CalendarDay.day, CalendarDay.area)
)
_BY_ID = sa.select(*_COLUMNS).where(CalendarDay.id == sa.bindparam("id"))
_OF_YEAR = (
    sa.select(*_COLUMNS)
    .where(CalendarDay.day >= sa.bindparam("first"), CalendarDay.day <= sa.bindparam("last"))
    .order_by(CalendarDay.day, CalendarDay.id)
)


_ARRANGEMENTS = sa.select(CalendarArrangement.__table__).order_by(CalendarArrangement.id.desc())
_ARRANGEMENT = _ARRANGEMENTS.where(CalendarArrangement.id == sa.bindparam("id"))


@dataclass(frozen=True)
class DayCell:
    """One day of the year view."""

    number: int
    name: str
    is_working: bool
    is_named: bool


@dataclass(frozen=True)
class ArrangedDay:
    """A day of a notice, with what the calendar asks of a row in force."""

    day: date
    kind: str
    name: str
    published: date | None = None
    arranged_year: int | None = None
    area: str = ""


@dataclass(frozen=True)
class MonthView:
    """One month as weeks from Monday; None where another month's days would stand."""

    number: int
    working_days: int
    weeks: tuple[tuple[DayCell | None, ...], ...]


@dataclass(frozen=True)
class YearView:
    """A year of the calendar, with the office's own rows, withdrawn ones too."""

    year: int
    is_published: bool
    working_days: int
    months: tuple[MonthView, ...]
    own_rows: Sequence[Any]


def office_days() -> Sequence[Any]:
    """Return the office's own rows in force, by day."""
    return plain_rows(_IN_FORCE)


def office_day_by_id(day_id: int) -> Any | None:
    """Return one of the office's own rows."""
    return db.session.execute(_BY_ID, {"id": day_id}).first()


def office_calendar() -> Calendar:
    """Return the calendar limits are counted by: shipped years and own days; `in_area` for a district's."""
    return calendar_of(office_days())


def calendar_of(days: Iterable[Any]) -> Calendar:
    """Lay own days over the shipped years; a year with a read-in notice is no longer a guess."""
    rows = sorted(days, key=lambda row: row.area)
    return load_calendar(
        (DayRow(row.day, row.kind, row.name, row.published, row.area) for row in rows),
        years={row.arranged_year for row in rows if row.arranged_year},
    )


def arrangements() -> Sequence[Any]:
    """Return the notices read in so far, the latest first."""
    return plain_rows(_ARRANGEMENTS)


def arrangement_by_id(arrangement_id: int) -> Any | None:
    """Return one notice with its days."""
    return db.session.execute(_ARRANGEMENT, {"id": arrangement_id}).first()


def calendar_with(arrangement: Any) -> Calendar:
    """Return the calendar as it would be with a notice's days in force."""
    new = arranged_days(arrangement)
    taken = {row.day for row in new}
    return calendar_of([*(row for row in office_days() if row.area or row.day not in taken), *new])


def calendar_without(arrangement_id: int) -> Calendar:
    """Return the calendar as it would be after a notice's days are withdrawn."""
    return calendar_of(row for row in office_days() if row.arrangement_id != arrangement_id)


def arranged_days(arrangement: Any) -> list[ArrangedDay]:
    """Return a notice's days as they would stand in the calendar."""
    return [
        ArrangedDay(
            day=date.fromisoformat(one["day"]),
            kind=one["kind"],
            name=one["name"],
            published=arrangement.published,
            arranged_year=arrangement.year,
        )
        for one in arrangement.days
    ]


def year_view(year: int) -> YearView:
    """Return a year as the calendar page shows it."""
    days = office_calendar()
    months = tuple(_month(days, year, month) for month in range(1, 13))
    asked = {"first": date(year, 1, 1), "last": date(year, 12, 31)}
    return YearView(
        year=year,
        is_published=days.is_known(year),
        working_days=sum(month.working_days for month in months),
        months=months,
        own_rows=db.session.execute(_OF_YEAR, asked).all(),
    )


def _month(days: Calendar, year: int, month: int) -> MonthView:
    weeks = tuple(
        tuple(_cell(days, date(year, month, number)) if number else None for number in week)
        for week in calendar.monthcalendar(year, month)
    )
    worked = sum(1 for week in weeks for cell in week if cell and cell.is_working)
    return MonthView(month, worked, weeks)


def _cell(days: Calendar, day: date) -> DayCell:
    is_working = days.is_working(day)
    is_weekend = day.weekday() >= calendar.SATURDAY
    return DayCell(day.day, days.name(day), is_working, is_working == is_weekend)
