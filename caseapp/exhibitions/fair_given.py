"""What the forms say of a fair, its contacts, roster, mandates, kit; typed and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FairGiven:
    """One session of a fair; `needs_station` is what its authority finds."""

    name: str
    unit_id: int
    organiser: str
    venue: str
    first_on: date
    last_on: date
    presence: str
    session: str = ""
    series: str = ""
    code: str = ""
    undertaker: str = ""
    authority_id: int | None = None
    reported_by: str = "organiser"
    area: str = ""
    opens_at: str = ""
    closes_at: str = ""
    has_online: bool = False
    online_address: str = ""
    presence_why: str = ""
    station_place: str = ""
    station_phone: str = ""
    products: str = ""
    scale: str = ""
    measures: str = ""


@dataclass(frozen=True)
class ContactGiven:
    """Whom to call."""

    part: str
    body_name: str
    name: str
    post: str = ""
    phone: str = ""


@dataclass(frozen=True)
class DutyGiven:
    """Somebody on duty: one of ours by account, others by name and body."""

    day: date
    part: str
    person_id: int | None = None
    name: str = ""
    body_name: str = ""
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True)
class MandateGiven:
    """Who signs which kinds of papers on the spot, on which days."""

    person_id: int
    kinds: tuple[str, ...]
    first_on: date
    last_on: date


@dataclass(frozen=True)
class KitGiven:
    """The counts of one thing of the kit."""

    wanted: int
    packed: int = 0
    returned: int = 0
    note: str = ""


Counts = Mapping[int, KitGiven]
