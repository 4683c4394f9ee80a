"""Who stands to a case how, as conditions: on its team, recused, named; what the rules of sight ask."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from caseapp.accounts.sight import Files
from caseapp.base.db import plain_rows
from caseapp.cases.models import CaseFile, CaseOfficer, SealedName

_NAMES = sa.select(SealedName.person_id).where(
    SealedName.case_id == sa.bindparam("case_id"), SealedName.ended_at.is_(None)
)


def on_team(me: Any) -> sa.ColumnElement[bool]:
    """Say that somebody works on the case now."""
    return (
        sa.exists()
        .where(
            CaseOfficer.case_id == CaseFile.id,
            CaseOfficer.person_id == me,
            CaseOfficer.recused.is_(False),
            CaseOfficer.until.is_(None),
        )
        .correlate(CaseFile)
    )


# Both are short lists of one person, read once for the whole list of cases.
def _recused(me: Any) -> sa.ColumnElement[bool]:
    return CaseFile.id.in_(
        sa.select(CaseOfficer.case_id).where(
            CaseOfficer.person_id == me,
            CaseOfficer.recused.is_(True),
            CaseOfficer.until.is_(None),
        )
    )


def _named(me: Any) -> sa.ColumnElement[bool]:
    return CaseFile.id.in_(
        sa.select(SealedName.case_id).where(
            SealedName.person_id == me, SealedName.ended_at.is_(None)
        )
    )


CASES = Files(
    id=CaseFile.id,
    unit_path=CaseFile.unit_path,
    level=CaseFile.level,
    is_sealed=CaseFile.is_sealed,
    on_team=on_team,
    recused=_recused,
    named=_named,
)


def sealed_names(case_id: int) -> frozenset[int]:
    """Return who may know of a sealed case."""
    return frozenset(row.person_id for row in plain_rows(_NAMES, {"case_id": case_id}))
