"""What every act on a joint action shares: the lock, who may, the row of the history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from caseapp.accounts.permissions import PERMISSIONS
from caseapp.accounts.person import Person
from caseapp.base.clock import local, now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.joint import queries
from caseapp.joint.life import ACTS, OPEN_PLAN, STATE_WORDS
from caseapp.joint.models import JointAct
from caseapp.joint.planned import PLAN_KIND, values_of
from caseapp.joint.queries import Opened
from caseapp.ledger import actions as ledger
from caseapp.revisions import actions as revisions


def begin(
    *,
    by: Person,
    opened: Opened,
    doing: str,
    states: Collection[str],
    permission: str,
    seen: int = 0,
) -> None:
    """Take the row for one act; refuse a state it does not start from, a stranger, a stale page."""
    db.session.refresh(opened.action, with_for_update=True)
    action, number = opened.action, opened.row.number
    if not queries.may(by, permission, opened):
        raise Refused(
            f"不能{doing}：您没有对这次行动“{PERMISSIONS[permission]}”的权限。",
            remedy="请由牵头单位的人员办理；检查由各组组员登记。",
        )
    if action.state not in states:
        raise Refused(
            f"不能{doing}：{number} 现为“{STATE_WORDS[action.state]}”{latest(action.id)}。",
            remedy="请刷新后按现在的阶段办理。",
        )
    if seen and seen != action.version:
        raise Refused(
            f"不能{doing}：您打开之后，{number} 已有新的办理记录{latest(action.id)}。",
            remedy="请核对最新情况后再提交，已填的内容都在下面。",
        )


def latest(joint_id: int) -> str:
    """Say what was done last and by whom."""
    last = queries.last_act(joint_id)
    if last is None:
        return ""
    return f"（{last.by_name}于 {local(last.at).strftime('%Y-%m-%d %H:%M')} {ACTS[last.act]}）"


def write(
    *,
    by: Person,
    opened: Opened,
    act: str,
    to_state: str = "",
    reason: str = "",
    given: Mapping[str, Any] | None = None,
    newer: bool = True,
) -> None:
    """Write one act into the history and the audit trail.

    What several groups do side by side in the field makes nobody's page stale: `newer` is off.
    """
    action = opened.action
    before = "" if act == "plan" else action.state
    action.state = to_state or action.state
    if newer and act != "plan":
        action.version += 1
    row = JointAct(act=act, from_state=before, to_state=action.state, reason=reason)
    row.joint_id, row.given = action.id, dict(given or {})
    row.at, row.by_id, row.by_name = now(), by.id, by.name
    db.session.add(row)
    db.session.flush()
    if newer and action.state in OPEN_PLAN:
        # Whoever has the plan open at this version is merged with what others make of it.
        values = values_of(opened)
        revisions.keep(
            by=by, kind=PLAN_KIND, object_id=action.id, version=action.version, values=values
        )
    ledger.record(
        by=by,
        action=f"joint.{act}",
        object_kind="joint",
        object_id=action.id,
        object_key=opened.row.number,
        reason=reason,
        details={"from": before, "to": action.state, **row.given},
    )
    ledger.announce(event="joint.saved", object_kind="joint", object_id=action.id)
