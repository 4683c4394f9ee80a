"""Limits of a transfer follow its moves; no return stops one of ours, only what its row names does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.base.db import db
from caseapp.deadlines import actions as deadlines
from caseapp.deadlines.models import Deadline
from caseapp.law import time_limits
from caseapp.transfers.actions.holding import instant_of
from caseapp.transfers.asked import Asked
from caseapp.transfers.given import THEIR_DAY


def follow(asked: Asked, *, until: date | None, is_open: bool) -> None:
    """Begin, end, pause and let run again what this move's row names; what ends takes its limits with it."""
    by, row, on = asked.by, asked.row, asked.given.on
    number = asked.transfer.id
    _stop(asked)
    if row.pauses:
        deadlines.pause(by=by, transfer_id=number, families=row.pauses, on=on, why=row.name)
    if row.resumes:
        deadlines.resume(by=by, transfer_id=number, families=row.resumes, on=on, why=row.name)
    if not is_open:
        for one in open_limits(number):
            why = f"{asked.matter.number}已{row.name}"
            deadlines.fall_away(by=by, deadline_id=one.id, on=on, why=why)
    for family in row.starts:
        begin(asked, family, on=on, until=until)


def _stop(asked: Asked) -> None:
    """End the limits the row names: one that binds the other side with the day of its letter."""
    row, on = asked.row, asked.given.on
    written = asked.given.values.get(THEIR_DAY)
    theirs_on = written if isinstance(written, date) else on
    theirs = tuple(family for family in row.stops if _binds_them(family))
    ours = tuple(family for family in row.stops if family not in theirs)
    at_theirs = asked.at if theirs_on == on else instant_of(theirs_on)
    for families, day, at in ((ours, on, asked.at), (theirs, theirs_on, at_theirs)):
        if families:
            deadlines.stop(
                by=asked.by, transfer_id=asked.transfer.id, families=families, on=day,
                why=row.name, at=at,
            )  # fmt: skip


def _binds_them(family: str) -> bool:
    rows = time_limits.load().rows
    # TR-13 and TR-13b are of one family and bind two sides: the very id is asked first.
    named = [row for row in rows if row.id == family]
    return any(row.binds for row in named or [row for row in rows if row.family == family])


def open_limits(transfer_id: int) -> Sequence[Deadline]:
    """Return what still runs on a transfer."""
    wanted = sa.select(Deadline).where(
        Deadline.transfer_id == transfer_id, Deadline.stopped_on.is_(None)
    )
    return db.session.scalars(wanted.order_by(Deadline.id)).all()


def begin(asked: Asked, family: str, *, on: date, until: date | None = None) -> None:
    """Start one limit; of one that runs already there is no second, nor one to a day nobody named."""
    matter = asked.matter
    if any(family in (one.family, one.rule_id) for one in open_limits(matter.id)):
        return
    if until is None and _is_named(family):
        return
    deadlines.start(
        by=asked.by,
        transfer_id=matter.id,
        case_id=matter.case_id,
        family=family,
        on=on,
        at=asked.at,
        why=asked.row.name,
        until=until,
        calendar=accounts.office_calendar(),
        area=accounts.area_of(matter.unit_id),
    )


def _is_named(family: str) -> bool:
    """Say whether each letter names the last day of such a limit itself."""
    return any(
        row.unit == "open" for row in time_limits.load().rows if family in (row.id, row.family)
    )
