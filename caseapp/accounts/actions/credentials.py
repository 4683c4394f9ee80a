"""Passwords, second factors and the codes by which somebody sets them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from caseapp.accounts import queries
from caseapp.accounts.actions.sessions import end_sessions_of
from caseapp.accounts.actions.trail import record_of_person
from caseapp.accounts.models import ActivationCode, Credential, OldPassword, RecoveryCode
from caseapp.accounts.person import Person
from caseapp.accounts.queries import credentials
from caseapp.accounts.second_factor import FactorBox, new_code, new_secret, step_of, typed_code
from caseapp.accounts.sign_in_rules import number, span
from caseapp.accounts.tokens import hash_of
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused

# What a code lets its holder set; the other proof is always asked for beside it.
ACTIVATION, PASSWORD, FACTOR = "activation", "password", "factor"
USED_CODE = "激活码无效：可能已用过、已过期，或已被新的激活码代替。"


@dataclass(frozen=True)
class Proofs:
    """What somebody set by a code: the hash of a password, a sealed factor, or both."""

    password_hash: str = ""
    factor_sealed: str = ""
    factor_step: int = 0


def make_code(*, by: Person, person_id: int, box: FactorBox, purpose: str = "") -> str:
    """Make a code for somebody without a password, or for a forgotten one; older codes are void.

    The second factor stays as it is: who makes the code still cannot sign in as that person.
    """
    person = queries.person_by_id(person_id)
    if person is None or person.id == 0:
        raise NotVisible
    if not person.is_active:
        raise Refused(f"{person.name}的账号已停用，不能生成激活码。")
    purpose = purpose or (PASSWORD if credentials.known(person_id) else ACTIVATION)
    at = now()
    db.session.execute(
        sa.update(ActivationCode)
        .where(ActivationCode.person_id == person_id, ActivationCode.used_at.is_(None))
        .values(used_at=at)
    )
    code = new_code()
    db.session.add(
        ActivationCode(
            person_id=person_id,
            purpose=purpose,
            code_hash=hash_of(code),
            factor_sealed="" if purpose == PASSWORD else box.seal(new_secret(), person_id),
            made_by=by.name,
            made_at=at,
            expires_at=at + span("activation_life"),
        )
    )
    db.session.flush()
    record_of_person(by, f"code.made_{purpose}", person)
    return code


def activate(*, by: Person, code_id: int, session_id: int, proofs: Proofs) -> list[str]:
    """Use a code up and set what it is for; return new codes for paper when the factor is new.

    Of two browsers with the same code only one gets through: the row is used in the same statement.
    """
    at = now()
    used = sa.update(ActivationCode).where(
        ActivationCode.id == code_id,
        ActivationCode.person_id == by.id,
        ActivationCode.used_at.is_(None),
        ActivationCode.expires_at > at,
    )
    purpose = db.session.scalar(used.values(used_at=at).returning(ActivationCode.purpose))
    if purpose is None:
        raise Refused(USED_CODE, remedy="请向系统管理员索取新的激活码。")
    row = db.session.get(Credential, by.id, with_for_update=True)
    if row is None:
        row = Credential(person_id=by.id, activated_at=at, password_set_at=at)
        db.session.add(row)
    _set(row, proofs)
    db.session.flush()
    end_sessions_of(by=by, person_id=by.id, why="重新设置了登录方式", but=session_id)
    record_of_person(by, f"code.used_{purpose}", by)
    return new_recovery_codes(by=by) if proofs.factor_sealed else []


def change_password(*, by: Person, password_hash: str, session_id: int) -> None:
    """Set one's own new password; every other sign-in of the person ends."""
    row = db.session.get(Credential, by.id, with_for_update=True)
    if row is None:
        raise NotVisible
    _set(row, Proofs(password_hash=password_hash))
    db.session.flush()
    end_sessions_of(by=by, person_id=by.id, why="修改了密码", but=session_id)
    record_of_person(by, "password.changed", by)


def use_factor(*, by: Person, box: FactorBox, code: str) -> bool:
    """Take a code of the telephone, or one from paper; each is taken once, the next only later."""
    known = credentials.known(by.id)
    if known is None:
        return False
    step = step_of(box.unseal(known.factor_sealed, by.id), code, now())
    if step:
        taken = sa.update(Credential).where(
            Credential.person_id == by.id, Credential.factor_last_step < step
        )
        done = taken.values(factor_last_step=step).returning(Credential.person_id)
        return db.session.scalar(done) is not None
    used = sa.update(RecoveryCode).where(
        RecoveryCode.person_id == by.id,
        RecoveryCode.code_hash == hash_of(typed_code(code)),
        RecoveryCode.used_at.is_(None),
    )
    if db.session.scalar(used.values(used_at=now()).returning(RecoveryCode.id)) is None:
        return False
    record_of_person(by, "recovery_code.used", by)
    return True


def new_recovery_codes(*, by: Person) -> list[str]:
    """Make new codes for paper; those made before are void."""
    at = now()
    db.session.execute(
        sa.update(RecoveryCode)
        .where(RecoveryCode.person_id == by.id, RecoveryCode.used_at.is_(None))
        .values(used_at=at)
    )
    codes = [new_code() for _ in range(number("recovery_codes"))]
    db.session.add_all(
        RecoveryCode(person_id=by.id, code_hash=hash_of(code), made_at=at) for code in codes
    )
    db.session.flush()
    record_of_person(by, "recovery_codes.made", by)
    return codes


def _set(row: Credential, proofs: Proofs) -> None:
    if proofs.password_hash:
        if row.password_hash:
            db.session.add(
                OldPassword(
                    person_id=row.person_id, password_hash=row.password_hash, ended_at=now()
                )
            )
        row.password_hash = proofs.password_hash
        row.password_set_at = now()
    if proofs.factor_sealed:
        row.factor_sealed = proofs.factor_sealed
    row.factor_last_step = max(row.factor_last_step or 0, proofs.factor_step)
