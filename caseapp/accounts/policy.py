"""The office's own rules of control as dated rows: how long, how many words, since when, by what source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from caseapp.base.clock import today

FILE = Path(__file__).with_name("policy.toml")


@dataclass(frozen=True)
class PolicyRow:
    """One number, from a day on, with where it comes from."""

    key: str
    words: str
    value: int
    valid_from: date
    source: str


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


@cache
def _rows() -> tuple[PolicyRow, ...]:
    return tuple(PolicyRow(**found) for found in _read()["row"])


def row(key: str, *, on: date | None = None) -> PolicyRow:
    """Return the row in force on a day, today if none is named."""
    day = on or today()
    found = [one for one in _rows() if one.key == key and one.valid_from <= day]
    return max(found, key=lambda one: one.valid_from)


def value(key: str) -> int:
    """Return the number in force today."""
    return row(key).value


@cache
def categories() -> Mapping[str, str]:
    """Return the kinds of an emergency."""
    found: Mapping[str, str] = _read()["categories"]
    return found
