"""What the office tells the register about a body, a contact, a competence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BodyGiven:
    """What is written down about a body; its end and its successor are an act of their own."""

    name: str
    kind: str
    short_name: str = ""
    area: str = ""
    since: date | None = None
    channel: str = "letter"
    address: str = ""
    phone: str = ""
    speciality: str = ""
    secrecy_on: date | None = None
    source: str = ""
    is_unsure: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class EndGiven:
    """A body's last day, who took over its work and by what; no day: it goes on."""

    on: date | None
    successor_id: int | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ContactGiven:
    """Whom to ask at a body."""

    name: str
    since: date
    post: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CompetenceGiven:
    """What a body is competent for; an empty right or matter means any."""

    basis: str
    right_kind: str = ""
    matter: str = ""
    area: str = ""
    since: date | None = None
    until: date | None = None
    limited_to: str = ""
