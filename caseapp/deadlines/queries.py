"""Questions about limits: of a case, due soon, overdue; the caller says which cases count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.deadlines.models import Deadline
from caseapp.law import time_limits

# The cases a person may see, as a subselect of their numbers, or a few numbers.
Cases = sa.Select[Any] | Collection[int]

_OPEN = Deadline.stopped_on.is_(None)
# The police and others have limits of their own, which stand on the file: what is due is ours.
_OURS = Deadline.rule_id.not_in(
    sa.bindparam(
        "theirs", expanding=True, callable_=lambda: list(time_limits.load().binding_others)
    )
)
_WHOLE = sa.select(Deadline.__table__).order_by(Deadline.id)
_OF_CASE = _WHOLE.where(Deadline.case_id == sa.bindparam("case_id"))
_OF_TICKET = _WHOLE.where(Deadline.ticket_id == sa.bindparam("ticket_id"))
_OF_TRANSFER = _WHOLE.where(Deadline.transfer_id == sa.bindparam("transfer_id"))
_OF_COMPLAINT = _WHOLE.where(Deadline.complaint_id == sa.bindparam("complaint_id"))
_LATEST_OPEN = (
    sa.select(Deadline.__table__)
    .where(
        Deadline.case_id == sa.bindparam("case_id"),
        Deadline.family == sa.bindparam("family"),
        _OPEN,
    )
    .order_by(Deadline.id.desc())
    .limit(1)
)
_ONE = _WHOLE.where(Deadline.id == sa.bindparam("deadline_id"))
_SHORT_COLUMNS: tuple[Any, ...] = (
    Deadline.id,
    Deadline.case_id,
    Deadline.ticket_id,
    Deadline.transfer_id,
    Deadline.complaint_id,
    Deadline.rule_id,
    Deadline.family,
    Deadline.what,
    Deadline.unit,
    Deadline.area,
    Deadline.due_on,
    Deadline.due_at,
    Deadline.provisional,
    Deadline.state,
    Deadline.on_expiry,
    Deadline.stopped_on,
)
_SHORT = (
    sa.select(*_SHORT_COLUMNS)
    .where(_OPEN, _OURS, Deadline.due_on.is_not(None), Deadline.state != "paused")
    .order_by(Deadline.due_on, Deadline.due_at, Deadline.id)
)


_SHORT_OF_CASES = _SHORT.where(Deadline.case_id.in_(sa.bindparam("case_ids", expanding=True)))
_SHORT_OF_TICKETS = _SHORT.where(Deadline.ticket_id.in_(sa.bindparam("ticket_ids", expanding=True)))


def of_case(case_id: int) -> Sequence[sa.Row[Any]]:
    """Return all limits of a case in the order they started, ended ones too."""
    return plain_rows(_OF_CASE, {"case_id": case_id})


def of_ticket(ticket_id: int) -> Sequence[sa.Row[Any]]:
    """Return all limits of a ticket in the order they started."""
    return db.session.execute(_OF_TICKET, {"ticket_id": ticket_id}).all()


def of_transfer(transfer_id: int) -> Sequence[sa.Row[Any]]:
    """Return all limits of a transfer in the order they started."""
    return plain_rows(_OF_TRANSFER, {"transfer_id": transfer_id})


def of_complaint(complaint_id: int) -> Sequence[sa.Row[Any]]:
    """Return the limits of a complaint at a fair, in the order they began."""
    return plain_rows(_OF_COMPLAINT, {"complaint_id": complaint_id})


def one(deadline_id: int) -> sa.Row[Any] | None:
    """Return a limit with its paragraph; the caller checks whose case it is on."""
    return db.session.execute(_ONE, {"deadline_id": deadline_id}).first()


def due_within(*, cases: Cases, until: date, most: int = 200) -> Sequence[sa.Row[Any]]:
    """Return the open limits that end on or before a day, overdue ones first."""
    statement = _SHORT.where(_among(cases), Deadline.due_on <= until).limit(most)
    return db.session.execute(statement).all()


def cases_due() -> sa.Select[Any]:
    """Return the cases with an open limit that ends on or before the bound day `due_until`."""
    return sa.select(Deadline.case_id).where(
        _OPEN,
        _OURS,
        Deadline.state != "paused",
        Deadline.case_id.is_not(None),
        Deadline.due_on <= sa.bindparam("due_until"),
    )


def due_by(*, until: date) -> Sequence[sa.Row[Any]]:
    """Return every open limit of whatever case that ends on or before a day, for reminders."""
    return plain_rows(_SHORT.where(Deadline.due_on <= until))


def overdue(*, cases: Cases, today: date, most: int = 200) -> Sequence[sa.Row[Any]]:
    """Return the open limits whose last day is over, longest overdue first."""
    statement = _SHORT.where(_among(cases), Deadline.due_on < today).limit(most)
    return db.session.execute(statement).all()


def count_due(*, cases: Cases, until: date) -> int:
    """Count what `due_within` would list without an end."""
    statement = sa.select(sa.func.count()).where(
        _OPEN, _OURS, Deadline.state != "paused", _among(cases), Deadline.due_on <= until
    )
    return int(db.session.scalar(statement) or 0)


def next_due_of(case_ids: Collection[int]) -> dict[int, sa.Row[Any]]:
    """Return the nearest open limit of each of the cases that has one, with one question."""
    if not case_ids:
        return {}
    rows = plain_rows(_SHORT_OF_CASES, {"case_ids": list(case_ids)})
    nearest: dict[int, sa.Row[Any]] = {}
    for row in rows:
        nearest.setdefault(row.case_id, row)
    return nearest


def next_due_of_tickets(ticket_ids: Collection[int]) -> dict[int, sa.Row[Any]]:
    """Return the nearest open limit of each of the tickets that has one, with one question."""
    nearest: dict[int, sa.Row[Any]] = {}
    for row in (
        plain_rows(_SHORT_OF_TICKETS, {"ticket_ids": list(ticket_ids)}) if ticket_ids else ()
    ):
        nearest.setdefault(row.ticket_id, row)
    return nearest


def open_of_cases(case_ids: Collection[int]) -> dict[int, list[Any]]:
    """Return the open limits of each of the cases, the nearest first, with one question."""
    found: dict[int, list[Any]] = {}
    for row in plain_rows(_SHORT_OF_CASES, {"case_ids": list(case_ids)}) if case_ids else ():
        found.setdefault(row.case_id, []).append(row)
    return found


def running_of(*, case_id: int, family: str) -> sa.Row[Any] | None:
    """Return the latest open limit of a family, such as the one a step extends."""
    return db.session.execute(_LATEST_OPEN, {"case_id": case_id, "family": family}).first()


def expired(*, today: date, now: datetime) -> Sequence[Deadline]:
    """Return the running limits whose last day, or last minute, is over."""
    over = sa.or_(
        sa.and_(Deadline.due_at.is_(None), Deadline.due_on < today), Deadline.due_at < now
    )
    statement = sa.select(Deadline).where(_OPEN, Deadline.state == "running", over)
    return db.session.scalars(statement.order_by(Deadline.id)).all()


def _among(cases: Cases) -> sa.ColumnElement[bool]:
    return Deadline.case_id.in_(cases)
