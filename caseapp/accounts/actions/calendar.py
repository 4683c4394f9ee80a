"""The office's own rows of the working-day calendar, and the notices read in from files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries
from caseapp.accounts.models import CalendarArrangement, CalendarDay
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.law.arrangements import read_arrangement
from caseapp.ledger import actions as ledger

# Before it no limit of the office was counted, after it no notice is out.
FIRST_YEAR, YEARS_AHEAD = 2000, 2


def add_calendar_day(
    *, by: Person, day: date, kind: str, name: str, source: str, area: str = ""
) -> int:
    """Declare a day of rest or work over the shipped calendar, everywhere or in one area's offices."""
    if kind not in ("rest", "work"):
        raise Refused("请选择放假或上班。")
    if not name.strip() or not source.strip():
        raise Refused("请写明名称和依据（通知的名称、文号）。")
    if area and area not in dict(queries.area_choices()):
        raise Refused("请选择适用的地区。")
    if any((row.day, row.area) == (day, area) for row in queries.office_days()):
        raise Refused(f"{day} 已有本局登记的安排。", remedy="请先撤销原有的一条。")
    row = CalendarDay(
        day=day,
        kind=kind,
        name=name.strip(),
        source=source.strip(),
        area=area,
        added_by=by.name,
        added_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    ledger.record(
        by=by,
        action="calendar_day.added",
        object_kind="calendar_day",
        object_id=row.id,
        object_key=day.isoformat(),
        details={"kind": kind, "name": row.name, "source": row.source, "area": area},
    )
    ledger.announce(event="calendar.changed", object_kind="calendar_day", object_id=row.id)
    return row.id


def withdraw_calendar_day(*, by: Person, day_id: int) -> None:
    """Take the office's own row out of force; it stays on record with who and when."""
    row = queries.office_day_by_id(day_id)
    if row is None or row.withdrawn_at is not None:
        raise NotVisible
    db.session.execute(
        sa.update(CalendarDay)
        .where(CalendarDay.id == day_id)
        .values(withdrawn_by=by.name, withdrawn_at=now())
    )
    ledger.record(
        by=by,
        action="calendar_day.withdrawn",
        object_kind="calendar_day",
        object_id=day_id,
        object_key=row.day.isoformat(),
    )
    ledger.announce(event="calendar.changed", object_kind="calendar_day", object_id=day_id)


def take_arrangement(
    *, by: Person, year: int, source: str, published: date, file_name: str, data: bytes
) -> int:
    """Read a year's notice from a file and keep it to be looked at; no limit moves yet."""
    if not FIRST_YEAR <= year <= today().year + YEARS_AHEAD:
        raise Refused(f"{year} 年的放假通知还不会公布，请核对年份。")
    if published > today():
        raise Refused("通知的公布日期不能晚于今天。")
    if not source.strip():
        raise Refused("请写明通知的名称和文号。")
    read = read_arrangement(data, year=year, published=published, present=queries.office_calendar())
    if read.faults:
        raise Refused(*read.faults, remedy="请改好文件后重新上传；本次没有读入任何一行。")
    row = CalendarArrangement(
        year=year,
        source=source.strip(),
        published=published,
        file_name=file_name[:200],
        days=[
            {"day": one.day.isoformat(), "kind": one.kind, "name": one.name} for one in read.days
        ],
        added_by=by.name,
        added_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    _on_arrangement(by, "taken", row=row, days=len(row.days))
    return row.id


def apply_arrangement(*, by: Person, arrangement_id: int) -> None:
    """Put a notice's days in force; an earlier own row for the same day gives way and stays on record."""
    row = queries.arrangement_by_id(arrangement_id)
    if row is None:
        raise NotVisible
    if row.applied_at is not None or row.withdrawn_at is not None:
        raise Refused("这份安排已经处理过，不能再次启用。", remedy="请刷新页面查看。")
    days = queries.arranged_days(row)
    at = now()
    # What one area declared for itself stays: the nation's notice does not speak of it.
    same = CalendarDay.day.in_([one.day for one in days]) & (CalendarDay.area == "")
    _withdraw(by, at, same)
    db.session.add_all(
        CalendarDay(
            day=one.day,
            kind=one.kind,
            name=one.name,
            source=row.source,
            added_by=by.name,
            added_at=at,
            arrangement_id=row.id,
            arranged_year=row.year,
            published=row.published,
        )
        for one in days
    )
    _mark(arrangement_id, applied_by=by.name, applied_at=at)
    _on_arrangement(by, "applied", row=row, days=len(days))
    ledger.announce(event="calendar.changed", object_kind="calendar_arrangement", object_id=row.id)


def drop_arrangement(*, by: Person, arrangement_id: int) -> None:
    """Discard a notice that is not in force, or take the days of one out of force again."""
    row = queries.arrangement_by_id(arrangement_id)
    if row is None:
        raise NotVisible
    if row.withdrawn_at is not None:
        raise Refused("这份安排已经撤销。", remedy="请刷新页面查看。")
    at = now()
    _withdraw(by, at, CalendarDay.arrangement_id == arrangement_id)
    _mark(arrangement_id, withdrawn_by=by.name, withdrawn_at=at)
    _on_arrangement(by, "withdrawn", row=row, days=len(row.days))
    if row.applied_at is not None:
        ledger.announce(
            event="calendar.changed", object_kind="calendar_arrangement", object_id=row.id
        )


def _withdraw(by: Person, at: datetime, which: sa.ColumnElement[bool]) -> None:
    db.session.execute(
        sa.update(CalendarDay)
        .where(CalendarDay.withdrawn_at.is_(None), which)
        .values(withdrawn_by=by.name, withdrawn_at=at)
    )


def _mark(arrangement_id: int, **values: Any) -> None:
    db.session.execute(
        sa.update(CalendarArrangement)
        .where(CalendarArrangement.id == arrangement_id)
        .values(**values)
    )


def _on_arrangement(by: Person, act: str, *, row: Any, days: int) -> None:
    ledger.record(
        by=by,
        action=f"calendar_arrangement.{act}",
        object_kind="calendar_arrangement",
        object_id=row.id,
        object_key=str(row.year),
        details={"source": row.source, "days": days},
    )
