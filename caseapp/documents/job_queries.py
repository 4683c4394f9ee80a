"""Questions about long works: one's own, one of them, what became of a file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.documents.job_models import PaperJob
from caseapp.documents.job_words import CONVERT, DONE, OPEN_STATES, PRINT, RUNNING, WAITING
from caseapp.ledger.models import StoredFile

MOST_SHOWN = 50
_ALL = sa.select(PaperJob.__table__)
_OWN = (
    _ALL.where(PaperJob.asked_by == sa.bindparam("person_id"))
    .order_by(PaperJob.id.desc())
    .limit(MOST_SHOWN)
)
_OWN_COUNT = sa.select(sa.func.count()).where(PaperJob.asked_by == sa.bindparam("person_id"))
_OWN_OPEN = _ALL.where(
    PaperJob.asked_by == sa.bindparam("person_id"), PaperJob.state.in_(OPEN_STATES)
).order_by(PaperJob.id)
_OF_FILE = (
    _ALL.where(PaperJob.kind == CONVERT, PaperJob.source_sha256 == sa.bindparam("sha256"))
    # What is done stands before what failed later: the result is the same whenever it is made.
    .order_by((PaperJob.state == DONE).desc(), PaperJob.id.desc())
    .limit(1)
)
_NEXT = sa.select(PaperJob).where(PaperJob.state == WAITING).order_by(PaperJob.id).limit(1)
_NEXT_TO_BEGIN = _NEXT.with_for_update().execution_options(populate_existing=True)
_NEXT_ID = sa.select(PaperJob.id).where(PaperJob.state == WAITING).order_by(PaperJob.id).limit(1)
_LEFT_RUNNING = sa.select(PaperJob).where(PaperJob.state == RUNNING)
_AHEAD = sa.select(sa.func.count()).where(
    PaperJob.state.in_(OPEN_STATES), PaperJob.id < sa.bindparam("job_id")
)
_OLD_PRINTS = sa.select(PaperJob).where(
    PaperJob.kind == PRINT, PaperJob.sha256.is_not(None), PaperJob.ended_at < sa.bindparam("before")
)


def next_waiting() -> int | None:
    """Return which work waits longest, without holding it."""
    return db.session.scalar(_NEXT_ID)


def own_jobs(person_id: int) -> tuple[Sequence[Any], int]:
    """Return somebody's latest works, and how many there are in all."""
    given = {"person_id": person_id}
    return plain_rows(_OWN, given), int(db.session.scalar(_OWN_COUNT, given) or 0)


def own_open(person_id: int) -> Sequence[Any]:
    """Return what somebody still waits for."""
    return plain_rows(_OWN_OPEN, {"person_id": person_id})


def own_job(person_id: int, job_id: int) -> PaperJob:
    """Return one's own work; that of somebody else is not there."""
    found = db.session.get(PaperJob, job_id, populate_existing=True)
    if found is None or found.asked_by != person_id:
        raise NotVisible
    return found


def job(job_id: int) -> PaperJob:
    """Return one work as it is now; the caller is the work itself."""
    return db.session.get_one(PaperJob, job_id, with_for_update=True, populate_existing=True)


def job_as_row(job_id: int) -> Any:
    """Return what one work asks for, without holding it."""
    return plain_rows(_ALL.where(PaperJob.id == job_id))[0]


def still_counted(hashes: Collection[str]) -> set[str]:
    """Return which of these files the office counts on, or another work still offers."""
    counted = sa.select(StoredFile.sha256).where(StoredFile.sha256.in_(hashes))
    offered = sa.select(PaperJob.sha256).where(PaperJob.sha256.in_(hashes))
    return {str(row[0]) for row in db.session.execute(counted.union(offered))}


def conversion_of(sha256: str) -> Any | None:
    """Return what became of a file somebody wanted as PDF: its result, else the latest try."""
    return next(iter(plain_rows(_OF_FILE, {"sha256": sha256})), None)


def ahead_of(job_id: int) -> int:
    """Count the works that come before this one."""
    return int(db.session.scalar(_AHEAD, {"job_id": job_id}) or 0)


def next_job() -> PaperJob | None:
    """Return the work that waits longest."""
    return db.session.scalars(_NEXT_TO_BEGIN).first()


def left_running() -> Sequence[PaperJob]:
    """Return the works nobody does any more: the program ended while they ran."""
    return db.session.scalars(_LEFT_RUNNING).all()


def old_prints(before: datetime) -> Sequence[PaperJob]:
    """Return the prints that ended before this moment and still have their file."""
    return db.session.scalars(_OLD_PRINTS, {"before": before}).all()
