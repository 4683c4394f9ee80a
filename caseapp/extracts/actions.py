"""What is done with attachments' texts: want, begin, keep, forget, ask again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import sqlalchemy as sa

from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.extracts import holders, queries
from caseapp.extracts.extracting import Found
from caseapp.extracts.models import ExtractedFile, ExtractedPart
from caseapp.extracts.words import DONE, REFUSED, WAITING
from caseapp.ledger import actions as ledger
from caseapp.ledger.actor import ActorLike

EVENT = "extract.made"


def want(*, by: ActorLike, hashes: Collection[str]) -> int:
    """Put files into the queue that were never read; nobody waits for them."""
    fresh = queries.unknown(hashes)
    db.session.add_all(
        ExtractedFile(sha256=sha256, state=WAITING, asked_at=now()) for sha256 in fresh
    )
    db.session.flush()
    if fresh:
        _record(by, "extract.wanted", fresh[0], details={"files": len(fresh)})
    return len(fresh)


def begin(*, by: ActorLike, sha256: str, tries: int) -> bool:
    """Begin a file that waits; one that ended the program each time is given up, and said so."""
    row = db.session.get(ExtractedFile, sha256, with_for_update=True, populate_existing=True)
    if row is None or row.state != WAITING:
        return False
    if row.begun >= tries:
        row.state, row.reason, row.made_at = REFUSED, "crashed", now()
        _record(by, "extract.made", sha256, details={"state": REFUSED, "reason": "crashed"})
        return False
    row.begun += 1
    # A file that fails again and again must not stand before all others.
    row.asked_at = now() + timedelta(seconds=1)
    db.session.flush()
    return True


def keep(*, by: ActorLike, sha256: str, found: Found) -> None:
    """Keep what came of a file, and tell the search of whatever holds it."""
    row = db.session.get(ExtractedFile, sha256, with_for_update=True, populate_existing=True)
    if row is None or row.state != WAITING:
        return  # taken back meanwhile: the case was sealed
    _drop_parts([sha256])
    row.state, row.reason, row.tool = found.state, found.reason, found.tool
    row.made_at, row.cut = now(), found.cut
    row.parts, row.characters = len(found.parts), found.characters
    db.session.flush()
    db.session.add_all(
        ExtractedPart(sha256=sha256, number=number, place=part.place, text=part.text)
        for number, part in enumerate(found.parts, start=1)
    )
    db.session.flush()
    _record(by, "extract.made", sha256, details={"state": found.state, "reason": found.reason})
    if found.state == DONE:
        _announce([sha256])


def forget(*, by: ActorLike, hashes: Collection[str]) -> int:
    """Drop the text of files nobody holds in the open any more."""
    gone = sorted(queries.files(set(hashes) - holders.still_open(hashes)))
    if gone:
        _drop_parts(gone)
        db.session.execute(
            sa.delete(ExtractedFile)
            .where(ExtractedFile.sha256.in_(gone))
            .execution_options(synchronize_session=False)
        )
        _record(by, "extract.forgotten", gone[0], details={"files": len(gone)})
    return len(gone)


def again(*, by: ActorLike) -> int:
    """Put every refused file back into the queue: a tool was installed, a limit was raised."""
    hashes = queries.refused()
    for sha256 in hashes:
        row = db.session.get_one(ExtractedFile, sha256)
        row.state, row.reason, row.begun, row.asked_at = WAITING, "", 0, now()
    db.session.flush()
    if hashes:
        _record(by, "extract.again", hashes[0], details={"files": len(hashes)})
    return len(hashes)


def _announce(hashes: Collection[str]) -> None:
    for one in holders.joined():
        for object_id, _ in one.holding(hashes):
            ledger.announce(event=EVENT, object_kind=one.kind, object_id=object_id)


def _drop_parts(hashes: Collection[str]) -> None:
    db.session.execute(
        sa.delete(ExtractedPart)
        .where(ExtractedPart.sha256.in_(hashes))
        .execution_options(synchronize_session=False)
    )


def _record(by: ActorLike, action: str, sha256: str, *, details: dict[str, object]) -> None:
    ledger.record(
        by=by, action=action, object_kind="extract", object_id=sha256[:16], details=details
    )
