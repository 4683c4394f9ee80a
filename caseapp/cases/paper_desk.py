"""What papers put on a desk: drafts that wait for an opinion, papers out but not served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases.approvals import APPROVES, ROLE_OF
from caseapp.cases.models import CaseFile
from caseapp.cases.queries import case_ids_in_hand, is_visible
from caseapp.cases.team import on_team
from caseapp.deadlines import queries as deadlines
from caseapp.documents.approval import STAGE_WORDS, UNDERTAKER
from caseapp.documents.catalogue import Kind, filed_kinds
from caseapp.documents.issue_models import PaperOpinion
from caseapp.documents.models import PaperRecord, Service
from caseapp.law import time_limits
from caseapp.law.errors import NoAnswer
from caseapp.law.procedures.registry import PROCEDURES

_LAST_SAID = (
    sa.select(sa.func.max(PaperOpinion.given_on))
    .where(PaperOpinion.paper_id == PaperRecord.id)
    .correlate(PaperRecord)
    .scalar_subquery()
    .label("since")
)
_ROW: tuple[Any, ...] = (
    PaperRecord.id,
    PaperRecord.case_id,
    PaperRecord.kind,
    PaperRecord.title,
    PaperRecord.number,
    PaperRecord.state,
    PaperRecord.signed_on,
    PaperRecord.waits_for,
    CaseFile.case_no,
    CaseFile.lead_no,
    CaseFile.title.label("case_title"),
    CaseFile.edition,
)
_PAPERS = sa.select(*_ROW).join(CaseFile, CaseFile.id == PaperRecord.case_id)
_WAITING = sa.select(*_ROW, _LAST_SAID).join(CaseFile, CaseFile.id == PaperRecord.case_id)


@dataclass(frozen=True)
class Waiting:
    """A draft on which somebody's opinion, or a new draft, is awaited."""

    paper: Any
    what: str


@dataclass(frozen=True)
class Unserved:
    """A paper that is out and has not reached everybody it is for."""

    paper: Any
    days: int
    due_on: date | None  # the last day of the limit that ends with its service
    limit: str
    begins: str  # what begins only with its service


def waiting_papers(by: Person, most: int) -> list[Waiting]:
    """Return the drafts whose turn is this person's: to approve, or returned to the team to change."""
    stages = [stage for stage, role in ROLE_OF.items() if role.value in by.roles]
    mine = sa.and_(PaperRecord.waits_for == UNDERTAKER, on_team(by.id), is_visible(by))
    asked = sa.and_(
        PaperRecord.waits_for.in_(stages), is_visible(by, APPROVES), sa.not_(on_team(by.id))
    )
    rows = plain_rows(
        _WAITING.where(sa.or_(mine, asked) if stages else mine).order_by(PaperRecord.id).limit(most)
    )
    return [Waiting(row, _what(row.waits_for)) for row in rows]


def _what(stage: str) -> str:
    return "退回修改，改好后重新报批" if stage == UNDERTAKER else f"等{STAGE_WORDS[stage]}的意见"


def unserved_papers(by: Person, today: date, most: int) -> list[Unserved]:
    """Return the signed papers in this person's hand that have not reached everybody."""
    due = [one for one in filed_kinds() if one.receipt]
    # The question itself leaves out what has reached both sides, or it would fill the list.
    is_out = sa.or_(
        PaperRecord.state == "signed", sa.and_(PaperRecord.state == "served", _lacks_a_side(due))
    )
    statement = _PAPERS.where(
        PaperRecord.kind.in_([one.key for one in due]),
        is_out,
        PaperRecord.case_id.in_(case_ids_in_hand(by)),
    )
    rows = plain_rows(statement.order_by(PaperRecord.signed_on, PaperRecord.id).limit(most))
    limits = deadlines.open_of_cases({row.case_id for row in rows})
    return [_unserved(row, limits.get(row.case_id, []), today) for row in rows]


def _lacks_a_side(due: Sequence[Kind]) -> sa.ColumnElement[bool]:
    """Say that a paper between two sides has not reached one of them."""
    served = sa.select(Service.id).where(Service.paper_id == PaperRecord.id).correlate(PaperRecord)
    return sa.or_(
        *(
            sa.and_(
                PaperRecord.kind.in_([one.key for one in due if side in one.to]),
                ~served.where(Service.part == side).exists(),
            )
            for side in sorted({side for one in due for side in one.to})
        )
    )


def _unserved(row: Any, limits: Sequence[Any], today: date) -> Unserved:
    steps = [one for one in PROCEDURES[row.edition].steps if one.waits_for == row.kind]
    ends = {family for one in steps for family in one.stops}
    limit = next((one for one in limits if one.family in ends), None)
    names = [_name(family, row.signed_on) for one in steps for family in one.starts]
    return Unserved(
        paper=row,
        days=(today - row.signed_on).days,
        due_on=limit.due_on if limit is not None else None,
        limit=limit.what if limit is not None else "",
        begins="、".join(dict.fromkeys(name for name in names if name)),
    )


def _name(family: str, on: date) -> str:
    try:
        return str(time_limits.load().pick(family, on).what)
    except NoAnswer:
        return ""  # no row of the family is in force on that day
