"""What people keep beside the cases: their filters, the notes of a case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import PersonRow
from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases.kept_models import CaseNote, SavedFilter
from caseapp.cases.models import CaseOfficer

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


_NOTED = (
    sa.select(CaseNote.case_id, CaseNote.words)
    .where(CaseNote.case_id.in_(sa.bindparam("case_ids", expanding=True)))
    .order_by(CaseNote.id)
)


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


def notes_in_cases(case_ids: Collection[int]) -> Sequence[Any]:
    """Return case and words of every note of these cases, for the search entries."""
    return plain_rows(_NOTED, {"case_ids": list(case_ids)})
