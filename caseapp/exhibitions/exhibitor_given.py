"""What is said of somebody at a booth and of what is shown there; typed and frozen, with what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from caseapp.base.identifiers.party_codes import CREDIT_MARKS, credit_check
from caseapp.base.text import invisible
from caseapp.exhibitions.booths import booth_mark, name_mark
from caseapp.parties.given import credit_code_fault

# The room of each column, and its name on the screen.
ROOM: Mapping[str, int] = {
    "hall": 60,
    "booth": 60,
    "name": 200,
    "credit_code": 18,
    "address": 300,
    "contact": 60,
    "phone": 40,
    "agent": 200,
}
LABELS: Mapping[str, str] = {
    "hall": "展馆",
    "booth": "展位号",
    "name": "参展商",
    "credit_code": "统一社会信用代码",
    "address": "地址",
    "contact": "联系人",
    "phone": "电话",
    "agent": "代参展单位",
}
EXHIBIT_ROOM: Mapping[str, int] = {"exhibit": 200, "model": 100, "as_printed": 200}
EXHIBIT_LABELS: Mapping[str, str] = {"exhibit": "展品", "model": "型号", "as_printed": "专利标注"}
_PARTS = re.compile(r"[|｜\t，]")
_CODE_SIGNS = re.compile(r"[\s\-_.·]+")


@dataclass(frozen=True)
class ExhibitGiven:
    """A thing shown, and the patent mark as it is printed on it."""

    name: str
    model: str = ""
    as_printed: str = ""


@dataclass(frozen=True)
class ExhibitorGiven:
    """Somebody at a booth."""

    booth: str
    name: str
    hall: str = ""
    credit_code: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    # Who stands there for somebody else, and for whom.
    agent: str = ""
    exhibits: tuple[ExhibitGiven, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Return by what one exhibitor of a fair is told from another."""
        return booth_mark(self.hall, self.booth), name_mark(self.name)


OWN = tuple(one.name for one in fields(ExhibitorGiven) if one.name != "exhibits")


def faults(given: ExhibitorGiven, *, today: date) -> dict[str, str]:
    """Say field by field what is wrong; empty when it can be kept."""
    found = dict(_too_long(given))
    booth, name = given.key
    if not booth.partition("@")[0]:
        found["booth"] = "请填写展位号。"
    if not name:
        found["name"] = "请填写参展商名称。"
    elif hidden := invisible(given.name):
        found["name"] = f"名称的第{hidden}个字是看不见的字符，请重新手工填写。"
    if "credit_code" not in found and not is_credit_code(given.credit_code):
        found["credit_code"] = credit_code_fault(given.credit_code, today=today)
    return {field: sentence for field, sentence in found.items() if sentence}


def exhibit_faults(given: ExhibitGiven) -> dict[str, str]:
    """Say what is wrong with a thing shown."""
    values = {"exhibit": given.name, "model": given.model, "as_printed": given.as_printed}
    return {
        field: f"最多 {EXHIBIT_ROOM[field]} 个字，这里有 {len(text)} 个。"
        for field, text in values.items()
        if len(text) > EXHIBIT_ROOM[field]
    }


def plain_code(text: str) -> str:
    """Write a credit code as it is kept; what cannot be one stays as typed."""
    plain = _CODE_SIGNS.sub("", text).upper()
    return plain if is_credit_code(plain) else text.strip()


def is_credit_code(text: str) -> bool:
    """Say whether a code is right; none at all is no fault."""
    if not text:
        return True
    is_shaped = len(text) == 18 and set(text) <= set(CREDIT_MARKS)
    return is_shaped and credit_check(text[:17]) == text[17]


def exhibits_of(text: str) -> tuple[ExhibitGiven, ...]:
    """Read things shown, one a line: name, model, patent mark."""
    return tuple(_exhibit(line) for line in text.splitlines() if line.strip())


def written(exhibits: tuple[ExhibitGiven, ...]) -> str:
    """Write things shown as they are typed."""
    lines = ("，".join((one.name, one.model, one.as_printed)).rstrip("，") for one in exhibits)
    return "\n".join(lines)


def _exhibit(line: str) -> ExhibitGiven:
    name, model, *rest = (*(part.strip() for part in _PARTS.split(line, 2)), "", "")
    return ExhibitGiven(name, model, rest[0])


def _too_long(given: ExhibitorGiven) -> Iterator[tuple[str, str]]:
    for field, room in ROOM.items():
        length = len(getattr(given, field))
        if length > room and field != "credit_code":
            yield field, f"最多 {room} 个字，这里有 {length} 个。"
