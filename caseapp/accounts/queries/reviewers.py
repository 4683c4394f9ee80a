"""What is on record of whoever does a legal review."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.accounts.models import PersonRow
from caseapp.base.db import plain_rows
from caseapp.law.reviewers import Reviewer

_REVIEWER = sa.select(
    PersonRow.legal_qualification_no, PersonRow.legal_qualified_on, PersonRow.reviews_since
).where(PersonRow.id == sa.bindparam("id"))


def reviewer(person_id: int) -> Reviewer:
    """Return the legal qualification of a person and since when that person reviews."""
    for row in plain_rows(_REVIEWER, {"id": person_id}):
        return Reviewer(row.legal_qualification_no, row.legal_qualified_on, row.reviews_since)
    return Reviewer()
