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
    return _stands(me, recused=False)


def _recused(me: Any) -> sa.ColumnElement[bool]:
    return _stands(me, recused=True)


def _stands(me: Any, *, recused: bool) -> sa.ColumnElement[bool]:
    return (
        sa.exists()
        .where(
            CaseOfficer.case_id == CaseFile.id,
            CaseOfficer.person_id == me,
            CaseOfficer.recused.is_(recused),
            CaseOfficer.until.is_(None),
        )
        .correlate(CaseFile)
    )


def _named(me: Any) -> sa.ColumnElement[bool]:
    return (
        sa.exists()
        .where(
            SealedName.case_id == CaseFile.id,
            SealedName.person_id == me,
            SealedName.ended_at.is_(None),
        )
        .correlate(CaseFile)
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
