"""The default list of what goes along to a fair, and what did not come back."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from caseapp.law.rows import checked_rows

FILE = Path(__file__).parent / "fair_kit.toml"


@dataclass(frozen=True)
class Thing:
    """One thing of the default list."""

    item: str
    wanted: int
    note: str = ""


@cache
def default_kit() -> tuple[Thing, ...]:
    """Read the list once."""
    rows = checked_rows(
        FILE.name,
        tomllib.loads(FILE.read_text("utf-8"))["kit"],
        required={"item": str, "wanted": int},
        optional={"note": str},
    )
    return tuple(Thing(**row) for row in rows)


def not_packed(kit: Sequence[Any]) -> list[str]:
    """Name what is wanted and not packed, with how many."""
    return [f"{row.item} 缺 {row.wanted - row.packed}" for row in kit if row.packed < row.wanted]


def not_returned(kit: Sequence[Any]) -> list[str]:
    """Name what went out and did not come back, with how many."""
    return [
        f"{row.item} 少 {row.packed - row.returned}" for row in kit if row.returned < row.packed
    ]
