"""The versions of a draft: who saved each, what it changed, and two of them side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from caseapp.cases.paper_words import written_word
from caseapp.documents.catalogue import kind_of
from caseapp.revisions.differences import Piece, differences
from caseapp.revisions.queries import revisions


@dataclass(frozen=True)
class Version:
    """A draft as it was saved once."""

    number: int
    saved_at: datetime
    saved_by: str
    changed: tuple[str, ...]  # words that differ from the version before


@dataclass(frozen=True)
class WordChanged:
    """One word that differs between two versions."""

    word: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class History:
    """All versions, latest first, and the differences between two of them."""

    versions: Sequence[Version]
    first: int
    last: int
    changes: Sequence[WordChanged]


def history(record: Any, *, first: int = 0, last: int = 0) -> History:
    """Return the versions of a paper and what became of its words from one to the other."""
    kept = {row.version: row for row in revisions("paper", record.id)}
    numbers = sorted(kept)
    if not numbers:
        return History((), 0, 0, ())
    order = [one.key for one in kind_of(record.kind).fields]
    last = last if last in kept else numbers[-1]
    first = first if first in kept else _before(numbers, last)
    return History(
        tuple(_version(kept, number, order) for number in reversed(numbers)),
        first,
        last,
        _changes(kept[first].data, kept[last].data, order),
    )


def _before(numbers: Sequence[int], last: int) -> int:
    return numbers[max(numbers.index(last) - 1, 0)]


def _version(kept: Mapping[int, Any], number: int, order: Sequence[str]) -> Version:
    row = kept[number]
    before = max((one for one in kept if one < number), default=number)
    changed = _differing(kept[before].data, row.data, order)
    return Version(number, row.saved_at, row.saved_by_name, tuple(changed))


def _differing(
    before: Mapping[str, Any], after: Mapping[str, Any], order: Sequence[str]
) -> list[str]:
    words = dict.fromkeys((*order, *before, *after))
    return [
        one
        for one in words
        if written_word(before.get(one, "")) != written_word(after.get(one, ""))
    ]


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], order: Sequence[str]
) -> tuple[WordChanged, ...]:
    return tuple(
        WordChanged(
            one, differences(written_word(before.get(one, "")), written_word(after.get(one, "")))
        )
        for one in _differing(before, after, order)
    )
