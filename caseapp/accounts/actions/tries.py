"""Tries to sign in: counted before they are weighed, so that many at once are no way around."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.accounts.models import SignInTry
from caseapp.accounts.person import Person
from caseapp.accounts.queries import credentials
from caseapp.accounts.sign_in_rules import number, span
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.ledger import actions as ledger

LOOPBACK = ("127.0.0.1", "::1")


def admit_try(*, by: Person, account_key: str, address: str, kind: str) -> tuple[int, bool] | None:
    """Count a try; return its id and whether it may be weighed, None for a computer too busy.

    The row says wrong until the right password or code settles it.
    """
    if credentials.tries_from(address, within=span("per_address_within")) >= number("per_address"):
        return None
    is_open = not _stands_against(by, account_key, address)
    row = SignInTry(
        account_key=account_key,
        address=address,
        kind=kind,
        outcome="wrong" if is_open else "locked",
        tried_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    return row.id, is_open


def settle_try(*, by: Person, try_id: int, is_last_step: bool) -> None:
    """Note that a try was right; only the last step makes the computer one its owner uses."""
    outcome = "right" if is_last_step else "half"
    settled = sa.update(SignInTry).where(SignInTry.id == try_id)
    db.session.execute(settled.values(outcome=outcome))
    if is_last_step:
        # Nothing asks for tries older than a familiar computer is remembered.
        db.session.execute(
            sa.delete(SignInTry).where(SignInTry.tried_at < now() - span("familiar"))
        )
    _record(by, f"sign_in.{outcome}")


def refuse_try(*, by: Person, kind: str) -> None:
    """Leave a row of a try in vain in the trail; an unknown name is the program's own."""
    _record(by, f"sign_in.wrong_{kind}")


def forget_tries(*, by: Person, account_key: str, person: Person) -> None:
    """Let somebody try again at once, at an administrator's word on the server itself."""
    gone = sa.delete(SignInTry).where(
        SignInTry.account_key == account_key, SignInTry.outcome != "right"
    )
    db.session.execute(gone)
    ledger.record(
        by=by,
        action="sign_in.unlocked",
        object_kind="person",
        object_id=person.id,
        object_key=person.login,
    )


def _stands_against(by: Person, account_key: str, address: str) -> bool:
    """Say whether this account may not be tried from this computer now.

    The lock is on account and computer together, so that nobody locks out somebody else.
    """
    if _is_locked(account_key, address):
        if not _is_last_admin_at_the_server(by, address):
            return True
        return credentials.last_wrong(account_key, within=span("loopback_pause"))
    if address in LOOPBACK or credentials.is_familiar(account_key, address):
        return False
    is_slow = credentials.wrong_everywhere(account_key) >= number("slow_from")
    return is_slow and credentials.last_wrong(account_key, within=span("slow"))


def _is_locked(account_key: str, address: str) -> bool:
    rows = credentials.last_outcomes(account_key, address)
    if len(rows) < number("wrong") or any(row.outcome == "right" for row in rows):
        return False
    newest, oldest = rows[0].tried_at, rows[-1].tried_at
    return bool(newest - oldest <= span("wrong_within") and now() - newest < span("locked"))


def _is_last_admin_at_the_server(by: Person, address: str) -> bool:
    """Whoever sits at the server itself can always mend the office as its only administrator."""
    ready = [a.login for a in credentials.administrators() if a.role == credentials.ADMINS[0]]
    return address in LOOPBACK and ready == [by.login]


def _record(by: Person, action: str) -> None:
    ledger.record(by=by, action=action, object_kind="person", object_id=by.id, object_key=by.login)
