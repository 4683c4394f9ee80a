"""Watch what a request asks of the database, and whether all of it became true."""

from types import TracebackType

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine

from caseapp.base.db import db

HOUSEKEEPING = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT")
CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")


class Statements:
    """All statements between entering and leaving, and the changes nobody committed."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.statements: list[str] = []
        self.open_changes: dict[int, list[str]] = {}
        self.undone: list[str] = []
        self.unsent: list[str] = []

    def __enter__(self) -> "Statements":
        for name, listener in self._listeners():
            event.listen(Engine, name, listener)
        # Flask asks the last one first, so that this one still sees the session.
        self.app.teardown_appcontext_funcs.append(self._look_at_session)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.app.teardown_appcontext_funcs.remove(self._look_at_session)
        for name, listener in self._listeners():
            event.remove(Engine, name, listener)

    def refuse_unfinished(self, where: str, status: int) -> None:
        """A page that says yes must have kept what it did; one that says no may undo it."""
        left = [s for changes in self.open_changes.values() for s in changes]
        if status < 400:
            left += self.undone + self.unsent
        assert not left, f"{where} ({status}) left a change without a commit: {left[:5]}"

    def _listeners(self) -> tuple[tuple[str, object], ...]:
        return (
            ("before_cursor_execute", self._on_statement),
            ("commit", self._on_commit),
            ("rollback", self._on_rollback),
        )

    def _on_statement(
        self, connection: Connection, _cursor: object, statement: str, *_: object
    ) -> None:
        word = statement.lstrip().split(None, 1)[0].upper() if statement.strip() else ""
        if word.startswith(HOUSEKEEPING):
            return
        self.statements.append(statement)
        if word in CHANGES and (word != "WITH" or "INSERT" in statement or "UPDATE" in statement):
            self.open_changes.setdefault(id(connection), []).append(statement)

    def _on_commit(self, connection: Connection) -> None:
        self.open_changes.pop(id(connection), None)

    def _on_rollback(self, connection: Connection) -> None:
        self.undone += self.open_changes.pop(id(connection), [])

    def _look_at_session(self, _fault: BaseException | None) -> None:
        if db.session.registry.has():
            session = db.session()
            changed = [row for row in session.dirty if session.is_modified(row)]
            self.unsent += [repr(row) for row in (*session.new, *changed, *session.deleted)]
