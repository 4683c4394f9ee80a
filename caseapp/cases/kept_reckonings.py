"""The reckonings of a penalty that were put into a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import plain_rows
from caseapp.cases.record_models import PenaltyReckoning

_OF_CASE = (
    sa.select(PenaltyReckoning.__table__)
    .where(PenaltyReckoning.case_id == sa.bindparam("case_id"))
    .order_by(PenaltyReckoning.id)
)


def reckonings_of(case_id: int) -> Sequence[Any]:
    """Return the reckonings put into a file, oldest first."""
    return plain_rows(_OF_CASE, {"case_id": case_id})
