"""What every act on an aid file shares: the lock, who may, the row of the history, the clocks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import PERMISSIONS
from caseapp.accounts.person import Person
from caseapp.aid import queries
from caseapp.aid.models import AidAct, AidFile
from caseapp.aid.states import ACTS, STAGE_WORDS
from caseapp.base.clock import local, now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.deadlines import actions as deadlines
from caseapp.ledger import actions as ledger


def begin(
    *,
    by: Person,
    aid: AidFile,
    doing: str,
    states: Collection[str],
    permission: str,
    seen: int = 0,
) -> None:
    """Take the row for one act; refuse a stage it does not start from, a stranger, a stale page."""
    db.session.refresh(aid, with_for_update=True)  # two who act at once: the second sees the first
    if not queries.may(by, permission, aid):
        raise Refused(
            f"不能{doing}：您没有对这件援助“{PERMISSIONS[permission]}”的权限。",
            remedy="请由承办单位的人员办理；需要决定的，报负责人。",
        )
    if aid.state not in states:
        raise Refused(
            f"不能{doing}：{aid.number} 现为“{STAGE_WORDS[aid.state]}”{latest(aid.id)}。",
            remedy="请刷新后按现在的阶段办理。",
        )
    if seen and seen != aid.version:
        raise Refused(
            f"不能{doing}：您打开之后，{aid.number} 已有新的办理记录{latest(aid.id)}。",
            remedy="请核对最新情况后再提交，已填的内容都在下面。",
        )


def latest(aid_id: int) -> str:
    """Say what was done last and by whom: whoever acts second is told of the first."""
    last = queries.last_act(aid_id)
    if last is None:
        return ""
    return f"（{last.by_name}于 {local(last.at).strftime('%Y-%m-%d %H:%M')} {ACTS[last.act]}）"


def write(
    *,
    by: Person,
    aid: AidFile,
    act: str,
    to_state: str = "",
    reason: str = "",
    given: Mapping[str, Any] | None = None,
) -> AidAct:
    """Write one act into the history and the audit trail; the file is newer by one."""
    before = "" if act == "apply" else aid.state
    aid.state = to_state or aid.state
    if act != "apply":
        aid.version += 1
    made = AidAct(
        aid_id=aid.id,
        act=act,
        from_state=before,
        to_state=aid.state,
        at=now(),
        by_id=by.id,
        by_name=by.name,
        reason=reason,
        given=dict(given or {}),
    )
    db.session.add(made)
    db.session.flush()
    ledger.record(
        by=by,
        action=f"aid.{act}",
        object_kind="aid",
        object_id=aid.id,
        object_key=aid.number,
        reason=reason,
        details={"from": before, "to": aid.state},
    )
    ledger.announce(event="aid.saved", object_kind="aid", object_id=aid.id)
    return made


def follow_clocks(
    *,
    by: Person,
    aid: AidFile,
    why: str,
    stops: Collection[str] = (),
    starts: Collection[str] = (),
    on: date | None = None,
) -> None:
    """End and begin the service targets of an act; they are the office's own, not periods of the law."""
    day, words = on or today(), f"{aid.number} {why}"
    if stops:
        deadlines.stop(by=by, ticket_id=aid.ticket_id, families=stops, on=day, why=words)
    for family in starts:
        deadlines.start(
            by=by,
            ticket_id=aid.ticket_id,
            family=family,
            on=day,
            why=words,
            calendar=accounts.office_calendar(),
            area=accounts.area_of(aid.unit_id),
        )
