"""The numbers of calls not saved yet as dated rows with their source; nothing else knows one."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FILE = Path(__file__).with_name("call_rules.toml")


@dataclass(frozen=True)
class Row:
    """One number: what it is for, since when, and where it comes from."""

    name: str
    value: int
    unit: str
    words: str
    valid_from: date
    source: str


def number(name: str, on: date) -> int:
    """Return the row in force on a day that counts something."""
    return _row(name, on).value


def span(name: str, on: date) -> timedelta:
    """Return the row in force on a day that is a stretch of time."""
    row = _row(name, on)
    return timedelta(**{row.unit: row.value})


@functools.cache
def rows() -> Sequence[Row]:
    """Return all rows, newest first."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))["row"]
    return sorted((Row(**one) for one in read), key=lambda row: row.valid_from, reverse=True)


def _row(name: str, on: date) -> Row:
    # A clock that was set back finds the first row: it holds for all days before it.
    of_name = [row for row in rows() if row.name == name]
    return next((row for row in of_name if row.valid_from <= on), of_name[-1])
