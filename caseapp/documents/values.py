"""Turns stored values into the words a paper prints: dates, sums, boxes, clean text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from caseapp.base.chinese import capitals, date_words
from caseapp.documents.placeholders import PLACEHOLDERS, Placeholder, Type

Value = str | Sequence[Mapping[str, str]]
Values = Mapping[str, Value]

TICKED, UNTICKED = "☑", "□"
CHOICE_GAP = "\u3000"
# XML cannot carry these; the direction marks could make a paper read otherwise than it is stored.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """Drop what no paper can carry; keep every printable character as typed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNPRINTABLE.sub("", lines).strip("\n")


def words(name: str, text: str) -> str:
    """Write one value as its word in the dictionary asks; what cannot be read stays as typed."""
    known = PLACEHOLDERS.get(name)
    if known is None or known.type is Type.TEXT:
        return clean(text)
    if known.type is Type.CHOICE:
        return _boxes(known, text)
    return _readable(known.type, clean(text).strip())


# The imprint stands at the foot of one page and is never carried over to another.
MOST_SIGNS = {"抄送单位": 300}


def misread(name: str, value: Value) -> str:
    """Say why a value cannot stand on a signed paper, or nothing."""
    known = PLACEHOLDERS.get(name)
    if known is None:
        return f"词典里没有“{name}”。"
    if known.type is Type.ROWS:
        return "" if not isinstance(value, str) else f"“{name}”应当是清单。"
    if not isinstance(value, str):
        return f"“{name}”不是清单。"
    return _misread_text(name, known, clean(value).strip())


def _misread_text(name: str, known: Placeholder, text: str) -> str:
    if known.type is Type.CHOICE:
        unknown = [one for one in chosen(text) if one not in known.options]
        return f"“{name}”没有“{unknown[0]}”这一项。" if unknown else ""
    if known.type is Type.TEXT or not text:
        most = MOST_SIGNS.get(name, len(text))
        return f"“{name}”有 {len(text)} 字，版记最多放 {most} 字。" if len(text) > most else ""
    try:
        _parsed(known.type, text)
    except (ValueError, InvalidOperation):
        form = {Type.DATE: "2015-06-08", Type.INSTANT: "2015-06-08T09:30", Type.MONEY: "20000.00"}
        return f"“{name}”写作“{text}”，读不出来，应当写成 {form[known.type]} 的样子。"
    return ""


def chosen(text: str) -> list[str]:
    """Split a stored choice: several boxes may be ticked, joined by 、."""
    return [one.strip() for one in clean(text).split("、") if one.strip()]


def _boxes(known: Placeholder, text: str) -> str:
    ticked = chosen(text)
    return CHOICE_GAP.join(
        f"{TICKED if option in ticked else UNTICKED}{option}" for option in known.options
    )


def _readable(kind: Type, text: str) -> str:
    if not text:
        return ""
    try:
        return _parsed(kind, text)
    except (ValueError, InvalidOperation):
        return text


def _parsed(kind: Type, text: str) -> str:
    if kind is Type.DATE:
        return date_words(date.fromisoformat(text))
    if kind is Type.INSTANT and "T" not in text:
        return date_words(date.fromisoformat(text))  # a minute nobody noted is not made up
    if kind is Type.INSTANT:
        moment = datetime.fromisoformat(text)
        return f"{date_words(moment.date())}{moment.hour}时{moment.minute}分"
    return money_line(Decimal(text.replace(",", "")))


def money_line(sum_: Decimal) -> str:
    """Write a sum in figures and in capitals, as a paper that costs money must."""
    in_capitals = capitals(sum_)
    figures = f"{sum_:,.2f}".removesuffix(".00")
    return f"{figures}元（大写：人民币{in_capitals}）"


def clean_value(value: object) -> Value:
    """Clean a value for keeping; anything but words and lists of words is a programming error."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, (list, tuple)):
        return [{str(key): clean(str(word)) for key, word in row.items()} for row in value]
    raise TypeError("a value of a paper is a text or a list of rows")
