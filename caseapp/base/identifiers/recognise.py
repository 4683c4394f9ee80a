"""Recognise every number, code, date and sum in a text; what is left over stays text."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date

from caseapp.base.identifiers import (
    old_codes,
    paper_numbers,
    party_codes,
    patent_numbers,
    phones,
    publications,
    sums_and_days,
)
from caseapp.base.identifiers.found import Found, Kind, Reading, fold, plain_text

# Earlier finders win a place two of them claim: the surer sign comes first.
_FINDERS: tuple[Callable[[Reading], Iterator[Found]], ...] = (
    patent_numbers.find_marked,
    paper_numbers.find_tickets,
    publications.find_publications,
    party_codes.find_codes,
    old_codes.find_old_codes,
    sums_and_days.find_days,
    paper_numbers.find_paper_numbers,
    patent_numbers.find_bare,
    phones.find_phones,
    party_codes.find_org_codes,
    sums_and_days.find_sums,
    phones.find_short_lines,
)


def recognise(text: str, *, today: date | None = None) -> list[Found]:
    """Return what stands in a text, in its order; without `today` nothing is called future."""
    reading = Reading(text, fold(text), today)
    placed: list[Found] = []
    starts: list[int] = []
    for find in _FINDERS:
        for found in find(reading):
            _place(found, placed, starts)
    rest = [piece for piece in _left_over(text, placed) if piece.normal]
    if placed:
        rest = [piece for piece in rest if any(map(str.isalnum, piece.normal))]
    return sorted([*placed, *rest], key=lambda found: found.span)


def every_way(text: str, *, today: date | None = None) -> list[Found]:
    """Return what each finder sees in a text, though another finder claims the same place."""
    reading = Reading(text, fold(text), today)
    ways: list[Found] = []
    for find in _FINDERS:
        placed: list[Found] = []
        starts: list[int] = []
        for found in find(reading):
            _place(found, placed, starts)
        ways += placed
    return ways


def single(text: str, kind: Kind, *, today: date | None = None) -> Found | None:
    """Return the one thing of that kind a field holds; None when it holds more or none."""
    found = recognise(text, today=today)
    return found[0] if len(found) == 1 and found[0].kind == kind else None


def _place(found: Found, placed: list[Found], starts: list[int]) -> None:
    at = bisect_left(starts, found.span[0])
    if at < len(placed) and placed[at].span[0] < found.span[1]:
        return
    if at and placed[at - 1].span[1] > found.span[0]:
        return
    placed.insert(at, found)
    starts.insert(at, found.span[0])


def _left_over(text: str, placed: list[Found]) -> Iterator[Found]:
    ends = [0, *(found.span[1] for found in placed)]
    starts = [*(found.span[0] for found in placed), len(text)]
    for start, end in zip(ends, starts, strict=True):
        raw = text[start:end]
        yield Found("text", plain_text(raw), valid=True, why="", raw=raw, span=(start, end))
