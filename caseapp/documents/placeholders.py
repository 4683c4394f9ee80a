"""The closed dictionary of words a paper text may ask for; nothing else is ever filled in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

DICTIONARY = Path(__file__).with_name("dictionary")


class Type(StrEnum):
    """How a value is written on the paper."""

    TEXT = "text"
    DATE = "date"  # 2015-06-08 → 2015年6月8日
    INSTANT = "instant"  # 2015-07-03T09:30 → 2015年7月3日9时30分
    MONEY = "money"  # 27709.61 → figures and capitals
    CHOICE = "choice"  # boxes, the chosen one ticked
    ROWS = "rows"


class Source(StrEnum):
    """Where the words of a field come from, as the form says it."""

    CASE = "取自案件"
    PARTY = "取自当事人"
    OFFICER = "承办人填写"
    RULE = "取自规则"
    PAPER = "签发时生成"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One word of the dictionary."""

    type: Type = Type.TEXT
    source: Source = Source.OFFICER
    about: str = ""  # what belongs there, said under the field
    places: str = ""  # where a case holds it: step.field, paper:KEY.number, limit:ID.due_on
    options: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def words_of_file(path: Path) -> Iterator[tuple[str, Placeholder]]:
    """Read one file of the dictionary, each word with its type, source and explanation."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f"{path.name}: {fault}") from fault
    for type_, names in tables.items():
        for name, said in names.items():
            yield name, _placeholder(Type(type_), said)


def _placeholder(type_: Type, said: Any) -> Placeholder:
    first, *parts = said if isinstance(said, list) else [said]
    source, about, places = (one.strip() for one in f"{first}||".split("|", 3)[:3])
    listed = tuple(parts)
    return Placeholder(
        type_,
        Source[source.upper()],
        about,
        places,
        options=listed if type_ is Type.CHOICE else (),
        columns=listed if type_ is Type.ROWS else (),
    )


def _read() -> Mapping[str, Placeholder]:
    words: dict[str, Placeholder] = {}
    # The words of the case come first; a word that stands twice is named by a test.
    for path in sorted(DICTIONARY.glob("*.toml"), key=lambda one: (one.stem != "case", one.stem)):
        for name, placeholder in words_of_file(path):
            words.setdefault(name, placeholder)
    return words


PLACEHOLDERS: Mapping[str, Placeholder] = _read()
