"""The rows as shipped: read once, every fault named."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from caseapp.accounts.units import ANSHAN_UNITS
from caseapp.hotline.routing.given import WHO
from caseapp.hotline.routing.table import AREAS, SPECIALS, Rule, Table, faults
from caseapp.hotline.words import MATTERS, RIGHT_KINDS
from caseapp.law.errors import FaultyData
from caseapp.law.rows import checked_rows

SHIPPED = Path(__file__).with_name("rows.toml")
COLUMNS = {"right_kinds": RIGHT_KINDS, "matters": MATTERS, "areas": AREAS, "specials": SPECIALS}
_REQUIRED: dict[str, type | tuple[type, ...]] = dict.fromkeys(
    ("id", "sentence", "basis", "confidence"), str
)
_TARGETS = ("to_unit", "to_body", "tell")
_OPTIONAL: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(COLUMNS, list),
    **dict.fromkeys((*_TARGETS, "also", "note"), str),
}
_PATHS = frozenset(one.path for one in ANSHAN_UNITS)


@lru_cache(maxsize=1)
def shipped() -> Table:
    """Return the shipped table; a tie or a gap in it is a fault of the program."""
    table = Table(read(SHIPPED.read_text(encoding="utf-8")))
    if found := faults(table):
        raise FaultyData("routing", found)
    return table


def read(text: str) -> tuple[Rule, ...]:
    """Read rows; a word nobody knows, a row without target or with two is a fault."""
    rows = checked_rows(
        "routing", tomllib.loads(text)["rule"], required=_REQUIRED, optional=_OPTIONAL
    )
    twice = {row["id"] for row in rows if sum(one["id"] == row["id"] for one in rows) > 1}
    found = [f"{key}: stands twice" for key in sorted(twice)]
    if found := found + [f"{row['id']}: {fault}" for row in rows for fault in _row_faults(row)]:
        raise FaultyData("routing", found)
    return tuple(_rule(row) for row in rows)


def _row_faults(row: dict[str, Any]) -> list[str]:
    strange = [
        f"unknown {column} {value}"
        for column, words in COLUMNS.items()
        for value in row.get(column, ())
        if value not in words
    ]
    if row.get("to_unit", "") not in {"", *_PATHS}:
        strange.append(f"no unit {row['to_unit']}")
    if bool(row.get("to_unit")) == bool(row.get("to_body") or row.get("tell")):
        strange.append("needs one target: a unit, or a body or channel")
    if WHO not in row["sentence"]:
        strange.append("the sentence does not say who")
    return strange


def _rule(row: dict[str, Any]) -> Rule:
    rest = ("id", "sentence", "basis", "confidence", *_TARGETS, "also", "note")
    columns: dict[str, Any] = {column: frozenset(row.get(column, ())) for column in COLUMNS}
    return Rule(
        **columns,
        **{name: row.get(name, "") for name in rest},
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
    )
