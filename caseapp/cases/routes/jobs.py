"""One's own long works: how far they are, taking one back, the file that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, current_app, flash

from caseapp.base.clock import now
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.forms import BaseForm
from caseapp.base.web import back_to, current_person, page, reads_protected, refused, requires
from caseapp.cases.routes.blueprint import ID, bp, opened
from caseapp.documents import job_queries
from caseapp.documents.actions import jobs as actions
from caseapp.documents.job_words import (
    KIND_WORDS,
    OPEN_STATES,
    RUNNING,
    STATE_WORDS,
    UNITS,
    WAITING,
)
from caseapp.documents.jobs import KEPT_FOR
from caseapp.ledger.sending import send_stored

LOOK_AGAIN = 3  # seconds, while something runs
MINUTE = 60


@dataclass(frozen=True)
class JobShown:
    """One work with what is said about it."""

    row: Any
    words: str
    has_file: bool
    is_open: bool


@bp.get("/papers/jobs")
@requires("paper.read")
def jobs() -> Response:
    """Show one's own works; the page looks again by itself while something runs."""
    return _shown()


@bp.post(f"/papers/jobs/<{ID}:job_id>/cancel")
@requires("paper.read")
def cancel_job(job_id: int) -> Response:
    """Take back a work that is not done."""
    try:
        actions.cancel(by=current_person(), job_id=job_id)
    except Refused as no:
        return refused(no, "papers/jobs.html", **_values())
    flash("已取消。", "done")
    return back_to("cases.jobs")


@bp.get(f"/papers/jobs/<{ID}:job_id>/file")
@requires("paper.read")
@reads_protected
def job_file(job_id: int) -> Response:
    """Send the result to whoever asked for it, as long as that person may see the case."""
    by = current_person()
    opened(job_queries.own_job(by.id, job_id).case_id)
    row = actions.note_result_read(by=by, job_id=job_id)
    sha256 = str(row.sha256)
    if current_app.extensions["store"].size_of(sha256) is None:
        raise NotVisible
    return send_stored(sha256, name=row.name)


def _shown() -> Response:
    values = _values()
    answer = page("papers/jobs.html", **values)
    if any(one.is_open for one in values["jobs"]):
        answer.headers["Refresh"] = str(LOOK_AGAIN)
    return answer


def _values() -> dict[str, Any]:
    by = current_person()
    rows, total = job_queries.own_jobs(by.id)
    return {
        "jobs": [_job(row) for row in rows],
        "total": total,
        "kinds": KIND_WORDS,
        "states": STATE_WORDS,
        "days": KEPT_FOR.days,
        "form": BaseForm(formdata=None),
    }


def _job(row: Any) -> JobShown:
    stored = current_app.extensions["store"]
    has_file = row.sha256 is not None and stored.size_of(row.sha256) is not None
    return JobShown(row, told_of(row, now()), has_file, row.state in OPEN_STATES)


def told_of(row: Any, at: datetime) -> str:
    """Say how far a work is: n of m, how fast, how long it will still take."""
    unit = UNITS[row.kind]
    if row.state == WAITING:
        ahead = job_queries.ahead_of(row.id)
        return f"前面还有 {ahead} 项" if ahead else "马上开始"
    if row.state != RUNNING:
        return f"共 {row.total:,} {unit}"
    so_far = f"{row.done:,}/{row.total:,} {unit}"
    spent = (at - row.started_at).total_seconds() if row.started_at else 0
    if not row.done or spent < 1:
        return so_far
    left = (row.total - row.done) * spent / row.done
    rest = f"{left / MINUTE:.0f} 分钟" if left > 2 * MINUTE else f"{max(left, 1):.0f} 秒"
    return f"{so_far}，每秒 {row.done / spent:.1f} {unit}，大约还要 {rest}"
