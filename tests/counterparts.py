"""Accounts of other bodies for the tests: two of the police, a department, the procuratorate, a district."""

from dataclasses import dataclass
from datetime import timedelta

from caseapp.accounts import actions, queries
from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.bodies import actions as register
from caseapp.bodies import queries as bodies
from caseapp.bodies.given import EndGiven
from caseapp.law.procedures.roles import Role


@dataclass(frozen=True)
class Counterpart:
    """One account of another body; `body` is its key in the register."""

    login: str
    name: str
    body: str


COUNTERPARTS = (
    Counterpart("jing", "景卫民", "anshan_police"),
    Counterpart("kang", "康守正", "anshan_police"),
    Counterpart("shi", "时监平", "anshan_market_bureau"),
    Counterpart("jian", "简察远", "anshan_procuratorate"),
    Counterpart("qu", "曲立山", "lishan_market_bureau"),
)


def invite(*logins: str) -> dict[str, Person]:
    """Give them their accounts, all of them or those named, and return who can sign in now."""
    wanted = [one for one in COUNTERPARTS if not logins or one.login in logins]
    return {one.login: account(one.login, one.name, one.body) for one in wanted}


def account(login: str, name: str, body: str) -> Person:
    """Give somebody of a body an account."""
    with writing():
        actions.add_person(
            by=Person.system(),
            login=login,
            name=name,
            unit=places.GENERAL,
            body_id=body_id(body),
            roles=[Role.COUNTERPART.value],
        )
    return person(login)


def person(login: str) -> Person:
    """Read one of them as the account stands now."""
    found = queries.person_by_login(login)
    assert found is not None, login
    return found


def body_id(key: str) -> int:
    """Return the id of a shipped body."""
    found = bodies.with_key(key)
    assert found is not None, key
    return found.id


def merge(key: str, into: str, *, by: Person) -> None:
    """Let a body end yesterday and another one take over its work."""
    row = bodies.with_key(key)
    assert row is not None, key
    end = EndGiven(today() - timedelta(days=1), body_id(into), basis="机构改革方案")
    with writing():
        register.end_body(by=by, body_id=row.id, version=row.version, given=end)
