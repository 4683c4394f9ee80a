"""The command `caseapp`, on a database that may be told not to wait for the disk."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

# The application's own hook sets its pragmas when a connection is made; this one comes after it.
from caseapp.base import db as _first  # noqa: F401 - imported for its hook
from caseapp.base.authorizing import maintaining
from caseapp.cli import main

MODE = os.environ.get("BENCH_SYNCHRONOUS", "FULL")
assert MODE in ("FULL", "OFF"), MODE


@event.listens_for(Engine, "connect")
def _set_synchronous(connection: Any, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        with maintaining("a comparison without flushes"):
            connection.execute(f"PRAGMA synchronous={MODE}")


if __name__ == "__main__":
    main()
