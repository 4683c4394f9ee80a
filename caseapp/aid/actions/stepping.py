"""The one way an aid file changes its stage: table, lock, gate, effect, history, clocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from caseapp.accounts.person import Person
from caseapp.aid import queries
from caseapp.aid.actions.ending import take_all_back
from caseapp.aid.actions.gates import GATES
from caseapp.aid.actions.writing import begin, follow_clocks, write
from caseapp.aid.models import AidAct, AidFile
from caseapp.aid.states import STAGES, STEPS, Step
from caseapp.base.clock import today
from caseapp.base.errors import Refused

NEEDED = {
    "reason": "说明",
    "kinds": "援助方式",
    "text": "方案内容",
    "opinion": "援助意见",
    "satisfaction": "满意程度",
    "ground": "终止的情形",
}


def step(*, by: Person, aid: AidFile, key: str, seen: int = 0, **given: Any) -> AidAct:
    """Take one step of the table; `given` is what the step asks for, `seen` the version the page showed."""
    row = STEPS[key]
    begin(
        by=by,
        aid=aid,
        doing=row.name,
        states=row.from_states,
        permission=row.permission,
        seen=seen,
    )
    _refuse_own(row, aid, by=by)
    _refuse_missing(row, given)
    if gate := GATES.get(key):
        gate(aid, by)
    if row.to_state and not STAGES[row.to_state].is_open:
        take_all_back(by=by, aid=aid, why=f"援助{row.name}：{given.get('reason') or ''}")
    if effect := EFFECTS.get(key):
        effect(aid, given)
    made = write(
        by=by,
        aid=aid,
        act=key,
        to_state=row.to_state,
        reason=str(given.get("reason") or ""),
        given={name: value for name, value in given.items() if name != "reason" and value},
    )
    follow_clocks(by=by, aid=aid, why=row.name, stops=row.stops, starts=row.starts)
    return made


def _refuse_own(row: Step, aid: AidFile, *, by: Person) -> None:
    """Nobody decides on their own work: what they registered, and what they answered to decide on."""
    if row.apart and aid.taken_by == by.id:
        raise Refused(
            f"不能{row.name}：申请是您登记的，登记的人不能自己决定。",
            remedy="请由另一位有决定权的负责人办理。",
        )
    if not row.rests_on_check:
        return
    own = [key for key, one in queries.answers_of(aid.id, "check").items() if one.by_id == by.id]
    if own:
        raise Refused(
            f"不能{row.name}：审查清单有 {len(own)} 项是您填写的，审查的人不能自己决定。",
            remedy="请由另一位有决定权的负责人办理。",
        )


def _refuse_missing(row: Step, given: Mapping[str, Any]) -> None:
    names = {**NEEDED, "reason": row.asks}
    missing = [names[name] for name in row.needs if not given.get(name)]
    if missing:
        raise Refused(
            f"不能{row.name}：没有写明{'、'.join(missing)}。",
            remedy="请补填后再提交，已填的内容都在下面。",
        )


def _plan(aid: AidFile, given: Mapping[str, Any]) -> None:
    aid.plan_kinds, aid.plan_text = list(given["kinds"]), given["text"]


def _deliver(aid: AidFile, given: Mapping[str, Any]) -> None:
    aid.opinion = given["opinion"]


def _call_back(aid: AidFile, given: Mapping[str, Any]) -> None:
    aid.satisfaction = given["satisfaction"]


def _end(aid: AidFile, given: Mapping[str, Any]) -> None:
    aid.ended_on, aid.end_ground = today(), str(given.get("ground") or "")


def _reopen(aid: AidFile, _given: Mapping[str, Any]) -> None:
    aid.ended_on, aid.end_ground = None, ""


EFFECTS: Mapping[str, Callable[[AidFile, Mapping[str, Any]], None]] = {
    "plan": _plan,
    "replan": _plan,
    "deliver": _deliver,
    "call_back": _call_back,
    "refuse": _end,
    "lapse": _end,
    "close": _end,
    "stop": _end,
    "revoke": _reopen,
}
