"""What became of a text: taken out, put in, kept; cut at words, dates and sums, as a reader sees it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Mark = Literal["kept", "out", "in"]
# A date, a sum or a number changes as a whole; of Chinese each character may, joined again below.
TOKEN = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|\d[\d,.:-]*\d(?:元|日|号|条)?|[A-Za-z0-9_]+|\s+|.", re.DOTALL
)
SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
STOPS = frozenset("，。；：、！？（）《》〔〕“”\n \u3000")
# What two texts cost to compare grows with the product of their lengths: no page waits for it.
MOST_COMPARED = 4_000_000
# One character that stayed between two that changed says less than the changed word as a whole.
SHORTEST_KEPT = 1


@dataclass(frozen=True)
class Piece:
    """A run of a text and what became of it."""

    text: str
    mark: Mark


def differences(before: str, after: str) -> list[Piece]:
    """Tell what was taken out of a text and what was put in, in reading order."""
    if before == after:
        return [Piece(before, "kept")] if before else []
    first, last = _same_ends(before, after)
    tail = after[len(after) - last :] if last else ""
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    pieces = [Piece(after[:first], "kept"), *_middle(old, new), Piece(tail, "kept")]
    return list(_joined(pieces))


def _same_ends(before: str, after: str) -> tuple[int, int]:
    """Count what both begin and end with, never inside a number."""
    shorter = min(len(before), len(after))
    first = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    while first and before[first - 1].isascii() and not before[first - 1].isspace():
        first -= 1
    left = shorter - first
    last = next((n for n in range(left) if before[-1 - n] != after[-1 - n]), left)
    while last and before[-last].isascii() and not before[-last].isspace():
        last -= 1
    return first, last


def _middle(old: str, new: str) -> Iterator[Piece]:
    words = TOKEN.findall(old), TOKEN.findall(new)
    if len(words[0]) * len(words[1]) <= MOST_COMPARED:
        yield from _by_words(*words)
        return
    sentences = SENTENCE.findall(old), SENTENCE.findall(new)
    if len(sentences[0]) * len(sentences[1]) <= MOST_COMPARED:
        yield from _pieces(*sentences)
        return
    yield Piece(old, "out")
    yield Piece(new, "in")


def _by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    out, put = "", ""
    pieces = list(_pieces(old, new))
    for place, one in enumerate(pieces):
        is_inside = 0 < place < len(pieces) - 1 and (out or put)
        if one.mark == "kept" and not (is_inside and _says_little(one.text)):
            yield from (Piece(out, "out"), Piece(put, "in"), one)
            out, put = "", ""
            continue
        out += one.text if one.mark != "in" else ""
        put += one.text if one.mark != "out" else ""
    yield from (Piece(out, "out"), Piece(put, "in"))


def _says_little(text: str) -> bool:
    return len(text) <= SHORTEST_KEPT and not STOPS & set(text)


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("".join(new[c:d]), "kept")
        else:
            yield Piece("".join(old[a:b]), "out")
            yield Piece("".join(new[c:d]), "in")


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Give the runs that hold something, neighbours of one mark as one."""
    held = Piece("", "kept")
    for one in pieces:
        if not one.text:
            continue
        if held.text and held.mark != one.mark:
            yield held
            held = one
        else:
            held = Piece(held.text + one.text, one.mark)
    if held.text:
        yield held
