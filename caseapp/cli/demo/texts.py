"""What callers, officers and parties of the demo office say, and what is sold there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Goods:
    """One kind of goods as its box and its price tag say."""

    name: str
    spec: str
    unit: str
    price: int
    kind: int
    trade: str
    where: str


@cache
def goods() -> Mapping[str, Goods]:
    """Return all goods by name."""
    return {row["name"]: Goods(**row) for row in _read("goods.toml")["goods"]}


@cache
def tickets() -> list[dict[str, Any]]:
    """Return the contacts that become no case."""
    rows: list[dict[str, Any]] = _read("tickets.toml")["ticket"]
    return rows


def say(about: str, turn: int, words: Mapping[str, object]) -> str:
    """Return one of the texts about something, another one at each turn, filled with the words."""
    subject, _, matter = about.partition(".")
    choice = _texts()[subject][matter]
    return choice[turn % len(choice)].format(**words)


@cache
def _texts() -> dict[str, dict[str, list[str]]]:
    return _read("texts.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text("utf-8"))
