"""Questions about passwords, second factors, codes and failed tries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from caseapp.accounts.models import (
    ActivationCode,
    Credential,
    FactorReset,
    OldPassword,
    PersonRow,
    RecoveryCode,
    RoleGrant,
    SignInTry,
    WebSession,
)
from caseapp.accounts.person import Person
from caseapp.accounts.queries.people import person_by_id, person_by_login
from caseapp.accounts.sign_in_rules import number, span
from caseapp.accounts.tokens import hash_of
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.law.procedures.roles import Role

ADMINS = (Role.SYSTEM_ADMIN.value, Role.SECURITY_ADMIN.value, Role.AUDIT_ADMIN.value)
ON_THE_WAY = ("password", "activation")
_asker = aliased(PersonRow, name="asker")


@dataclass(frozen=True)
class Known:
    """Somebody with what the office keeps to know them by."""

    person: Person
    password_hash: str
    password_set_at: datetime
    factor_sealed: str
    factor_last_step: int


@dataclass(frozen=True)
class OnTheWay:
    """Somebody between the first step of signing in and the last one."""

    person: Person
    session_id: int
    level: str


@dataclass(frozen=True)
class Admin:
    """One of the three administrators, and whether they have set their password."""

    role: str
    name: str
    login: str
    is_active: bool


def known(person_id: int) -> Known | None:
    """Return what somebody is known by; None before they set a password."""
    person = person_by_id(person_id)
    row = db.session.get(Credential, person_id, populate_existing=True)
    if person is None or row is None:
        return None
    return Known(
        person, row.password_hash, row.password_set_at, row.factor_sealed, row.factor_last_step
    )


def known_by_login(login: str) -> Known | None:
    """Return what the one with this login is known by."""
    person = person_by_login(login.strip().lower())
    return None if person is None else known(person.id)


def on_the_way(token: str, *, level: str) -> OnTheWay | None:
    """Return who has come so far on this browser, if it was not too long ago."""
    row = db.session.execute(
        sa.select(WebSession.id, WebSession.person_id, WebSession.created_at).where(
            WebSession.token_hash == hash_of(token),
            WebSession.level == level,
            WebSession.ended_at.is_(None),
        )
    ).first()
    life = span("halfway" if level == "password" else "activating")
    if row is None or row.created_at <= now() - life:
        return None
    person = person_by_id(row.person_id)
    if person is None or not person.is_active:
        return None
    return OnTheWay(person, row.id, level)


def open_code(person_id: int, code: str = "") -> Any | None:
    """Return the activation code of a person that still holds; with a code only that one."""
    statement = sa.select(
        ActivationCode.id,
        ActivationCode.purpose,
        ActivationCode.factor_sealed,
        ActivationCode.expires_at,
    ).where(
        ActivationCode.person_id == person_id,
        ActivationCode.used_at.is_(None),
        ActivationCode.expires_at > now(),
    )
    if code:
        statement = statement.where(ActivationCode.code_hash == hash_of(code))
    return db.session.execute(statement.order_by(ActivationCode.id.desc())).first()


def old_hashes(person_id: int, count: int) -> list[str]:
    """Return the hashes of the last passwords, the present one too."""
    present = db.session.scalars(
        sa.select(Credential.password_hash).where(Credential.person_id == person_id)
    )
    old = db.session.scalars(
        sa.select(OldPassword.password_hash)
        .where(OldPassword.person_id == person_id)
        .order_by(OldPassword.id.desc())
        .limit(max(count - 1, 0))
    )
    return [*present, *old][:count]


def recovery_codes_left(person_id: int) -> int:
    """Count the codes on paper that were not used yet."""
    left = sa.select(sa.func.count()).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(left) or 0


def tries_from(address: str, *, within: timedelta) -> int:
    """Count the tries of one computer."""
    asked = sa.select(sa.func.count()).where(
        SignInTry.address == address, SignInTry.tried_at > now() - within
    )
    return db.session.scalar(asked) or 0


def last_outcomes(account_key: str, address: str) -> Sequence[Any]:
    """Return the last tries of an account from one computer that were weighed, newest first."""
    return db.session.execute(
        sa.select(SignInTry.outcome, SignInTry.tried_at)
        .where(
            SignInTry.account_key == account_key,
            SignInTry.address == address,
            SignInTry.outcome.in_(("wrong", "right")),
            SignInTry.tried_at > now() - span("wrong_within") - span("locked"),
        )
        .order_by(SignInTry.id.desc())
        .limit(number("wrong"))
    ).all()


def wrong_everywhere(account_key: str) -> int:
    """Count the wrong tries of an account from all computers."""
    asked = sa.select(sa.func.count()).where(
        SignInTry.account_key == account_key,
        SignInTry.outcome == "wrong",
        SignInTry.tried_at > now() - span("wrong_within"),
    )
    return db.session.scalar(asked) or 0


def last_wrong(account_key: str, *, within: timedelta) -> bool:
    """Say whether an account was tried in vain a moment ago, from anywhere."""
    asked = sa.select(SignInTry.id).where(
        SignInTry.account_key == account_key,
        SignInTry.outcome == "wrong",
        SignInTry.tried_at > now() - within,
    )
    return db.session.scalar(asked.limit(1)) is not None


def is_familiar(account_key: str, address: str) -> bool:
    """Say whether the owner of an account has signed in from this computer before."""
    asked = sa.select(SignInTry.id).where(
        SignInTry.account_key == account_key,
        SignInTry.address == address,
        SignInTry.outcome == "right",
        SignInTry.tried_at > now() - span("familiar"),
    )
    return db.session.scalar(asked.limit(1)) is not None


def last_right(account_key: str) -> Any | None:
    """Return when and from where an account was last signed in to."""
    return db.session.execute(
        sa.select(SignInTry.tried_at, SignInTry.address)
        .where(SignInTry.account_key == account_key, SignInTry.outcome == "right")
        .order_by(SignInTry.id.desc())
        .limit(1)
    ).first()


def administrators() -> list[Admin]:
    """Return the three administrators, and who of them is ready."""
    rows = db.session.execute(
        sa.select(RoleGrant.role, PersonRow.name, PersonRow.login, Credential.activated_at)
        .join(PersonRow, PersonRow.id == RoleGrant.person_id)
        .outerjoin(Credential, Credential.person_id == PersonRow.id)
        .where(RoleGrant.role.in_(ADMINS), PersonRow.is_active.is_(True))
        .order_by(PersonRow.id)
    )
    found = [Admin(row.role, row.name, row.login, row.activated_at is not None) for row in rows]
    return sorted(found, key=lambda admin: ADMINS.index(admin.role))


def all_administrators_ready() -> bool:
    """Say whether each of the three offices has somebody who has set password and factor."""
    ready = {admin.role for admin in administrators() if admin.is_active}
    return ready == set(ADMINS)


def anybody_has_password() -> bool:
    """Say whether this is the database of a real office: the demo has no passwords."""
    return db.session.scalar(sa.select(Credential.person_id).limit(1)) is not None


def factor_resets() -> Sequence[Any]:
    """Return the requests to set a second factor anew that wait for the other administrator."""
    return db.session.execute(
        sa.select(
            FactorReset.id,
            FactorReset.person_id,
            FactorReset.asked_at,
            FactorReset.asked_by,
            FactorReset.why,
            PersonRow.name,
            PersonRow.login,
            _asker.name.label("asker"),
        )
        .join(PersonRow, PersonRow.id == FactorReset.person_id)
        .join(_asker, _asker.id == FactorReset.asked_by)
        .where(FactorReset.agreed_at.is_(None))
        .order_by(FactorReset.id)
    ).all()
