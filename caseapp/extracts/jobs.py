"""Reads the files that wait, one after the other, beside the server."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db, writing
from caseapp.extracts import actions, holders, ocr, queries
from caseapp.extracts.extracting import Found, extract, limits_on
from caseapp.extracts.ocr import Recogniser
from caseapp.extracts.words import REFUSED
from caseapp.ledger.electing import elected
from caseapp.ledger.store import FileDamaged, FileStore
from caseapp.ledger.worker import AFTER_TROUBLE

PAUSE = 2.0
# What no event told of, such as the files of an office that was there before: looked for once a day.
LOOKED_FOR_EVERY = timedelta(days=1)
_log = logging.getLogger("caseapp.extracts")


def run_extracts(
    stop: threading.Event,
    *,
    in_context: Callable[[], AbstractContextManager[object]],
    lock_path: Path,
    store: FileStore,
) -> None:
    """Read one file after the other until stopped; one process of the office alone does so."""
    with elected(stop, lock_path, in_context) as mandate:
        due = now()
        while mandate.holds():
            try:
                with in_context():
                    if now() >= due:
                        want_all()
                        due = now() + LOOKED_FOR_EVERY
                    if extract_next(store, ocr.installed()):
                        continue
            except Exception:  # noqa: BLE001 - the database may be away for a while
                _log.exception("the attachments could not be looked at")
                stop.wait(AFTER_TROUBLE)
                continue
            stop.wait(PAUSE)


def want_all() -> int:
    """Put every file into the queue that may be read and never was."""
    hashes = {sha256 for one in holders.joined() for sha256 in one.all_open()}
    fresh = queries.unknown(hashes)
    db.session.rollback()
    if not fresh:
        return 0
    with writing():
        return actions.want(by=Person.system(), hashes=fresh)


def extract_next(store: FileStore, recogniser: Recogniser | None) -> bool:
    """Read the file that waits longest; say whether there was one. No lock is held while it is read."""
    sha256 = queries.next_waiting()
    db.session.rollback()  # looking every other second must not take the lock of those who write
    if sha256 is None:
        return False
    with writing():
        tries = limits_on(today())["tries"]
        is_begun = actions.begin(by=Person.system(), sha256=sha256, tries=tries)
    if is_begun:
        found = _read(store, sha256, recogniser)
        with writing():
            actions.keep(by=Person.system(), sha256=sha256, found=found)
    return True


def extract_all(store: FileStore, recogniser: Recogniser | None) -> int:
    """Read whatever waits; return how many were looked at."""
    done = 0
    while extract_next(store, recogniser):
        done += 1
    return done


def _read(store: FileStore, sha256: str, recogniser: Recogniser | None) -> Found:
    limits, size = limits_on(today()), store.size_of(sha256) or 0
    if size > limits["file_mebibytes"] * 1024 * 1024:
        return Found(REFUSED, "file")
    try:
        with store.open(sha256) as file:
            return extract(file, limits, recogniser)
    except (FileDamaged, OSError):
        _log.warning("the file %s cannot be read", sha256[:16])
        return Found(REFUSED, "damaged")
