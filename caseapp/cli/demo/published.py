"""Three published cases as facts: read from their file, typed for the acts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("published.toml")
# The acts from review to closing, in the order of the days in [case.end]; all these days are 〔补〕.
ENDING = (
    ("send_review", "officer"),
    ("pass_review", "legal"),
    ("sign_notice", "chief"),
    ("serve penalty_notice", "officer"),
    ("waive_defence", "officer"),
    ("ask_decision", "officer"),
    ("decide", "chief"),
    ("serve penalty_decision", "officer"),
    ("publish", "publicity"),
    ("perform", "finance"),
    ("close", "chief"),
)


@dataclass(frozen=True)
class Act:
    """One act: a step of the procedure with what is given, or a word that the telling knows."""

    on: date
    key: str
    who: str = "officer"
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Published:
    """One published case; `facts` are what its page, lists and papers must show."""

    key: str
    source: str
    received_on: date
    product: str
    printed: str
    place: str
    content: str
    party: Mapping[str, Any]
    patents: tuple[Mapping[str, Any], ...]
    goods: tuple[Mapping[str, Any], ...]
    photos: tuple[Mapping[str, str], ...]
    acts: tuple[Act, ...]
    facts: tuple[str, ...]


@cache
def published() -> tuple[Published, ...]:
    """Return the three cases."""
    return tuple(_read(row) for row in tomllib.loads(FILE.read_text("utf-8"))["case"])


def _read(row: Mapping[str, Any]) -> Published:
    told = tuple(Act(**one) for one in row["act"])
    return Published(
        key=row["key"],
        source=row["source"],
        received_on=row["received_on"],
        product=row["product"],
        printed=row["printed"],
        place=row["place"],
        content=row["content"],
        party=row["party"],
        patents=tuple(row.get("patent", ())),
        goods=tuple(row.get("goods", ())),
        photos=tuple(row.get("photo", ())),
        acts=(*told, *_ending(row["end"])),
        facts=tuple(row["facts"]),
    )


def _ending(end: Mapping[str, Any]) -> tuple[Act, ...]:
    said: Mapping[str, Mapping[str, Any]] = {
        "ask_decision": {"fine": end["fine"], "correction": end["correction"]},
        "perform": {"paid": end["fine"], "corrected": end["corrected"]},
    }
    days: list[date] = end["days"]
    return tuple(
        Act(day, key, who, said.get(key, {})) for day, (key, who) in zip(days, ENDING, strict=True)
    )
