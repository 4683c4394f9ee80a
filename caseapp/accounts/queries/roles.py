"""Questions about granted roles, for whoever grants and withdraws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import PersonRow, RoleGrant, Unit
from caseapp.accounts.permissions import ROLE_MAP, ROLE_ORDER, Scope
from caseapp.accounts.sight import lies_under
from caseapp.accounts.units import office_path
from caseapp.base.db import db, plain_rows

_GRANTS = (
    sa.select(
        RoleGrant.id,
        RoleGrant.role,
        RoleGrant.person_id,
        RoleGrant.granted_by,
        RoleGrant.granted_at,
        PersonRow.name.label("person_name"),
        PersonRow.login,
        PersonRow.is_active,
        Unit.name.label("unit_name"),
        Unit.path.label("unit_path"),
    )
    .join(PersonRow, PersonRow.id == RoleGrant.person_id)
    .join(Unit, Unit.id == RoleGrant.unit_id)
)
_HOLDERS = (
    sa.select(RoleGrant.person_id, Unit.path)
    .join(PersonRow, PersonRow.id == RoleGrant.person_id)
    .join(Unit, Unit.id == RoleGrant.unit_id)
    .where(RoleGrant.role == sa.bindparam("role"), PersonRow.is_active.is_(True))
)
_HELD = (
    sa.select(RoleGrant.role, Unit.path)
    .join(PersonRow, PersonRow.id == RoleGrant.person_id)
    .join(Unit, Unit.id == RoleGrant.unit_id)
    .where(PersonRow.is_active.is_(True), RoleGrant.role.in_(sa.bindparam("roles", expanding=True)))
    .distinct()
)
_ACTIVE_HOLDERS = (
    sa.select(sa.func.count(sa.distinct(RoleGrant.person_id)))
    .join(PersonRow, PersonRow.id == RoleGrant.person_id)
    .where(RoleGrant.role == sa.bindparam("role"), PersonRow.is_active.is_(True))
)


def grants(*, role: str = "", words: str = "") -> Sequence[Any]:
    """Return who holds which role for which unit, by role and login name."""
    statement = _GRANTS
    if role:
        statement = statement.where(RoleGrant.role == role)
    if words:
        name = PersonRow.name.contains(words, autoescape=True)
        statement = statement.where(name | PersonRow.login.contains(words, autoescape=True))
    rows = db.session.execute(statement.order_by(PersonRow.login, Unit.path)).all()
    return sorted(rows, key=lambda row: ROLE_ORDER[row.role])


def grants_of(person_id: int) -> Sequence[Any]:
    """Return the roles of one person with their units."""
    statement = _GRANTS.where(RoleGrant.person_id == person_id)
    rows = db.session.execute(statement.order_by(Unit.path)).all()
    return sorted(rows, key=lambda row: ROLE_ORDER[row.role])


def grant_by_id(grant_id: int) -> Any | None:
    """Return one granted role."""
    return db.session.execute(_GRANTS.where(RoleGrant.id == grant_id)).first()


def active_holders(role: str) -> int:
    """Return how many active people hold a role."""
    return db.session.scalar(_ACTIVE_HOLDERS, {"role": role}) or 0


def holders_over(role: str, unit_path: str, *, office: bool = False) -> set[int]:
    """Return who holds a role over a unit: for it or one above it, or anywhere in its office."""
    rows = db.session.execute(_HOLDERS, {"role": role}).all()
    if office:
        whole = office_path(unit_path)
        return {row.person_id for row in rows if office_path(row.path) == whole}
    return {row.person_id for row in rows if lies_under(unit_path, [row.path])}


def paths_reached(permission: str) -> set[str]:
    """Return the paths under which somebody still at work holds a permission for the unit itself."""
    scopes = {role.value: held[permission] for role, held in ROLE_MAP.items() if permission in held}
    rows = plain_rows(_HELD, {"roles": list(scopes)})
    return {path for row in rows if (path := _reach(scopes[row.role], row.path))}


def _reach(scope: Scope, path: str) -> str:
    if Scope.CITY in scope:
        return "/"
    if Scope.OFFICE in scope:
        return office_path(path)
    return str(path) if Scope.UNIT in scope else ""
