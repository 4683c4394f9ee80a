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
# So many letters, and so many digits, are looked for as the beginning of a word too.
SHORTEST_LETTERS, SHORTEST_DIGITS = 2, 4
# Parts of a card stand so far apart that no phrase reaches from one into the next.
GAP = 16

# 二○一五, 二〇一五 and 二零一五 are one year; 鍾 is written both ways in names.
_WRITTEN_ALIKE = dict.fromkeys(map(ord, "零○◯"), "\u3007") | {ord("锺"): "钟", ord("鍾"): "钟"}

Places = MutableMapping[str, list[int]]


@dataclass(frozen=True)
class Piece:
    """One token of a word, its place in the word, and whether more may follow it."""

    token: str
    offset: int
    is_open: bool = False


@dataclass(frozen=True)
class Run:
    """A stretch of Chinese or one word of other letters: its text, its place among tokens, its start."""

    text: str
    at: int
    is_chinese: bool
    start: int


@cache
def _simplified() -> dict[int, str]:
    # Loaded at the first use: commands that do not search start without it.
    from opencc import OpenCC

    characters = [chr(code) for first, end in _BLOCKS for code in range(first, end)]
    simple = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    one_way = {
        ord(old): new
        for old, new in zip(characters, simple, strict=True)
        if old != new and len(new) == 1
    }
    return one_way | _WRITTEN_ALIKE


def normal(text: str) -> str:
    """Return the normal form: one width, lower case, simplified characters."""
    return unicodedata.normalize("NFKC", text).lower().translate(_simplified())


def bare(text: str) -> str:
    """Return the normal form without blanks, brackets and marks: how numbers are compared."""
    return _NOT_TEXT.sub("", normal(text))


def is_chinese(token: str) -> bool:
    """Say whether a token is of Chinese characters, which are cut, or a whole word."""
    run = _RUN.match(token)
    return run is not None and run.lastindex is not None


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
    for run in runs(text, start):
        at = run.at
        if not run.is_chinese:
            into.setdefault(run.text[:LONGEST_TOKEN], []).append(at)
            continue
        for first, second in pairwise(run.text):
            into.setdefault(first + second, []).append(at)
            at += 1
        # The last character stands alone too, so that a single one is found at any place.
        into.setdefault(run.text[-1], []).append(at)
    return at + GAP


def runs(text: str, start: int = 0) -> Iterator[Run]:
    """Yield the runs of a normal text; places are counted from `start`."""
    at, was_chinese = start, False
    for found in _RUN.finditer(text):
        word, is_chinese = found.group(), found.lastindex is not None
        # 机构，依照 is not 机构依照; but LED 台灯 and LED台灯 are one.
        at += was_chinese and is_chinese
        yield Run(word, at, is_chinese, found.start())
        # A word takes two places: no number of words is then as wide as one mark.
        at += len(word) if is_chinese else 2
        was_chinese = is_chinese


def pieces(word: str, *, may_go_on: bool = False) -> tuple[Piece, ...]:
    """Return the tokens that must stand in a text, at their distances, for the word to be there.

    A word that may go on is found where its last letters or digits begin a longer word.
    """
    found: list[Piece] = []
    cut = list(runs(word))
    for run in cut:
        is_last = run is cut[-1]
        if run.is_chinese:
            found += _cover(run.text, run.at, is_last=is_last)
            if not is_last and len(run.text) > 1:
                # Alone it stands only where the run ends: 案件、线索 is not 案件和线索.
                found.append(Piece(run.text[-1], run.at + len(run.text) - 1))
        else:
            is_open = may_go_on and is_last and _is_beginning(run.text)
            found.append(Piece(run.text[:LONGEST_TOKEN], run.at, is_open=is_open))
    return tuple(found)


def _is_beginning(text: str) -> bool:
    """Say whether letters or digits are enough to stand for all words that begin with them."""
    return len(text) >= (SHORTEST_DIGITS if text.isdigit() else SHORTEST_LETTERS)


def _cover(run: str, start: int, *, is_last: bool) -> Iterator[Piece]:
    """Take every second pair and the last one: together they fix every character."""
    if len(run) == 1:
        yield Piece(run, start, is_open=is_last)
        return
    last = len(run) - 2
    for offset in (*range(0, last, 2), last):
        yield Piece(run[offset : offset + 2], start + offset)
