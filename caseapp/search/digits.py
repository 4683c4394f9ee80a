"""Short forms: a year and a serial, a booth, the end of a telephone number, digits that may be several things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from caseapp.base.identifiers import (
    Found,
    credit_code_faults,
    id_number_fault,
    registration_fault,
)

# Kind, normal form, place, why.
Short = tuple[str, str, tuple[int, int], str]
_OPEN, _SHUT = r"[\[({〔【﹝〖]", r"[\])}〕】﹞〗]"
_WITH_YEAR = re.compile(
    rf"(?<![0-9A-Z\u4e00-\u9fff])(?:{_OPEN} ?(?P<year>(?:19|20)[0-9]{{2}}) ?年? ?{_SHUT} ?第?|"
    r"(?P<plain>(?:19|20)[0-9]{2})(?: ?年 ?第?| +第?|[-/]第?)) ?(?P<serial>[0-9]{1,6}) ?号(?![0-9A-Z\u4e00-\u9fff])"
)
_BRACKETED = re.compile(
    rf"(?<![0-9A-Z\u4e00-\u9fff]){_OPEN} ?(?P<year>(?:19|20)[0-9]{{2}}) ?年? ?{_SHUT} ?第? ?(?P<serial>[0-9]{{1,6}})(?![0-9A-Z号 -])"
)
_TWO = re.compile(r"(?P<year>(?:19|20)[0-9]{2}) +(?P<serial>[0-9]{1,6})")
_THIS_YEAR = re.compile(r"第? ?(?P<serial>[0-9]{1,6}) ?号?")
_WORD_AND_YEAR = re.compile(
    rf"(?P<word>[\u4e00-\u9fff]{{2,12}}) ?{_OPEN} ?(?P<year>(?:19|20)[0-9]{{2}}) ?年? ?{_SHUT}?(?! ?第? ?[0-9])"
)
_YEAR_ONLY = re.compile(rf"{_OPEN} ?(?P<year>(?:19|20)[0-9]{{2}}) ?年? ?{_SHUT}?")
# A fair's code has letters and may have hyphens of its own; one of the usual shape needs no noughts.
_COMPLAINT = re.compile(
    r"(?<![0-9A-Z-])(?:(?P<usual>[A-Z]{2}[0-9]{2}-[0-9]{2})-(?P<short>[0-9]{1,4})"
    r"|(?P<code>(?=[0-9-]{0,19}[A-Z])[A-Z0-9]{2,20}(?:-[A-Z0-9]{1,17}){0,3})-(?P<serial>[0-9]{3,4}))"
    r"(?![0-9A-Z-])"
)
_HALL = r"(?:(?P<hall>[0-9]{1,2}(?:\.[0-9])?H?(?= ?号?[馆厅]|[ -]?[A-Z])|[A-Z][0-9]?(?= ?号?[馆厅]|[ -]?[A-Z])|[一二三四五六七八九十]{1,2}) ?号?[馆厅]?[ -]?)?"
_STAND = r"(?P<booth>[A-Z]{1,2}[ -]?[0-9]{1,4}|[0-9]{1,4}(?=号?[展摊]位))"
_BOOTH = re.compile(rf"(?<![0-9A-Z.])(?:[展摊]位号? ?)?{_HALL}{_STAND}(?: ?号?[展摊]位号?)?")
_BOOTH_FIRST = re.compile(rf"{_HALL}{_STAND} ?号?[展摊]位号?")
_BOOTH_LAST = re.compile(
    rf"[展摊]位号? ?:? ?{_HALL}(?P<booth>[A-Z]{{0,2}}[ -]?[0-9]{{1,4}})(?![0-9A-Z])"
)
_TAIL_NAMED = re.compile(r"(?:电话|手机)?(?:号码?)?尾号(?:是|为)?[ :]*(?P<tail>[0-9]{4})(?![0-9])")
_LOCAL_NAMED = re.compile(
    r"(?:电话|座机|固话)(?:号码?)?(?:是|为)?[ :]*(?P<local>[2-9][0-9]{6,7})(?![0-9-])"
)
_OLD = re.compile(r"(?:8[5-9]|9[0-9]|0[0-3])[12389][0-9]{5}")
_LOCAL = re.compile(r"(?!20[0-9]{2}-)[2-9][0-9]{2,3}[ -]?[0-9]{4}")
_LEAST_PART, _MOST_PART = 4, 8


def find(text: str, today: date) -> Iterator[Short]:
    """Return the short forms in a folded text."""
    yield from _with_year(text)
    for match in _COMPLAINT.finditer(text):
        yield "complaint_no", _complaint(match), match.span(), ""
    yield from _booths(text)
    yield from _named_phones(text)
    whole = text.strip()
    if whole:
        at = text.index(whole), text.index(whole) + len(whole)
        yield from ((kind, normal, at, why) for kind, normal, why in _alone(whole, today))


def second_way(found: Found, today: date) -> Iterator[Found]:
    """Return what eighteen or fifteen characters are as well, where the check digit cannot decide."""
    code, span = found.normal, found.span
    if found.kind == "credit_code" and re.fullmatch(r"[1-9][0-9]{16}[0-9X]", code):
        fault = id_number_fault(code, today)
        if not (fault and found.valid):
            yield Found("id_card", code, not fault, fault or "身份证号", found.raw, span)
    elif found.kind == "id_card" and len(code) == 18:
        faults = "；".join(credit_code_faults(code))
        if not (faults and found.valid):
            why = faults or "统一社会信用代码"
            yield Found("credit_code", code, not faults, why, found.raw, span)
    elif found.kind == "id_card" and len(code) == 15 and not registration_fault(code):
        yield Found("registration_no", code, valid=True, why="", raw=found.raw, span=span)


def _with_year(text: str) -> Iterator[Short]:
    for pattern in (_WITH_YEAR, _BRACKETED):
        for match in pattern.finditer(text):
            year = match.groupdict().get("plain") or match["year"]
            yield "serial", _serial(year, match["serial"]), match.span(), _ANY_WORD
    for match in _WORD_AND_YEAR.finditer(text):
        yield "part", f"{match['word']}〔{match['year']}〕", match.span(), "没有序号"


_ANY_WORD = "没有写机关代字，各类编号都找"


def _serial(year: str | int, serial: str) -> str:
    return f"〔{year}〕{int(serial)}号"


def _complaint(match: re.Match[str]) -> str:
    """Write the serial as the stations do, in three figures."""
    serial = int(match["short"] or match["serial"])
    return f"{match['usual'] or match['code']}-{serial:03d}"


def _booths(text: str) -> Iterator[Short]:
    for pattern in (_BOOTH_FIRST, _BOOTH_LAST):
        for match in pattern.finditer(text):
            yield "booth", _booth(match["hall"], match["booth"]), match.span(), ""
    whole = _BOOTH.fullmatch(text.strip())
    # H7N9 is a model or an illness; a hall of a letter has booths of two digits.
    is_code = whole and re.fullmatch(r"[A-Z][0-9][A-Z][0-9]", whole[0])
    if whole and not is_code:
        start = text.index(whole[0])
        yield "booth", _booth(whole["hall"], whole["booth"]), (start, start + len(whole[0])), ""


def _booth(hall: str | None, booth: str) -> str:
    stand = booth.replace(" ", "").replace("-", "")
    return f"{hall} 馆 {stand}" if hall else stand


def _named_phones(text: str) -> Iterator[Short]:
    for match in _TAIL_NAMED.finditer(text):
        yield "phone_tail", match["tail"], match.span(), ""
    for match in _LOCAL_NAMED.finditer(text):
        yield "local_phone", match["local"], match.span(), ""


def _alone(whole: str, today: date) -> Iterator[tuple[str, str, str]]:
    """Return what a text may be that is nothing but digits, or a year in brackets."""
    two = _TWO.fullmatch(whole)
    if two:
        yield "serial", _serial(two["year"], two["serial"]), _ANY_WORD
    year = _YEAR_ONLY.fullmatch(whole)
    if year:
        yield "part", f"〔{year['year']}〕", "没有序号"
    this = _THIS_YEAR.fullmatch(whole)
    if this and int(this["serial"]) and (not whole.isdigit() or len(whole) < _LEAST_PART):
        yield "serial", _serial(today.year, this["serial"]), f"按今年{today.year}年的编号"
    if whole.endswith("号") and whole[:-1].isdigit():
        yield from _day_of_month(int(whole[:-1]), today)
    if _LOCAL.fullmatch(whole):
        yield "local_phone", whole.replace(" ", "").replace("-", ""), ""
    if _OLD.fullmatch(whole):
        yield "old_application", whole, "没有校验位，不能核对"
    if whole.isdigit():
        yield from _digits(whole)


def _digits(whole: str) -> Iterator[tuple[str, str, str]]:
    if len(whole) == 4:
        yield "phone_tail", whole, ""
    if _LEAST_PART <= len(whole) <= _MOST_PART:
        yield "part", whole, "按号码的开头查找"


def _day_of_month(number: int, today: date) -> Iterator[tuple[str, str, str]]:
    try:
        yield "days", today.replace(day=number).isoformat(), "按本月的日子"
    except ValueError:
        return
