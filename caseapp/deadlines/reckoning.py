"""Counting a limit with all that was decided on it, and keeping the ends that no longer hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.base.clock import local, now, today
from caseapp.base.errors import Refused
from caseapp.deadlines.models import Deadline
from caseapp.law import time_limits
from caseapp.law.errors import NoAnswer
from caseapp.law.extensions import allowed_extensions
from caseapp.law.limit_rows import ExtensionRule, LimitRow
from caseapp.law.rows import valid_on
from caseapp.law.time_limits import Due, Extension, Pause
from caseapp.law.wording import dated, long_date, moment
from caseapp.law.working_days import Calendar


def row_in_force(name: str, on: date, authority: str | None) -> LimitRow | None:
    """Pick the row; one that is only recorded, not verified, is kept without a last day."""
    book = time_limits.load()
    kin = [row for row in book.rows if name in (row.id, row.family)]
    if not kin:
        raise ValueError(f"no limit is called {name}")
    binding = (authority or book.authority_on(on, kin[0].subject), "any", "general")
    try:
        row = book.pick(name, on, authority)
    except NoAnswer:
        row = kin[0]
    # The oldest row often bears the name of its family: those that came after it count too.
    fits = [
        one
        for one in (row, *kin)
        if one.meaning == row.meaning and one.authority in binding and valid_on(one, on)
    ]
    return min(fits, key=lambda one: (not one.enabled, binding.index(one.authority)), default=None)


def of_row(row: LimitRow) -> dict[str, Any]:
    """Return what a new limit takes over from the law's row."""
    return {
        "rule_id": row.id,
        "family": row.family,
        "meaning": row.meaning,
        "what": row.what,
        "unit": row.unit,
        "on_expiry": row.on_expiry,
        "state": "running",
        "pauses": [],
        "extensions": [],
        "history": [],
    }


def count(deadline: Deadline, calendar: Calendar | None) -> None:
    """Count from the start event; what the law leaves open keeps its sentence instead of a day."""
    try:
        set_end(deadline, reckon(deadline, calendar))
    except NoAnswer as no:
        row = time_limits.load().row(deadline.rule_id)
        deadline.due_on = deadline.due_at = None
        deadline.provisional, deadline.text = True, no.sentence
        deadline.basis = row.basis(deadline.start_on)


def count_again(deadline: Deadline, why: str, calendar: Calendar | None) -> None:
    """Count with what was decided since; an end that moves goes into the history."""
    if deadline.due_on is None or deadline.unit == "open":
        return
    try:
        put_end(deadline, reckon(deadline, calendar), why)
    except NoAnswer as no:
        raise Refused(no.sentence) from None


def put_end(deadline: Deadline, due: Due, why: str) -> None:
    """Write the new answer; an end that no longer holds goes into the history."""
    before, text = end_of(deadline), deadline.text
    set_end(deadline, due)
    if end_of(deadline) != before:
        left = {"due": before, "text": text, "until": now().isoformat(), "why": why}
        deadline.history = [*deadline.history, left]
        if deadline.state == "missed" and deadline.due_on and deadline.due_on >= today():
            deadline.state = "running"


def set_by_office(deadline: Deadline, until: date | datetime) -> None:
    """Take the last day or minute the office itself named, where the article leaves the length to it."""
    row = time_limits.load().row(deadline.rule_id)
    begun = long_date(deadline.start_on)
    if isinstance(until, datetime):
        deadline.due_on, deadline.due_at = local(until).date(), until
        begun, ends = moment(local(deadline.start_at or until)), moment(local(until))
    else:
        deadline.due_on, deadline.due_at, ends = until, None, dated(until)
    deadline.provisional, deadline.basis = False, row.basis(deadline.start_on)
    words = row.open_words or "条文没有规定长度"
    deadline.text = (
        f"依据{deadline.basis}，{row.what}的期限由本机关指定，"
        f"自{begun}（{row.start_words}）起，至{ends}届满。{words}。"
    )


def put_off(deadline: Deadline, until: date | None, *, on: date, why: str) -> date:
    """Move an end that was named from the first to a later day, before it is over."""
    if deadline.due_on is None or until is None or until <= deadline.due_on:
        raise Refused(
            f"不能延期：“{deadline.what}”原定 {deadline.due_on or '未定'} 届满，新的日期应当晚于这一天。",
            remedy="请填写批准后的最后一日。",
        )
    if on > deadline.due_on:
        raise Refused(
            f"不能延期：“{deadline.what}”已于 {deadline.due_on} 届满；延长应当在期限届满前批准。",
            remedy="逾期的按催办、督办办理。",
        )
    before, text = end_of(deadline), deadline.text
    set_by_office(deadline, until)
    left = {"due": before, "text": text, "until": now().isoformat(), "why": why}
    deadline.history = [*deadline.history, left]
    return until


def reckon(deadline: Any, calendar: Calendar | None) -> Due:
    """Ask the law for the end of a limit, or of a row of its table, with all that was decided on it."""
    begun = deadline.start_on if deadline.start_at is None else local(deadline.start_at)
    return time_limits.load().due(
        deadline.rule_id,
        begun,
        authority=deadline.authority,
        calendar=(calendar or accounts.office_calendar()).in_area(deadline.area),
        pauses=[
            Pause(_day(span["first"]), _day(span["last"]), span["why"])
            for span in deadline.pauses
            if span["last"] is not None
        ],
        extensions=_extensions(deadline),
        local=time_limits.load_local(),
    )


def set_end(deadline: Deadline, due: Due) -> None:
    if isinstance(due.due, datetime):
        deadline.due_at, deadline.due_on = due.due, local(due.due).date()
    else:
        deadline.due_at, deadline.due_on = None, due.due
    deadline.provisional, deadline.basis, deadline.text = due.provisional, due.basis, due.text


def rule_for(deadline: Deadline, length: int, on: date, *, unit: str = "") -> ExtensionRule:
    """Find which sentence of the article this extension uses up; none is a refusal."""
    row = time_limits.load().row(deadline.rule_id)
    try:
        extensions = [*_extensions(deadline), Extension(length, unit)]
        return allowed_extensions(row, extensions, on)[-1][1]
    except NoAnswer as no:
        raise Refused(no.sentence) from None


def _extensions(deadline: Any) -> list[Extension]:
    return [
        Extension(
            one["length"],
            one.get("unit", ""),
            by=one["by"],
            approved_on=_day(one["on"]),
            why=one["why"],
        )
        for one in deadline.extensions
    ]


def ends_of(due: Due) -> str:
    """Write an answer's end as `end_of` writes that of a limit."""
    if isinstance(due.due, datetime):
        return local(due.due).isoformat(timespec="minutes")
    return due.due.isoformat()


def end_of(deadline: Any) -> str | None:
    """Write the end for the audit row and the history; an instant to the minute."""
    if deadline.due_at is not None:
        return local(deadline.due_at).isoformat(timespec="minutes")
    return None if deadline.due_on is None else deadline.due_on.isoformat()


def _day(text: str) -> date:
    return date.fromisoformat(text)
