"""The one normal form of text, and how it is cut: Chinese into pairs, the rest into whole words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

_CHINESE = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{_CHINESE}]+)|[^\W_{_CHINESE}]+")
_NOT_TEXT = re.compile(r"[\W_]+")
_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
# A word nobody types whole; both sides cut it alike.
LONGEST_TOKEN = 64
# Parts of a card stand so far apart that no phrase reaches from one into the next.
GAP = 16

Places = MutableMapping[str, list[int]]


@dataclass(frozen=True)
class Piece:
    """One token of a word, its place in the word, and whether more may follow it."""

    token: str
    offset: int
    is_open: bool = False


@cache
def _simplified() -> dict[int, str]:
    # Loaded at the first use: commands that do not search start without it.
    from opencc import OpenCC

    characters = [chr(code) for first, end in _BLOCKS for code in range(first, end)]
    simple = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {
        ord(old): new
        for old, new in zip(characters, simple, strict=True)
        if old != new and len(new) == 1
    }


def normal(text: str) -> str:
    """Return the normal form: one width, lower case, simplified characters."""
    return unicodedata.normalize("NFKC", text).lower().translate(_simplified())


def bare(text: str) -> str:
    """Return the normal form without blanks, brackets and marks: how numbers are compared."""
    return _NOT_TEXT.sub("", normal(text))


class _Fold(dict[int, str]):
    def __missing__(self, code: int) -> str:
        one = normal(chr(code))
        self[code] = folded = one if len(one) == 1 else chr(code)
        return folded


_FOLD = _Fold()


def fold(text: str) -> str:
    """Return the normal form in which every character keeps its place, to mark what was found."""
    return text.translate(_FOLD)


def place_tokens(text: str, into: Places, start: int = 0) -> int:
    """Note the place of every token of a normal text; return where the next part may begin."""
    at = start
    for at, word, is_chinese in _runs(text, start):
        if not is_chinese:
            into.setdefault(word[:LONGEST_TOKEN], []).append(at)
            continue
        for first, second in pairwise(word):
            into.setdefault(first + second, []).append(at)
            at += 1  # noqa: PLW2901 - the place of the next pair in this run
        # The last character stands alone too, so that a single one is found at any place.
        into.setdefault(word[-1], []).append(at)
    return at + GAP


def _runs(text: str, start: int) -> Iterator[tuple[int, str, bool]]:
    """Yield place, text and kind of each run."""
    at, was_chinese = start, False
    for run in _RUN.finditer(text):
        word, is_chinese = run.group(), run.lastindex is not None
        # 机构，依照 is not 机构依照; but LED 台灯 and LED台灯 are one.
        at += was_chinese and is_chinese
        yield at, word, is_chinese
        at += len(word) if is_chinese else 1
        was_chinese = is_chinese


def pieces(word: str) -> tuple[Piece, ...]:
    """Return the tokens that must stand in a text, at their distances, for the word to be there."""
    found: list[Piece] = []
    runs = list(_runs(word, 0))
    for at, text, is_chinese in runs:
        if is_chinese:
            found += _cover(text, at, is_last=at == runs[-1][0])
        else:
            found.append(Piece(text[:LONGEST_TOKEN], at))
    return tuple(found)


def _cover(run: str, start: int, *, is_last: bool) -> Iterator[Piece]:
    """Take every second pair and the last one: together they fix every character."""
    if len(run) == 1:
        yield Piece(run, start, is_open=is_last)
        return
    last = len(run) - 2
    for offset in (*range(0, last, 2), last):
        yield Piece(run[offset : offset + 2], start + offset)
