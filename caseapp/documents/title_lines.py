"""Breaks a long title where its sense does, into lines of about the same length (GB/T 9704)."""

from __future__ import annotations

import re
from math import ceil

MOST, MOST_LYING = 20, 28  # characters of 22 pt on a line of 156 mm, of 225 mm
# A line may well end with these, and may well begin with those; the others hold words together.
ENDS = re.compile(
    r".*(?:关于|会|局|院|部|省|市|县|区|公司|机关|单位|年度|案件?|纠纷|和|与|及|、|》|）|”)$"
)
BEGINS = re.compile(
    r"(?:知识产权|专利|行政|执法|工作|情况|进驻|实施|联合|会议|案件|纠纷|处理|侵权|维权|通知|报告|请示|方案|总结|纪要|决定)"
)
NEVER_FIRST = tuple("的之了、，。；：）》〉”’】〕")
NEVER_LAST = tuple("（《〈“‘【〔的第")
APART = 3.0  # what a break without sense costs, in characters of difference


def broken(title: str, most: int = MOST) -> str:
    """Give the title with its line breaks."""
    lines = [part for told in title.split("\n") for part in _lines(told, most)]
    return "\n".join(lines)


def _lines(title: str, most: int) -> list[str]:
    count = ceil(_length(title) / most)
    if count <= 1:
        return [title]
    first = _cut(title, most, count)
    return [title[:first], *_lines(title[first:], most)]


def _cut(title: str, most: int, count: int) -> int:
    """Find where the first of so many lines ends."""
    even = _length(title) / count
    places = [
        place
        for place in range(1, len(title))
        if _length(title[:place]) <= most and _may_break(title, place)
    ]
    if not places:
        return most

    def cost(place: int) -> float:
        sensible = bool(ENDS.match(title[:place])) + bool(BEGINS.match(title[place:]))
        too_long = max(_length(title[place:]) - most * (count - 1), 0) * 100
        return abs(_length(title[:place]) - even) - APART * sensible + too_long

    return min(places, key=cost)


def _may_break(title: str, place: int) -> bool:
    before, after = title[place - 1], title[place]
    inside_word = before.isascii() and after.isascii() and not (before + after).isspace()
    return not (inside_word or after in NEVER_FIRST or before in NEVER_LAST)


def _length(text: str) -> float:
    return sum(0.5 if char.isascii() else 1 for char in text)
