"""A year's arrangement of free and make-up days read from an office's own table file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from caseapp.base.chinese import parse_date
from caseapp.law.wording import WEEKDAYS, long_date
from caseapp.law.working_days import SATURDAY, Calendar, DayRow

# A year's notice has some forty days; a larger file is not one.
LARGEST_FILE = 64 * 1024
NAME_ROOM = 40
COLUMNS: Mapping[str, str] = {
    "date": "day", "日期": "day", "name": "name", "名称": "name", "节日": "name",
    "kind": "kind", "安排": "kind", "类型": "kind",
}  # fmt: skip
NEEDED: Mapping[str, str] = {"day": "日期", "name": "名称", "kind": "安排"}
KIND_WORDS: Mapping[str, str] = {
    "rest": "rest", "放假": "rest", "休息": "rest", "休": "rest",
    "work": "work", "上班": "work", "调休上班": "work", "班": "work",
}  # fmt: skip
# The holidays of 全国年节及纪念日放假办法: a whole year's notice names them all.
HOLIDAYS = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")


@dataclass(frozen=True)
class Arrangement:
    """The days of a file in order, or what is wrong with it, line by line."""

    days: tuple[DayRow, ...]
    faults: tuple[str, ...]


def read_arrangement(data: bytes, *, year: int, published: date, present: Calendar) -> Arrangement:
    """Read a table of days; with any fault none is taken."""
    text = _decoded(data)
    if text is None:
        return Arrangement((), ("文件不是文本表格，请另存为 CSV 后再上传。",))
    lines = csv.reader(io.StringIO("\n".join(text.replace("\x00", "").splitlines())))
    heads = [COLUMNS.get(cell.strip().lower(), "") for cell in next(lines, [])]
    missing = [words for key, words in NEEDED.items() if key not in heads]
    if missing:
        words = f"第 1 行应当是表头，缺少“{'”“'.join(missing)}”列。"
        return Arrangement((), (words, "表头写：日期,名称,安排。"))
    days: list[DayRow] = []
    faults: list[str] = []
    for number, cells in enumerate(lines, start=2):
        if any(cell.strip() for cell in cells):
            given = dict(zip(heads, (cell.strip() for cell in cells), strict=False))
            found = list(_line_faults(given, year=year, present=present))
            row = None if found else _row(given, published)
            if row is not None and any(row.day == other.day for other in days):
                found, row = [f"{row.day} 已经写过一次"], None
            faults += [f"第 {number} 行：{fault}。" for fault in found]
            days += [row] if row else []
    faults += [] if faults else _whole_faults(days, year=year, present=present)
    days.sort(key=lambda row: row.day)
    return Arrangement(() if faults else tuple(days), tuple(faults))


def changed_days(before: Calendar, after: Calendar, days: Iterator[date]) -> tuple[date, ...]:
    """Keep the days that are worked under one calendar and free under the other."""
    return tuple(day for day in days if before.is_working(day) != after.is_working(day))


def _decoded(data: bytes) -> str | None:
    if len(data) > LARGEST_FILE or not data.strip():
        return None
    # Office programs save UTF-8 with a mark or the national encoding.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _line_faults(given: Mapping[str, str], *, year: int, present: Calendar) -> Iterator[str]:
    day = parse_date(given.get("day", ""))
    kind = KIND_WORDS.get(given.get("kind", "").lower())
    name = given.get("name", "")
    if day is None:
        yield f"“{given.get('day', '')}”不是有效的日期，请写成 {year}-10-01 的样子"
    elif not _belongs(day, year):
        yield f"{day} 不属于 {year} 年的安排"
    if kind is None:
        yield f"安排“{given.get('kind', '')}”应当写“放假”或者“上班”"
    if not name:
        yield "没有写节日的名称"
    elif len(name) > NAME_ROOM:
        yield f"名称超过 {NAME_ROOM} 个字"
    if day and kind == "work" and day.weekday() < SATURDAY and present.is_working(day):
        yield f"{day} 是{WEEKDAYS[day.weekday()]}，本来就上班，不是调休"


def _belongs(day: date, year: int) -> bool:
    # A notice may arrange the last days of the year before and the first of the next.
    near = (day.year == year - 1 and day.month == 12) or (day.year == year + 1 and day.month == 1)
    return day.year == year or near


def _row(given: Mapping[str, str], published: date) -> DayRow | None:
    day = parse_date(given["day"])
    return (
        None
        if day is None
        else DayRow(day, KIND_WORDS[given["kind"].lower()], given["name"], published)
    )


def _whole_faults(days: list[DayRow], *, year: int, present: Calendar) -> list[str]:
    if not any(row.day.year == year for row in days):
        return [f"文件里没有 {year} 年的日子。"]
    if present.is_known(year):
        return []  # a later notice changes single days of a year that is known
    names = " ".join(row.name for row in days if row.kind == "rest")
    lost = [name for name in HOLIDAYS if name not in names]
    if lost:
        return [f"{year} 年的安排不完整：没有写{'、'.join(lost)}的放假日。"]
    odd = [row for row in days if row.kind == "work" and row.day.weekday() < SATURDAY]
    return [f"{long_date(row.day)}不是周末，不能写作调休上班。" for row in odd]
