"""Dated rows: which office acts on a day, the articles papers quote."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Series:
    """A register of numbers: its name in the ledger and the form of its numbers."""

    key: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Office:
    """The office as it was called on its days."""

    authority: str
    name: str
    since: date = date.min
    until: date = date.max


@dataclass(frozen=True, slots=True)
class Basis:
    """An article under the name papers use for it."""

    name: str
    text: str
    since: date = date.min
    until: date = date.max
    confidence: str = ""
    note: str = ""


@cache
def offices() -> tuple[Office, ...]:
    """Read the offices, oldest first."""
    return tuple(Office(**row) for row in _rows("offices.toml", "office"))


@cache
def all_bases() -> tuple[Basis, ...]:
    """Read every dated article."""
    return tuple(Basis(**row) for row in _rows("bases.toml", "basis"))


def office_on(day: date) -> Office:
    """Give the office that acts on this day."""
    return next(row for row in offices() if row.since <= day <= row.until)


def bases_on(day: date) -> dict[str, str]:
    """Give the articles to quote on a paper of this day, by the words of the dictionary."""
    return {row.name: row.text for row in all_bases() if row.since <= day <= row.until}


def _rows(file: str, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((HERE / file).read_text("utf-8"))[table]
    return rows
