"""The fair a case came from, as the page of the case shows it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases.panels import Panel, PanelRow
from caseapp.cooperation.models import Cooperation
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.exhibitor_models import FairCheck
from caseapp.exhibitions.life import STATES
from caseapp.exhibitions.models import Fair
from caseapp.exhibitions.patrol_words import FINDINGS
from caseapp.exhibitions.queries import is_visible

MOST_SHOWN = 10
_FAIR = (Fair.id.label("fair_id"), Fair.name.label("fair_name"))
_COMPLAINTS = (
    sa.select(FairComplaint.id, FairComplaint.number, FairComplaint.state, FairComplaint.exhibit)
    .add_columns(FairComplaint.respondent, *_FAIR)
    .join(Fair, Fair.id == FairComplaint.fair_id)
    .join(Cooperation, Cooperation.id == Fair.id)
    .order_by(FairComplaint.id)
    .limit(MOST_SHOWN)
)
_CHECKS = (
    sa.select(FairCheck.id, FairCheck.as_printed, FairCheck.finding, FairCheck.product, *_FAIR)
    .join(Fair, Fair.id == FairCheck.fair_id)
    .join(Cooperation, Cooperation.id == Fair.id)
    .order_by(FairCheck.id)
    .limit(MOST_SHOWN)
)


def case_panel(case_id: int, by: Person) -> Panel | None:
    """Return the complaints and looks at a fair a case came from; a case from elsewhere has no such panel."""
    if not decide(by, "fair.read"):
        return None
    known = is_visible(by)
    complaints = plain_rows(_COMPLAINTS.where(FairComplaint.case_id == case_id, known))
    checks = plain_rows(_CHECKS.where(FairCheck.case_id == case_id, known))
    rows = [*map(_complaint, complaints), *map(_check, checks)]
    if not rows:
        return None
    return Panel(key="fairs", title="来自展会", rows=rows, empty="")


def _complaint(row: Any) -> PanelRow:
    return PanelRow(
        number=row.number,
        what=f"展会投诉，{row.respondent} {row.exhibit}".strip(),
        state=STATES[row.state],
        note=row.fair_name,
        url=url_for("exhibitions.complaint", complaint_id=row.id),
    )


def _check(row: Any) -> PanelRow:
    return PanelRow(
        number=row.as_printed,
        what=f"展会巡查 {row.product}".strip(),
        state=FINDINGS[row.finding],
        note=row.fair_name,
        url=url_for("exhibitions.patrol_check", fair_id=row.fair_id, check_id=row.id),
    )
