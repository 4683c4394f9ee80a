"""What people keep beside the cases: their filters, the notes of a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import plain_rows
from caseapp.cases.kept_models import CaseNote, SavedFilter

_FILTERS = (
    sa.select(SavedFilter.id, SavedFilter.name, SavedFilter.given)
    .where(SavedFilter.person_id == sa.bindparam("me"))
    .order_by(SavedFilter.name)
)
_NOTES = (
    sa.select(CaseNote.__table__)
    .where(CaseNote.case_id == sa.bindparam("case_id"))
    .order_by(CaseNote.id)
)


def filters_of(by: Person) -> Sequence[Any]:
    """Return a person's own filters by name."""
    return plain_rows(_FILTERS, {"me": by.id})


def notes_of(case_id: int) -> Sequence[Any]:
    """Return the notes of a case in the order they were written."""
    return plain_rows(_NOTES, {"case_id": case_id})
