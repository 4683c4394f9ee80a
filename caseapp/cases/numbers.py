"""The number series of leads and cases, by office and authority."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("numbers.toml")


@dataclass(frozen=True)
class Series:
    """A register: its name in the ledger and the form of its numbers."""

    key: str
    pattern: str


@cache
def _patterns() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text("utf-8"))


def series_of(kind: str, *, authority: str, agency_word: str, track: str = "") -> Series:
    """Return the series of leads or cases of one office; a track may have registers of its own."""
    stem = agency_word.removesuffix("知")
    register = track if track in _patterns() else authority
    pattern = _patterns()[register][kind].replace("{stem}", stem)
    return Series(f"{kind}.{register}.{stem}", pattern)
