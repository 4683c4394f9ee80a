"""What the program's own SQLite connections may not do, whatever statement reaches them.

The triggers of the audit tables stop a change; this stops whoever would first drop the triggers,
attach another file or switch a safety off. Migrations work under `maintaining()`.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar

import sqlalchemy as sa

ASKING = frozenset(
    {
        "compile_options",
        "data_version",
        "database_list",
        "foreign_key_check",
        "foreign_key_list",
        "freelist_count",
        "index_info",
        "index_list",
        "index_xinfo",
        "integrity_check",
        "page_count",
        "quick_check",
        "table_info",
        "table_list",
        "table_xinfo",
        "wal_checkpoint",
    }
)
# These may be asked for their value, never set.
SETTINGS = frozenset(
    {
        "foreign_keys",
        "journal_mode",
        "page_size",
        "read_uncommitted",
        "recursive_triggers",
        "secure_delete",
        "synchronous",
        "trusted_schema",
        "user_version",
        "wal_autocheckpoint",
    }
)
# They reach past the database: at other files, at code.
FUNCTIONS = frozenset({"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"})
Judge = Callable[[str | None, str | None], bool]

_maintaining: ContextVar[bool] = ContextVar("maintaining", default=False)
_log = logging.getLogger("caseapp.audit")


@contextlib.contextmanager
def maintaining(why: str) -> Iterator[None]:
    """Let tables be made and changed for a while: migrations, and nothing that answers a request."""
    _log.info("maintenance begins: %s", why)
    token = _maintaining.set(True)
    try:
        yield
    finally:
        _maintaining.reset(token)
        _log.info("maintenance ends: %s", why)


def watch(connection: sqlite3.Connection, metadata: sa.MetaData) -> None:
    """Put the authorizer in front of a connection; it is asked once for every prepared statement."""
    refuses = _judges(metadata)

    def answer(
        action: int,
        first: str | None,
        second: str | None,
        _database: str | None,
        _trigger: str | None,
    ) -> int:
        judge = refuses.get(action)
        if judge is None or not judge(first, second) or _maintaining.get():
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    connection.set_authorizer(answer)


def append_only(metadata: sa.MetaData) -> frozenset[str]:
    """Return the tables whose rows are never changed: they say so in their `info`."""
    return frozenset(t.name for t in metadata.tables.values() if t.info.get("append_only"))


def _judges(metadata: sa.MetaData) -> Mapping[int, Judge]:
    kept = append_only(metadata)

    def first_is_kept(first: str | None, _second: str | None) -> bool:
        return first in kept

    def second_is_kept(_first: str | None, second: str | None) -> bool:
        return second in kept

    return {
        sqlite3.SQLITE_UPDATE: first_is_kept,
        sqlite3.SQLITE_DELETE: first_is_kept,
        sqlite3.SQLITE_DROP_TABLE: first_is_kept,
        sqlite3.SQLITE_ALTER_TABLE: second_is_kept,
        sqlite3.SQLITE_DROP_TRIGGER: second_is_kept,
        sqlite3.SQLITE_CREATE_TRIGGER: second_is_kept,
        sqlite3.SQLITE_CREATE_TEMP_TRIGGER: second_is_kept,
        sqlite3.SQLITE_ATTACH: _always,
        sqlite3.SQLITE_DETACH: _always,
        sqlite3.SQLITE_PRAGMA: _is_unneeded,
        sqlite3.SQLITE_FUNCTION: lambda _first, second: second in FUNCTIONS,
    }


def _always(_first: str | None, _second: str | None) -> bool:
    return True


def _is_unneeded(name: str | None, value: str | None) -> bool:
    return name not in ASKING and not (name in SETTINGS and value is None)
