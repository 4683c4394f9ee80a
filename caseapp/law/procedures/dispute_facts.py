"""What a gate of an infringement dispute may look at, beside what every track has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFacts:
    """The request, the panel, the answer, the oral hearing and what came of the patent."""

    answer_ends_on: date | None = None
