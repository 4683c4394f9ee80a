"""The database session: one transaction per act, one fair write lock in front of SQLite."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase

from caseapp.base.authorizing import watch
from caseapp.base.storage import unless_the_disk_is_in_trouble, unless_the_line_is_cut

try:
    import fcntl
except ImportError:  # Windows: one process serves, no command runs beside it
    fcntl = None  # type: ignore[assignment]  # the lock file is skipped there

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
COMMITS_PER_CHECKPOINT = 200

_writing: ContextVar[bool] = ContextVar("writing", default=False)
_gates: dict[str, WriteGate] = {}


class Base(DeclarativeBase):
    """All tables; the naming of constraints is fixed so that migrations can find them."""

    metadata = sa.MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def compared(version: Any) -> dict[str, Any]:
    """Let every UPDATE of a row name the version it was read at: a row saved meanwhile is not hit."""
    return {"version_id_col": version, "version_id_generator": False}


class Instant(sa.TypeDecorator[datetime]):
    """An instant, kept in UTC and always handed out aware."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Refuse a naive time, so that no local time is stored as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Hand out aware instants."""
        return None if value is None else value.replace(tzinfo=UTC)


class Money(sa.TypeDecorator[Decimal]):
    """Yuan as Decimal, stored as whole fen: SQLite has no decimals."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Store fen; a part of a fen is a programming error."""
        if value is None:
            return None
        fen = Decimal(value) * 100
        if fen != fen.to_integral_value():
            raise ValueError("an amount has at most two decimals")
        return int(fen)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Hand out yuan with two decimals."""
        return None if value is None else Decimal(value) / Decimal(100)


class WriteGate:
    """First come, first served: SQLite itself polls and lets some writers starve."""

    def __init__(self, lock_path: Path | None) -> None:
        self._mutex = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._held = False
        self._lock_path = lock_path
        self._lock_file: IO[str] | None = None
        self.commits = 0

    def acquire(self) -> None:
        """Wait for my turn in this process, then for commands in other processes."""
        with self._mutex:
            if not self._held:
                self._held = True
                turn = None
            else:
                turn = threading.Event()
                self._waiting.append(turn)
        if turn is not None:
            turn.wait()
        if self._lock_path is not None and fcntl is not None:
            try:
                self._lock_file = self._lock_path.open("w", encoding="ascii")
                fcntl.flock(self._lock_file, fcntl.LOCK_EX)
            except BaseException:
                self.release()  # a disk that takes nothing must not hold up everybody for ever
                raise

    def release(self) -> None:
        """Hand over to whoever has waited longest."""
        if self._lock_file is not None:
            self._lock_file.close()
            self._lock_file = None
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # NORMAL may lose the last acknowledged acts at a power cut
        "foreign_keys=ON",
        "busy_timeout=10000",
        "trusted_schema=OFF",
        "secure_delete=ON",
        "wal_autocheckpoint=0",  # SQLite before 3.51.3: no checkpoint beside a write
        "temp_store=MEMORY",
        "cache_size=-32768",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    watch(connection, Base.metadata)


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def start_write() -> None:
    """End the reading transaction and begin the one in which an act happens."""
    if _writing.get():
        raise RuntimeError("an act is already under way in this thread")
    db.session.rollback()
    _gate().acquire()
    _writing.set(True)
    try:
        db.session.connection()
    except BaseException:
        _leave()
        raise


def finish(*, commit: bool) -> None:
    """End the transaction: all of the act or nothing of it."""
    try:
        if commit:
            _commit()
        else:
            db.session.rollback()
        if _writing.get():
            _checkpoint_sometimes()
    finally:
        if _writing.get():
            _leave()


def _commit() -> None:
    try:
        db.session.commit()
    except BaseException:
        db.session.rollback()  # SQLite's own lock goes before the gate opens for the next
        raise


def let_go() -> None:
    """Give the line to the database back when all is answered; one that was cut is thrown away."""
    is_back = False
    with unless_the_line_is_cut():
        db.session.remove()
        is_back = True
    if not is_back:
        db.session().invalidate()
        db.session.remove()


def is_writing() -> bool:
    """Say whether an act is under way in this thread."""
    return _writing.get()


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Run an act outside a request: commands, the worker, tests."""
    start_write()
    try:
        yield
    except BaseException:
        finish(commit=False)
        raise
    finish(commit=True)


def plain_rows(statement: sa.Executable, asked: Mapping[str, Any] | None = None) -> Sequence[Any]:
    """Read plain rows past the ORM, in the same transaction: a page shows rows and saves none."""
    db.session.flush()  # what an act has changed so far is seen, as in any other question
    return db.session.connection().execute(statement, asked or {}).all()


def is_sqlite() -> bool:
    """Say whether this office runs on SQLite."""
    return db.engine.dialect.name == "sqlite"


def _leave() -> None:
    _writing.set(False)
    _gate().release()


def _gate() -> WriteGate:
    url = str(db.engine.url)
    gate = _gates.get(url)
    if gate is None:
        path = db.engine.url.database
        is_file = is_sqlite() and path not in (None, "", ":memory:")
        gate = _gates.setdefault(url, WriteGate(Path(f"{path}.lock") if is_file else None))
    return gate


def _checkpoint_sometimes() -> None:
    """Fold the WAL back while still holding the lock: nobody writes meanwhile."""
    gate = _gate()
    gate.commits += 1
    if is_sqlite() and gate.commits % COMMITS_PER_CHECKPOINT == 0:
        # The act is kept already: a full disk here must not tell its author that it is not.
        with unless_the_disk_is_in_trouble():
            _checkpoint()


def _checkpoint() -> None:
    # A bare connection: inside a transaction SQLite refuses to checkpoint.
    connection = db.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    finally:
        connection.close()
