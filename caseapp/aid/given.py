"""What the forms say of an application, a task, a dispute abroad; typed and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from caseapp.base.errors import Refused
from caseapp.parties.given import PartyGiven

LONGEST_NAME, MOST_COPIES = 200, 999
TIMES = ("×", "x", "X", "*")


@dataclass(frozen=True)
class AidGiven:
    """An application as the applicant signed it."""

    applied_on: date
    applicant: PartyGiven
    firm_size: str
    foreign_kind: str
    right_kind: str
    right_state: str
    dispute: str
    wishes: tuple[str, ...]
    unit_id: int
    right_name: str = ""
    right_number: str = ""
    right_holder: str = ""
    opponent: str = ""
    materials: str = ""
    is_declared: bool = False


@dataclass(frozen=True)
class MatterGiven:
    """What an application is about, as it is put right later; the applicant is corrected as a party."""

    foreign_kind: str
    right_kind: str
    right_state: str
    dispute: str
    wishes: tuple[str, ...]
    right_name: str = ""
    right_number: str = ""
    right_holder: str = ""
    opponent: str = ""


@dataclass(frozen=True)
class TaskGiven:
    """What an expert or partner is asked to do, until when; and what they said of their interests."""

    kind: str
    body_id: int
    what: str
    due_on: date | None = None
    # Empty: nobody asked.
    conflict: str = ""
    conflict_note: str = ""


@dataclass(frozen=True)
class OverseasGiven:
    """The dispute abroad; the deadline is the foreign body's own, with the words it was read from."""

    country: str
    forum: str
    stage: str = ""
    opponent: str = ""
    deadline_on: date | None = None
    deadline_words: str = ""
    language: str = ""
    amount: Decimal | None = None
    currency: str = ""
    lawyer: str = ""
    partner_id: int | None = None


@dataclass(frozen=True)
class HandoutGiven:
    """Which material leaves the country, to whom, how and when."""

    material_id: int
    receiver: str
    country: str
    way: str
    handed_on: date


def materials_of(text: str) -> list[tuple[str, int]]:
    """Read a list of materials, one a line: 专利证书 2份; without a number there is one copy."""
    return [_material(line.strip()) for line in text.splitlines() if line.strip()]


def _material(line: str) -> tuple[str, int]:
    """Take the copies off the end of a line; the name is kept whole or refused."""
    name, digits = _parted(line)
    if digits and (len(digits) > len(str(MOST_COPIES)) or int(digits) == 0):
        raise Refused(
            f"不能登记：材料“{line[:40]}”的份数应当是 1 到 {MOST_COPIES} 的整数。",
            remedy="请改正份数；号码在份数前面的，中间空一格。",
        )
    if len(name) > LONGEST_NAME:
        raise Refused(
            f"不能登记：材料“{name[:20]}……”的名称有 {len(name)} 个字，最多 {LONGEST_NAME} 个字。",
            remedy="请一行只写一份材料，说明写在纠纷情况中。",
        )
    return name, int(digits or 1)


def _parted(line: str) -> tuple[str, str]:
    """Return the name and the digits before a closing 份; a line of another form is a name alone."""
    counted = line.removesuffix("份").rstrip()
    begin = len(counted)
    while begin and counted[begin - 1].isdecimal():
        begin -= 1
    name, digits = counted[:begin].rstrip(), counted[begin:]
    name = name[:-1].rstrip() if name.endswith(TIMES) else name
    return (name, digits) if line.endswith("份") and name and digits else (line, "")
