"""Puts the rows of a backup into a database that holds none: they come back as they were."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from caseapp.backup import rows
from caseapp.backup.snapshot import Tell

AT_ONCE = 500
_NEXT = sa.text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)")


def load_rows(*, connection: Connection, folder: Path, tell: Tell) -> None:
    """Fill every table from its file of lines; those referred to come first."""
    every = rows.tables()
    for done, table in enumerate(every, start=1):
        path = folder / table.name
        if path.exists():
            with path.open("rb") as file:
                _fill(connection, table, list(rows.rows(table, file)))
        tell("恢复数据表", done, len(every))


def _fill(connection: Connection, table: sa.Table, given: list[dict[str, object]]) -> None:
    for first in range(0, len(given), AT_ONCE):
        connection.execute(sa.insert(table), given[first : first + AT_ONCE])
    column = table.autoincrement_column
    if given and column is not None and connection.dialect.name == "postgresql":
        last = max(int(str(row[column.name])) for row in given)
        asked = {"table": table.name, "column": column.name, "last": last}
        connection.execute(_NEXT, asked)
