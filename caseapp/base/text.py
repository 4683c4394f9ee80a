"""What of a typed text can be kept and shown: everything but characters no page may carry."""

from __future__ import annotations

import re

# Control characters and code points that HTML, XML and PostgreSQL refuse; tab and line ends stay.
_UNKEEPABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    + "|["
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "]"
)


def keepable(text: str) -> str:
    """Drop what no database keeps and no page shows; all else stays as typed."""
    return _UNKEEPABLE.sub("", text)
