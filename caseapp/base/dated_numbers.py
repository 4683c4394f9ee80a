"""Numbers an office sets for itself, as dated rows of a file, each with what it is for and its source."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One number: what it is for, since when, and where it comes from."""

    name: str
    value: int
    unit: str
    words: str
    valid_from: date
    source: str


class DatedNumbers:
    """The rows of one file; read once, when the first number is asked for."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def number(self, name: str, on: date) -> int:
        """Return the row in force on a day that counts something."""
        return self._row(name, on).value

    def span(self, name: str, on: date) -> timedelta:
        """Return the row in force on a day that is a stretch of time."""
        row = self._row(name, on)
        return timedelta(**{row.unit: row.value})

    @cached_property
    def rows(self) -> Sequence[Row]:
        """Return all rows, newest first."""
        read = tomllib.loads(self._file.read_text(encoding="utf-8"))["row"]
        return sorted((Row(**one) for one in read), key=lambda row: row.valid_from, reverse=True)

    def _row(self, name: str, on: date) -> Row:
        # A clock that was set back finds the first row: it holds for all days before it.
        of_name = [row for row in self.rows if row.name == name]
        return next((row for row in of_name if row.valid_from <= on), of_name[-1])
