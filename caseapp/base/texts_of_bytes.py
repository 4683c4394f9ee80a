"""Bytes of a text file read in the coding they are in."""

from __future__ import annotations

import codecs

# UTF-16 is what spreadsheets and editors of Windows call Unicode text.
_CODINGS = (
    ("utf-8-sig", codecs.BOM_UTF8),
    ("utf-16", codecs.BOM_UTF16_LE),
    ("utf-16", codecs.BOM_UTF16_BE),
)
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(data: bytes) -> str | None:
    """Read bytes as the coding they are in; UTF-8 hardly ever fits by chance, GB18030 often does."""
    marked = next((coding for coding, mark in _CODINGS if data.startswith(mark)), "")
    for coding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    return None
