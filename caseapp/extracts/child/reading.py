"""Reads one file from the input of this process and writes its text: limits in, JSON out."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from caseapp.base.file_kinds import CUT, HTML, OFFICE, PDF, TEXT, ZIP, FileKind, kind_of
from caseapp.base.texts_of_bytes import WIDE_MARKS
from caseapp.extracts.child import confine
from caseapp.extracts.child.told import Enough, Told, Unreadable

_MEBIBYTE = 1024 * 1024
_PICTURES = ("image/png", "image/jpeg", "image/bmp", "image/tiff")


def main() -> None:
    """Read what the input holds and write it out; the limits stand before the first byte is seen."""
    limits: dict[str, int] = json.loads(sys.argv[1])
    confine.limit(limits)
    confine.confine()
    try:
        answer = answer_to(sys.stdin.buffer.read(limits["file_mebibytes"] * _MEBIBYTE + 1), limits)
    except (MemoryError, RecursionError):
        answer = {"no": "memory"}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))


def answer_to(data: bytes, limits: Mapping[str, int]) -> dict[str, Any]:
    """Return the parts of a file, or the word for why there are none."""
    told = Told(limits)
    try:
        picture = _read(data, told, limits)
    except Enough:
        picture = None
    except Unreadable as no:
        return {"no": no.why, "found": no.found}
    if picture is not None:
        return {"picture": picture}
    return {"parts": told.parts, "cut": told.cut, "tool": "、".join(told.tools)}


def _read(data: bytes, told: Told, limits: Mapping[str, int]) -> tuple[int, int] | None:
    if len(data) > limits["file_mebibytes"] * _MEBIBYTE:
        raise Unreadable("file", len(data) // _MEBIBYTE)
    kind = _kind(data)
    if kind.media_type in _PICTURES:
        return _picture(data, kind, limits)
    _read_into(data, told, limits)
    return None


def _kind(data: bytes) -> FileKind:
    if not data:
        raise Unreadable("empty")
    return TEXT if data.startswith(WIDE_MARKS) else kind_of(data[:CUT])


def _picture(data: bytes, kind: FileKind, limits: Mapping[str, int]) -> tuple[int, int]:
    from caseapp.extracts.child import pictures  # only what a file needs is loaded

    size = pictures.size_of(kind.media_type, data)
    if size is None or min(size) < 1:
        raise Unreadable("broken")
    if size[0] * size[1] > limits["megapixels"] * 1_000_000:
        raise Unreadable("pixels", size[0] * size[1] // 1_000_000)
    return size


def _read_into(data: bytes, told: Told, limits: Mapping[str, int]) -> None:
    if _kind(data) is TEXT:
        from caseapp.extracts.child import letters  # only what a file needs is loaded

        if letters.is_letter(data):
            letters.read_letter(data, told, lambda inner: _attached(inner, told, limits))
        else:
            letters.read_text(data, told)
    else:
        _read_other(data, told, limits)


def _attached(data: bytes, told: Told, limits: Mapping[str, int]) -> None:
    """Read what is attached to a letter: a letter in it without its own attachments, no picture."""
    kind = _kind(data)
    if kind is TEXT:
        from caseapp.extracts.child import letters  # only what a file needs is loaded

        if letters.is_letter(data):
            letters.read_letter(data, told, None)
        else:
            letters.read_text(data, told)
    elif kind.media_type in _PICTURES:
        raise Unreadable("picture")
    else:
        _read_other(data, told, limits)


def _read_other(data: bytes, told: Told, limits: Mapping[str, int]) -> None:
    kind = _kind(data)
    if kind is ZIP:
        from caseapp.extracts.child import office  # only what a file needs is loaded

        office.read(data, told, limits)
    elif kind is OFFICE:
        from caseapp.extracts.child import sheets  # only what a file needs is loaded

        sheets.read_old(data, told)
    elif kind is PDF:
        from caseapp.extracts.child import pages  # only what a file needs is loaded

        pages.read(data, told, limits)
    elif kind is HTML:
        from caseapp.extracts.child import letters  # only what a file needs is loaded

        letters.read_page(data, told)
    else:
        raise Unreadable("kind")
