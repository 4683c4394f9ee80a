"""Places of a case the catalogue takes words from: a field of a step, an earlier paper, a limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from caseapp.cases.open_file import OpenFile

PAPER, LIMIT = "paper:", "limit:"
# What may be asked of an earlier paper that stands, and of a limit of the case.
OF_PAPER: Mapping[str, Callable[[Any], str]] = {
    "number": lambda row: row.number or "",
    "title": lambda row: row.title,
    "signed_on": lambda row: row.signed_on.isoformat(),
}
OF_LIMIT: Mapping[str, Callable[[Any], str]] = {
    "due_on": lambda row: row.due_on.isoformat() if row.due_on else "",
    "start_on": lambda row: row.start_on.isoformat() if row.start_on else "",
}


def beside_steps(file: OpenFile, place: str) -> str:
    """Return what an earlier paper or a limit says; a place in a step is none of these."""
    key, _, asked = place.partition(".")
    if key.startswith(PAPER):
        row = latest_signed(file, key.removeprefix(PAPER))
        return OF_PAPER[asked](row) if row is not None else ""
    if key.startswith(LIMIT):
        limit = file.limit(key.removeprefix(LIMIT))
        return OF_LIMIT[asked](limit) if limit is not None else ""
    return ""


def said_of_place(file: OpenFile, place: str) -> str:
    """Say where such a place is, as the form explains a word."""
    key, _, _ = place.partition(".")
    if not beside_steps(file, place):
        return ""
    if key.startswith(PAPER):
        row = latest_signed(file, key.removeprefix(PAPER))
        return f"取自本案《{row.title}》" if row is not None else ""
    limit = file.limit(key.removeprefix(LIMIT))
    return f"取自本案的期限 {limit.rule_id}" if limit is not None else ""


def latest_signed(file: OpenFile, *kinds: str) -> Any | None:
    """Return the latest signed paper of these kinds that stands."""
    stand = (one for one in reversed(file.papers) if one.kind in kinds and one.signed_on)
    return next((one for one in stand if one.state != "void"), None)
