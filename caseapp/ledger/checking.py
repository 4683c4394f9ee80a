"""A check of the whole trail beside the pages: it may take a while, and says how far it is."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

from caseapp.base.db import db, writing
from caseapp.ledger import checks, queries
from caseapp.ledger.actor import ActorLike
from caseapp.ledger.checkpoints import Witness
from caseapp.ledger.verifying import Verdict

CHECKED = "audit.checked"
MOST_KEPT = 10
_log = logging.getLogger("caseapp.audit")


class Checking:
    """One check under way, or its verdict."""

    def __init__(
        self,
        in_context: Callable[[], AbstractContextManager[object]],
        witness: Witness,
        *,
        by: ActorLike,
    ) -> None:
        self.done, self.total = 0, 0
        self.verdict: Verdict | None = None
        self._in_context, self._witness, self._by = in_context, witness, by
        self._thread = threading.Thread(name="audit check", target=self._run, daemon=True)

    def start(self) -> None:
        """Begin; the verdict is recorded when it is there."""
        self._thread.start()

    def is_over(self, *, patience: float) -> bool:
        """Say whether it has ended, after waiting a moment: a short trail needs no second look."""
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with self._in_context():
                verdict = queries.verify_chain(self._witness, tell=self._tell)
                db.session.rollback()
                with writing():
                    note(verdict, by=self._by)
                self.verdict = verdict
        except Exception:  # noqa: BLE001 - a thread of its own: nobody else would hear of it
            _log.exception("the check of the trail could not be finished")

    def _tell(self, done: int, total: int) -> None:
        self.done, self.total = done, total


def note(verdict: Verdict, *, by: ActorLike) -> None:
    """Write down what a check of the trail found."""
    problems = [problem.text for problem in verdict.problems[:MOST_KEPT]]
    told = {"rows": verdict.rows, "head": verdict.head, "problems": problems}
    checks.note(by=by, action=CHECKED, what="audit", ok=verdict.ok, details=told)
