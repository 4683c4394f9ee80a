"""What the forms say of an action, its groups, a visit to a shop, a finding; typed and frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseapp.base.errors import Refused

LONGEST_LINE = 200
PARTS = ("，", ",", "\t", "|", "｜")


@dataclass(frozen=True)
class PlanGiven:
    """The plan of an action."""

    title: str
    unit_id: int
    lead_id: int | None
    aim: str
    first_on: date
    last_on: date
    areas: tuple[str, ...]
    basis: str = ""
    scope: str = ""
    course: str = ""
    rules: str = ""


@dataclass(frozen=True)
class BodyGiven:
    """A body that takes part, its head and whom to ask."""

    body_id: int
    head: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True)
class MemberGiven:
    """Somebody of a group: ours by account, others by name and body."""

    person_id: int | None = None
    name: str = ""
    body_id: int | None = None
    post: str = ""


@dataclass(frozen=True)
class FindingGiven:
    """What was found, and who decides; without a body the register of bodies names it."""

    right_kind: str
    what: str
    product: str = ""
    pieces: int | None = None
    patent_as_printed: str = ""
    body_id: int | None = None
    measure: str = "none"
    measure_words: str = ""


@dataclass(frozen=True)
class InspectionGiven:
    """One visit: a planned place or the shop that was met, what was looked at, what was found."""

    group_id: int
    on: date
    place_id: int | None = None
    shop: str = ""
    address: str = ""
    area: str = ""
    kind: str = "shop"
    goods: int = 0
    patent_goods: int = 0
    looked_at: str = ""
    person_met: str = ""
    note: str = ""
    absent: tuple[int, ...] = ()
    is_again: bool = False
    findings: Sequence[FindingGiven] = ()


@dataclass(frozen=True)
class OutcomeGiven:
    """How a body decided in its own name."""

    outcome: str
    on: date
    number: str = ""
    words: str = ""


def places_of(text: str) -> list[tuple[str, str]]:
    """Read places, one a line: 名称，地址."""
    return [_place(line.strip()) for line in text.splitlines() if line.strip()]


def _place(line: str) -> tuple[str, str]:
    mark = next((one for one in line if one in PARTS), "")
    name, _, address = line.partition(mark) if mark else (line, "", "")
    for words, what in ((name, "名称"), (address, "地址")):
        if len(words.strip()) > LONGEST_LINE:
            raise Refused(
                f"不能登记：场所“{line[:20]}……”的{what}有 {len(words.strip())} 个字，"
                f"最多 {LONGEST_LINE} 个字。",
                remedy="请一行只写一处场所：名称，地址。",
            )
    return name.strip(), address.strip()
