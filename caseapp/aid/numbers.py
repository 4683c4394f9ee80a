"""The number series of aid files, by office and authority."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("numbers.toml")


@cache
def _patterns() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text("utf-8"))


def series_of(*, authority: str, agency_word: str) -> tuple[str, str]:
    """Return the register of one office's aid files and the form of its numbers."""
    stem = agency_word.removesuffix("知")
    pattern = _patterns()[authority]["file"].replace("{stem}", stem)
    return f"aid.{authority}.{stem}", pattern
