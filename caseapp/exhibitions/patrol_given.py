"""What is handed to the acts of the patrol: frozen, typed, already read from a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class PatrolGiven:
    """One look, or a page of marks: the device counts its own records."""

    text: str
    device: str
    device_serial: int
    team: str
    exhibitor_id: int | None = None
    booth: str = ""
    product: str = ""
    happened_at: datetime | None = None


@dataclass(frozen=True)
class LookUpGiven:
    """What the register said of a number, to whom, where and when."""

    finding: str
    on: date
    source: str
    words: str = ""
