"""Telling whoever works at a fair of the limits of its complaints."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from caseapp.accounts.permissions import Thing
from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.cases import actions as cases
from caseapp.cases.reminders import limits_to_tell
from caseapp.cooperation.models import Cooperation
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.models import FairDuty


def remind(*, by: Person, day: date) -> int:
    """Tell who took a complaint, who is on the roster, the head and the chief; returns how many were told."""
    rows = [row for row in limits_to_tell(day) if row.complaint_id is not None]
    if not rows:
        return 0
    things = _things({row.complaint_id for row in rows})
    limits = [(row, things[row.complaint_id]) for row in rows]
    return cases.tell(by=by, day=day, limits=limits, permission="fair.read")


def _things(ids: set[int]) -> dict[int, Thing]:
    wanted = (
        sa.select(
            FairComplaint.id,
            FairComplaint.fair_id,
            FairComplaint.taken_by,
            Cooperation.unit_path,
        )
        .join(Cooperation, Cooperation.id == FairComplaint.id)
        .where(FairComplaint.id.in_(ids))
    )
    rows = db.session.execute(wanted).all()
    duty = _duty({row.fair_id for row in rows})
    return {
        row.id: Thing(row.unit_path, team=frozenset({row.taken_by, *duty.get(row.fair_id, ())}))
        for row in rows
    }


def _duty(fair_ids: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    wanted = sa.select(FairDuty.fair_id, FairDuty.person_id).where(
        FairDuty.fair_id.in_(fair_ids), FairDuty.left_at.is_(None)
    )
    for fair_id, person_id in db.session.execute(wanted):
        if person_id is not None:
            found.setdefault(fair_id, set()).add(person_id)
    return found
