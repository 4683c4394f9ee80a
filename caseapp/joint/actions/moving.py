"""The one way an action changes its state: table, lock, role, gate, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.joint import queries
from caseapp.joint.actions.writing import begin, write
from caseapp.joint.life import MOVES, STAGES, Move
from caseapp.joint.queries import VALID, Opened
from caseapp.law.procedures.roles import Role
from caseapp.law.wording import long_date

NEEDED = {"troubles": "存在的问题", "plans": "下一步打算"}
TWO = 2


def move(*, by: Person, opened: Opened, key: str, given: Mapping[str, str], seen: int = 0) -> None:
    """Make one move of the table; `given` is what it asks for, `seen` the version the page showed."""
    row = MOVES[key]
    begin(
        by=by,
        opened=opened,
        doing=row.name,
        states=row.from_states,
        permission=row.permission,
        seen=seen,
    )
    _refuse_role(row, opened, by=by)
    names = {**NEEDED, "reason": row.asks}
    missing = [names[name] for name in row.needs if not given.get(name, "").strip()]
    if missing:
        raise Refused(
            f"不能{row.name}：没有写明{'、'.join(missing)}。",
            remedy="请补填后再提交，已填的内容都在下面。",
        )
    if gate := GATES.get(key):
        gate(opened)
    for name in ("troubles", "plans"):
        if name in row.fields:
            setattr(opened.action, name, given[name])
    opened.action.ended_at = None if STAGES[row.to_state].is_open else now()
    write(
        by=by,
        opened=opened,
        act=key,
        to_state=row.to_state,
        reason=given.get("reason", ""),
    )


def why_not(*, by: Person, opened: Opened, row: Move) -> str:
    """Say why this person may not make a move now; nothing when they may."""
    try:
        _refuse_role(row, opened, by=by)
        if gate := GATES.get(row.key):
            gate(opened)
    except Refused as no:
        return " ".join(no.sentences)
    return ""


def _refuse_role(row: Move, opened: Opened, *, by: Person) -> None:
    if row.roles and not queries.roles_of(by, opened) & set(row.roles):
        words = "、".join(Role(one).label for one in row.roles)
        raise Refused(f"不能{row.name}：由{words}办理。", remedy=f"请转{words}。")
    if not row.apart or opened.action.planned_by != by.id:
        return
    # A small office may have one chief, who answers for the plan alone.
    others = accounts.holders_over(Role.CHIEF, opened.row.unit_path, office=True) - {by.id}
    if others:
        raise Refused(
            f"不能{row.name}：方案是您拟订的，拟订的人不能自己批准。",
            remedy="请由另一位负责人批准。",
        )


def _is_ready(opened: Opened) -> None:
    """Approve only a plan that says who goes: several bodies, each group with one of ours, all in force."""
    action = opened.action
    taking_part = queries.bodies_of(opened.id)
    if len(taking_part) < TWO:
        raise Refused("不能批准方案：只有一个单位，不是联合执法。", remedy="请先增加参加单位。")
    _refuse_gone(opened)
    groups = queries.groups_of(opened.id)
    if not groups:
        raise Refused("不能批准方案：还没有分组。", remedy="请先分组，并写明各组的组员。")
    out = queries.members_of(opened.id)
    empty = [row.name for row in groups if all(one.group_id != row.id for one in out)]
    if empty:
        raise Refused(
            f"不能批准方案：{'、'.join(empty)}还没有组员。", remedy="请先写明各组的组员。"
        )
    if action.last_on < today():
        raise Refused(
            f"不能批准方案：行动的最后一天（{long_date(action.last_on)}）已经过去。",
            remedy="请先修改日期。",
        )


def _refuse_gone(opened: Opened) -> None:
    action = opened.action
    for one in queries.bodies_of(opened.id):
        body = bodies.body(one.body_id)
        days = (action.first_on, action.last_on)
        if body is None or not all(bodies.is_in_force(body, day) for day in days):
            heir = bodies.successor_on(body.key, action.last_on) if body else None
            words = f"，由{heir.name}承接" if heir and heir.id != one.body_id else ""
            raise Refused(
                f"不能批准方案：{one.name}在行动期间已经不在{words}。",
                remedy="请在参加单位中改正。",
            )


def _is_due(opened: Opened) -> None:
    if today() < opened.action.first_on:
        raise Refused(
            f"不能开始行动：第一天是{long_date(opened.action.first_on)}。",
            remedy="日期有变的，请退回修改方案。",
        )


def _was_out(opened: Opened) -> None:
    if not queries.inspections_of(opened.id, VALID):
        raise Refused(
            "不能总结行动：还没有登记任何检查。", remedy="没有开展的，请写明原因取消行动。"
        )


def _all_decided(opened: Opened) -> None:
    left = queries.undecided(opened.id)
    if left:
        shops = "、".join(dict.fromkeys(f"{row.shop}（{row.body_name}）" for row in left[:5]))
        raise Refused(
            f"不能办结：还有 {len(left)} 个问题没有处理结果：{shops}"
            f"{'等' if len(left) > 5 else ''}。",
            remedy="请登记各单位的处理结果，转为线索，或者移交。",
        )


def _was_not_out(opened: Opened) -> None:
    if queries.inspections_of(opened.id, VALID):
        raise Refused(
            "不能取消行动：已经登记了检查，检查和发现的问题要有结果。",
            remedy="请总结行动，在总结中写明没有完成的部分和原因。",
        )


GATES: Mapping[str, Callable[[Opened], None]] = {
    "approve": _is_ready,
    "begin": _is_due,
    "sum_up": _was_out,
    "close": _all_decided,
    "cancel": _was_not_out,
}
