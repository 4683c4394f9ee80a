"""The delegation table: which unit lets which one read its cases, since when and until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from caseapp.accounts.models import PersonRow, Unit, UnitDelegation
from caseapp.accounts.sight import LEVELS
from caseapp.base.db import db

_lower, _upper = aliased(Unit), aliased(Unit)
_DELEGATIONS = (
    sa.select(
        UnitDelegation.id,
        UnitDelegation.cases_of_id,
        UnitDelegation.seen_by_id,
        UnitDelegation.since,
        UnitDelegation.until,
        UnitDelegation.basis,
        UnitDelegation.added_by,
        UnitDelegation.added_at,
        UnitDelegation.ended_by,
        UnitDelegation.ended_at,
        _lower.name.label("cases_of"),
        _upper.name.label("seen_by"),
    )
    .join(_lower, _lower.id == UnitDelegation.cases_of_id)
    .join(_upper, _upper.id == UnitDelegation.seen_by_id)
    .order_by(_lower.path, UnitDelegation.since.desc(), UnitDelegation.id.desc())
)
_CLEARED = (
    sa.select(
        PersonRow.id,
        PersonRow.name,
        PersonRow.login,
        PersonRow.clearance,
        Unit.name.label("unit_name"),
    )
    .join(Unit, Unit.id == PersonRow.unit_id)
    .where(PersonRow.is_active.is_(True), PersonRow.clearance > min(LEVELS))
    .order_by(PersonRow.clearance.desc(), PersonRow.login)
)


def delegations() -> Sequence[Any]:
    """Return every row of the table, those ended too."""
    return db.session.execute(_DELEGATIONS).all()


def cleared_people() -> Sequence[Any]:
    """Return who may read more than everybody may."""
    return db.session.execute(_CLEARED).all()
