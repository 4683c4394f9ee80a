"""What is done with long works: ask, cancel, begin, note how far it is, finish, fail, begin again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.documents import job_queries
from caseapp.documents.job_models import PaperJob
from caseapp.documents.job_words import (
    CANCELLED,
    CONVERT,
    DONE,
    FAILED,
    OPEN_STATES,
    RUNNING,
    WAITING,
    JobGiven,
)
from caseapp.ledger import actions as ledger
from caseapp.ledger.actor import ActorLike
from caseapp.ledger.store import StoredBytes

MOST_OPEN = 20  # of one person at a time, so that nobody keeps all others waiting
MOST_BEGUN = 3
_STILL_RUNS = (PaperJob.id == sa.bindparam("job_id"), PaperJob.state == RUNNING)


def ask(*, by: Person, given: JobGiven) -> int:
    """Put a work in the queue; what is asked for already, or was made for all, is not made twice."""
    waiting = job_queries.own_open(by.id)
    same = next((one for one in waiting if _is_same(one, given)), None)
    if same is None and given.kind == CONVERT:
        known = job_queries.conversion_of(given.source_sha256)
        same = known if known is not None and known.state in (DONE, *OPEN_STATES) else None
    if same is not None:
        return int(same.id)
    if len(waiting) >= MOST_OPEN:
        raise Refused(
            f"您已有 {len(waiting)} 项打印或者转换没有办完，不能再加。",
            remedy="请等前面的办完，或者在“打印和转换”页取消不要的。",
        )
    row = PaperJob(
        kind=given.kind,
        state=WAITING,
        case_id=given.case_id,
        name=given.name[:200],
        asked_from=given.asked_from[:200],
        wanted=given.wanted,
        source_sha256=given.source_sha256,
        total=given.total,
        asked_by=by.id,
        asked_by_name=by.name,
        asked_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    _record(by, "paper_job.asked", row, details={"total": given.total})
    return row.id


def cancel(*, by: Person, job_id: int) -> None:
    """Take one's own work back; one that runs stops at its next paper."""
    row = job_queries.own_job(by.id, job_id)
    if row.state not in OPEN_STATES:
        raise Refused("这项打印或者转换已经结束，不用取消。")
    row.state, row.ended_at = CANCELLED, now()
    _record(by, "paper_job.cancelled", row)


def begin_next(*, by: ActorLike) -> int | None:
    """Begin the work that waits longest; nothing when none waits."""
    row = job_queries.next_job()
    if row is None:
        return None
    row.state, row.started_at, row.done, row.begun = RUNNING, now(), 0, row.begun + 1
    _record(by, "paper_job.begun", row)
    return row.id


def note_progress(*, job_id: int, done: int) -> bool:
    """Note how far a work is; say whether it is still wanted."""
    statement = sa.update(PaperJob).where(*_STILL_RUNS).values(done=sa.bindparam("so_far"))
    db.session.execute(
        statement.execution_options(synchronize_session=False), {"job_id": job_id, "so_far": done}
    )
    return job_queries.job(job_id).state == RUNNING


def finish(*, by: ActorLike, job_id: int, made: StoredBytes, why: str = "") -> None:
    """Keep the result of a work; one taken back meanwhile stays taken back."""
    row = job_queries.job(job_id)
    if row.state != RUNNING:
        return
    if row.kind == CONVERT:
        # Kept beside the original for good; a print is forgotten after some days.
        ledger.note_stored_file(sha256=made.sha256, size=made.size)
    row.state, row.done, row.ended_at, row.why = DONE, row.total, now(), why
    row.sha256, row.size = made.sha256, made.size
    _record(by, "paper_job.done", row, details={"sha256": made.sha256, "size": made.size})


def fail(*, by: ActorLike, job_id: int, why: str) -> None:
    """Say why nothing came of a work."""
    row = job_queries.job(job_id)
    if row.state != RUNNING:
        return
    row.state, row.ended_at, row.why = FAILED, now(), why
    _record(by, "paper_job.failed", row)


def begin_again(*, by: ActorLike) -> int:
    """Put what ran when the program ended back into the queue; what ended it again and again fails."""
    left = job_queries.left_running()
    for row in left:
        if row.begun >= MOST_BEGUN:
            fail(by=by, job_id=row.id, why=f"办理中程序 {row.begun} 次意外结束，不再重试。")
        else:
            row.state, row.done, row.started_at = WAITING, 0, None
            _record(by, "paper_job.again", row)
    db.session.flush()
    return len(left)


def forget_prints(*, by: ActorLike, before: datetime) -> list[str]:
    """Let go of the files of old prints, which can be made again; return their hashes."""
    gone = []
    for row in job_queries.old_prints(before):
        gone.append(str(row.sha256))
        row.sha256 = None
        _record(by, "paper_job.forgotten", row)
    return gone


def note_result_read(*, by: Person, job_id: int) -> PaperJob:
    """Write down who took the result of a work away, before it is sent."""
    row = job_queries.own_job(by.id, job_id)
    if row.sha256 is None:
        raise NotVisible
    _record(by, "paper_job.read", row, details={"sha256": row.sha256})
    return row


def _is_same(row: Any, given: JobGiven) -> bool:
    return (row.kind, row.case_id, row.wanted, row.source_sha256) == (
        *(given.kind, given.case_id, given.wanted, given.source_sha256),
    )


def _record(
    by: ActorLike, action: str, row: PaperJob, *, details: Mapping[str, Any] | None = None
) -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="paper_job",
        object_id=row.id,
        object_key=row.name,
        reason=row.why,
        details={"case": row.case_id, "kind": row.kind, **(details or {})},
    )
