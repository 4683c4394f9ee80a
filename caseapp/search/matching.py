"""Which documents a question matches: the same rules for the index and for rows not yet in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import NamedTuple, Protocol

from caseapp.search.bits import pack, unpack
from caseapp.search.card import ACL, NAME, NUMBER
from caseapp.search.language import Either, Every, Node, Query, Without, Word
from caseapp.search.text import Piece

# How well an object matches: how its name sounds counts less than what is written.
EXACT_NUMBER, IN_NAME, IN_TEXT, BY_SOUND = 3, 2, 1, 0
Phrase = tuple[str, tuple[Piece, ...]]


class Postings(Protocol):
    """A part of an index: documents 0 to size-1 and the tokens that stand in them."""

    size: int
    live: int
    kinds: Mapping[str, int]
    phrases: dict[Phrase, int]

    @property
    def ids(self) -> Sequence[int]:
        """Return the id of the object of each document."""
        ...

    @property
    def days(self) -> Sequence[int]:
        """Return the day of each document, 0 for none."""
        ...

    @property
    def facets(self) -> Mapping[str, int]:
        """Return the documents in which each value of a facet stands."""
        ...

    def count(self, field: str, token: str) -> int:
        """Return in how many documents a token stands, deleted ones included."""
        ...

    def bits(self, field: str, token: str) -> int:
        """Return the documents in which a token stands."""
        ...

    def starting(self, field: str, beginning: str) -> Sequence[str]:
        """Return the tokens of a field that begin so."""
        ...

    def places(
        self, field: str, token: str, documents: Sequence[int]
    ) -> Mapping[int, Sequence[int]]:
        """Return where a token stands in each of these documents."""
        ...


@dataclass(frozen=True, order=True)
class Match:
    """One object that matches; a greater one stands higher on the page."""

    tier: int
    day: int
    object_id: int
    kind: str


@dataclass(frozen=True)
class Matched:
    """The matches of a part: all; those as written, not by sound; by name; by number."""

    found: int
    written: int
    named: int
    exact: int

    def tier(self, document: int) -> int:
        """Say how well a document matches: by its number, its name, its text, or its sound."""
        if self.exact >> document & 1:
            return EXACT_NUMBER
        if not self.written >> document & 1:
            return BY_SOUND
        return IN_NAME if self.named >> document & 1 else IN_TEXT

    def tiers(self, within: int) -> tuple[int, ...]:
        """Return some of the matches by tier, the best first."""
        rest = within & ~self.exact
        written = rest & self.written
        named = written & self.named
        return within & self.exact, named, written & ~named, rest & ~written


class _Where(NamedTuple):
    """Where a question holds, and of those: as it is written, by a name, by a number."""

    found: int
    written: int
    named: int
    exact: int


def match(query: Query, part: Postings) -> Matched:
    """Return the documents for which the question holds."""
    where = _holds(query.tree, part, part.live)
    return Matched(*(documents & where.found for documents in where))


def _holds(node: Node, part: Postings, within: int) -> _Where:
    """Return where it holds within some documents."""
    if isinstance(node, Word):
        by_number = _any(part.bits(NUMBER, form) for form in node.forms)
        by_name = _phrase(part, NAME, node.pieces) if node.pieces else within
        written = by_number | _as_written(node, part)
        found = written | _any(_phrase(part, field, way) for field, way in node.others)
        return _Where(found & within, written & within, by_name & within, by_number & within)
    if isinstance(node, Without):
        return _Where(within & ~_holds(node.part, part, within).found, within, within, 0)
    if isinstance(node, Either):
        each = [_holds(one, part, within) for one in node.parts]
        # Of no parts at all none holds anywhere.
        return _Where(*map(_any, zip(*each, strict=True))) if each else _Where(0, 0, 0, 0)
    return _every(node, part, within)


def _every(node: Every, part: Postings, within: int) -> _Where:
    written, named, exact = within, within, 0
    # What is excluded comes last: fewer documents are left to be looked at.
    for one in sorted(node.parts, key=lambda one: isinstance(one, Without)):
        here = _holds(one, part, within)
        within = here.found
        written, named, exact = written & here.written, named & here.named, exact | here.exact
        if not within:
            break
    # Only where all parts hold: beside another way to match, the rest would lend its rank to it.
    return _Where(within, written & within, named & within, exact & within)


def permitted(part: Postings, tokens: frozenset[str] | None) -> int:
    """Return the documents that carry one of a person's tokens; None stands for all."""
    return part.live if tokens is None else _any(part.bits(ACL, token) for token in tokens)


def _any(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def _as_written(word: Word, part: Postings) -> int:
    found = _phrase(part, word.field, word.pieces) if word.field and word.pieces else 0
    if word.beginning:
        for token in part.starting(NUMBER, word.beginning):
            found |= part.bits(NUMBER, token)
    return found


def _phrase(part: Postings, field: str, pieces: tuple[Piece, ...]) -> int:
    if len(pieces) == 1 and not pieces[0].is_open:
        return part.bits(field, pieces[0].token)
    known = part.phrases.get((field, pieces))
    if known is None:
        known = part.phrases[field, pieces] = _find_phrase(part, field, pieces)
    return known


def _find_phrase(part: Postings, field: str, pieces: tuple[Piece, ...]) -> int:
    ways = [(piece.offset, _spellings(part, field, piece)) for piece in pieces]
    counts = [sum(part.count(field, token) for token in tokens) for _, tokens in ways]
    if not all(counts):
        return 0
    ordered = [way for _, way in sorted(zip(counts, ways, strict=True), key=lambda one: one[0])]
    found = -1
    for _, tokens in ordered:
        found &= _any(part.bits(field, token) for token in tokens)
        if not found:
            break
    if len(ordered) == 1 or not found:
        return found
    return pack(_in_order(part, field, ways=ordered, documents=unpack(found)), part.size)


def _spellings(part: Postings, field: str, piece: Piece) -> Sequence[str]:
    """A lone last character may begin a pair in the text."""
    return part.starting(field, piece.token) if piece.is_open else (piece.token,)


def _in_order(
    part: Postings,
    field: str,
    *,
    ways: Sequence[tuple[int, Sequence[str]]],
    documents: Sequence[int],
) -> list[int]:
    """Keep the documents in which the tokens stand at their distances."""
    starts: dict[int, set[int]] = {}
    for number, (offset, tokens) in enumerate(ways):
        here: dict[int, set[int]] = {}
        candidates = pack(documents, part.size)
        for token in (token for token in tokens if part.bits(field, token) & candidates):
            for document, places in part.places(field, token, documents).items():
                here.setdefault(document, set()).update([place - offset for place in places])
        if number:
            here = {
                one: both for one, had in starts.items() if (both := had & here.get(one, set()))
            }
        starts = here
        documents = sorted(starts)
        if not documents:
            break
    return list(documents)
