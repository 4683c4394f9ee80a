"""What a corrected date does to the limits that hang on it; nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from caseapp.base.clock import local
from caseapp.law import time_limits
from caseapp.law.rows import valid_on

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Followed:
    """A limit that followed a corrected date: its end and state before and after."""

    id: int
    family: str
    what: str
    before: str
    after: str
    state_before: str
    state_after: str
    rule_before: str
    rule_after: str


@dataclass(frozen=True)
class Shift:
    """An act that lies on another day than was keyed, and which limits its row of the table names."""

    why: str
    old: date
    new: date
    starts: Collection[str] = ()
    stops: Collection[str] = ()
    resumes: Collection[str] = ()
    # Days and instants given with the act: what was keyed, and what it should have been.
    days: Mapping[date, date] = field(default_factory=dict)
    instants: Mapping[datetime, datetime] = field(default_factory=dict)
    # The last day an extension or the office itself named, in days later than was keyed.
    longer: int = 0
    # How long the decision itself said the limit is prolonged, in the unit of the form.
    lengths: Mapping[int, int] = field(default_factory=dict)

    def names(self, limit: Any, families: Collection[str]) -> bool:
        """Say whether the row of the table names this limit."""
        return limit.family in families or limit.rule_id in families

    def began(self, limit: Any) -> bool:
        """Say whether this act started the limit on the day that was keyed."""
        at_start = limit.start_on == self.old and limit.start_why == self.why[:200]
        return at_start and self.names(limit, self.starts)


def shifted(limit: Any, shift: Shift) -> dict[str, Any]:
    """Return the columns of a limit that a shift changes, with their new values."""
    found: dict[str, Any] = {}
    if shift.began(limit):
        found |= _start(limit, shift)
    pauses = [_pause(one, limit, shift) for one in limit.pauses]
    if pauses != list(limit.pauses):
        found["pauses"] = [
            one for one in pauses if one["last"] is None or one["first"] <= one["last"]
        ]
    extensions = _extensions(limit, shift)
    if extensions != list(limit.extensions):
        found["extensions"] = extensions
    ended = limit.stopped_on == shift.old and limit.stopped_why == shift.why[:200]
    if ended and shift.names(limit, shift.stops) and shift.new != shift.old:
        found["stopped_on"] = shift.new
    return found


def _start(limit: Any, shift: Shift) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if shift.new != shift.old:
        found["start_on"] = shift.new
    moved = shift.instants.get(limit.start_at) if limit.start_at is not None else None
    if moved is not None:
        found |= {"start_at": moved, "start_on": local(moved).date()}
    if limit.unit == "open" and limit.due_on is not None and shift.longer:
        found["due_on"] = limit.due_on + timedelta(days=shift.longer)
    return found


def _pause(span: Mapping[str, Any], limit: Any, shift: Shift) -> dict[str, Any]:
    first, last = _day(span["first"]), _day(span["last"])
    if span["why"] == shift.why[:200]:
        first = shift.days.get(first, shift.new if first == shift.old else first)
        last = shift.days.get(last, last) if last is not None else None
    ends = shift.names(limit, (*shift.resumes, *shift.stops))
    if last is not None and last == shift.old - ONE_DAY and ends:
        last = shift.new - ONE_DAY
    return {**span, "first": first.isoformat(), "last": last.isoformat() if last else None}


def _extensions(limit: Any, shift: Shift) -> list[dict[str, Any]]:
    rules = time_limits.load().row(limit.rule_id).extensions
    found = []
    for turn, one in enumerate(limit.extensions):
        mine = one["on"] == shift.old.isoformat()
        moved = {**one, "on": shift.new.isoformat()} if mine else dict(one)
        # What the article fixes stays; only a length the office itself named follows the day.
        named = turn >= len(rules) or rules[turn].length is None
        if mine and named and shift.longer:
            moved["length"] = one["length"] + shift.longer
        elif mine:
            moved["length"] = shift.lengths.get(one["length"], one["length"])
        found.append(moved)
    return found


def still_in_force(limit: Any, on: date) -> bool:
    """Say whether the rule a limit was counted by is in force on its new first day."""
    return valid_on(time_limits.load().row(limit.rule_id), on)


def following(limits: Sequence[Any], shift: Shift) -> list[tuple[Any, dict[str, Any]]]:
    """Pair every limit that a shift touches with what changes about it."""
    return [(one, found) for one in limits if (found := shifted(one, shift))]


def _day(text: str | None) -> Any:
    return None if text is None else date.fromisoformat(text)
