"""What every act on a fair shares: the lock, who may, the row of the history."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from caseapp.accounts.permissions import PERMISSIONS
from caseapp.accounts.person import Person
from caseapp.base.clock import local, now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.exhibitions import fair_queries, queries
from caseapp.exhibitions.fair_values import FAIR_KIND, values_of
from caseapp.exhibitions.fair_words import FAIR_ACTS
from caseapp.exhibitions.life import FAIR_STATES
from caseapp.exhibitions.models import FairAct
from caseapp.exhibitions.queries import Opened
from caseapp.ledger import actions as ledger
from caseapp.revisions import actions as revisions

# What belongs to a fair is set up until it closes; a day added late is still a day of it.
SET_UP = ("registered", "approved", "open")
EVER = (*SET_UP, "over")


def begin(
    *,
    by: Person,
    opened: Opened,
    doing: str,
    states: Collection[str] = SET_UP,
    permission: str = "fair.manage",
    seen: int = 0,
) -> None:
    """Take the row for one act; refuse a state it does not start from, a stranger, a stale page."""
    db.session.refresh(opened.fair, with_for_update=True)
    fair, number = opened.fair, opened.row.number
    if not queries.may(by, permission, opened):
        raise Refused(
            f"不能{doing}：您对这次展会没有“{PERMISSIONS[permission]}”的权限。",
            remedy="请由承办单位的人员办理；需要授权的，请找负责人。",
        )
    if fair.state not in states:
        raise Refused(
            f"不能{doing}：{number} 现为“{FAIR_STATES[fair.state]}”{latest(fair.id)}。",
            remedy="请刷新后按现在的阶段办理。",
        )
    if seen and seen != fair.version:
        raise Refused(
            f"不能{doing}：您打开之后，{number} 已有新的办理记录{latest(fair.id)}。",
            remedy="请核对最新情况后再提交，已填的内容都在下面。",
        )


def latest(fair_id: int) -> str:
    """Say what was done last and by whom."""
    last = fair_queries.last_act(fair_id)
    if last is None:
        return ""
    said = FAIR_ACTS.get(last.act, last.act)
    return f"（{last.by_name}于 {local(last.at).strftime('%Y-%m-%d %H:%M')} {said}）"


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

    What is set up side by side makes nobody's page stale: `newer` is off.
    """
    fair = opened.fair
    is_first = act == "register"
    before = "" if is_first else fair.state
    fair.state = to_state or fair.state
    row = FairAct(act=act, from_state=before, to_state=fair.state, reason=reason)
    row.fair_id, row.given = fair.id, dict(given or {})
    row.at, row.by_id, row.by_name = now(), by.id, by.name
    db.session.add(row)
    if newer and not is_first:
        fair.version += 1
    db.session.flush()
    if newer:
        _keep_text(opened, by=by)
    ledger.record(
        by=by,
        action=f"fair.{act}",
        object_kind="fair",
        object_id=fair.id,
        object_key=opened.row.number,
        reason=reason,
        details={"from": before, "to": fair.state, **row.given},
    )
    ledger.announce(event="fair.saved", object_kind="fair", object_id=fair.id)


def _keep_text(opened: Opened, *, by: Person) -> None:
    """Whoever has the form open at this version is merged with what others make of it."""
    fair = opened.fair
    revisions.keep(
        by=by,
        kind=FAIR_KIND,
        object_id=fair.id,
        version=fair.version,
        values=values_of(opened),
    )
