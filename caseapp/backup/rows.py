"""Rows of every table as lines of JSON: how a PostgreSQL office is backed up, and offices compared."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from caseapp.base.db import db

EMPTIED = frozenset({"web_session", "login_link"})
AT_ONCE = 500


def tables() -> list[sa.Table]:
    """Return all tables of the office, those referred to first."""
    return list(db.metadata.sorted_tables)


def lines(connection: Connection, table: sa.Table) -> Iterator[bytes]:
    """Give each row as one line, in the order of the key; what lets somebody in is left out."""
    if table.name in EMPTIED:
        return
    ordered = sa.select(table).order_by(*table.primary_key.columns)
    answer = connection.execution_options(yield_per=AT_ONCE).execute(ordered)
    for row in answer:
        told = [_told(value) for value in row]
        yield json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def rows(table: sa.Table, text: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Read lines back into rows of this table."""
    names = [column.name for column in table.columns]
    for line in text:
        yield dict(zip(names, map(_read, json.loads(line)), strict=True))


def _told(value: Any) -> Any:
    """Plain values as they are, the others with their kind."""
    if value is None or isinstance(value, bool | int | str):
        return value
    for kind, (held, told, _) in _KINDS.items():
        if isinstance(value, held):
            return {kind: told(value)}
    return {"json": value}


def _read(told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    ((kind, value),) = told.items()
    return value if kind == "json" else _KINDS[kind][2](value)


# The order counts: an instant is also a date to Python.
_KINDS: dict[str, tuple[Any, Any, Any]] = {
    "instant": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "decimal": (Decimal, str, Decimal),
    "float": (float, repr, float),
    "bytes": (
        bytes,
        lambda raw: base64.b64encode(raw).decode(),
        base64.b64decode,
    ),
}
