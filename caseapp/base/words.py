"""How dates, instants and sums are written on screens."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from flask import Flask

from caseapp.base.clock import has_hour, local
from caseapp.base.file_kinds import warning

# From here on the hours beside so many days say nothing.
MANY_DAYS = 30
DAYS_A_YEAR = 365.25
MANY_WORKING_DAYS = 5


def day(value: date | None) -> str:
    """Write a legal date as tables do."""
    return "" if value is None else value.isoformat()


def long_day(value: date | None) -> str:
    """Write a legal date as sentences do."""
    return "" if value is None else f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    """Write an instant in the office's time, to the minute; of a day alone no hour is made up."""
    if value is None:
        return ""
    return local(value).strftime("%Y-%m-%d %H:%M" if has_hour(value) else "%Y-%m-%d")


def money(value: Decimal | None) -> str:
    """Write a sum with separators and its unit."""
    return "" if value is None else f"{value:,.2f} 元"


def size(value: int) -> str:
    """Write the size of a file."""
    if value >= 1024 * 1024:
        return f"{value / 1024 / 1024:.1f} MB"
    return f"{max(1, value // 1024)} KB"


def length(span: timedelta) -> str:
    """Say how long something took, in days and hours; below an hour in minutes."""
    if span < timedelta(hours=1):
        return f"{max(0, int(span.total_seconds() // 60))} 分钟"
    days, rest = divmod(int(span.total_seconds() // 3600), 24)
    if not days:
        return f"{rest} 小时"
    if days >= MANY_DAYS:
        return f"{days} 天{_years(days)}"
    return f"{days} 天 {rest} 小时" if rest else f"{days} 天"


def _years(days: int) -> str:
    """Say of very many days how many years they are, roughly."""
    years = days / DAYS_A_YEAR
    return f"（约 {years:.1f} 年）" if years >= 1 else ""


def hours(span: timedelta, *, a_day: timedelta) -> str:
    """Say how much working time something took: in hours, from some working days on in days of such hours."""
    minutes = max(0, int(span.total_seconds() // 60))
    if span >= MANY_WORKING_DAYS * a_day:
        return f"{span / a_day:.0f} 个工作日"
    return f"{minutes // 60} 小时 {minutes % 60} 分钟" if minutes >= 60 else f"{minutes} 分钟"


def register(app: Flask) -> None:
    """Give the words to the templates."""
    app.jinja_env.filters.update(day=day, long_day=long_day, moment=moment, money=money, size=size)
    app.jinja_env.filters["file_warning"] = warning
