"""What of a typed text can be kept and shown: everything but characters no page may carry."""

from __future__ import annotations

import re
import unicodedata

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


# Letters by their class, blank to the eye: Hangul fillers and the empty Braille cell.
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"


def invisible(text: str) -> int:
    """Return the place of the first character nobody sees, from 1; names that look alike differ in it."""
    for place, one in enumerate(text, start=1):
        if unicodedata.category(one) == "Cf" or one in _BLANK_LETTERS:
            return place
    return 0
