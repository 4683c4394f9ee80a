"""How the limits of a case follow a corrected day: those it started, paused, prolonged or ended."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.cases.correctable import Correcting, as_typed, step_of
from caseapp.cases.corrected import DAY, SERVED_ON
from caseapp.cases.given import why_of
from caseapp.cases.open_file import OpenFile
from caseapp.deadlines import actions as deadlines
from caseapp.deadlines.correcting import Followed, Shift
from caseapp.deadlines.queries import of_case
from caseapp.law.procedures.conditions import JOINT_ENDS
from caseapp.law.procedures.sources import Source

# Days by which a form names the end of a limit itself.
LIMIT_DAYS = ("limit_on", "pay_until")
# Fields that say for how long it is prolonged.
LENGTHS = ("extend_months", "extend_days", "fewer_days")


def let_limits_follow(making: Correcting) -> list[dict[str, Any]]:
    """Count again what hangs on the corrected day, then what begins with the end of those."""
    shift = _shift(making)
    if shift is None:
        return []
    found = _follow(making, shift)
    for told in _begun_on(making):
        found += _follow(making, told)
    now = replace(making.file, limits=of_case(making.file.case.id))
    for family in dict.fromkeys(one.family for one in found):
        for then in _begun_after(making.file, now, family):
            found += _follow(making, then)
    return [asdict(one) for one in found]


def _follow(making: Correcting, shift: Shift) -> list[Followed]:
    return deadlines.follow_correction(
        by=making.file.by,
        case_id=making.file.case.id,
        shift=shift,
        why=f"更正：{making.why}"[:200],
        calendar=accounts.office_calendar(),
    )


def _begun_on(making: Correcting) -> list[Shift]:
    """Others run from a day that this act gave last, and bear the name of the step that starts them."""
    days = {key: day for key, day in _pairs(making, "date").items() if _gave(making, key)}
    return [
        Shift(one.name, *days[one.starts_told], starts=one.starts)
        for one in making.file.procedure.steps
        if one.starts_told in days
    ]


def _gave(making: Correcting, key: str) -> bool:
    last = next((one for one in reversed(making.file.round) if key in one.given), None)
    return last is not None and making.act is not None and last.id == making.act.id


def _begun_after(before: OpenFile, now: OpenFile, family: str) -> list[Shift]:
    """Some limits run from the end of another, where each side has its own from the later end."""
    joint = [name for name, (_, families) in JOINT_ENDS.items() if family in families]
    found = []
    for name in (family, *joint):
        old, new = before.last_due(name), now.last_due(name)
        if old is not None and new is not None and old != new:
            after = [one for one in before.procedure.steps if one.starts_after == name]
            found += [Shift(one.name, old, new, starts=one.starts) for one in after]
    return found


def _shift(making: Correcting) -> Shift | None:
    case, old, new = making.file.case, making.old, making.new
    if making.target.kind == "case" and "received_on" in new:
        return Shift(
            f"{Source(case.source).label}，{case.lead_no}",
            date.fromisoformat(old["received_on"]),
            date.fromisoformat(new["received_on"]),
            starts=making.file.procedure.limits_on_open(case.source),
        )
    row = making.act
    step = step_of(making.file, row) if row is not None else None
    if step is None:
        return None
    days = _pairs(making, "date")
    longer = sum((days[one][1] - days[one][0]).days for one in LIMIT_DAYS if one in days)
    return Shift(
        why_of(step, row),
        row.taken_on,
        date.fromisoformat(making.new_day) if making.new_day else row.taken_on,
        starts=step.limits,
        stops=step.stops,
        resumes=step.resumes,
        days={one: two for key, (one, two) in days.items() if key not in (DAY, SERVED_ON)},
        instants=dict(_pairs(making, "instant").values()),
        longer=longer,
        lengths=dict(pair for key, pair in _pairs(making, "int").items() if key in LENGTHS),
    )


def _pairs(making: Correcting, kind: str) -> dict[str, tuple[Any, Any]]:
    """Return old and new day or instant of each field of a kind that had one and has one."""
    fields = {one.key for one in making.target.entries if one.kind == kind}
    return {
        one["key"]: (_moment(kind, one["old"]), _moment(kind, one["new"]))
        for one in making.changes
        if one["key"] in fields and one["old"] and one["new"]
    }


def _moment(kind: str, text: str) -> date | datetime:
    found: date | datetime = as_typed(kind, text)
    return found
