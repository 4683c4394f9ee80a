"""The worker: takes events out of the outbox and hands them to what follows, at least once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from caseapp.base.clock import local, now
from caseapp.base.db import db, writing
from caseapp.ledger import actions, queries
from caseapp.ledger.electing import elected
from caseapp.ledger.queries import PendingEvent

BATCH = 200
PAUSE = 0.5
AFTER_TROUBLE = 5.0
BETWEEN_TICKS = timedelta(minutes=10)
_log = logging.getLogger("caseapp.worker")

# A handler gets kind and number of an object, reads its present state and may come twice.
Handler = Callable[[str, int], None]


@dataclass(frozen=True)
class BatchHandler:
    """A handler that is cheaper with many objects of one kind at once, such as the index."""

    run: Callable[[str, Sequence[int]], None]


Handlers = Mapping[str, Sequence[Handler | BatchHandler]]


def drain(handlers: Handlers, *, limit: int = BATCH) -> int:
    """Handle the events that are due and return how many; failures are tried again later."""
    due = queries.pending_events(limit=limit)
    db.session.rollback()  # a handler shall read what is there now, not what was there before
    ordered = sorted(due, key=lambda one: (one.event, one.object_kind))
    groups = groupby(ordered, key=lambda one: (one.event, one.object_kind))
    return sum(_handle(handlers.get(event, ()), tuple(rows)) for (event, _), rows in groups)


def drain_all(handlers: Handlers) -> int:
    """Handle everything that is due, for commands and tests that need the index up to date."""
    total = 0
    while done := drain(handlers):
        total += done
    return total


def run_worker(
    stop: threading.Event,
    handlers: Handlers,
    *,
    in_context: Callable[[], AbstractContextManager[object]],
    lock_path: Path,
    tick: Callable[[date], object] | None = None,
    each_round: Callable[[], object] = lambda: None,
) -> None:
    """Drain until stopped; `tick` runs at the start, every ten minutes and when a day begins."""
    with elected(stop, lock_path, in_context) as mandate:
        ticked: datetime | None = None
        while mandate.holds():
            try:
                with in_context():
                    busy = drain(handlers) > 0
                    each_round()
                    ticked = _tick(tick, ticked)
            except Exception:  # noqa: BLE001 - the database may be away for a while
                _log.exception("the worker could not do its round")
                stop.wait(AFTER_TROUBLE)
                continue
            if not busy:
                stop.wait(PAUSE)


def _tick(tick: Callable[[date], object] | None, last: datetime | None) -> datetime:
    instant = now()
    day = local(instant).date()
    if last is not None and day == local(last).date() and instant - last < BETWEEN_TICKS:
        return last
    if tick is not None:
        tick(day)
    return instant


def _handle(handlers: Sequence[Handler | BatchHandler], rows: Sequence[PendingEvent]) -> int:
    try:
        _run(handlers, rows)
    except Exception as error:  # noqa: BLE001 - one bad object must not hold up the others
        db.session.rollback()
        if len(rows) > 1:
            half = len(rows) // 2
            return _handle(handlers, rows[:half]) + _handle(handlers, rows[half:])
        _postpone(rows[0], error)
        return 0
    with writing():
        actions.settle_events(handled=rows)
    return len(rows)


def _run(handlers: Sequence[Handler | BatchHandler], rows: Sequence[PendingEvent]) -> None:
    kind, ids = rows[0].object_kind, [row.object_id for row in rows]
    for handler in handlers:
        if isinstance(handler, BatchHandler):
            handler.run(kind, ids)
        else:
            for object_id in ids:
                handler(kind, object_id)
        db.session.rollback()


def _postpone(row: PendingEvent, error: Exception) -> None:
    _log.error("%s of %s %s failed", row.event, row.object_kind, row.object_id, exc_info=error)
    # The name only: the words of an error may quote what the office keeps secret.
    with writing():
        actions.postpone_event(failed=row, error=type(error).__name__)
