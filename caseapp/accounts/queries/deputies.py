"""Who signs in whose place, from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from caseapp.accounts.models import Deputy, PersonRow, RoleGrant, Unit
from caseapp.accounts.permissions import DEPUTIZED
from caseapp.accounts.person import Grant
from caseapp.accounts.units import office_path
from caseapp.base.db import db

_absent, _stand_in = aliased(PersonRow), aliased(PersonRow)
_lent, _lent_unit = aliased(RoleGrant, name="lent"), aliased(Unit, name="lent_unit")
_DEPUTIES = (
    sa.select(
        Deputy.id,
        Deputy.absent_id,
        Deputy.deputy_id,
        Deputy.since,
        Deputy.until,
        Deputy.why,
        Deputy.added_by,
        Deputy.added_at,
        Deputy.ended_by,
        Deputy.ended_at,
        _absent.name.label("absent"),
        _stand_in.name.label("deputy"),
    )
    .join(_absent, _absent.id == Deputy.absent_id)
    .join(Unit, Unit.id == _absent.unit_id)
    .join(_stand_in, _stand_in.id == Deputy.deputy_id)
    .order_by(Deputy.since.desc(), Deputy.id.desc())
)


def deputies_of_office(unit_path: str) -> Sequence[Any]:
    """Return the rows of the office a unit belongs to, those over and ended too."""
    inside = Unit.path.startswith(office_path(unit_path), autoescape=True)
    return db.session.execute(_DEPUTIES.where(inside)).all()


def lent_roles(day: sa.BindParameter[Any]) -> sa.Label[str]:
    """Return, beside a person, the roles of those away that day in whose place they sign, as one text."""
    told = _lent.role + ">" + _lent_unit.path + ">" + sa.cast(_lent.person_id, sa.String)
    return (
        sa.select(sa.func.aggregate_strings(told, " "))
        .select_from(Deputy)
        .join(_lent, _lent.person_id == Deputy.absent_id)
        .join(_lent_unit, _lent_unit.id == _lent.unit_id)
        .where(
            Deputy.deputy_id == PersonRow.id,
            Deputy.since <= day,
            Deputy.until >= day,
            Deputy.ended_at.is_(None),
            _lent.role.in_(sorted(DEPUTIZED)),
        )
        .correlate(PersonRow)
        .scalar_subquery()
        .label("deputies")
    )


@lru_cache(maxsize=64)
def lent_grants(text: str) -> tuple[Grant, ...]:
    """Read that text back."""
    found = (one.split(">") for one in sorted(set(text.split())))
    return tuple(Grant(role, path, int(person)) for role, path, person in found)
