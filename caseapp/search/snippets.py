"""Snippets: pieces of a row's own text with what was found marked; never HTML, never index text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from caseapp.search.language import Word
from caseapp.search.pinyin import Way, heard
from caseapp.search.sources import Row
from caseapp.search.text import bare, fold, normal

# Text, and whether it is marked; the template escapes and marks.
Segment = tuple[str, bool]
Place = tuple[int, int]

_MOST_EXCERPTS = 3
_LONGEST = 50_000
# Names are short; what is longer is prose, in which nothing was found by its sound.
_LONGEST_NAMES = 300
_AROUND = 30
_MOST_FRAGMENTS = 3
_BEGINNING = 90
_NOT_TEXT = re.compile(r"[\W_]+")
_BETWEEN = r"[\W_]{0,3}"
_ANY_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Excerpt:
    """A field of a hit and the piece of it in which something was found."""

    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Marker:
    """What is marked: what is written so and, in names, what sounds so."""

    written: re.Pattern[str] | None
    heard: tuple[Way, ...] = ()


def excerpts(row: Row, mark: Marker | None) -> tuple[Excerpt, ...]:
    """Return the fields in which something was found, or the beginning of the first that says anything."""
    plain: list[Excerpt] = []
    found: list[Excerpt] = []
    for label, text in row.labelled:
        one = Excerpt(label, snippet(text, mark))
        if any(is_marked for _, is_marked in one.segments):
            found.append(one)
        elif one.segments:
            plain.append(one)
        if len(found) == _MOST_EXCERPTS:
            break
    return tuple(found or plain[:1])


def marker(words: Iterable[Word], *, by_sound: bool = False) -> Marker | None:
    """Return what to mark in folded texts; None when nothing can be marked."""
    asked = tuple(words)
    ways = {way for word in asked for way in _ways(word)}
    sounding = dict.fromkeys(way for word in asked for _, way in word.others) if by_sound else ()
    if not ways and not sounding:
        return None
    written = re.compile("|".join(sorted(ways, key=len, reverse=True))) if ways else None
    return Marker(written, tuple(sounding))


def marked(text: str, mark: Marker | None) -> tuple[Segment, ...]:
    """Return a whole line with the found places marked."""
    return tuple(_cut(text, (0, len(text)), list(_places(text, mark))))


def snippet(text: str, mark: Marker | None) -> tuple[Segment, ...]:
    """Return the places of a text at which something was found, or its beginning."""
    text = _ANY_BLANKS.sub(" ", text[:_LONGEST]).strip()
    places = list(_places(text, mark))
    if not places:
        more = "…" if len(text) > _BEGINNING else ""
        return ((text[:_BEGINNING] + more, False),) if text else ()
    segments: list[Segment] = []
    for first, end in _windows(places, len(text)):
        if first > 0:
            segments.append(("…", False))
        segments += _cut(text, (first, end), places)
    if segments and _windows(places, len(text))[-1][1] < len(text):
        segments.append(("…", False))
    return tuple(_joined(segments))


def _ways(word: Word) -> Iterator[str]:
    parts = [part for part in _NOT_TEXT.split(normal(word.text)) if part]
    if parts:
        yield _BETWEEN.join(map(re.escape, parts))
    if word.forms:
        # A number stands in a text with other blanks, brackets and marks than it was typed with.
        yield from (
            _BETWEEN.join(form) for form in word.forms | {bare(word.text)} if len(form) < 40
        )


def _places(text: str, mark: Marker | None) -> Iterator[Place]:
    if mark is None:
        return
    folded = fold(text)
    written = mark.written.finditer(folded) if mark.written else ()
    places = [one.span() for one in written if one.end() > one.start()]
    if mark.heard and len(folded) <= _LONGEST_NAMES:
        places += heard(folded, mark.heard)
    at = 0
    for first, end in sorted(places, key=lambda one: (one[0], -one[1])):
        if first >= at:
            yield first, end
            at = end


def _windows(places: list[Place], length: int) -> list[Place]:
    windows: list[Place] = []
    for first, end in places:
        start, stop = max(0, first - _AROUND), min(length, end + _AROUND)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(stop, windows[-1][1]))
        elif len(windows) == _MOST_FRAGMENTS:
            break
        else:
            windows.append((start, stop))
    return [(first, min(end, first + 4 * _BEGINNING)) for first, end in windows]


def _cut(text: str, window: Place, places: list[Place]) -> Iterator[Segment]:
    first, end = window
    at = first
    for start, stop in places:
        if start < at or stop > end:
            continue
        if start > at:
            yield text[at:start], False
        yield text[start:stop], True
        at = stop
    if at < end:
        yield text[at:end], False


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    for is_marked, group in groupby(segments, key=lambda one: one[1]):
        texts = [text for text, _ in group]
        if is_marked:
            yield from ((text, True) for text in texts)
        else:
            yield "".join(texts), False
