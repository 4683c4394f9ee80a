"""Limits that run beside each other: what ends first ends all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from caseapp.law.due_dates import Due, due, legal_day
from caseapp.law.limit_rows import LimitRow, Pause
from caseapp.law.rows import valid_on
from caseapp.law.wording import long_date, moment
from caseapp.law.working_days import Calendar


class Book(Protocol):
    """Where the rows of the law are looked up."""

    @property
    def rows(self) -> tuple[LimitRow, ...]:
        """Every row."""
        ...

    def row(self, name: str) -> LimitRow:
        """One row by its id."""
        ...


@dataclass(frozen=True)
class Beside:
    """One limit with all that runs beside it, counted from the same event or from its own."""

    book: Book
    row: LimitRow
    start: date | datetime
    calendar: Calendar | None
    pauses: Iterable[Pause]
    others: Mapping[str, date]

    def first_of(self, answer: Due) -> Due:
        """Give the earlier end where the row says so; name the other end where only that one does."""
        bound = [self.book.row(name) for name in self.row.earlier_of]
        ends = [end for end in map(self._end, bound) if end is not None]
        first = min([answer, *ends], key=lambda one: _day(one.due))
        words = [
            *self._compared(answer, ends, first),
            *self._unknown(bound),
            *self._binding(answer),
        ]
        return replace(first, text=first.text + "".join(words)) if words else first

    def _compared(self, answer: Due, ends: list[Due], first: Due) -> Iterator[str]:
        if ends:
            told = "，".join(f"{one.rule}至{_said(one.due)}" for one in (answer, *ends))
            yield f"并行的期限按先届满的办理：{told}，以{first.rule}为准。"

    def _binding(self, answer: Due) -> Iterator[str]:
        """Say when a row that is narrower than this one would end the matter, by its own condition."""
        for one in self.book.rows:
            if self.row.id not in one.earlier_of or one.id in self.row.earlier_of:
                continue
            end = self._end(one)
            if end is not None:
                sooner = "先" if _day(end.due) < _day(answer.due) else "后"
                yield f"{one.what}的，另按{one.id}至{_said(end.due)}届满，{sooner}于本条，以先届满的为准。"

    def _end(self, other: LimitRow) -> Due | None:
        start = self._start(other)
        if start is None or not other.enabled or not valid_on(other, legal_day(start)):
            return None
        return due(other, start, calendar=self.calendar, pauses=self.pauses)

    def _start(self, other: LimitRow) -> date | datetime | None:
        return (
            self.start if other.start_event == self.row.start_event else self.others.get(other.id)
        )

    def _unknown(self, bound: Iterable[LimitRow]) -> Iterator[str]:
        for one in bound:
            if self._start(one) is None:
                yield (
                    f"另有{one.id}（自{one.start_words}起算）与本条并行，按先届满的办理；"
                    "没有写明它的起算日，这里只按本条计算。"
                )


def _said(end: date | datetime) -> str:
    return moment(end) if isinstance(end, datetime) else long_date(end)


def _day(end: date | datetime) -> date:
    return end.date() if isinstance(end, datetime) else end
