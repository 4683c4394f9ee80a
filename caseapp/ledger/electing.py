"""One alone of an office does what runs by itself, on however many machines it is started."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from caseapp.base.db import db

try:
    import fcntl
except ImportError:  # Windows: one process serves, its worker is the only one
    fcntl = None  # type: ignore[assignment]  # the election is skipped there

BEFORE_ASKING_AGAIN = 5.0
_ELECTIONS = 20151203  # apart from the locks of the search index
# A machine that lost its power says no goodbye: the server asks after it and frees its lock in a minute.
_ASKED_AFTER = {
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
_log = logging.getLogger("caseapp.worker")


class Mandate:
    """Held by one process of the office alone; on PostgreSQL by the life of a line of its own.

    A line that is cut gives the mandate back: whoever works asks before each round. What was begun
    by then is ended beside the next one, which does no harm, as all work may come twice.
    """

    def __init__(
        self,
        stop: threading.Event,
        name: str,
        in_context: Callable[[], AbstractContextManager[object]],
    ) -> None:
        self._stop = stop
        self._name = name
        self._in_context = in_context
        self._line: Connection | None = None
        self._url: sa.URL | None = None

    def holds(self) -> bool:
        """Say whether it is held; once lost, wait to be elected anew. False only when stopped."""
        while not self._stop.is_set():
            try:
                if self._is_mine():
                    return True
            except SQLAlchemyError:
                _log.warning("the line that holds %s is cut", self._name, exc_info=True)
                self.give_back()
            self._stop.wait(BEFORE_ASKING_AGAIN)
        return False

    def give_back(self) -> None:
        """Let the next one be elected at once."""
        line, self._line = self._line, None
        if line is not None:
            line.invalidate()
            line.engine.dispose()

    def _is_mine(self) -> bool:
        if self._line is not None:
            self._line.execute(sa.select(sa.literal(1)))
            return True
        if self._url is None:
            with self._in_context():
                self._url = db.engine.url
        return self._url.get_backend_name() != "postgresql" or self._elected_on(self._url)

    def _elected_on(self, url: sa.URL) -> bool:
        own = sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
        line = own.connect()
        told = (sa.func.set_config(*one, sa.false()) for one in _ASKED_AFTER.items())
        line.execute(sa.select(*told))
        lock = sa.func.pg_try_advisory_lock(_ELECTIONS, sa.func.hashtext(self._name))
        if line.scalar(sa.select(lock)):
            self._line = line
            return True
        line.close()
        return False


@contextmanager
def elected(
    stop: threading.Event,
    lock_path: Path,
    in_context: Callable[[], AbstractContextManager[object]],
) -> Iterator[Mandate]:
    """Wait until no other process of this office does what this lock stands for, on any machine."""
    with lock_path.open("w", encoding="ascii") as lock:
        while fcntl is not None and not stop.is_set():
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                stop.wait(BEFORE_ASKING_AGAIN)
            else:
                break
        mandate = Mandate(stop, lock_path.name, in_context)
        try:
            mandate.holds()
            yield mandate
        finally:
            mandate.give_back()
