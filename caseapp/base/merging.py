"""Three-way merge of one record: what it was, what they made of it, what I typed."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Values = Mapping[str, Any]
# Beyond this the passages are not compared one by one: no page waits for it.
LONGEST_COMPARED = 4_000


@dataclass(frozen=True)
class Change:
    """One field that was changed: as it was, as they saved it, as I typed it."""

    field: str
    base: Any
    theirs: Any
    mine: Any


@dataclass(frozen=True)
class Merge:
    """What two people's texts make together; of an overlap `values` holds mine until I choose."""

    values: Values
    theirs: tuple[Change, ...] = ()
    mine: tuple[Change, ...] = ()
    overlaps: tuple[Change, ...] = ()
    who: str = ""
    when: datetime | None = None

    def signed(self, who: str, when: datetime | None) -> Merge:
        """Say who saved first, and when."""
        return replace(self, who=who, when=when)


@dataclass(frozen=True)
class Passage:
    """A piece of a text, and whether it differs from the other text."""

    text: str
    is_changed: bool


def merge(*, base: Values | None, theirs: Values, mine: Values) -> Merge:
    """Take each field from whoever changed it; without a base every difference is an overlap."""
    values: dict[str, Any] = {}
    found: dict[str, list[Change]] = {"theirs": [], "mine": [], "overlaps": []}
    for field in {**theirs, **mine}:
        was = None if base is None else base.get(field)
        change = Change(field, was, theirs.get(field), mine.get(field))
        whose = _whose(change, has_base=base is not None)
        values[field] = change.theirs if whose in ("theirs", "") else change.mine
        if whose:
            found[whose].append(change)
    theirs_only, mine_only, overlaps = (tuple(many) for many in found.values())
    return Merge(values, theirs_only, mine_only, overlaps)


def _whose(change: Change, *, has_base: bool) -> str:
    was, theirs, mine = plain(change.base), plain(change.theirs), plain(change.mine)
    if theirs == mine:
        return ""
    if has_base and mine == was:
        return "theirs"
    if has_base and theirs == was:
        return "mine"
    return "overlaps"


def plain(value: Any) -> Any:
    """Write a value as it is compared: blanks around it and the way its lines end say nothing."""
    written = kept(value)
    if isinstance(written, str):
        return written.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(written, dict):
        return {key: plain(one) for key, one in written.items()}
    return [plain(one) for one in written]


def kept(value: Any) -> Any:
    """Write a value as it is kept: text, or lists and tables of text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return "y" if value else ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): kept(one) for key, one in value.items()}
    return [kept(one) for one in value] if isinstance(value, Sequence) else str(value)


def kept_values(values: Values) -> dict[str, Any]:
    """Write a whole record as it is kept."""
    return {name: kept(value) for name, value in values.items()}


def passages(text: str, other: str) -> list[Passage]:
    """Cut a text where it differs from another one."""
    if text == other or len(text) + len(other) > LONGEST_COMPARED:
        return [Passage(text, is_changed=text != other)] if text else []
    steps = difflib.SequenceMatcher(None, other, text, autojunk=False).get_opcodes()
    return [
        Passage(text[first:last], is_changed=kind != "equal")
        for kind, _, _, first, last in steps
        if last > first
    ]
