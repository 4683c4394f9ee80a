"""One moment of the database, taken while people work: a copy for SQLite, its rows for PostgreSQL."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

Tell = Callable[[str, int, int], None]
PAGES_AT_ONCE = 256
# What lets somebody in stays out of a backup: sessions, links, half-done resets of a factor.
EMPTIED = (
    "DELETE FROM web_session",
    "DELETE FROM login_link",
)


def copy_sqlite(source: Path, target: Path, tell: Tell) -> None:
    """Copy one moment of a database in use, then take out what lets somebody in."""
    # Read-only: this connection never writes and never folds the WAL back.
    reading = sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True, isolation_level=None)
    with contextlib.closing(reading), contextlib.closing(_empty(target)) as copy:
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the moment is fixed here

        def told(_status: int, remaining: int, total: int) -> None:
            tell("复制数据库", total - remaining, total)

        reading.backup(copy, pages=PAGES_AT_ONCE, progress=told, sleep=0)
        reading.execute("ROLLBACK")
        _take_out(copy)


def _empty(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600, exist_ok=False)
    return sqlite3.connect(path, isolation_level=None)


def _take_out(copy: sqlite3.Connection) -> None:
    copy.execute("PRAGMA journal_mode=DELETE")
    copy.execute("PRAGMA secure_delete=ON")  # their bytes are overwritten, not only forgotten
    copy.execute("BEGIN")
    for statement in EMPTIED:
        copy.execute(statement)
    copy.execute("COMMIT")
