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
    sa.select(
        sa.literal("complaint").label("kind"),
        FairComplaint.id.label("id"),
        FairComplaint.number.label("number"),
        FairComplaint.state.label("state"),
        (FairComplaint.respondent + " " + FairComplaint.exhibit).label("what"),
        *_FAIR,
    )
    .join(Fair, Fair.id == FairComplaint.fair_id)
    .join(Cooperation, Cooperation.id == Fair.id)
)
_CHECKS = (
    sa.select(
        sa.literal("check").label("kind"),
        FairCheck.id.label("id"),
        FairCheck.as_printed.label("number"),
        FairCheck.finding.label("state"),
        FairCheck.product.label("what"),
        *_FAIR,
    )
    .join(Fair, Fair.id == FairCheck.fair_id)
    .join(Cooperation, Cooperation.id == Fair.id)
)


def case_panel(case_id: int, by: Person) -> Panel | None:
    """Return the complaints and looks at a fair a case came from; a case from elsewhere has no such panel."""
    if not decide(by, "fair.read"):
        return None
    known = is_visible(by)
    # Both in one question: the page of a case asks enough of them.
    both = sa.union_all(
        _COMPLAINTS.where(FairComplaint.case_id == case_id, known),
        _CHECKS.where(FairCheck.case_id == case_id, known),
    ).subquery()
    wanted = sa.select(both).order_by(both.c.kind.desc(), both.c.id).limit(MOST_SHOWN)
    rows = [
        _complaint(row) if row.kind == "complaint" else _check(row) for row in plain_rows(wanted)
    ]
    if not rows:
        return None
    return Panel(key="fairs", title="来自展会", rows=rows, empty="")


def _complaint(row: Any) -> PanelRow:
    return PanelRow(
        number=row.number,
        what=f"展会投诉，{row.what}".strip(),
        state=STATES[row.state],
        note=row.fair_name,
        url=url_for("exhibitions.complaint", complaint_id=row.id),
    )


def _check(row: Any) -> PanelRow:
    return PanelRow(
        number=row.number,
        what=f"展会巡查 {row.what}".strip(),
        state=FINDINGS[row.state],
        note=row.fair_name,
        url=url_for("exhibitions.patrol_check", fair_id=row.fair_id, check_id=row.id),
    )
