"""What a call says of its right where nobody asked: a patent number is an answer."""

from __future__ import annotations

from datetime import date

from caseapp.base.identifiers import recognise

PATENT_NUMBERS = ("patent", "application")


def right_told(*texts: str, on: date) -> str:
    """Return the kind of right that stands in the words as a number, else nothing."""
    found = recognise(" ".join(texts), today=on)
    return "patent" if any(one.kind in PATENT_NUMBERS for one in found) else ""
