"""What typed text can be: every reading with its normal form, its check digits and why; nothing is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from caseapp.base.identifiers import Found, every_way, fold
from caseapp.search import digits
from caseapp.search.day_words import find_spans
from caseapp.search.numbers import CHECKED, is_ticket, lacks_check_digit

LONGEST = 200
MOST = 8


@dataclass(frozen=True, slots=True)
class KindOf:
    """How a kind of reading is called, and how likely it is beside others of one text: less is likelier."""

    name: str
    weight: int


KINDS: Mapping[str, KindOf] = {
    "patent": KindOf("专利号", 0),
    "publication": KindOf("公开公告号", 0),
    "ticket_no": KindOf("工单号", 0),
    "complaint_no": KindOf("展会投诉编号", 1),
    "case_no": KindOf("案号", 1),
    "paper_no": KindOf("文号", 1),
    "credit_code": KindOf("统一社会信用代码", 2),
    "id_card": KindOf("身份证号", 3),
    "registration_no": KindOf("营业执照注册号", 4),
    "application": KindOf("专利申请号", 5),
    "org_code": KindOf("组织机构代码", 6),
    "amount": KindOf("金额", 10),
    "serial": KindOf("编号", 15),
    "phone": KindOf("电话", 20),
    "days": KindOf("日期", 30),
    "old_application": KindOf("2003年10月以前的专利申请号", 40),
    "local_phone": KindOf("没有区号的固定电话", 45),
    "booth": KindOf("展位号", 50),
    "phone_tail": KindOf("电话尾号", 60),
    "part": KindOf("号码的一部分", 70),
}
# How our own numbers end before the year, the longer ending first: 鞍知展诉登字 is no 展登字.
_REGISTERS = (
    ("展诉登", "展会投诉登记号"),
    ("展登", "展会登记号"),
    ("协登", "移送与协作登记号"),
    ("联登", "联合执法登记号"),
    ("会登", "会议登记号"),
    ("通登", "通报登记号"),
    ("约登", "协议登记号"),
    ("请", "请求登记号"),
    ("线", "线索编号"),
    ("援", "维权援助编号"),
)
_COURT = re.compile(r"（[0-9]{4}）")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROLS = dict.fromkeys([*range(32), 0x7F], " ")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the text, or a part of it."""

    kind: str
    normal: str
    span: tuple[int, int]
    name: str = ""
    fault: str = ""
    why: str = ""
    is_whole: bool = False
    # What stands around it, for a search that is narrowed by it.
    rest: str = ""
    since: date | None = None
    until: date | None = None
    said: str = ""

    @property
    def valid(self) -> bool:
        """Say whether nothing is wrong with it."""
        return not self.fault

    @property
    def words(self) -> str:
        """Say in a sentence what it was taken for, whether its check digit holds, and why."""
        said = f"{self.said}{self.name} {self.normal}".rstrip()
        if self.fault:
            return f"{said}，但{self.fault}；仍按原样查找。"
        return f"{said}，{self.why}。" if self.why else f"{said}。"


def readings_of(text: str, today: date) -> tuple[Reading, ...]:
    """Return every reading of what was typed, what stands first in it first, the likeliest before others."""
    typed = typed_plainly(text)
    if not typed or len(typed) > LONGEST:
        return ()
    found = [one for read in _READERS for one in read(typed, today)]
    kept = _without_parts(found)
    whole = [
        replace(
            one,
            is_whole=not _around(typed, one).strip(" ，。、：:"),
            rest=" ".join(_around(typed, one).split()),
        )
        for one in kept
    ]
    return tuple(_said(sorted(whole, key=_place)))[:MOST]


def typed_plainly(text: str) -> str:
    """Return what was typed without what no eye sees: controls, marks of direction, joiners."""
    shown = text.encode("utf-8", "replace").decode("utf-8")
    return _UNSEEN.sub("", shown[: 4 * LONGEST]).translate(_CONTROLS).strip()


def _place(one: Reading) -> tuple[int, int, int]:
    """What is wrong in fewer ways is likelier."""
    faults = one.fault.count("；") + bool(one.fault)
    return one.span[0], faults, KINDS[one.kind].weight


def _around(typed: str, one: Reading) -> str:
    return f"{typed[: one.span[0]]} {typed[one.span[1] :]}"


def _said(found: list[Reading]) -> Iterator[Reading]:
    """Say of one reading that it is, of several at one place that they may be."""
    for _, group in groupby(found, key=lambda one: one.span[0]):
        ways = list(group)
        first = "识别为" if len(ways) == 1 else "可能是"
        for number, one in enumerate(ways):
            yield replace(one, said="也可能是" if number else first)


def _without_parts(found: Iterable[Reading]) -> list[Reading]:
    """Leave out what is only a part of a longer reading, and the same reading twice."""
    kept: list[Reading] = []
    by_length = sorted(found, key=lambda r: (r.span[0] - r.span[1], KINDS[r.kind].weight))
    for one in by_length:
        if not any(_hides(other, one) for other in kept):
            kept.append(one)
    return kept


def _hides(other: Reading, one: Reading) -> bool:
    if other.span == one.span:
        return (other.kind, other.normal) == (one.kind, one.normal)
    return other.span[0] < one.span[1] and one.span[0] < other.span[1]


def _read_numbers(typed: str, today: date) -> Iterator[Reading]:
    for found in every_way(typed, today=today):
        if found.kind in ("date", "text"):
            continue
        yield _number(found)
        for other in digits.second_way(found, today):
            yield _number(other)


def _number(found: Found) -> Reading:
    kind = "ticket_no" if is_ticket(found) else found.kind
    name = _name(kind, found.normal)
    holds = found.kind in CHECKED and not lacks_check_digit(found)
    why = "检验位正确" if holds else (found.why if kind in _TOLD else "")
    fault = "" if found.valid else found.why or "号码不合编号规则"
    return Reading(kind, found.normal, found.span, name=name, fault=fault, why=why)


_TOLD = frozenset({"publication", "phone", "amount"})


def _name(kind: str, normal: str) -> str:
    if kind not in ("case_no", "paper_no"):
        return KINDS[kind].name
    if _COURT.match(normal):
        return "法院案号"
    word = normal.partition("〔")[0].removesuffix("字")
    named = (name for end, name in _REGISTERS if word.endswith(end))
    return next(named, KINDS[kind].name)


def _read_days(typed: str, today: date) -> Iterator[Reading]:
    for one in find_spans(fold(typed), today):
        raw = typed[slice(*one.span)]
        yield Reading(
            "days",
            one.normal or raw,
            one.span,
            name="日期" if one.first == one.last else "日期范围",
            fault=one.fault,
            since=one.first,
            until=one.last,
        )


def _read_digits(typed: str, today: date) -> Iterator[Reading]:
    for kind, normal, span, why in digits.find(fold(typed), today):
        yield Reading(kind, normal, span, name=KINDS[kind].name, why=why)


_READERS: tuple[Callable[[str, date], Iterator[Reading]], ...] = (
    _read_numbers,
    _read_days,
    _read_digits,
)
