"""Watches the database of the matrix's world for business that changed, and puts it back."""

import hashlib
import sqlite3
from typing import Any

from caseapp.base.db import db
from tests.matrix import late

# Who was where, what was announced and clicked: written by reading too, and no business of a case.
NOT_BUSINESS = {
    *("audit_row", "outbox_event", "web_session", "done_request", "login_link"),
    # What a person asked is noted for them alone when the answer is drawn.
    *("alembic_version", "sqlite_sequence", "recent_search", *late.NOT_BUSINESS),
}


class Watch:
    """Tells whether anything of the office's business changed, and puts it back."""

    def __init__(self, eye: sqlite3.Connection, first: sqlite3.Connection) -> None:
        self._eye, self._first = eye, first
        self._seen = self._version()
        self.print = self.fingerprint()

    def changed(self, *, read_only: bool = False, apart: frozenset[str] = frozenset()) -> bool:
        """Say whether business rows differ now, tables apart left out; whatever was written is undone.

        Reading leaves its row in the trail; that alone is not worth a copy of the database.
        """
        if self._version() == self._seen:
            return False
        differs = self.fingerprint() != self.print
        counts = differs and (not apart or self.differs_beside(apart))
        if differs or not read_only:
            self.undo()
        self._seen = self._version()
        return counts

    def differs_beside(self, apart: frozenset[str]) -> bool:
        """Say whether business rows of any table but these differ now."""
        now, first = self.rows(), rows_of(self._first)
        return any(now[name] != first.get(name) for name in now if name not in apart)

    def rows(self) -> dict[str, set[tuple[Any, ...]]]:
        """Return all business rows by table."""
        return rows_of(self._eye)

    def fingerprint(self) -> str:
        """Return one hash of all business rows."""
        kept = hashlib.sha256()
        for name, rows in self.rows().items():
            kept.update(f"{name}\x00{sorted(map(repr, rows))}\x01".encode())
        return kept.hexdigest()

    def undo(self) -> None:
        """Put the database back as it was first."""
        db.session.remove()
        db.engine.dispose()
        self._first.backup(self._eye)
        self._seen = self._version()

    def _version(self) -> int:
        return int(self._eye.execute("PRAGMA data_version").fetchone()[0])


def rows_of(eye: sqlite3.Connection) -> dict[str, set[tuple[Any, ...]]]:
    """Return all business rows of a database by table."""
    asked = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    tables = [name for (name,) in eye.execute(asked)]
    return {
        name: set(eye.execute(f'SELECT * FROM "{name}"'))
        for name in tables
        if name not in NOT_BUSINESS
    }
