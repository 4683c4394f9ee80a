"""How a limit is told in a few words: how many days are left, or how many it is overdue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from caseapp.law.working_days import Calendar

STATES: Mapping[str, str] = {
    "running": "计算中",
    "paused": "中止计算",
    "met": "已按期完成",
    "missed": "已逾期",
    "stopped": "不再计算",
    "lapsed": "已届满",
}
# What the end of a limit brings about by itself; for all others somebody is late.
LAPSES: Mapping[str, str] = {
    "auto_lapse": "期限届满",
    "deemed_waived": "期限届满，视为放弃",
    "deemed_served": "期限届满，视为送达",
}
HOUR = timedelta(hours=1)
# Beyond a quarter nobody plans by working days, and the count would cost more than it says.
COUNTED_DAYS = 120


class Running(Protocol):
    """What the words need of a limit; a row of the database has it."""

    @property
    def state(self) -> str:
        """One of STATES."""
        ...

    @property
    def unit(self) -> str:
        """Unit of the law's row."""
        ...

    @property
    def due_on(self) -> date | None:
        """Last day; none where the law gives no length."""
        ...

    @property
    def due_at(self) -> datetime | None:
        """Last minute, for limits in hours."""
        ...

    @property
    def stopped_on(self) -> date | None:
        """Day it ended; none while it is open."""
        ...


def left(limit: Running, *, now: datetime, today: date, calendar: Calendar) -> str:
    """Say how much is left or how long it is overdue: 还剩 3 个工作日, 已逾期 2 日."""
    if limit.stopped_on is not None or limit.state == "paused":
        return STATES[limit.state]
    if limit.due_at is not None:
        return _hours(limit.due_at, now)
    if limit.due_on is None:
        return "期限未定"
    return _days(limit.due_on, today, calendar if limit.unit == "wd" else None)


def _days(due_on: date, today: date, calendar: Calendar | None) -> str:
    days = (due_on - today).days
    if days < 0:
        return f"已逾期 {-days} 日"
    if days == 0:
        return "今日到期"
    if calendar is None or days > COUNTED_DAYS:
        return f"还剩 {days} 日"
    working = sum(calendar.is_working(today + timedelta(days=more)) for more in range(1, days + 1))
    return f"还剩 {working} 个工作日"


def _hours(due_at: datetime, now: datetime) -> str:
    apart = due_at - now
    if apart >= timedelta():
        whole = apart // HOUR
        return f"还剩 {whole} 小时" if whole else "还剩不到 1 小时"
    late = -apart // HOUR
    return f"已逾期 {late} 小时" if late else "已逾期不到 1 小时"
