"""Once a day everything that is kept is read through: every file, every row of the trail."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence

from flask import Flask

from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.ledger import checks, kept_files, queries
from caseapp.ledger.checkpoints import Witness

THREAD = "nightly check"
AUDIT_CHECKED, INDEX_COMPARED = "audit.checked", "index.compared"
MOST_TOLD = 10
_log = logging.getLogger("caseapp.worker")


def start_if_due(app: Flask, stop: threading.Event) -> threading.Thread | None:
    """Begin the check of today beside the worker, unless it ran or runs."""
    running = any(one.name == THREAD and one.is_alive() for one in threading.enumerate())
    due = not checks.is_done_today("files", kept_files.CHECKED)
    db.session.rollback()
    if running or not due:
        return None
    thread = threading.Thread(name=THREAD, target=_check_safely, args=(app, stop))
    thread.start()
    return thread


def check_if_due(app: Flask) -> None:
    """Run the check of today now, for the command and its caller's patience."""
    if not checks.is_done_today("files", kept_files.CHECKED):
        _check(app, threading.Event())


def note_index(differences: Sequence[object]) -> None:
    """Keep how many entries of the index differed from the database and were mended."""
    with writing():
        checks.note(
            by=Person.system(),
            action=INDEX_COMPARED,
            what="index",
            ok=True,
            details={"mended": len(differences)},
        )


def _check_safely(app: Flask, stop: threading.Event) -> None:
    try:
        with app.app_context():
            _check(app, stop)
    except Exception:  # noqa: BLE001 - a thread of its own: nobody else would hear of it
        _log.exception("the nightly check could not be finished")


def _check(app: Flask, stop: threading.Event) -> None:
    by = Person.system()
    verdict = queries.verify_chain(Witness.of(app.extensions["settings"]))
    db.session.rollback()
    problems = [problem.text for problem in verdict.problems[:MOST_TOLD]]
    told = {"rows": verdict.rows, "head": verdict.head, "problems": problems}
    with writing():
        checks.note(by=by, action=AUDIT_CHECKED, what="audit", ok=verdict.ok, details=told)
    found = kept_files.check(app.extensions["store"], stop=stop)
    if found.complete:
        with writing():
            kept_files.note_check(found, by=by)
