"""The calendar of the office: the shipped years with the office's own rows over them."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import CalendarDay
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
)
_IN_FORCE = sa.select(*_COLUMNS).where(CalendarDay.withdrawn_at.is_(None)).order_by(CalendarDay.day)
_BY_ID = sa.select(*_COLUMNS).where(CalendarDay.id == sa.bindparam("id"))
_OF_YEAR = (
    sa.select(*_COLUMNS)
    .where(CalendarDay.day >= sa.bindparam("first"), CalendarDay.day <= sa.bindparam("last"))
    .order_by(CalendarDay.day, CalendarDay.id)
)


@dataclass(frozen=True)
class DayCell:
    """One day of the year view."""

    number: int
    name: str
    is_working: bool
    is_named: bool


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
    """Return the calendar limits are counted by: shipped years and the office's own days."""
    return load_calendar(DayRow(row.day, row.kind, row.name) for row in office_days())


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
