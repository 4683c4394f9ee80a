"""Which joint actions stand on somebody's desk: to go out today, to be approved, to be brought to an end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cooperation import queries as cooperation
from caseapp.cooperation.models import Cooperation
from caseapp.joint.life import DECIDED, INSPECTED
from caseapp.joint.models import JointAction, JointMember
from caseapp.law.procedures.roles import Role

PLAN = "joint.plan"


@dataclass(frozen=True)
class Waiting:
    """One action with what is wanted of this person; an inspection is entered on the page for the street."""

    row: Any
    wanted: str
    is_out: bool


def on_desk(by: Person, day: date, *, most: int) -> Sequence[Waiting]:
    """Return the actions that wait for this person, those they go out in today first."""
    if not decide(by, "cooperation.read"):
        return ()
    out = _goes_out(by, day)
    ways = {"out": out, **_planners_ways(by, day)}
    wanted = (
        sa.select(
            *(JointAction.id, JointAction.first_on, JointAction.last_on),
            *(Cooperation.number, Cooperation.title),
            *(way.label(name) for name, way in ways.items()),
        )
        .join(Cooperation, Cooperation.id == JointAction.id)
        .where(sa.or_(*ways.values()))
        .order_by(sa.case((out, 0), else_=1), JointAction.last_on, JointAction.id)
    )
    return [_said(row) for row in plain_rows(wanted.limit(most))]


def _goes_out(by: Person, day: date) -> sa.ColumnElement[bool]:
    mine = sa.exists().where(
        JointMember.joint_id == JointAction.id,
        JointMember.person_id == by.id,
        JointMember.left_at.is_(None),
    )
    is_running = (JointAction.first_on <= day, JointAction.last_on >= day)
    return sa.and_(mine, JointAction.state.in_(INSPECTED), *is_running)


def _planners_ways(by: Person, day: date) -> dict[str, sa.ColumnElement[bool]]:
    """Return by what an action waits for whoever plans in its unit; who drew a plan up approves it not."""
    if not decide(by, PLAN):
        return {}
    kept = cooperation.is_visible(by, PLAN)
    is_planned, is_own = JointAction.state == "planned", JointAction.planned_by == by.id
    is_over = sa.and_(JointAction.state.in_(INSPECTED), JointAction.last_on < day)
    ways = {
        "draw_up": sa.and_(kept, is_planned, is_own),
        "sum_up": sa.and_(kept, is_over),
        "close": sa.and_(kept, JointAction.state == DECIDED[-1]),
    }
    if Role.CHIEF in by.roles:
        ways["approve"] = sa.and_(kept, is_planned, sa.not_(is_own))
    return ways


WANTED = {
    "out": "今天出动，登记检查",
    "approve": "批准方案",
    "draw_up": "完善方案，报负责人批准",
    "sum_up": "行动日期已过，登记总结",
    "close": "登记各单位的处理结果，办结",
}


def _said(row: Any) -> Waiting:
    key = next(one for one in WANTED if getattr(row, one, False))
    return Waiting(row, WANTED[key], is_out=key == "out")
