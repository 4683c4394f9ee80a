"""The numbers of keeping unsaved text as dated rows with their source; nothing else knows one."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

FILE = Path(__file__).with_name("keeping_rules.toml")


@dataclass(frozen=True)
class Row:
    """One number: what it is for, since when, and where it comes from."""

    name: str
    value: int
    words: str
    valid_from: date
    source: str


def number(name: str, on: date) -> int:
    """Return the row in force on a day."""
    of_name = [row for row in rows() if row.name == name]
    return next((row for row in of_name if row.valid_from <= on), of_name[-1]).value


def kept_for(on: date) -> timedelta:
    """Return how long unsaved text waits for its writer."""
    return timedelta(days=number("days", on))


@functools.cache
def rows() -> Sequence[Row]:
    """Return all rows, newest first."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))["row"]
    return sorted((Row(**one) for one in read), key=lambda row: row.valid_from, reverse=True)
