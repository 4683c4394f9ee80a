"""How the law's answers are said in Chinese: days, spans, sums, runs of days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from caseapp.base.chinese import date_words

# A day written out: 2015年9月1日.
long_date = date_words
ONE_DAY = timedelta(days=1)
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
LONG_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
UNITS = {"cd": "日", "wd": "个工作日", "mo": "个月", "y": "年", "h": "小时"}
AUTHORITIES = {
    "ip_office": "管理专利工作的部门",
    "market_bureau": "市场监督管理部门",
    "patent_affairs": "管理专利工作的部门",
}
# A reader follows about this many runs of days; beyond it, weekends are only counted.
READABLE_RUNS = 8


def dated(day: date) -> str:
    """Write a day with its weekday, as the result of a count is given."""
    return f"{long_date(day)}（{LONG_WEEKDAYS[day.weekday()]}）"


def moment(at: datetime) -> str:
    """Write an instant of the office's wall clock."""
    seconds = f"{at.second}秒" if at.second else ""
    return f"{long_date(at.date())}{at.hour}时{at.minute}分{seconds}"


def span(length: int, unit: str) -> str:
    """Write a length with its unit: 10个工作日."""
    return f"{length}{UNITS[unit]}"


def sum_of(amount: Decimal) -> str:
    """Write a sum in yuan, fen only where there are any."""
    exact = amount.quantize(Decimal("0.01"))
    whole = exact == exact.to_integral_value()
    return f"{int(exact) if whole else exact}元"


def period(first: date, last: date, *, after: date | None = None) -> str:
    """Write a run of days without repeating what stays the same, nor the year named just before."""
    same_year = after is not None and after.year == first.year
    start = f"{first.month}月{first.day}日" if same_year else long_date(first)
    if first == last:
        return start
    if first.year != last.year:
        return f"{start}至{long_date(last)}"
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{start}至{month}{last.day}日"


def in_force(valid_from: date | None, valid_to: date | None) -> str:
    """Say from when to when a row of the law is valid."""
    start = f"自{long_date(valid_from)}起" if valid_from else ""
    end = f"至{long_date(valid_to)}止" if valid_to else ""
    return start + end or "起止日期未定"


def runs(days: Iterable[tuple[date, str]]) -> list[tuple[date, date, str]]:
    """Join neighbouring days of one name into runs."""
    joined: list[tuple[date, date, str]] = []
    for day, name in days:
        if joined and joined[-1][2] == name and joined[-1][1] + ONE_DAY == day:
            joined[-1] = (joined[-1][0], day, name)
        else:
            joined.append((day, day, name))
    return joined


def skipped_words(days: Iterable[tuple[date, str]]) -> str:
    """Name the days that were not counted; long lists keep the holidays and count the weekends."""
    found = runs(days)
    tail = ""
    if len(found) > READABLE_RUNS:
        weekends = sum(1 for run in found if run[2] in WEEKDAYS)
        found = [run for run in found if run[2] not in WEEKDAYS]
        tail = f"，以及周六、周日共{weekends}天"
    words = [
        f"{period(first, last, after=before)}（{name}）"
        for before, (first, last, name) in zip(
            [None, *(run[1] for run in found)], found, strict=False
        )
    ]
    return "、".join(words) + tail
