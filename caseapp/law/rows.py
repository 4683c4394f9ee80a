"""Reading the law's TOML files: every key and type checked, every fault named."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from caseapp.law.errors import FaultyData

HERE = Path(__file__).parent


class Dated(Protocol):
    """Anything that is valid from a day to a day."""

    @property
    def valid_from(self) -> date | None: ...

    @property
    def valid_to(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def read_table(name: str) -> dict[str, Any]:
    """Read one file of the law that lies beside this module."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def valid_on(row: Dated, day: date) -> bool:
    """Ask whether a row is in force on a day; both ends count."""
    started = row.valid_from is None or row.valid_from <= day
    return started and (row.valid_to is None or day <= row.valid_to)


def rows_on(rows: Iterable[D], day: date) -> list[D]:
    """Keep the rows in force on a day."""
    return [row for row in rows if valid_on(row, day)]


def shape_faults(
    row: Mapping[str, Any],
    required: Mapping[str, type | tuple[type, ...]],
    optional: Mapping[str, type | tuple[type, ...]],
) -> list[str]:
    """Name missing keys, unknown keys and values of the wrong type."""
    faults = [f"missing {key}" for key in required if key not in row]
    known = {**required, **optional}
    faults += [f"unknown key {key}" for key in row if key not in known]
    for key, value in row.items():
        # True is an int to Python, so a switch could pass for a length.
        wrong_bool = isinstance(value, bool) and known.get(key) is int
        if key in known and (wrong_bool or not isinstance(value, known[key])):
            faults.append(f"{key} has the wrong type")
    return faults


def span_faults(row: Mapping[str, Any]) -> list[str]:
    """Name a validity that ends before it begins."""
    first, last = row.get("valid_from"), row.get("valid_to")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        return ["valid_to lies before valid_from"]
    return []


def checked_rows(
    table: str,
    rows: Iterable[Mapping[str, Any]],
    *,
    required: Mapping[str, type | tuple[type, ...]],
    optional: Mapping[str, type | tuple[type, ...]] | None = None,
) -> list[dict[str, Any]]:
    """Return the rows of a table when none has a fault; otherwise name every fault of all."""
    found = [dict(row) for row in rows]
    dated = {**(optional or {}), "valid_from": date, "valid_to": date}
    faults = [
        f"{row.get('id', number)}: {fault}"
        for number, row in enumerate(found, start=1)
        for fault in shape_faults(row, required, dated) + span_faults(row)
    ]
    if faults:
        raise FaultyData(table, faults)
    return found
