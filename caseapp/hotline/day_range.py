"""Which days can be meant at all: within the years the calendar is kept for, and the next."""

from __future__ import annotations

from datetime import date

from caseapp.accounts import queries as accounts
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.law.working_days import published_years


def day_fault(day: date, what: str) -> str:
    """Say that a day lies where no limit can be counted; empty for one that can be meant."""
    first = min(published_years())
    last = max(accounts.office_calendar().known_until.year, today().year) + 1
    if first <= day.year <= last:
        return ""
    return f"{what} {day.isoformat()} 不在工作日历管到的 {first} 年至 {last} 年之间。"


def refuse_odd_day(day: date, what: str) -> None:
    """Refuse a day that is a slip of the pen, before anything is counted from or to it."""
    if fault := day_fault(day, what):
        raise Refused(fault, remedy="请核对年份。")
