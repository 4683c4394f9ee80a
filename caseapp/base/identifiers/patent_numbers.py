"""Patent and application numbers: both forms, their check digit, and what is wrong with one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseapp.base.identifiers.found import Found, Kind, Reading, digits_of

KIND_NAMES = {
    "1": "发明",
    "2": "实用新型",
    "3": "外观设计",
    "8": "PCT发明",
    "9": "PCT实用新型",
}
NOT_GRANTED = "未带ZL，是申请号，不等于已授权"
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_FIRST_LONG_YEAR = 2003  # twelve digits from 2003-10-01
_FIRST_CHECKED_YEAR = 1989  # numbers of 1985 to 1988 have no check digit

_ZL = r"(?<![0-9A-Z])(?:CN ?)?Z ?L ?(?:[:.#_·-]|号|NO[.:]?)? {0,3}:? ?"
_CHECK = r"(?: {0,2}(?P<point>[.·。-]?) {0,2}(?P<check>[0-9X]))?"
_END = r"(?![0-9A-Z])(?! ?[.·][0-9X])"
_MARKED_LONG = re.compile(rf"{_ZL}(?P<body>[0-9](?:[ -]{{0,2}}[0-9]){{11}}){_CHECK}{_END}")
_MARKED_SHORT = re.compile(rf"{_ZL}(?!19|20)(?P<body>[0-9](?:[ -]{{0,2}}[0-9]){{7}}){_CHECK}{_END}")
_MARKED_ANY = re.compile(rf"{_ZL}(?P<body>[0-9X](?:[ .·-]{{0,2}}[0-9X]){{4,30}})")
_BARE = r"(?<![0-9A-Z.])(?<![0-9],)(?:CN ?)?"
_NOT_A_SUM = r"(?! ?[元圆万亿])"
_BARE_LONG = re.compile(
    rf"{_BARE}(?P<body>(?:19|20)[0-9]{{2}}[ -]?[12389][ -]?[0-9]{{7}}){_CHECK}{_END}{_NOT_A_SUM}"
)
_BARE_SHORT = re.compile(
    rf"{_BARE}(?P<body>(?:8[5-9]|9[0-9]|0[0-3])[ -]?[12389][ -]?[0-9]{{5}})"
    rf"{_CHECK}{_END}{_NOT_A_SUM}"
)
# Numbers of 1985 to 1988 have no check digit: only the word before tells them from a telephone.
_NAMED_FIRST = re.compile(
    r"(?:专利|申请)号(?:码|为|是)?[ :]{0,2}(?P<body>8[5-8][123][0-9]{5})(?P<point>)(?P<check>)(?![0-9A-Z.])"
)
_NORMAL = re.compile(r"(?:ZL)?(?P<body>[0-9]{12}|[0-9]{8})(?:\.(?P<check>[0-9X]))?")
_CHINESE_NEXT = re.compile(r" ?[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class PatentNumber:
    """The parts of a number in normal form."""

    body: str
    check: str
    granted: bool
    year: int
    kind: str
    kind_name: str
    serial: str

    @property
    def normal(self) -> str:
        """Write the number as registers do."""
        return f"{'ZL' if self.granted else ''}{self.body}{'.' if self.check else ''}{self.check}"


def check_digit(body: str) -> str:
    """Return the check digit of a body of eight or twelve digits: weights 2-9, 2-5, modulo 11."""
    rest = sum(w * int(d) for w, d in zip(_WEIGHTS, body, strict=False)) % 11
    return "X" if rest == 10 else str(rest)


def make_patent_number(*, year: int, kind: int, serial: int, granted: bool = True) -> str:
    """Make a number with the right check digit; with ZL when the patent is granted."""
    if year >= _FIRST_LONG_YEAR:
        body = f"{year}{kind}{serial:07d}"
    else:
        body = f"{year % 100:02d}{kind}{serial:05d}"
    return f"{'ZL' if granted else ''}{body}.{check_digit(body)}"


def read_patent_number(normal: str) -> PatentNumber | None:
    """Take a number in normal form apart; None when it has not the digits of one."""
    found = _NORMAL.fullmatch(normal)
    if not found:
        return None
    return _taken_apart(found["body"], found["check"] or "", granted=normal.startswith("ZL"))


def find_marked(reading: Reading) -> Iterator[Found]:
    """Find numbers that carry ZL; a mark on goods is kept even when it cannot be right."""
    for pattern in (_MARKED_LONG, _MARKED_SHORT):
        for match in pattern.finditer(reading.text):
            yield _judged(match, reading, granted=True)
    for match in _MARKED_ANY.finditer(reading.text):
        digits = digits_of(match["body"])
        should = "应为12位加校验位（2003年10月前为8位加校验位）"
        wrong = [f"位数不对：{should}，实为{len(digits)}位"]
        yield reading.found("patent", f"ZL{digits}", match.span(), wrong=wrong, about="")


def find_bare(reading: Reading) -> Iterator[Found]:
    """Find application numbers without ZL, where form or check digit leaves no doubt."""
    for match in _BARE_LONG.finditer(reading.text):
        # Blanks and no check digit: rather a date with a telephone than an application.
        if match["check"] or match["body"].isdigit():
            yield _judged(match, reading, granted=False)
    for match in _NAMED_FIRST.finditer(reading.text):
        yield _judged(match, reading, granted=False, start=match.start("body"))
    for match in _BARE_SHORT.finditer(reading.text):
        pointed = match["check"] and match["point"] in (".", "·")
        if pointed or match["check"] == check_digit(digits_of(match["body"])):
            yield _judged(match, reading, granted=False)


def faults(number: PatentNumber, today: date | None) -> list[str]:
    """Say everything that shows the number was never given."""
    return [
        *_year_faults(number, today),
        *(
            []
            if number.kind_name
            else [f"第{_kind_place(number.body)}位是{number.kind}，没有这种专利"]
        ),
        *_check_faults(number),
    ]


def _year_faults(number: PatentNumber, today: date | None) -> Iterator[str]:
    is_long = len(number.body) == 12
    if is_long and today and number.year > today.year:
        yield f"年份{number.year}晚于今天"
    elif is_long and number.year < 1985:
        yield f"年份{number.year}早于1985年，当时没有专利"
    elif is_long and number.year < _FIRST_LONG_YEAR:
        yield f"12位号码2003年10月起才用，{number.year}年的号码应为8位"
    elif not is_long and number.year > _FIRST_LONG_YEAR:
        yield f"8位号码只用到2003年9月，{number.year}年的号码应为12位"


def _check_faults(number: PatentNumber) -> Iterator[str]:
    right = check_digit(number.body)
    if number.check and number.check != right:
        yield f"校验位应为{right}，实为{number.check}"
    elif not number.check and number.year >= _FIRST_CHECKED_YEAR:
        yield f"缺少校验位，应为{right}"


def _judged(
    match: re.Match[str], reading: Reading, *, granted: bool, start: int | None = None
) -> Found:
    body, check, end = digits_of(match["body"]), match["check"] or "", match.end()
    weak = match["point"] in ("", "。") and match.end("body") != match.start("check")
    if check and weak and check != check_digit(body) and _CHINESE_NEXT.match(reading.text, end):
        # "ZL201530012345 3件": the 3 counts goods, it is not the check digit.
        check, end = "", match.end("body")
    number = _taken_apart(body, check, granted=granted)
    wrong = faults(number, reading.today)
    about = f"{number.kind_name}，{number.year}年申请{'，校验位正确' if check else ''}"
    if not granted:
        about = f"{NOT_GRANTED}；{about}"
        wrong = [NOT_GRANTED, *wrong] if wrong else []
    kind: Kind = "patent" if granted else "application"
    span = match.start() if start is None else start, end
    return reading.found(kind, number.normal, span, wrong=wrong, about=about)


def _taken_apart(body: str, check: str, *, granted: bool) -> PatentNumber:
    kind_at = _kind_place(body) - 1
    return PatentNumber(
        body=body,
        check=check,
        granted=granted,
        year=_year(body),
        kind=body[kind_at],
        kind_name=KIND_NAMES.get(body[kind_at], ""),
        serial=body[kind_at + 1 :],
    )


def _year(body: str) -> int:
    if len(body) == 12:
        return int(body[:4])
    short = int(body[:2])
    return 1900 + short if short >= 85 else 2000 + short


def _kind_place(body: str) -> int:
    return 5 if len(body) == 12 else 3
