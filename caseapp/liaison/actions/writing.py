"""What every act on a meeting or a notice shares: the lock, who may, the row of the history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from caseapp.accounts.permissions import PERMISSIONS
from caseapp.accounts.person import Person
from caseapp.base.clock import local, now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.ledger import actions as ledger
from caseapp.liaison import queries
from caseapp.liaison.life import ACTS, MEETING_STAGES, NOTICE_STAGES
from caseapp.liaison.models import LiaisonAct, Resolution
from caseapp.liaison.queries import MANAGE, Opened

STAGES = {**NOTICE_STAGES, **MEETING_STAGES}


def begin(
    *, by: Person, opened: Opened, doing: str, states: Collection[str], seen: int = 0
) -> None:
    """Take the row for one act; refuse a state it does not start from, a stranger, a stale page."""
    db.session.refresh(opened.record, with_for_update=True)
    record, number = opened.record, opened.row.number
    if not queries.may(by, MANAGE, opened):
        raise Refused(
            f"不能{doing}：您没有对 {number} “{PERMISSIONS[MANAGE]}”的权限。",
            remedy="请由召集单位的联络员或者负责人办理。",
        )
    if record.state not in states:
        raise Refused(
            f"不能{doing}：{number} 现为“{STAGES[record.state].name}”{latest(record.id)}。",
            remedy="请刷新后按现在的阶段办理。",
        )
    refuse_stale(doing, number, record, matter_id=record.id, seen=seen)


def refuse_stale(doing: str, number: str, record: Any, *, matter_id: int, seen: int) -> None:
    """Refuse what was typed on a page drawn before somebody else's act."""
    if seen and seen != record.version:
        raise Refused(
            f"不能{doing}：您打开之后，{number} 已有新的办理记录{latest(matter_id)}。",
            remedy="请核对最新情况后再提交，已填的内容都在下面。",
        )


def latest(matter_id: int) -> str:
    """Say what was done last and by whom."""
    rows = queries.acts_of(matter_id)
    if not rows:
        return ""
    last = rows[-1]
    return f"（{last.by_name}于 {local(last.at).strftime('%Y-%m-%d %H:%M')} {ACTS[last.act]}）"


def write(
    *,
    by: Person,
    opened: Opened,
    act: str,
    to_state: str = "",
    reason: str = "",
    given: Mapping[str, Any] | None = None,
    resolution: Resolution | None = None,
) -> None:
    """Write one act into the history and the audit trail; a resolution's changes only its own state."""
    record = opened.record if resolution is None else resolution
    is_new = act in {"call", "draft", "take_down", "resolve"}
    before = "" if is_new else record.state
    record.state = to_state or record.state
    if not is_new:
        record.version += 1
    kind = opened.row.family if resolution is None else "resolution"
    told = dict(given or {})
    db.session.add(
        LiaisonAct(
            matter_id=opened.id, resolution_id=None if resolution is None else resolution.id,
            act=act, from_state=before, to_state=record.state, at=now(),
            by_id=by.id, by_name=by.name, reason=reason, given=told,
        )
    )  # fmt: skip
    db.session.flush()
    ledger.record(
        by=by,
        action=f"{kind}.{act}",
        object_kind=kind,
        object_id=record.id,
        object_key=opened.row.number,
        reason=reason,
        details={"from": before, "to": record.state, **told},
    )
    # What a meeting agreed on is found by the meeting.
    ledger.announce(
        event=f"{opened.row.family}.saved", object_kind=opened.row.family, object_id=opened.id
    )
