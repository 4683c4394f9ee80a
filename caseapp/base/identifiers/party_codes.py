"""Credit codes, organisation codes and identity cards: check digits and what is wrong with one."""

import re
from collections.abc import Iterator
from datetime import date

from caseapp.base.identifiers.found import Found, Reading, digits_of

CREDIT_MARKS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999
_ID_CHECKS = "10X98765432"
PROVINCES = frozenset(
    str(code)
    for first, last in (
        *((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65)),
        *((71, 71), (81, 83)),  # Taiwan, Hong Kong, Macao; 83 is on their residents' cards
    )
    for code in range(first, last + 1)
)
_FOREIGN = "9"  # the foreigner's permanent residence card of 2023

_EIGHTEEN = re.compile(r"(?<![0-9A-Z])[0-9A-Z](?:[ -]?[0-9A-Z]){17}(?![0-9A-Z])")
_LOOKS_CREDIT = re.compile(r"[1-9ANY][0-9A-Z][0-9O]{6}[0-9A-Z]{10}")
_LOOKS_ID = re.compile(r"[1-9][0-9]{16}[0-9X]")
_ORG = re.compile(
    r"(?<![0-9A-Z.-])(?P<body>[0-9A-Z]{8})(?P<dash> ?- ?)?(?P<check>[0-9X])(?![0-9A-Z.-])"
)


def credit_check(body: str) -> str:
    """Return the last character of a credit code from its first seventeen."""
    values = (CREDIT_MARKS.index(mark) for mark in body)
    rest = sum(w * v for w, v in zip(_CREDIT_WEIGHTS, values, strict=True)) % 31
    return CREDIT_MARKS[-rest % 31]


def org_check(body: str) -> str:
    """Return the check character of an organisation code from its first eight."""
    rest = 11 - sum(w * int(m, 36) for w, m in zip(_ORG_WEIGHTS, body, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def id_check(body: str) -> str:
    """Return the check character of an identity number from its first seventeen digits."""
    return _ID_CHECKS[sum(w * int(d) for w, d in zip(_ID_WEIGHTS, body, strict=True)) % 11]


def make_org_code(*, serial: int) -> str:
    """Make an organisation code with the right check digit."""
    body = f"MA{serial:06d}"
    return f"{body}-{org_check(body)}"


def make_credit_code(*, area: str, serial: int, kind: str = "91") -> str:
    """Make a credit code: its organisation code and its own check digit are both right."""
    body = f"{kind}{area}{make_org_code(serial=serial).replace('-', '')}"
    return body + credit_check(body)


def make_id_number(*, area: str, born: date, order: int) -> str:
    """Make an identity number with the right check digit."""
    body = f"{area}{born:%Y%m%d}{order:03d}"
    return body + id_check(body)


def find_codes(reading: Reading) -> Iterator[Found]:
    """Find credit codes and identity numbers: both have eighteen characters."""
    for match in _EIGHTEEN.finditer(reading.text):
        code = digits_of(match[0])
        as_id, as_credit = _judge_eighteen(code, reading.today)
        if as_id is not None:
            about = _about_id(code)
            yield reading.found("id_card", code, match.span(), wrong=as_id, about=about)
        elif as_credit is not None:
            about = "统一社会信用代码，校验位正确"
            yield reading.found("credit_code", code, match.span(), wrong=as_credit, about=about)


def find_org_codes(reading: Reading) -> Iterator[Found]:
    """Find organisation codes; without the hyphen only when the check digit is right."""
    for match in _ORG.finditer(reading.text):
        body, check = match["body"], match["check"]
        right = org_check(body)
        if sum(mark.isdigit() for mark in body) < 4 or (check != right and not match["dash"]):
            continue
        wrong = [] if check == right else [f"校验位应为{right}，实为{check}"]
        normal, about = f"{body}-{check}", "组织机构代码，校验位正确"
        yield reading.found("org_code", normal, match.span(), wrong=wrong, about=about)


def credit_code_faults(code: str) -> list[str]:
    """Say everything that is wrong with eighteen characters as a credit code."""
    strange = sorted(set(code[:17]) - set(CREDIT_MARKS))
    if strange:
        return [f"统一社会信用代码不用字母{mark}{_meant(mark)}" for mark in strange]
    wrong = []
    if code[2:4] not in PROVINCES and code[2:4] != "10":
        wrong.append(f"第3至8位{code[2:8]}不是行政区划代码")
    right = credit_check(code[:17])
    if code[17] != right:
        wrong.append(f"校验位应为{right}，实为{code[17]}")
    return wrong


def id_number_fault(code: str, today: date | None = None) -> str:
    """Say in one sentence what is wrong with an identity number; empty when nothing is."""
    if not _LOOKS_ID.fullmatch(code):
        return "身份证号应为18位：17位数字加1位校验位"
    return "；".join(_id_faults(code, today))


def _judge_eighteen(code: str, today: date | None) -> tuple[list[str] | None, list[str] | None]:
    """Judge as identity number or as credit code, whichever it rather is; at most one is given."""
    as_credit = credit_code_faults(code) if _LOOKS_CREDIT.fullmatch(code) else None
    as_id = _id_faults(code, today) if _LOOKS_ID.fullmatch(code) else None
    rather_id = _birthday(code) or code[2:4] not in PROVINCES
    if as_id == [] or (as_id is not None and as_credit != [] and rather_id):
        return as_id, None
    return None, as_credit


def _id_faults(code: str, today: date | None) -> list[str]:
    wrong = []
    if code[:2] not in PROVINCES and code[0] != _FOREIGN:
        wrong.append(f"前两位{code[:2]}不是省级代码")
    born = _birthday(code)
    if not born:
        wrong.append("第7至14位不是出生日期")
    elif today and born > today:
        wrong.append("出生日期晚于今天")
    right = id_check(code[:17])
    if code[17] != right:
        wrong.append(f"校验位应为{right}，实为{code[17]}")
    return wrong


def _birthday(code: str) -> date | None:
    try:
        born = date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        return None
    return born if born.year >= 1900 else None


def _about_id(code: str) -> str:
    if code[:2] in ("81", "82", "83"):
        return "港澳台居民居住证号，校验位正确"
    if code[0] == _FOREIGN:
        return "外国人永久居留身份证号，校验位正确"
    return "身份证号，校验位正确"


def _meant(mark: str) -> str:
    digit = {"O": "0", "I": "1", "Z": "2", "S": "5"}.get(mark, "")
    return f"，是否为数字{digit}" if digit else ""
