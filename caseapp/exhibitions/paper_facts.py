"""What papers of fairs ask the records beside what their pages do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db, plain_rows
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.exhibitions.complaint_models import FairRepeat
from caseapp.exhibitions.exhibitor_models import Exhibit
from caseapp.exhibitions.models import Fair
from caseapp.exhibitions.queries import Opened

MOST_BEFORE = 20


def found_before(opened: Opened) -> Sequence[Any]:
    """Return who was found at the earlier sessions of a series, the latest first."""
    return plain_rows(
        sa.select(FairRepeat.name, FairRepeat.found_on, Fair.name.label("fair_name"))
        .join(Fair, Fair.id == FairRepeat.fair_id)
        .where(
            FairRepeat.series == opened.fair.series,
            FairRepeat.lifted_on.is_(None),
            Fair.first_on < opened.fair.first_on,
        )
        .order_by(FairRepeat.found_on.desc(), FairRepeat.id.desc())
        .limit(MOST_BEFORE)
    )


def case_of(case_id: int | None) -> CaseFile | None:
    """Return the case a complaint became."""
    return db.session.get(CaseFile, case_id) if case_id else None


def matter_number(cooperation_id: int | None) -> str:
    """Return the number of the transfer a complaint went out with."""
    found = db.session.get(Cooperation, cooperation_id) if cooperation_id else None
    return found.number if found is not None else ""


def exhibit_of(exhibit_id: int | None) -> Exhibit | None:
    """Return the exhibit of the organiser's list a complaint is about."""
    return db.session.get(Exhibit, exhibit_id) if exhibit_id else None
