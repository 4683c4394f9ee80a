"""What the pages say of an aid file: its line of stages, its service targets, its papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.aid.models import AidAct, AidFile
from caseapp.aid.reminding import days_ahead
from caseapp.aid.states import ALL_CLOCKS, ROAD, STAGES
from caseapp.aid.words import FOREIGN_KINDS, RIGHT_STATES, WISHES
from caseapp.base.clock import local, now, today
from caseapp.deadlines import queries as deadlines
from caseapp.deadlines.words import STATES, left
from caseapp.law.rights import RIGHT_KINDS
from caseapp.law.time_limits import load

NO_DAY = "没有启用"
# What may be corrected of an application, as its form names it; the coded ones with their words.
MATTER: Mapping[str, str] = {
    "foreign_kind": "是否涉外",
    "right_kind": "权利种类",
    "right_name": "权利名称",
    "right_number": "权利号码",
    "right_holder": "权利人",
    "right_state": "权利状态",
    "opponent": "对方",
    "dispute": "纠纷情况",
    "wishes": "希望得到的帮助",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "foreign_kind": FOREIGN_KINDS,
    "right_kind": RIGHT_KINDS,
    "right_state": RIGHT_STATES,
    "wishes": WISHES,
}


@dataclass(frozen=True)
class TargetShown:
    """A service target in a few words."""

    what: str
    due: str
    words: str
    tone: str
    text: str
    source: str
    is_open: bool


@dataclass(frozen=True)
class StopShown:
    """One stage of the line: behind, here, or still to come."""

    name: str
    mark: str


def told_before(act: AidAct) -> list[tuple[str, str]]:
    """Return what stood in an application before it was corrected, by the names of its fields."""
    before = act.given.get("before", {}) if act.act == "correct" else {}
    return [
        (label, _read(before[name], WORDS.get(name)))
        for name, label in MATTER.items()
        if name in before
    ]


def _read(value: Any, words: Mapping[str, str] | None) -> str:
    several = value if isinstance(value, list) else [value]
    return "、".join(str((words or {}).get(one, one)) for one in several) or "空"


def stage_line(state: str) -> list[StopShown]:
    """Return the line a file walks; one that left it stands at the end with its own word."""
    if state not in ROAD and STAGES[state].is_open:
        state = "check"  # 补正 is part of the check
    if state not in ROAD:
        return [*(StopShown(STAGES[key].name, "later") for key in ROAD[:-1]),
                StopShown(STAGES[state].name, "now")]  # fmt: skip
    here = ROAD.index(state)
    marks = {-1: "done", 0: "now", 1: "later"}
    return [
        StopShown(STAGES[key].name, marks[(place > here) - (place < here)])
        for place, key in enumerate(ROAD)
    ]


def targets_of(aid: AidFile) -> list[TargetShown]:
    """Return the service targets of a file, those that run first."""
    rows = [row for row in deadlines.of_ticket(aid.ticket_id) if row.family in ALL_CLOCKS]
    shown = [_target(row) for row in rows]
    return sorted(shown, key=lambda one: not one.is_open)


def near(day: date | None) -> str:
    """Return the tone of a deadline abroad."""
    if day is None or day > today() + timedelta(days=days_ahead()):
        return "calm"
    return "overdue" if day < today() else "soon"


def _target(row: Any) -> TargetShown:
    is_open = row.stopped_on is None
    calendar = accounts.office_calendar().in_area(row.area)
    is_enabled = load().row(row.rule_id).enabled
    return TargetShown(
        what=row.what,
        due=_due(row) if is_enabled else NO_DAY,
        words=left(row, now=now(), today=today(), calendar=calendar)
        if is_open and is_enabled
        else STATES[row.state],
        tone=_tone(row) if is_open and is_enabled else "calm",
        text=row.text,
        source=row.basis,
        is_open=is_open,
    )


def _due(row: Any) -> str:
    if row.due_at is not None:
        return local(row.due_at).strftime("%Y-%m-%d %H:%M")
    return row.due_on.isoformat() if row.due_on else NO_DAY


def _tone(row: Any) -> str:
    if row.due_on is None or row.due_on > today():
        return "calm"
    return "overdue" if row.due_on < today() else "soon"
