"""What every act on a complaint shares: the lock, who may, a stale page, the row of the history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from caseapp.accounts.permissions import PERMISSIONS
from caseapp.accounts.person import Person
from caseapp.base.clock import local, now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.exhibitions import complaint_queries, queries
from caseapp.exhibitions.complaint_models import FairComplaint, FairComplaintAct
from caseapp.exhibitions.complaint_values import COMPLAINT_KIND, values_of
from caseapp.exhibitions.complaint_words import ACTS
from caseapp.exhibitions.life import STAGES, STATES
from caseapp.exhibitions.queries import Complained
from caseapp.ledger import actions as ledger
from caseapp.revisions import actions as revisions

OPEN = tuple(key for key, row in STAGES.items() if row.is_open)
WORK = "fair.work"


def begin(
    *,
    by: Person,
    complained: Complained,
    doing: str,
    states: Collection[str] = OPEN,
    permission: str = WORK,
    seen: int = 0,
) -> None:
    """Take the row for one act; refuse a state it does not start from, a stranger, a stale page."""
    db.session.refresh(complained.complaint, with_for_update=True)
    complaint = complained.complaint
    if not queries.may(by, permission, complained.at):
        raise Refused(
            f"不能{doing}：您对这次展会没有“{PERMISSIONS[permission]}”的权限。",
            remedy="请由本展会的进驻人员或者承办单位的人员办理。",
        )
    if complaint.state not in states:
        raise Refused(
            f"不能{doing}：投诉 {complaint.number} 现为“{STATES[complaint.state]}”{latest(complaint.id)}。",
            remedy="请刷新后按现在的阶段办理。",
        )
    if seen and seen != complaint.version:
        raise Refused(
            f"不能{doing}：您打开之后，投诉 {complaint.number} 已有新的办理记录{latest(complaint.id)}。",
            remedy="请核对最新情况后再提交，已填的内容都在下面。",
        )


def latest(complaint_id: int) -> str:
    """Say what was done last and by whom."""
    last = complaint_queries.last_act(complaint_id)
    if last is None:
        return ""
    return f"（{last.by_name}于 {local(last.at).strftime('%Y-%m-%d %H:%M')} {ACTS[last.act]}）"


def write(
    *,
    by: Person,
    complained: Complained,
    act: str,
    to_state: str = "",
    reason: str = "",
    given: Mapping[str, Any] | None = None,
    happened_at: datetime | None = None,
    newer: bool = True,
) -> None:
    """Write one act into the history and the audit trail.

    What hangs beside (a visit, a measure) makes nobody's page stale: `newer` is off.
    """
    complaint = complained.complaint
    is_first = act == "take"
    before = "" if is_first else complaint.state
    complaint.state = to_state or complaint.state
    if newer and not is_first:
        complaint.version += 1
    at = now()
    row = FairComplaintAct(act=act, from_state=before, to_state=complaint.state, reason=reason)
    row.complaint_id, row.given = complaint.id, dict(given or {})
    row.at, row.happened_at = at, min(happened_at or at, at)
    row.by_id, row.by_name = by.id, by.name
    db.session.add(row)
    db.session.flush()
    if newer and STAGES[complaint.state].is_open:
        _keep(by, complaint)
    _record(by, complaint, row)
    ledger.announce(
        event="fair_complaint.saved", object_kind="fair_complaint", object_id=complaint.id
    )


def _record(by: Person, complaint: FairComplaint, row: FairComplaintAct) -> None:
    ledger.record(
        by=by,
        action=f"fair_complaint.{row.act}",
        object_kind="fair_complaint",
        object_id=complaint.id,
        object_key=complaint.number,
        reason=row.reason,
        details={"from": row.from_state, "to": row.to_state, **_plain(row.given)},
    )


def _keep(by: Person, complaint: FairComplaint) -> None:
    """Keep the words of this version: whoever has it open is merged with what others make of it."""
    revisions.keep(
        by=by,
        kind=COMPLAINT_KIND,
        object_id=complaint.id,
        version=complaint.version,
        values=values_of(complaint),
    )


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return of the given what is short: whole texts stay in the history."""
    return {key: value for key, value in given.items() if not isinstance(value, str) or len(value) < 200}  # fmt: skip
