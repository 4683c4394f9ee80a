"""What a changed table would answer otherwise: which questions, from which day, by which rules."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from caseapp.hotline.routing.table import (
    AREAS,
    ORDINARY,
    SPECIALS,
    Asked,
    Rule,
    Table,
    answers,
    faults,
    target_of,
)
from caseapp.hotline.words import MATTERS, RIGHT_KINDS

CANDIDATE = "新规则"


@dataclass
class Change:
    """Questions that one rule answered and another one will, from the same day on."""

    since: date
    was: Rule | None
    will: Rule | None
    asked: list[Asked] = field(default_factory=list)

    @property
    def is_elsewhere(self) -> bool:
        """Ask whether the matter goes to somebody else, not only by another rule."""
        return target_of(self.was) != target_of(self.will)

    def words(self) -> list[str]:
        """Say of what, column by column; all of a column is not listed."""
        columns = (
            (RIGHT_KINDS, {one.right_kind for one in self.asked}),
            (MATTERS, {one.matter for one in self.asked}),
            (AREAS, {one.area for one in self.asked}),
            ({ORDINARY: "", **SPECIALS}, {one.special for one in self.asked}),
        )
        return [_listed(known, found) for known, found in columns if len(found) < len(known)]


@dataclass(frozen=True)
class Preview:
    """What adding or ending a row comes to."""

    changes: tuple[Change, ...]
    faults: tuple[str, ...]

    @property
    def count(self) -> int:
        """Count the questions that go to somebody else."""
        return sum(len(one.asked) for one in self.changes if one.is_elsewhere)

    @property
    def mark(self) -> str:
        """Return what the confirming page was drawn from; another table has another mark."""
        told = [
            f"{one.since} {target_of(one.was)} {target_of(one.will)} {one.asked}"
            for one in self.changes
        ]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def with_row(table: Table, row: Rule) -> Table:
    """Return the table with a row that is not saved yet."""
    return Table((*table.rules, replace(row, id=CANDIDATE)))


def ending(table: Table, key: str, last: date) -> Table:
    """Return the table with the last day of a row set."""
    return Table(
        tuple(replace(one, valid_to=last) if one.id == key else one for one in table.rules)
    )


def preview(before: Table, after: Table, since: date) -> Preview:
    """Compare two tables on every day from one on at which an answer can change."""
    days = sorted({day for one in (before, after) for day in one.days(since) if day >= since})
    return Preview(tuple(_changes(before, after, days)), tuple(faults(after, days)))


def _changes(before: Table, after: Table, days: Iterable[date]) -> Iterator[Change]:
    found: dict[tuple[date, str, str], Change] = {}
    last: dict[Asked, tuple[str, str]] = {}
    for day in days:
        were, will = answers(before, day), answers(after, day)
        for asked, was in were.items():
            now = will[asked]
            pair = (was.id if was else "", now.id if now else "")
            if pair[0] != pair[1] and last.get(asked) != pair:
                change = found.setdefault((day, *pair), Change(day, was, now))
                change.asked.append(asked)
            last[asked] = pair
    yield from found.values()


def _listed(known: dict[str, str], found: set[str]) -> str:
    if found == {ORDINARY}:
        return "一般情形"
    return "、".join(name for key, name in known.items() if key in found and name)
