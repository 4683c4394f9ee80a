"""What the station hands to the actions beside a complaint: a photo, a signature, what a day counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PhotoGiven:
    """A photo as the device says it: its own count, when the shutter went."""

    device: str
    device_serial: int
    taken_at: datetime
    caption: str = ""
    # Of one complaint or one quick look, or of the fair alone.
    complaint_id: int | None = None
    check_id: int | None = None


@dataclass(frozen=True)
class SignatureGiven:
    """Who signed, in which part, and the digest of what was on the screen then."""

    part: str
    name: str
    text_sha256: str
    paper_id: int | None = None
