"""Finding what a dispute asks of its case file: whose recusal waits, and cases heard together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.base.db import db, plain_rows
from caseapp.cases import queries
from caseapp.cases.dispute_models import CaseLink
from caseapp.cases.models import CaseFile, Recusal
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as documents
from caseapp.law import time_limits
from caseapp.law.procedures.sides import SIDES

# The papers that tell both sides who sits on the panel (documents/catalogue/entries).
NAMES, NEW_NAMES = "N6", "N7"

_ASKED_RECUSALS = (
    sa.select(Recusal.person_id)
    .where(Recusal.case_id == sa.bindparam("case_id"), Recusal.state == "asked")
    .order_by(Recusal.id)
)
_HERE: sa.BindParameter[int] = sa.bindparam("case_id")
_LINKS = (
    sa.select(CaseLink.__table__)
    .where(sa.or_(CaseLink.case_id == _HERE, CaseLink.other_id == _HERE))
    .order_by(CaseLink.id)
)


def asked_recusals(case_id: int) -> Sequence[int]:
    """Return whose recusal is asked in a case and not decided yet."""
    return [row.person_id for row in plain_rows(_ASKED_RECUSALS, {"case_id": case_id})]


def links_of(case_id: int) -> Sequence[Any]:
    """Return the links of a case to others, those undone included."""
    return plain_rows(_LINKS, {"case_id": case_id})


def open_link(one: int, other: int) -> CaseLink | None:
    """Return the link of two cases that holds now."""
    first, second = sorted((one, other))
    wanted = sa.select(CaseLink).where(
        CaseLink.case_id == first, CaseLink.other_id == second, CaseLink.ended_on.is_(None)
    )
    return db.session.scalars(wanted).first()


def numbered(number: str) -> int | None:
    """Return the id of the case of this number, of the case or of its request."""
    wanted = sa.select(CaseFile.id).where(
        sa.or_(CaseFile.case_no == number, CaseFile.lead_no == number)
    )
    return db.session.scalar(wanted)


def last_day_to_ask(case_id: int) -> date | None:
    """Return until when a party may ask for recusal: each side has its days from when it knew who decides.

    Who asks is not on record, so nobody is barred while the days of one side have not begun.
    """
    found = [row for row in deadlines.of_case(case_id) if row.family == "INF-07"]
    if not found or found[-1].due_on is None:
        return None
    history = queries.history(case_id)
    is_changed = any(one.step == "change_panel" for one in history)
    ends = _ends_by_side(case_id, NEW_NAMES if is_changed else NAMES, limit=found[-1])
    known = ends if is_changed else {"respondent": found[-1].due_on, **ends}
    if not {side for side, _ in SIDES} <= set(known):
        return None
    told = [one for one in history if one.step in ("call_oral", "postpone_oral")]
    oral = str(told[-1].given.get("oral_at", ""))[:10] if told else ""
    days: list[date] = [*known.values(), *([date.fromisoformat(oral)] if oral else [])]
    return max(days)


def _ends_by_side(case_id: int, kind: str, *, limit: Any) -> dict[str, date]:
    """Count the days of INF-07 from the service of the paper that names the panel, side by side."""
    calendar = accounts.office_calendar().in_area(limit.area)
    count = time_limits.load().due
    return {
        row.part: count(
            limit.rule_id, row.served_on, authority=limit.authority, calendar=calendar
        ).due
        for row in documents.services_of_case(case_id)
        if row.kind == kind
    }
