"""Granting and withdrawing roles, under the separation of the three administrators."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.accounts import queries
from caseapp.accounts.actions.sessions import rotate_sessions_of
from caseapp.accounts.actions.trail import record_of_person
from caseapp.accounts.models import RoleGrant
from caseapp.accounts.person import Person
from caseapp.accounts.separation import refuse_grant, refuse_losing_last_admin
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.law.procedures.roles import Role


def grant_role(*, by: Person, person_id: int, role: str, unit: str = "") -> None:
    """Give somebody a role for a unit (by path; their own if none is named).

    Nobody grants to themselves, and combinations that break the separation are refused.
    """
    person = queries.person_by_id(person_id)
    if person is None or person.id == 0:
        raise NotVisible
    refuse_grant(by, person, role)
    place = queries.unit_by_path(unit or person.unit_path)
    if place is None or not place.is_active:
        raise Refused("没有这个单位，或该单位已停用。", remedy="请从单位列表中选择。")
    if any(grant.role == role and grant.unit_path == place.path for grant in person.grants):
        raise Refused(f"{person.name}已是{place.name}的{Role(role).label}。")
    db.session.add(
        RoleGrant(
            person_id=person_id, role=role, unit_id=place.id, granted_by=by.name, granted_at=now()
        )
    )
    db.session.flush()
    rotate_sessions_of(by=by, person_id=person_id)
    record_of_person(by, "role.granted", person, details={"role": role, "unit": place.path})


def withdraw_role(*, by: Person, grant_id: int) -> None:
    """Take a role back; the last holder of an administrator's role keeps it."""
    grant = queries.grant_by_id(grant_id)
    if grant is None:
        raise NotVisible
    person = queries.person_by_id(grant.person_id)
    if person is None:
        raise NotVisible
    if grant.is_active:
        refuse_losing_last_admin(grant.role)
    db.session.execute(sa.delete(RoleGrant).where(RoleGrant.id == grant_id))
    rotate_sessions_of(by=by, person_id=person.id)
    record_of_person(
        by, "role.withdrawn", person, details={"role": grant.role, "unit": grant.unit_path}
    )
