"""Keeps the witnesses of the trail up to date: signs a checkpoint when one is due, anchors it."""

from __future__ import annotations

import logging
from datetime import timedelta

from caseapp.base.clock import local, now
from caseapp.base.db import db, writing
from caseapp.base.keys import KeyMissing
from caseapp.ledger import actions, queries
from caseapp.ledger.actor import ActorLike
from caseapp.ledger.checkpoints import Checkpoint, Witness, append_line, read_anchors

MOST_ROWS = 1_000
LONGEST = timedelta(hours=1)
_log = logging.getLogger("caseapp.audit")


def witness_trail(witness: Witness, *, at_once: bool = False) -> Checkpoint | None:
    """Sign the head every 1,000 rows, every hour with news and every day; return what was signed."""
    last = queries.last_checkpoint()
    due = is_due(last) or (at_once and queries.chain_head()[0] > 0)
    db.session.rollback()
    if not due:
        return None
    try:
        with writing():
            signed = actions.sign_checkpoint(witness=witness)
    except KeyMissing:
        # Said where an administrator looks; the office goes on working.
        _log.exception("no checkpoint: the signing key of the audit trail is missing")
        return None
    try:
        anchor(witness)
    except OSError:
        _log.exception(
            "the anchor file cannot be written; the next checkpoint brings it up to date"
        )
    return signed


def accept_restored(witness: Witness, *, by: ActorLike, reason: str) -> None:
    """Go on from a restored backup: the act is recorded first, then the anchor file says so too."""
    with writing():
        line = actions.accept_restored(by=by, witness=witness, reason=reason)
    append_line(witness.anchors, line.line())


def is_due(last: Checkpoint | None) -> bool:
    """Say whether a checkpoint is due."""
    seq, _head = queries.chain_head()
    if last is None or seq == 0:
        return seq > 0
    new = seq - last.seq
    instant = now()
    is_old = instant - last.at >= LONGEST
    is_of_another_day = local(instant).date() > local(last.at).date()
    return new >= MOST_ROWS or (new > 0 and is_old) or is_of_another_day


def anchor(witness: Witness) -> int:
    """Repeat outside of the database what it has signed; never over a contradiction."""
    kept = queries.checkpoints()
    db.session.rollback()
    known = read_anchors(witness).held
    reached = known[-1].number if known else 0
    fits = {one.number: one.digest() for one in kept}
    if known and fits.get(reached) != known[-1].digest():
        _log.error("the anchor file and the database contradict each other at %s", reached)
        return 0
    if not known and len(kept) > 1:
        _log.error("the anchor file is gone")
        return 0
    new = [one for one in kept if one.number > reached]
    for one in new:
        append_line(witness.anchors, one.line())
    return len(new)
