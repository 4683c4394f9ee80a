"""What people keep beside the cases: their filters, the notes of a case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import PersonRow
from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases.dispute_models import CaseRequest
from caseapp.cases.kept_models import CaseNote, SavedFilter
from caseapp.cases.models import CaseOfficer
from caseapp.cases.record_models import ClaimFeature

_FILTERS = (
    sa.select(SavedFilter.id, SavedFilter.name, SavedFilter.given)
    .where(SavedFilter.person_id == sa.bindparam("me"))
    .order_by(SavedFilter.name)
)
_TEAMS = (
    sa.select(CaseOfficer.case_id, PersonRow.name)
    .join(PersonRow, PersonRow.id == CaseOfficer.person_id)
    .where(
        CaseOfficer.case_id.in_(sa.bindparam("case_ids", expanding=True)),
        CaseOfficer.recused.is_(False),
        CaseOfficer.until.is_(None),
    )
    .order_by(CaseOfficer.id)
)
_NOTES = (
    sa.select(CaseNote.__table__)
    .where(CaseNote.case_id == sa.bindparam("case_id"))
    .order_by(CaseNote.id)
)


_CASES: Any = sa.bindparam("case_ids", expanding=True)
# One statement for all that stands beside cases: a page of hits asks for it each time.
_BESIDE = sa.union_all(
    sa.select(
        *(CaseNote.case_id, sa.literal("备注").label("what"), CaseNote.id.label("at")),
        CaseNote.words.label("words"),
    ).where(CaseNote.case_id.in_(_CASES)),
    sa.select(
        *(CaseRequest.case_id, sa.literal("请求和理由"), sa.literal(0)),
        CaseRequest.claims + "\n" + CaseRequest.relief + "\n" + CaseRequest.grounds,
    ).where(CaseRequest.case_id.in_(_CASES)),
    sa.select(
        *(ClaimFeature.case_id, sa.literal("技术特征比对"), ClaimFeature.id),
        ClaimFeature.feature + "\n" + ClaimFeature.product_feature + "\n" + ClaimFeature.reason,
    ).where(ClaimFeature.case_id.in_(_CASES), ClaimFeature.removed_on.is_(None)),
).order_by("case_id", "what", "at")


def filters_of(by: Person) -> Sequence[Any]:
    """Return a person's own filters by name."""
    return plain_rows(_FILTERS, {"me": by.id})


def teams_in_words(case_ids: Collection[int]) -> dict[int, str]:
    """Return who works on each of the cases of a list, with one question."""
    found: dict[int, list[str]] = {}
    for row in plain_rows(_TEAMS, {"case_ids": list(case_ids)}):
        found.setdefault(row.case_id, []).append(row.name)
    return {case_id: "、".join(names) for case_id, names in found.items()}


def notes_of(case_id: int) -> Sequence[Any]:
    """Return the notes of a case in the order they were written."""
    return plain_rows(_NOTES, {"case_id": case_id})


def words_beside_cases(case_ids: Collection[int]) -> Sequence[Any]:
    """Return case, what it is and words of notes, requests and claim charts, for the search entries."""
    return plain_rows(_BESIDE, {"case_ids": list(case_ids)})
