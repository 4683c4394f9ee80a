"""What the forms say of an application, a task, a dispute abroad; typed and frozen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from caseapp.parties.given import PartyGiven

COPIES = re.compile(r"(?P<name>.*\S)\s*[×xX*]?\s*(?P<copies>\d{1,3})\s*份")


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
    found = []
    for line in text.splitlines():
        name = line.strip()
        if not name:
            continue
        hit = COPIES.fullmatch(name)
        found.append((hit["name"][:200], int(hit["copies"])) if hit else (name[:200], 1))
    return found
