"""Addresses inside this office: the only places a sign-in sends anybody on to."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

LONGEST = 500
# Figures, letters and signs that stand in an address as they are; everything else is escaped.
_PLAIN = re.compile(r"/[A-Za-z0-9_.~!$&'()*+,;=:@%/?-]*", re.ASCII)
ELSEWHERE = ("//", "/\\", "\\")


def own_path(wanted: str, *, otherwise: str = "/") -> str:
    """Return a path of this office as it was asked for, or the first page for anything else."""
    return wanted if _is_own(wanted) else otherwise


def _is_own(wanted: str) -> bool:
    if len(wanted) > LONGEST or _PLAIN.fullmatch(wanted) is None:
        return False
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc:
        return False
    # Browsers and servers undo escapes once or twice; what comes out must not lead away either.
    for text in (wanted, unquote(wanted), unquote(unquote(wanted))):
        path = text.partition("?")[0]
        if path.startswith(ELSEWHERE) or "\\" in path or "//" in path:
            return False
        if any(ord(letter) < 32 or ord(letter) == 127 for letter in text):
            return False
    return True
