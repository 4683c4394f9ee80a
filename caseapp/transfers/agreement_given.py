"""What is given with a regional agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AgreementGiven:
    """What an agreement says: who signed it, for what, from when to when, how fast is answered."""

    title: str
    unit_id: int
    bodies: tuple[int, ...]
    scope: tuple[str, ...]
    signed_on: date
    since: date
    until: date | None = None
    answer_days: int | None = None
    text: str = ""
    version: int | None = None
