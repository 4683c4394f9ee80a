"""Limits of a complaint follow its moves; the time to answer is one limit, by the rule of the fair or the guide."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import local
from caseapp.base.errors import Refused
from caseapp.deadlines import actions as deadlines
from caseapp.deadlines import queries as limits
from caseapp.deadlines.reckoning import row_in_force
from caseapp.exhibitions import rules
from caseapp.exhibitions.asked import Asked
from caseapp.exhibitions.life import STAGES
from caseapp.exhibitions.models import Fair
from caseapp.exhibitions.queries import Complained

ANSWER, GUIDE, UNFINISHED = "EX-02", "EX-03", "EX-04"
ANSWERS = (ANSWER, GUIDE)
# What these moves end was done; all others make it fall away.
DOING = ("pass_on", "answer", "tell", "file", "move")


def follow(asked: Asked) -> None:
    """End and begin what the row of a move names; with the complaint ends whatever still runs."""
    row = asked.row
    if row.stops:
        deadlines.stop(
            by=asked.by,
            complaint_id=asked.complaint.id,
            families=row.stops,
            on=asked.day,
            at=asked.at,
            why=row.name,
            done=row.key in DOING or has_run_out(asked),
        )
    if not STAGES[row.to_state].is_open:
        _stop_rest(asked)
    for family in row.starts:
        if family not in ANSWERS:
            start(
                by=asked.by, complained=asked.complained, family=family, at=asked.at, why=row.name
            )
    if set(row.starts) & set(ANSWERS):
        _start_answer(asked)


def _stop_rest(asked: Asked) -> None:
    """Let fall away what no row names: nobody passes on what was refused or withdrawn."""
    rest = {row.family for row in limits.of_complaint(asked.complaint.id) if row.stopped_on is None}
    if rest:
        deadlines.stop(
            by=asked.by,
            complaint_id=asked.complaint.id,
            families=rest,
            on=asked.day,
            why=asked.row.name,
            done=False,
        )


def start(*, by: Person, complained: Complained, family: str, at: datetime, why: str, on: date | None = None) -> None:  # fmt: skip
    """Start one limit; of one that runs already there is no second."""
    running = limits.of_complaint(complained.id)
    if any(row.stopped_on is None and family in (row.family, row.rule_id) for row in running):
        return
    deadlines.start(
        by=by,
        complaint_id=complained.id,
        family=family,
        on=on or local(at).date(),
        at=None if on else at,
        why=why,
        calendar=accounts.office_calendar(),
        area=accounts.area_of(complained.row.unit_id),
    )


def _start_answer(asked: Asked) -> None:
    """Start the one limit to answer: what the notice or the fair says, else the guide."""
    hours = named_hours(asked.fair, asked.told.get("answer_hours", ""))
    if hours is None:
        start(by=asked.by, complained=asked.complained, family=GUIDE, at=asked.at, why=asked.row.name)  # fmt: skip
        return
    deadlines.start(
        by=asked.by,
        complaint_id=asked.complaint.id,
        family=ANSWER,
        on=asked.day,
        at=asked.at,
        until=asked.at + timedelta(hours=hours),
        why=f"{asked.row.name}（{hours} 小时，{answer_basis(asked.fair, asked.told.get('answer_hours', ''))}）",
        area=accounts.area_of(asked.complained.row.unit_id),
    )


def named_hours(fair: Fair, typed: str) -> int | None:
    """Return the hours the office names; None where the guide of the day says them."""
    if typed:
        return _read(typed)
    rule = rules.answer_rule(fair)
    if rule.is_own or not row_in_force(GUIDE, fair.first_on, None):
        if rule.hours is None or not rule.is_sure:
            # A suggestion is no limit: the notice has to say it.
            proposed = f"，建议 {rule.hours} 小时（待核实）" if rule.hours else ""
            raise Refused(
                f"不能通知：本展会的答辩时间由通知书指定{proposed}，没有写明小时数。",
                article=rule.basis,
                remedy="请填写被投诉人答辩的小时数。",
            )
        return rule.hours
    return None


def answer_basis(fair: Fair, typed: str) -> str:
    """Say where the named hours come from."""
    return "通知书指定" if typed else rules.answer_rule(fair).told


def _read(typed: str) -> int:
    if typed.isdecimal() and len(typed) < 4 and int(typed) > 0:
        return int(typed)
    raise Refused("不能通知：答辩的小时数不是正整数。", remedy="请填写小时数，例如 24。")


def has_run_out(asked: Asked) -> bool:
    """Say whether the time to answer is over."""
    open_rows = [
        row
        for row in limits.of_complaint(asked.complaint.id)
        if row.family in ANSWERS and row.stopped_on is None
    ]
    return any(row.due_at is not None and row.due_at < asked.at for row in open_rows)
