"""Where somebody is on duty today, as their desk shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.fair_queries import OPEN_COMPLAINTS
from caseapp.exhibitions.models import Fair, FairDuty

_NOW = ("registered", "approved", "open")
_OPEN = (
    sa.select(sa.func.count())
    .where(FairComplaint.fair_id == Fair.id, FairComplaint.state.in_(OPEN_COMPLAINTS))
    .scalar_subquery()
    .label("open")
)


def fairs_of(by: Person, day: date) -> Sequence[Any]:
    """Return the fairs somebody is on duty at on a day, each once, with their hours there."""
    if not decide(by, "fair.work"):
        return []
    rows = plain_rows(
        sa.select(Fair.id, Fair.name, Fair.state, FairDuty.starts, FairDuty.ends, _OPEN)
        .join(Fair, Fair.id == FairDuty.fair_id)
        .where(FairDuty.person_id == by.id, FairDuty.day == day, FairDuty.left_at.is_(None))
        .where(Fair.state.in_(_NOW))
        .order_by(FairDuty.starts, Fair.id)
    )
    found: dict[int, Any] = {}
    for row in rows:
        told = found.setdefault(row.id, {**row._asdict(), "shifts": []})
        if row.starts:
            told["shifts"].append(f"{row.starts}–{row.ends}" if row.ends else row.starts)
    return list(found.values())
