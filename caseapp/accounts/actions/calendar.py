"""The office's own rows of the working-day calendar."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from caseapp.accounts import queries
from caseapp.accounts.models import CalendarDay
from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.ledger import actions as ledger


def add_calendar_day(*, by: Person, day: date, kind: str, name: str, source: str) -> int:
    """Declare a day of rest or work over the shipped calendar; limits count by it from now on."""
    if kind not in ("rest", "work"):
        raise Refused("请选择放假或上班。")
    if not name.strip() or not source.strip():
        raise Refused("请写明名称和依据（通知的名称、文号）。")
    if any(row.day == day for row in queries.office_days()):
        raise Refused(f"{day} 已有本局登记的安排。", remedy="请先撤销原有的一条。")
    row = CalendarDay(
        day=day,
        kind=kind,
        name=name.strip(),
        source=source.strip(),
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
        details={"kind": kind, "name": row.name, "source": row.source},
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
