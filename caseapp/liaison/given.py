"""What is given with a meeting, what it agrees on, and a notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class MeetingGiven:
    """A meeting as it is called."""

    title: str
    unit_id: int
    at: datetime
    place: str
    chair: str
    reply_by: date
    asks: str = ""


@dataclass(frozen=True)
class OwnerGiven:
    """Who does what was agreed: another body, or one of our units, with the one of it who does it."""

    body_id: int | None = None
    unit_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class MoveGiven:
    """What is given with an act of the tables."""

    on: date | None = None
    reason: str = ""
    due_on: date | None = None
    owner: OwnerGiven | None = None


@dataclass(frozen=True)
class NoticeGiven:
    """A notice of ours: its period, to whom, and what is said beside the counts."""

    title: str
    unit_id: int
    first_on: date
    last_on: date
    bodies: tuple[int, ...]
    trends: str = ""
    attention: str = ""


@dataclass(frozen=True)
class ReceivedGiven:
    """A notice of another body as it is taken down."""

    title: str
    unit_id: int
    body_id: int
    their_number: str
    received_on: date
    first_on: date
    last_on: date
    content: str
