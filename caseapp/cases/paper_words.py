"""How the words of a draft are typed: days and moments in their boxes, lists one row a line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from caseapp.base.chinese import parse_amount, parse_date
from caseapp.documents.placeholders import PLACEHOLDERS, Type
from caseapp.documents.values import chosen

BAR = "｜"
BETWEEN = "、"
# A moment is kept as 2015-06-08T09:30 and shown as an officer writes it.
KEPT_INSTANT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$", re.ASCII)
TYPED_INSTANT = re.compile(r"^(\d{4}-\d\d-\d\d)\s+(\d\d:\d\d)$", re.ASCII)
HELP = {
    Type.DATE: "写作 2015-06-08",
    Type.INSTANT: "写作 2015-06-08 09:30",
    Type.MONEY: "写作 20000.00，大写自动生成",
}


def word_help(name: str) -> str:
    """Say how a word is typed where no box of its own says it."""
    known = PLACEHOLDERS[name]
    if known.type is Type.ROWS:
        return f"每行一项，各栏用“{BAR}”分开：{BAR.join(known.columns)}"
    return HELP.get(known.type, "")


def written_word(value: str | Sequence[Mapping[str, str]]) -> str:
    """Write a kept word into its box."""
    if isinstance(value, str):
        return KEPT_INSTANT.sub(r"\1 \2", value)
    return "\n".join(BAR.join(map(_in_line, row.values())) for row in value)


def boxes_of(value: Any) -> list[str]:
    """Give the ticked boxes of a kept choice."""
    return chosen(value) if isinstance(value, str) else []


def _in_line(cell: str) -> str:
    """Keep a cell in its line and column, or saving the draft unread would break it up."""
    return " ".join(cell.splitlines()).replace("|", "／").replace(BAR, "／")


def read_word(name: str, typed: str | Sequence[str]) -> Any:
    """Read a box back; a short line fills its first columns, what cannot be read stays as typed."""
    kind = PLACEHOLDERS[name].type
    if not isinstance(typed, str):
        return BETWEEN.join(typed)
    if kind is Type.ROWS:
        return _rows(PLACEHOLDERS[name].columns, typed)
    reads = READS.get(kind)
    return reads(typed) if reads is not None and typed else typed


def _rows(columns: Sequence[str], text: str) -> list[dict[str, str]]:
    rows = []
    for line in text.splitlines():
        if not line.replace(BAR, "").replace("|", "").strip():
            continue
        # Bars beyond the last column are part of its text: nothing typed is dropped.
        parted = line.replace("|", BAR).split(BAR, len(columns) - 1)
        cells = [cell.strip() for cell in parted]
        cells += [""] * (len(columns) - len(cells))
        rows.append(dict(zip(columns, cells, strict=False)))
    return rows


def _day(text: str) -> str:
    if is_day(text):
        return text
    day = parse_date(text)
    return day.isoformat() if day is not None else text


def kept_moment(text: str) -> str:
    """Write a moment as it is kept; anything else stays."""
    return TYPED_INSTANT.sub(r"\1T\2", text)


def _sum(text: str) -> str:
    try:
        Decimal(text.replace(",", ""))
    except ArithmeticError:
        amount = parse_amount(text[:60])
        return text if amount is None else f"{amount:f}"
    return text


READS = {Type.DATE: _day, Type.INSTANT: kept_moment, Type.MONEY: _sum}


def is_day(text: str) -> bool:
    """Say whether a box for days can show this."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_moment(text: str) -> bool:
    """Say whether a box for moments can show this."""
    if not KEPT_INSTANT.match(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
