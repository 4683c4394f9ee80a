"""What the forms and the device say of a complaint at a fair; typed and frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

DESK = "desk"


@dataclass(frozen=True)
class FeatureGiven:
    """One row of the comparison."""

    claimed: str
    shown: str = ""
    verdict: str = "open"


@dataclass(frozen=True)
class ComplaintGiven:
    """A complaint as it was taken; `device` and its serial say which record of which device it is.

    Without a device it was typed at the office, and the server counts.
    """

    complainant: str
    right_kind: str
    respondent: str = ""
    booth: str = ""
    exhibitor_id: int | None = None
    exhibit_id: int | None = None
    exhibit: str = ""
    is_online: bool = False
    complainant_id_number: str = ""
    complainant_phone: str = ""
    complainant_address: str = ""
    complainant_booth: str = ""
    agent: str = ""
    agent_power: str = ""
    agent_phone: str = ""
    patent_kind: str = ""
    right_number: str = ""
    right_name: str = ""
    facts: str = ""
    request: str = ""
    features: Sequence[FeatureGiven] = ()
    device: str = ""
    device_serial: int = 0
    happened_at: datetime | None = None


@dataclass(frozen=True)
class RightGiven:
    """Number and kind of a patent as they should have been entered, and why they were not."""

    right_number: str
    patent_kind: str
    why: str


@dataclass(frozen=True)
class VisitGiven:
    """A check at the booth by two officers."""

    officer_ids: tuple[int, ...]
    begun_at: datetime
    found: str
    ended_at: datetime | None = None
    present: str = ""
    present_post: str = ""
    samples: str = ""
    # Why it began before the notice.
    why_early: str = ""


@dataclass(frozen=True)
class MeasureGiven:
    """What the organiser did under its contract with the exhibitor."""

    kind: str
    exhibits: str
    clause: str
    done_at: datetime
    organiser_person: str
    note: str = ""


@dataclass(frozen=True)
class OrderGiven:
    """What the office ordered by law, on which signed paper."""

    kind: str
    exhibits: str
    basis: str
    paper_id: int
    ordered_at: datetime
    done_at: datetime | None = None
    note: str = ""


# Key of the list: is it there, and a note.
Materials = Mapping[str, tuple[bool, str]]
