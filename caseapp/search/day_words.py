"""Days and spans of days as people type them; which day it is comes from the caller."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from caseapp.base.chinese import date_digits

_MARKS = "[一二三四五六七八九十]"
_SMALL = rf"(?:[0-9]{{1,2}}|{_MARKS}{{1,3}})"
_YEAR = (
    r"(?:(?P<year>(?<![0-9])(?:19|20)[0-9]{2}|[一二][一二三四五六七八九〇零○]{3}) ?年度?"
    r"|(?P<named>今年|本年度?|去年|上年度?|前年))"
)
_PART = (
    r"(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度?|Q(?P<letter>[1-4])(?![0-9A-Z])"
    rf"|(?P<month>(?<![0-9A-Z.]){_SMALL})(?: ?月|(?=[-~至到][0-9]{{1,2}} ?月))(?: ?(?P<day>{_SMALL}) ?[日号]|份)?)"
)
_YEAR_ALONE = _YEAR.replace("year>", "whole>").replace("named>", "called>")
_PLAIN = (
    r"(?<![0-9A-Z.,-])(?P<year4>(?:19|20)[0-9]{2})(?P<sep>[-/.])(?P<month2>[0-9]{1,2})"
    r"(?:(?P=sep)(?P<day2>[0-9]{1,2}))?[日号]?(?![0-9A-Z]|[./][0-9])"
)
_ALONE = (
    r"(?<![^ ])(?P<token>(?:19|20)[0-9]{2}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])?)?)"
    r"(?=[-~至到](?:19|20)[0-9]{2}(?![-0-9])|(?![^ ]))"
)
_NAMED = r"(?P<word>今[天日]|昨[天日]|前天|本周|这周|上周|本月|这个月|上个?月|本季度?|这个季度|上个?季度?)"
_LATELY = r"最?近(?P<count>[0-9]{1,3}|[一两二三四五六七八九十半]{1,2})个?(?P<unit>[天日周月年])"
_MOMENT = re.compile(rf"(?:{_YEAR} ?)?{_PART}|{_YEAR_ALONE}|{_PLAIN}|{_NAMED}|{_LATELY}|{_ALONE}")
_TO = re.compile(r" ?(?:至|到|~|--?) ?")
_SHORT_END = re.compile(
    rf"(?:(?P<month>{_SMALL})[月.](?P<day>{_SMALL})[日号]?|(?P<day2>{_SMALL}) ?[日号]|(?P<year>(?:19|20)[0-9]{{2}})年?)"
    r"(?![-0-9./])"
)
_OPEN = re.compile(r" ?(?:(?P<after>以来|以后|之后|起)|(?P<before>以前|之前|为止|止))")
_AFTER_DIGIT = re.compile(r"[0-9.]")
_FIGURES = {mark: value for value, mark in enumerate("一二三四五六七八九", 1)} | {"两": 2, "半": 6}
_YEARS_BACK = {"今": 0, "本": 0, "去": 1, "上": 1, "前": 2}


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days in a text; an open end is None, and a fault says why it is no span."""

    first: date | None
    last: date | None
    span: tuple[int, int]
    fault: str = ""

    @property
    def normal(self) -> str:
        """Write the span as the lists do."""
        if self.first == self.last:
            return f"{self.first or ''}"
        if self.first is None:
            return f"{self.last} 及以前"
        if self.last is None:
            return f"{self.first} 及以后"
        return f"{self.first} 至 {self.last}"


def find_spans(text: str, today: date) -> list[Days]:
    """Return the spans of days in a folded text, first to last."""
    found: list[Days] = []
    at = 0
    while match := _MOMENT.search(text, at):
        one = _closed(text, _moment(match, today), today)
        at = max(one.span[1], at + 1)
        if not _is_trap(match, text):
            found.append(one)
    return found


def _is_trap(match: re.Match[str], text: str) -> bool:
    """A month in characters inside a word is a name; 上半年 of a number is none."""
    month = match["month"]
    lone = month and not match["day"] and not (match["year"] or match["named"])
    if lone and not month.isdigit():
        return bool(text[: match.start()].strip() or text[match.end() :].strip())
    return bool(_AFTER_DIGIT.match(text[match.start() - 1 : match.start()])) and match.start() > 0


def _closed(text: str, begin: Days, today: date) -> Days:
    """Follow a moment to the other end of its span, or to the word that leaves it open."""
    to = _TO.match(text, begin.span[1])
    if to is not None and not begin.fault:
        end = _other_end(text, begin, today, at=to.end())
        if end is not None:
            return _joined(begin, end)
    word = _OPEN.match(text, begin.span[1])
    if word is None or begin.fault:
        return begin
    span = begin.span[0], word.end()
    return Days(begin.first, None, span) if word["after"] else Days(None, begin.last, span)


def _other_end(text: str, begin: Days, today: date, *, at: int) -> Days | None:
    # Cut there, for what stands before the end belongs to the beginning.
    rest = text[at:]
    short, whole = _SHORT_END.match(rest), _MOMENT.match(rest)
    first = begin.first or today
    end = None
    if whole is not None and not (short and short.end() > whole.end()):
        end = _moment(whole, today, year=first.year if _has_no_year(whole) else 0)
    elif short is not None:
        end = _short_end(short, first)
    return end and replace(end, span=(at, at + end.span[1]))


def _short_end(short: re.Match[str], first: date) -> Days:
    if short["year"]:
        return _whole_year(int(short["year"]), short.span())
    month = _figure(short["month"]) if short["month"] else first.month
    return _span_of(first.year, month, _figure(short["day"] or short["day2"]), short.span())


def _has_no_year(match: re.Match[str]) -> bool:
    is_part = any(match[one] for one in ("half", "quarter", "letter", "month"))
    return is_part and not (match["year"] or match["named"])


def _joined(begin: Days, end: Days) -> Days:
    span = begin.span[0], end.span[1]
    if end.fault:
        return Days(None, None, span, end.fault)
    if begin.first and end.last and begin.first > end.last:
        return Days(None, None, span, f"起始日 {begin.first} 晚于截止日 {end.last}")
    return Days(begin.first, end.last, span)


def _moment(match: re.Match[str], today: date, *, year: int = 0) -> Days:
    if match["word"]:
        first, last = _named_days(match["word"], today)
        return Days(first, last, match.span())
    if match["unit"]:
        return Days(_back(match, today), today, match.span())
    if match["token"]:
        figures = match["token"]
        return _span_of(
            int(figures[:4]), int(figures[4:6] or 0), int(figures[6:] or 0), match.span()
        )
    if match["year4"]:
        return _span_of(
            int(match["year4"]), int(match["month2"]), int(match["day2"] or 0), match.span()
        )
    return _of_year(match, _year_of(match, today) or year or today.year)


def _of_year(match: re.Match[str], year: int) -> Days:
    span = match.span()
    quarter = match["quarter"] or match["letter"]
    if match["half"]:
        return _months(year, *((1, 6) if match["half"] == "上" else (7, 12)), span)
    if quarter:
        last = _figure(quarter) * 3
        return _months(year, last - 2, last, span)
    day = _figure(match["day"]) if match["day"] else 0
    return _span_of(year, _figure(match["month"]) if match["month"] else 0, day, span)


def _year_of(match: re.Match[str], today: date) -> int:
    named, year = match["named"] or match["called"], match["year"] or match["whole"] or ""
    if named:
        return today.year - _YEARS_BACK[named[0]]
    return int(year if year.isdigit() else date_digits(f"{year}年一月一日")[:4]) if year else 0


def _span_of(year: int, month: int, day: int, span: tuple[int, int]) -> Days:  # noqa: PLR0917 - year, month, day
    if not month:
        return _whole_year(year, span)
    if not 1 <= month <= 12:
        return Days(None, None, span, f"没有{month}月")
    if not day:
        return _months(year, month, month, span)
    if day > monthrange(year, month)[1]:
        return Days(None, None, span, f"{year}年{month}月没有{day}日")
    one = date(year, month, day)
    return Days(one, one, span)


def _whole_year(year: int, span: tuple[int, int]) -> Days:
    return _months(year, 1, 12, span)


def _months(year: int, first: int, last: int, span: tuple[int, int]) -> Days:  # noqa: PLR0917 - a year and two months
    return Days(date(year, first, 1), date(year, last, monthrange(year, last)[1]), span)


def _figure(text: str) -> int:
    """Read a figure up to ninety-nine, in digits or characters."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_FIGURES.get(tens, 1) * 10 if ten else 0) + _FIGURES.get(ones, 0)


def _back(match: re.Match[str], today: date) -> date:
    """Return the first day of the last so many days, weeks, months or years."""
    if match["count"] == "半":
        return _earlier(today, 6 if match["unit"] == "年" else 0, 15)
    count, unit = _figure(match["count"]), match["unit"]
    months = {"月": count, "年": 12 * count}.get(unit, 0)
    days = {"周": 7 * count}.get(unit, 0 if months else count)
    return _earlier(today, months, days)


def _earlier(today: date, months: int, days: int) -> date:
    if not months:
        return today - timedelta(days=max(days - 1, 0))
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    year, month = max(year, 1), month + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _named_days(word: str, today: date) -> tuple[date, date]:
    is_last = word[0] == "上"
    for mark, days_of in _NAMED_SPANS.items():
        if mark in word:
            return days_of(today, is_last)
    day = today - timedelta(days={"昨": 1, "前": 2}.get(word[0], 0))
    return day, day


def _week(today: date, is_last: bool) -> tuple[date, date]:  # noqa: FBT001 - the week before
    first = today - timedelta(days=today.weekday() + 7 * is_last)
    return first, first + timedelta(days=6)


def _month(today: date, is_last: bool) -> tuple[date, date]:  # noqa: FBT001 - called by the table below
    end = today.replace(day=1) - timedelta(days=1) if is_last else today
    return end.replace(day=1), end.replace(day=monthrange(end.year, end.month)[1])


def _quarter(today: date, is_last: bool) -> tuple[date, date]:  # noqa: FBT001 - called by the table below
    last = (today.month - 1) // 3 * 3 + (0 if is_last else 3)
    year = today.year if last else today.year - 1
    last = last or 12
    return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])


_NAMED_SPANS: Mapping[str, Callable[[date, bool], tuple[date, date]]] = {
    "周": _week,
    "月": _month,
    "季": _quarter,
}
