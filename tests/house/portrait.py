"""All that a database says about its tables, as one value that can be compared."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Inspector


def portrait(connection: Connection) -> dict[str, Any]:
    """Draw every table but Alembic's own."""
    looked = sa.inspect(connection)
    names = [name for name in looked.get_table_names() if name != "alembic_version"]
    return {name: _table(looked, connection, name) for name in sorted(names)}


def _table(looked: Inspector, connection: Connection, name: str) -> dict[str, Any]:
    return {
        "columns": {
            column["name"]: (
                column["type"].compile(connection.dialect),
                column["nullable"],
                str(column.get("default")),
            )
            for column in looked.get_columns(name)
        },
        "key": looked.get_pk_constraint(name)["constrained_columns"],
        "foreign": _sorted(
            looked.get_foreign_keys(name), ("constrained_columns", "referred_table", "name")
        ),
        "unique": _sorted(looked.get_unique_constraints(name), ("column_names", "name")),
        "checks": _sorted(looked.get_check_constraints(name), ("name", "sqltext")),
        "indexes": _sorted(
            looked.get_indexes(name), ("column_names", "name", "unique", "dialect_options")
        ),
    }


def _sorted(rows: list[Any], keys: tuple[str, ...]) -> list[list[str]]:
    return sorted([_plain(row.get(key)) for key in keys] for row in rows)


def _plain(value: Any) -> str:
    """Conditions of an index are objects that never equal each other; their words do."""
    if isinstance(value, dict):
        return str(sorted((key, str(part)) for key, part in value.items()))
    return " ".join(str(value).split())
