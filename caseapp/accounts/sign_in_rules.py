"""The numbers of signing in as rows with their source; nothing else in the program knows one."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("sign_in.toml")
UNIT_WORDS = {"seconds": "秒", "minutes": "分钟", "hours": "小时", "days": "天", "times": ""}


@dataclass(frozen=True)
class Row:
    """One number, what it is for and where it comes from."""

    value: int
    unit: str
    words: str
    source: str

    @property
    def text(self) -> str:
        """Return the number as a person reads it."""
        return f"{self.value} {UNIT_WORDS[self.unit]}".strip()


@dataclass(frozen=True)
class Profile:
    """What an office asks of passwords; zero means it does not ask for it."""

    words: str
    least: int
    classes: int
    days: int
    not_again: int
    source: str


def span(name: str) -> timedelta:
    """Return a row that is a stretch of time."""
    row = rows()[name]
    return timedelta(**{row.unit: row.value})


def number(name: str) -> int:
    """Return a row that counts something."""
    return rows()[name].value


@functools.cache
def rows() -> Mapping[str, Row]:
    """Return every row by its name."""
    return {name: Row(**values) for name, values in _file()["rows"].items()}


@functools.cache
def profiles() -> Mapping[str, Profile]:
    """Return the two ways an office may ask for passwords."""
    return {name: Profile(**values) for name, values in _file()["profiles"].items()}


def office_words() -> tuple[str, ...]:
    """Return the words that are no secret in this office."""
    return tuple(_file()["words"]["office"])


@functools.cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
