"""What happens to limits: start, stop, pause, resume, extend, count again, run out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import actions as accounts_actions
from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.deadlines import queries
from caseapp.deadlines.correcting import Followed, Shift, following, still_in_force
from caseapp.deadlines.models import Deadline
from caseapp.deadlines.moving import changed_answers
from caseapp.deadlines.reckoning import (
    count,
    count_again,
    end_of,
    of_row,
    put_end,
    put_off,
    row_in_force,
    rule_for,
    set_by_office,
)
from caseapp.deadlines.words import LAPSES
from caseapp.law.working_days import Calendar
from caseapp.ledger import actions as ledger

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Extended:
    """The new last day, and whether the law wants the party told."""

    due_on: date
    notify_party: bool


def start(
    *,
    by: Person,
    family: str,
    on: date,
    why: str,
    case_id: int | None = None,
    ticket_id: int | None = None,
    transfer_id: int | None = None,
    complaint_id: int | None = None,
    at: datetime | None = None,
    authority: str | None = None,
    calendar: Calendar | None = None,
    until: date | datetime | None = None,
    area: str = "",
) -> int | None:
    """Start the limit of a family in force on the day, none in force nothing; `until` if the office set it."""
    row = row_in_force(family, on, authority)
    if row is None:
        return None
    deadline = Deadline(
        case_id=case_id,
        ticket_id=ticket_id,
        transfer_id=transfer_id,
        complaint_id=complaint_id,
        authority=authority,
        area=area,
        start_on=on,
        start_at=at if row.unit == "h" or isinstance(until, datetime) else None,
        start_why=why[:200],
        **of_row(row),
    )
    if until is not None and row.unit == "open":
        set_by_office(deadline, until)
    else:
        count(deadline, calendar)
    db.session.add(deadline)
    db.session.flush()
    _record(by, "deadline.start", deadline, details={"on": on, "due": end_of(deadline)})
    return deadline.id


def stop(
    *,
    by: Person,
    case_id: int | None = None,
    ticket_id: int | None = None,
    transfer_id: int | None = None,
    complaint_id: int | None = None,
    families: Collection[str],
    on: date,
    why: str,
    done: bool = True,
    at: datetime | None = None,
) -> None:
    """End open limits of a case or ticket: met or missed when the act was done, stopped when it fell away."""
    for deadline in _open_of(families, (transfer_id, complaint_id, case_id, ticket_id)):
        if deadline.state == "paused":
            deadline.pauses = _ended(deadline.pauses, on - ONE_DAY)
            count_again(deadline, why, None)
        deadline.state = _outcome(deadline, on, at) if done else "stopped"
        deadline.stopped_on, deadline.stopped_why = on, why[:200]
        details = {"on": on, "state": deadline.state, "due": end_of(deadline)}
        _record(by, "deadline.stop", deadline, reason=why, details=details)


def fall_away(*, by: Person, deadline_id: int, on: date, why: str) -> None:
    """End one open limit whose matter was settled another way; the others of its family go on."""
    deadline = db.session.get_one(Deadline, deadline_id)
    if deadline.stopped_on is not None:
        return
    deadline.state, deadline.stopped_on, deadline.stopped_why = "stopped", on, why[:200]
    details = {"on": on, "state": deadline.state, "due": end_of(deadline)}
    _record(by, "deadline.stop", deadline, reason=why, details=details)


def pause(
    *,
    by: Person,
    case_id: int | None = None,
    ticket_id: int | None = None,
    transfer_id: int | None = None,
    complaint_id: int | None = None,
    families: Collection[str],
    on: date,
    why: str,
    last: date | None = None,
    calendar: Calendar | None = None,
) -> None:
    """Take days out of the count from this day on, or up to a known last day."""
    if last is not None and last < on:
        raise Refused("中止期间的末日早于首日。", remedy="请核对起止日期。")
    for deadline in _open_of(families, (transfer_id, complaint_id, case_id, ticket_id)):
        if deadline.state == "paused":
            raise Refused(f"“{deadline.what}”的期限已经中止计算，不能再次中止。")
        if deadline.due_on is not None and on > deadline.due_on:
            raise Refused(f"“{deadline.what}”的期限已于 {deadline.due_on} 届满，不能中止计算。")
        ended = None if last is None else last.isoformat()
        span = {"first": on.isoformat(), "last": ended, "why": why[:200]}
        deadline.pauses = [*deadline.pauses, span]
        if last is None:
            deadline.state = "paused"
        else:
            count_again(deadline, why, calendar)
        _record(
            by, "deadline.pause", deadline, reason=why, details={**span, "due": end_of(deadline)}
        )


def resume(
    *,
    by: Person,
    case_id: int | None = None,
    ticket_id: int | None = None,
    transfer_id: int | None = None,
    complaint_id: int | None = None,
    families: Collection[str],
    on: date,
    why: str,
    calendar: Calendar | None = None,
) -> None:
    """Let paused limits run again; this day counts, the last end is recomputed."""
    for deadline in _open_of(families, (transfer_id, complaint_id, case_id, ticket_id)):
        if deadline.state != "paused":
            continue
        deadline.state = "running"
        deadline.pauses = _ended(deadline.pauses, on - ONE_DAY)
        count_again(deadline, why, calendar)
        details = {"on": on, "due": end_of(deadline)}
        _record(by, "deadline.resume", deadline, reason=why, details=details)


def extend(
    *,
    by: Person,
    deadline_id: int,
    on: date,
    approver: str,
    why: str,
    length: int = 0,
    unit: str = "",
    until: date | None = None,
    calendar: Calendar | None = None,
) -> Extended:
    """Prolong a limit as far, as often and as early as its article allows; else refuse.

    A unit is named only for what is granted in days under an article that speaks of months, `until`
    only for an end that was named from the first.
    """
    deadline = db.session.get(Deadline, deadline_id)
    if deadline is None:
        raise NotVisible
    if not approver.strip() or not why.strip():
        raise Refused("延长期限应当写明批准人和理由。")
    if deadline.stopped_on is not None:
        raise Refused(f"“{deadline.what}”的期限已于 {deadline.stopped_on} 结束，不能延长。")
    decided: dict[str, Any] = {"on": on.isoformat(), "approver": approver.strip()}
    if deadline.unit == "open":
        notify, decided["until"] = True, put_off(deadline, until, on=on, why=why).isoformat()
    else:
        rule = rule_for(deadline, length, on, unit=unit)
        notify = rule.notify_party
        decided |= {"length": length, "by": rule.by} | ({"unit": unit} if unit else {})
        deadline.extensions = [*deadline.extensions, {**decided, "why": why.strip()}]
        count_again(deadline, why, calendar)
    _record(
        by, "deadline.extend", deadline, reason=why, details={**decided, "due": end_of(deadline)}
    )
    return Extended(deadline.due_on or on, notify)


def follow_correction(
    *, by: Person, case_id: int, shift: Shift, why: str, calendar: Calendar | None = None
) -> list[Followed]:
    """Let the limits of a case follow a corrected date; pauses and extensions stay as decided."""
    statement = sa.select(Deadline).where(Deadline.case_id == case_id).order_by(Deadline.id)
    found = []
    for deadline, changes in following(db.session.scalars(statement).all(), shift):
        before = (end_of(deadline) or "", deadline.state, deadline.rule_id)
        _follow(deadline, changes, why=why, calendar=calendar)
        after = (end_of(deadline) or "", deadline.state, deadline.rule_id)
        names = zip(before, after, strict=True)
        found.append(
            Followed(
                deadline.id, deadline.family, deadline.what, *(x for two in names for x in two)
            )
        )
        details = {"before": before[0], "due": after[0], "state": after[1]}
        _record(by, "deadline.correct", deadline, reason=why, details=details)
    return found


def _follow(
    deadline: Deadline, changes: dict[str, Any], *, why: str, calendar: Calendar | None
) -> None:
    for name, value in changes.items():
        setattr(deadline, name, value)
    if "start_on" in changes and not still_in_force(deadline, deadline.start_on):
        row = row_in_force(deadline.family, deadline.start_on, deadline.authority)
        if row is None:
            deadline.state, deadline.stopped_on = "stopped", deadline.start_on
            deadline.stopped_why = "更正日期后，当日没有这一期限"
            return
        for name in ("rule_id", "meaning", "what", "unit", "on_expiry"):
            setattr(deadline, name, of_row(row)[name])
    if deadline.unit == "open" and deadline.due_on is not None:
        set_by_office(deadline, deadline.due_at or deadline.due_on)
    elif deadline.due_on is None:
        count(deadline, calendar)
    else:
        count_again(deadline, why, calendar)
    _judge_again(deadline)


def _judge_again(deadline: Deadline) -> None:
    """Say anew whether what is over was over in time."""
    if deadline.state in ("met", "missed") and deadline.stopped_on is not None:
        deadline.state = _outcome(deadline, deadline.stopped_on, None)
    elif deadline.state == "lapsed" and deadline.due_on is not None:
        is_over = deadline.due_on < today()
        deadline.state = "lapsed" if is_over else "running"
        deadline.stopped_on = deadline.due_on if is_over else None
        deadline.stopped_why = deadline.stopped_why if is_over else ""


def recompute(
    *,
    by: Person,
    why: str,
    calendar: Calendar | None = None,
    days: Collection[date] | None = None,
) -> int:
    """Count open limits again, all or those a changed day can touch; old ends stay in the history."""
    found = list(changed_answers(calendar or accounts.office_calendar(), days))
    moved = 0
    for one in found:
        deadline = db.session.get(Deadline, one.limit.id)
        # One that cannot be counted any more keeps the end it had: nobody loses a lawful extension.
        if deadline is None or one.due is None:
            continue
        put_end(deadline, one.due, why)
        if one.moves:
            moved += 1
            details = {"before": one.before, "due": one.after}
            _record(by, "deadline.recompute", deadline, reason=why, details=details)
    return moved


def add_calendar_day(
    *, by: Person, day: date, kind: str, name: str, source: str, area: str = ""
) -> int:
    """Declare a day of rest or work and count at once the limits it lies in; return how many moved."""
    accounts_actions.add_calendar_day(
        by=by, day=day, kind=kind, name=name, source=source, area=area
    )
    return recompute(by=by, why=f"{day}{name}"[:200], days=[day])


def withdraw_calendar_day(*, by: Person, day_id: int) -> int:
    """Take one of the office's days out of force and count again; return how many limits moved."""
    row = accounts.office_day_by_id(day_id)
    accounts_actions.withdraw_calendar_day(by=by, day_id=day_id)
    return recompute(by=by, why=f"撤销{row.day}的安排", days=[row.day]) if row else 0


def apply_arrangement(*, by: Person, arrangement_id: int) -> int:
    """Put a notice's days in force and count again at once; return how many limits moved."""
    accounts_actions.apply_arrangement(by=by, arrangement_id=arrangement_id)
    return _recount_for(by, arrangement_id, "启用{}年的放假安排")


def drop_arrangement(*, by: Person, arrangement_id: int) -> int:
    """Take a notice out of force, or discard it, and count again; return how many limits moved."""
    accounts_actions.drop_arrangement(by=by, arrangement_id=arrangement_id)
    return _recount_for(by, arrangement_id, "撤销{}年的放假安排")


def _recount_for(by: Person, arrangement_id: int, why: str) -> int:
    row = accounts.arrangement_by_id(arrangement_id)
    days = [one.day for one in accounts.arranged_days(row)] if row else []
    return recompute(by=by, why=why.format(row.year if row else ""), days=days)


def tick(*, by: Person, day: date) -> int:
    """Let time act: limits that end by themselves lapse, all others over their day are missed."""
    found = queries.expired(today=day, now=now())
    for deadline in found:
        words = LAPSES.get(deadline.on_expiry)
        if words is None:
            deadline.state = "missed"
        else:
            deadline.state, deadline.stopped_on = "lapsed", deadline.due_on
            deadline.stopped_why = words
        _record(by, f"deadline.{deadline.state}", deadline, details={"due": end_of(deadline)})
        ledger.announce(
            event=f"deadline.{deadline.state}", object_kind="deadline", object_id=deadline.id
        )
    return len(found)


def _ended(pauses: list[dict[str, Any]], last: date) -> list[dict[str, Any]]:
    """Close the pause that lasts; one that ends before it began took no day out."""
    closed = [span | {"last": span["last"] or last.isoformat()} for span in pauses]
    return [span for span in closed if span["first"] <= span["last"]]


def _outcome(deadline: Deadline, on: date, at: datetime | None) -> str:
    if deadline.due_at is not None and at is not None:
        return "met" if at <= deadline.due_at else "missed"
    return "met" if deadline.due_on is None or on <= deadline.due_on else "missed"


def _open_of(
    families: Collection[str], subject: tuple[int | None, int | None, int | None, int | None]
) -> Sequence[Deadline]:
    # A transfer's own limits, also where its case runs others of the same family.
    columns = (Deadline.transfer_id, Deadline.complaint_id, Deadline.case_id, Deadline.ticket_id)
    named = [pair for pair in zip(columns, subject, strict=True) if pair[1] is not None]
    column, number = named[0]
    statement = sa.select(Deadline).where(
        column == number,
        Deadline.stopped_on.is_(None),
        sa.or_(Deadline.family.in_(families), Deadline.rule_id.in_(families)),
    )
    return db.session.scalars(statement.order_by(Deadline.id)).all()


def _record(
    by: Person, action: str, deadline: Deadline, *, details: dict[str, Any], reason: str = ""
) -> None:
    subjects = (
        ("transfer", deadline.transfer_id),
        ("fair_complaint", deadline.complaint_id),
        ("case", deadline.case_id),
    )
    kind, number = next((one for one in subjects if one[1]), ("ticket", deadline.ticket_id or 0))
    ledger.record(
        by=by,
        action=action,
        object_kind=kind,
        object_id=number or 0,
        object_key=deadline.rule_id,
        reason=reason,
        details={"deadline": deadline.id, **details},
    )
