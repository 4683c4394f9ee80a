"""What a reading process has found so far: parts with their places, within the limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_PLACE = 200


class Unreadable(Exception):
    """Why a file is not read: a word the caller has a sentence for."""

    def __init__(self, why: str, found: int = 0) -> None:
        super().__init__(why, found)
        self.why, self.found = why, found


class Enough(Exception):
    """So much text was found as is kept of one file."""


class Told:
    """The parts of one file in their order; the rest is left out, and it is said that there is more."""

    def __init__(self, limits: Mapping[str, int]) -> None:
        self._longest, self._left = limits["part_characters"], limits["characters"]
        self.parts: list[tuple[str, str]] = []
        # What was left out: a word and how much was read.
        self.cut: tuple[str, int] | None = None
        self.tools: dict[str, None] = {}
        self._before = ""

    def tool(self, name: str) -> None:
        """Note by which program the text was read."""
        self.tools[name] = None

    def within(self, place: str) -> None:
        """Name what the following places lie in: an attachment of a letter."""
        self._before = place

    def add(self, place: str, text: str) -> None:
        """Keep a piece of text; one longer than a part becomes several of the same place."""
        text = _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()
        if len(text) > self._left:
            text, is_last = text[: self._left], True
        else:
            is_last = False
        self._left -= len(text)
        called = f"{self._before}{place}"[:_PLACE]
        self.parts += [
            (called, text[at : at + self._longest]) for at in range(0, len(text), self._longest)
        ]
        if is_last:
            self.cut = ("characters", sum(len(one) for _, one in self.parts))
            raise Enough

    def add_lines(self, place: str, lines: Iterable[str]) -> None:
        """Keep many short lines; no more of them are asked for than find room."""
        held: list[str] = []
        size = 0
        for line in lines:
            if held and size + len(line) > self._longest:
                self.add(place, "\n".join(held))
                held, size = [], 0
            held.append(line)
            size += len(line) + 1
        self.add(place, "\n".join(held))
