"""Numbers and instants as a form or a device sends them: read where the office can keep them, else none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from caseapp.base.clock import SHANGHAI
from caseapp.base.forms import FIRST_DAY, LAST_DAY

# What a column of whole numbers holds, with room for the photos a device counts on from its serial.
LARGEST = 2**31 - 10_000
_LONGEST_NUMBER, _LONGEST_INSTANT = 10, 40


def number(text: Any) -> int | None:
    """Read an id or a serial; anything else, and what no column holds, is none."""
    told = str(text or "")
    if not told.isdecimal() or len(told) > _LONGEST_NUMBER:
        return None
    return int(told) if 0 < int(told) <= LARGEST else None


def instant(text: Any) -> datetime | None:
    """Read when something happened; one that is no instant, or of no day the office reckons with, is none."""
    try:
        said = datetime.fromisoformat(str(text or "")[:_LONGEST_INSTANT])
        told = said if said.tzinfo is not None else said.replace(tzinfo=SHANGHAI)
        day = told.astimezone(UTC).date()
    except (ValueError, OverflowError):
        return None
    return told if FIRST_DAY <= day <= LAST_DAY else None
