"""Other cases that touch this one: the same patent, the same party, heard together or split off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases.dispute_models import CaseLink
from caseapp.cases.models import CaseFile
from caseapp.cases.queries import is_visible
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.parties.models import CaseParty
from caseapp.patents.models import CasePatent

MOST = 30
WHY = {
    "patent": "同一专利号",
    "party": "同一当事人",
    "ticket": "同一工单",
    "bundle": "并案审理",
    "split": "分案",
}
_CASE: sa.BindParameter[int] = sa.bindparam("case_id")


@dataclass(frozen=True)
class Related:
    """Another case, and what it has in common with this one."""

    id: int
    number: str
    title: str
    stage: str
    why: str


def _same(table: Any, of: Any, why: str) -> sa.Select[Any]:
    mine, other = sa.orm.aliased(table), sa.orm.aliased(table)
    return (
        sa.select(other.case_id.label("id"), sa.literal(why).label("why"))
        .join(mine, getattr(mine, of.key) == getattr(other, of.key))
        .where(mine.case_id == _CASE, other.case_id != _CASE)
    )


def _linked(here: Any, there: Any) -> sa.Select[Any]:
    return sa.select(there.label("id"), CaseLink.kind.label("why")).where(
        here == _CASE, CaseLink.ended_on.is_(None)
    )


def _of_ticket() -> Any:
    mine, other = sa.orm.aliased(CaseFile), sa.orm.aliased(CaseFile)
    return (
        sa.select(other.id.label("id"), sa.literal("ticket").label("why"))
        .join(mine, mine.ticket_id == other.ticket_id)
        .where(mine.id == _CASE, other.id != _CASE)
    )


_FOUND = sa.union(
    _same(CasePatent, CasePatent.patent_id, "patent"),
    _same(CaseParty, CaseParty.party_id, "party"),
    _of_ticket(),
    _linked(CaseLink.case_id, CaseLink.other_id),
    _linked(CaseLink.other_id, CaseLink.case_id),
).subquery()


def related_cases(case_id: int, *, by: Person) -> list[Related]:
    """Return the cases this person may know of that touch this one, newest first."""
    asked = (
        sa.select(
            CaseFile.id,
            CaseFile.lead_no,
            CaseFile.case_no,
            CaseFile.title,
            CaseFile.edition,
            CaseFile.state,
            _FOUND.c.why,
        )
        .join(_FOUND, _FOUND.c.id == CaseFile.id)
        .where(is_visible(by))
        .order_by(CaseFile.id.desc(), _FOUND.c.why)
        .limit(MOST * len(WHY))
    )
    rows: dict[int, list[Any]] = {}
    for row in plain_rows(asked, {"case_id": case_id}):
        rows.setdefault(row.id, []).append(row)
    return [_related(each) for each in rows.values()][:MOST]


def _related(rows: Sequence[Any]) -> Related:
    first = rows[0]
    return Related(
        id=first.id,
        number=first.case_no or first.lead_no,
        title=first.title,
        stage=PROCEDURES[first.edition].state(first.state).name,
        why="、".join(WHY[row.why] for row in rows),
    )
