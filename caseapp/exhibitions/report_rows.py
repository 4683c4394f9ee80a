"""The rows reports are counted from, read once: of a fair, of a day of it, of the fairs of a year."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import local
from caseapp.base.db import plain_rows
from caseapp.cooperation.models import Cooperation
from caseapp.exhibitions import figures
from caseapp.exhibitions.complaint_models import FairComplaint, FairMeasure, FairOrder, FairPhoto
from caseapp.exhibitions.exhibitor_models import FairCheck
from caseapp.exhibitions.figures import Known, Report
from caseapp.exhibitions.models import Fair, FairDay, FairDuty
from caseapp.exhibitions.queries import is_visible

# Who of ours was there; people of the organiser and experts are named, not counted.
OURS = ("leader", "officer", "staff")
_CANCELLED = "cancelled"
_FAIR = sa.select(
    *(Fair.id, Fair.name, Fair.session, Fair.first_on, Fair.last_on, Fair.state, Fair.organiser),
    *(Fair.venue, Cooperation.number),
).join(Cooperation, Cooperation.id == Fair.id)
_COMPLAINT = sa.select(
    *(FairComplaint.id, FairComplaint.fair_id, FairComplaint.number, FairComplaint.state),
    *(FairComplaint.right_kind, FairComplaint.patent_kind, FairComplaint.right_number),
    *(FairComplaint.patent_id, FairComplaint.complainant, FairComplaint.respondent),
    *(FairComplaint.booth, FairComplaint.exhibit, FairComplaint.outcome),
    *(FairComplaint.received_at, FairComplaint.decided_at, FairComplaint.case_id),
)


def of_fair(fair_id: int) -> Known:
    """Read everything a final report counts."""
    return _of([fair_id], plain_rows(_FAIR.where(Fair.id == fair_id)))


def of_day(fair_id: int, day: date) -> Known:
    """Read what a daily report counts: what came in, was looked at and was decided on that day."""
    known = of_fair(fair_id)
    numbers = {row.id for row in known.complaints if _on(row.received_at, day)}
    return replace(
        known,
        days=[row for row in known.days if row.day == day],
        duties=[row for row in known.duties if row.day == day],
        complaints=[row for row in known.complaints if row.id in numbers],
        decided=[row for row in known.complaints if _on(row.decided_at, day)],
        measures=[row for row in known.measures if _on(row.done_at, day)],
        orders=[row for row in known.orders if _on(row.ordered_at, day)],
        checks=[row for row in known.checks if _on(row.checked_at, day)],
    )


def of_years(by: Person, first: date, last: date) -> Known:
    """Read what table R5 counts: fairs that began in a span of days, of those this person may know of."""
    asked = _FAIR.where(
        is_visible(by), Fair.state != _CANCELLED, Fair.first_on.between(first, last)
    )
    fairs = plain_rows(asked.order_by(Fair.first_on, Fair.id))
    return _of([row.id for row in fairs], fairs)


def narrowed(known: Known, fair_ids: Collection[int]) -> Known:
    """Return the rows of some of the fairs."""
    mine = set(fair_ids)
    return Known(
        fairs=[row for row in known.fairs if row.id in mine],
        days=[row for row in known.days if row.fair_id in mine],
        duties=[row for row in known.duties if row.fair_id in mine],
        complaints=[row for row in known.complaints if row.fair_id in mine],
        decided=[row for row in known.decided if row.fair_id in mine],
        measures=[row for row in known.measures if row.fair_id in mine],
        orders=[row for row in known.orders if row.fair_id in mine],
        checks=[row for row in known.checks if row.fair_id in mine],
    )


def final_report(fair_id: int) -> Report:
    """Return the figures of a fair as its final report has them."""
    return figures.report(of_fair(fair_id))


def photos_of(fair_id: int, day: date | None = None) -> Sequence[Any]:
    """Return the photos of the annex, oldest first, each with what it belongs to."""
    asked = (
        sa.select(
            *(FairPhoto.id, FairPhoto.complaint_id, FairPhoto.check_id, FairPhoto.caption),
            *(FairPhoto.taken_at, FairPhoto.by_name, FairPhoto.sha256, FairPhoto.media_type),
            *(FairComplaint.number, FairCheck.as_printed, FairCheck.booth),
        )
        .outerjoin(FairComplaint, FairComplaint.id == FairPhoto.complaint_id)
        .outerjoin(FairCheck, FairCheck.id == FairPhoto.check_id)
        .where(FairPhoto.fair_id == fair_id)
        .order_by(FairPhoto.taken_at, FairPhoto.id)
    )
    return [row for row in plain_rows(asked) if day is None or _on(row.taken_at, day)]


def _of(fair_ids: Sequence[int], fairs: Sequence[Any]) -> Known:
    days: Any = FairDay.__table__
    duties: Any = FairDuty.__table__
    checks: Any = FairCheck.__table__
    complaints = _COMPLAINT.where(FairComplaint.fair_id.in_(fair_ids)).order_by(FairComplaint.id)
    found = plain_rows(complaints)
    return Known(
        fairs=fairs,
        days=plain_rows(sa.select(days).where(days.c.fair_id.in_(fair_ids)).order_by(days.c.day)),
        duties=plain_rows(
            sa.select(duties)
            .where(duties.c.fair_id.in_(fair_ids), duties.c.part.in_(OURS))
            .where(duties.c.left_at.is_(None))
            .order_by(duties.c.day, duties.c.id)
        ),
        complaints=found,
        decided=[row for row in found if row.decided_at is not None],
        measures=_with_complaint(FairMeasure, fair_ids),
        orders=_with_complaint(FairOrder, fair_ids),
        checks=plain_rows(
            sa.select(checks).where(checks.c.fair_id.in_(fair_ids)).order_by(checks.c.id)
        ),
    )


def _with_complaint(model: Any, fair_ids: Sequence[int]) -> Sequence[Any]:
    table: Any = model.__table__
    asked = (
        sa.select(table, FairComplaint.fair_id, FairComplaint.number)
        .join(FairComplaint, FairComplaint.id == table.c.complaint_id)
        .where(FairComplaint.fair_id.in_(fair_ids))
        .order_by(table.c.id)
    )
    return plain_rows(asked)


def _on(instant: datetime | None, day: date) -> bool:
    return instant is not None and local(instant).date() == day
