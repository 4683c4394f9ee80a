"""Questions about people: who acts, who holds a role, who can be put on a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from caseapp.accounts.models import (
    Emergency,
    LoginLink,
    PersonRow,
    RoleGrant,
    Unit,
    UnitDelegation,
    WebSession,
)
from caseapp.accounts.permissions import ROLE_ORDER
from caseapp.accounts.person import Delegation, Grant, Person
from caseapp.accounts.queries.bodies import BODY
from caseapp.accounts.queries.certificates import certificates_valid
from caseapp.accounts.queries.deputies import lent_grants, lent_roles
from caseapp.accounts.sign_in_rules import span
from caseapp.accounts.tokens import hash_of
from caseapp.accounts.units import office_path
from caseapp.base.clock import now, today
from caseapp.base.db import Instant, db, plain_rows
from caseapp.law.procedures.roles import Role

# A link of the demo, or password and second factor; one who still owes a code is not here.
SIGNED_IN = ("link", "full")
_scope = aliased(Unit, name="scope")
_lower, _upper = aliased(Unit, name="lower"), aliased(Unit, name="upper")
_DAY = sa.bindparam("rights_day", callable_=today, type_=sa.Date())
_NOW = sa.bindparam("rights_at", callable_=now, type_=Instant())
# Both as one text beside the person: every request asks, and almost always the answer is nothing.
_DELEGATIONS = (
    sa.select(sa.func.aggregate_strings(_lower.path + ">" + _upper.path, " "))
    .select_from(UnitDelegation)
    .join(_lower, _lower.id == UnitDelegation.cases_of_id)
    .join(_upper, _upper.id == UnitDelegation.seen_by_id)
    .where(
        UnitDelegation.since <= _DAY,
        sa.or_(UnitDelegation.until.is_(None), UnitDelegation.until >= _DAY),
        UnitDelegation.ended_at.is_(None),
    )
    .scalar_subquery()
    .label("delegations")
)
_EMERGENCIES = (
    sa.select(sa.func.aggregate_strings(sa.cast(Emergency.case_id, sa.String), " "))
    .where(
        Emergency.person_id == PersonRow.id,
        Emergency.state == "granted",
        Emergency.ends_at > _NOW,
    )
    .correlate(PersonRow)
    .scalar_subquery()
    .label("emergencies")
)
_PERSON = (
    sa.select(
        PersonRow.id,
        PersonRow.login,
        PersonRow.name,
        PersonRow.unit_id,
        # Whose account is of another body acts for that body, on every page and in the trail.
        sa.func.coalesce(BODY.c.name, Unit.name).label("unit_name"),
        Unit.path.label("unit_path"),
        PersonRow.post,
        PersonRow.phone,
        PersonRow.is_active,
        PersonRow.version,
        PersonRow.clearance,
        PersonRow.is_principal,
        PersonRow.body_id,
        RoleGrant.role,
        _scope.path.label("scope_path"),
        _DELEGATIONS,
        _EMERGENCIES,
        lent_roles(_DAY),
    )
    .join(Unit, Unit.id == PersonRow.unit_id)
    .outerjoin(BODY, BODY.c.id == PersonRow.body_id)
    .outerjoin(RoleGrant, RoleGrant.person_id == PersonRow.id)
    .outerjoin(_scope, _scope.id == RoleGrant.unit_id)
)
_BY_ID = _PERSON.where(PersonRow.id == sa.bindparam("id"))
_BY_LOGIN = _PERSON.where(PersonRow.login == sa.bindparam("login"))
_BY_LINK = _PERSON.join(LoginLink, LoginLink.person_id == PersonRow.id).where(
    LoginLink.token_hash == sa.bindparam("token_hash"),
    LoginLink.used_at.is_(None),
    LoginLink.expires_at > sa.bindparam("at"),
    PersonRow.is_active.is_(True),
)
_BY_SESSION = (
    _PERSON.add_columns(
        WebSession.id.label("session_id"),
        WebSession.seen_at,
        WebSession.level,
        WebSession.proved_at,
        WebSession.must_rotate,
        WebSession.owes_password,
        WebSession.kept,
    )
    .join(WebSession, WebSession.person_id == PersonRow.id)
    .where(
        WebSession.token_hash == sa.bindparam("token_hash"),
        WebSession.ended_at.is_(None),
        WebSession.seen_at > sa.bindparam("idle_since"),
        WebSession.created_at > sa.bindparam("oldest"),
        WebSession.level.in_(SIGNED_IN),
        PersonRow.is_active.is_(True),
    )
)
_EVERYBODY = _PERSON.where(PersonRow.is_active.is_(True)).order_by(PersonRow.login)
_BRIEF = (
    sa.select(
        PersonRow.id,
        PersonRow.login,
        PersonRow.name,
        PersonRow.post,
        Unit.name.label("unit_name"),
        Unit.path.label("unit_path"),
    )
    .join(Unit, Unit.id == PersonRow.unit_id)
    # Accounts of other bodies are nobody's colleagues.
    .where(PersonRow.is_active.is_(True), PersonRow.body_id.is_(None))
    .order_by(Unit.path, PersonRow.login)
)
_MAIL = sa.select(PersonRow.email).where(PersonRow.id == sa.bindparam("id"))
_NAMES = sa.select(PersonRow.id, PersonRow.name).where(
    PersonRow.id.in_(sa.bindparam("ids", expanding=True))
)


@dataclass(frozen=True)
class OpenSession:
    """Who is signed in on this browser, since when, and what the browser still owes."""

    person: Person
    session_id: int
    seen_at: datetime
    level: str
    proved_at: datetime | None
    must_rotate: bool
    owes_password: bool
    kept: str


@dataclass(frozen=True)
class PersonBrief:
    """A person as lists and pickers show them."""

    id: int
    login: str
    name: str
    post: str
    unit_name: str
    unit_path: str


@dataclass(frozen=True)
class Assignable:
    """An officer who can be put on a case, with the certificate that holds that day, if any."""

    person: PersonBrief
    certificate: str

    @property
    def words(self) -> str:
        """Return the line of a picker."""
        held = f"证件 {self.certificate}" if self.certificate else "当日无有效证件"
        return f"{self.person.name}（{self.person.unit_name}，{held}）"


def person_by_id(person_id: int) -> Person | None:
    """Return the one with this id as the one who acts; 0 is the program itself."""
    if person_id == 0:
        return Person.system()
    return _one(db.session.execute(_BY_ID, {"id": person_id}).all())


def person_by_login(login: str) -> Person | None:
    """Return the one with this login name."""
    return _one(db.session.execute(_BY_LOGIN, {"login": login.strip()}).all())


def person_by_link(token: str) -> Person | None:
    """Return whom a login link still lets in; None if unknown, used, too old or deactivated."""
    asked = {"token_hash": hash_of(token), "at": now()}
    return _one(db.session.execute(_BY_LINK, asked).all())


def person_by_session(token: str, *, idle: timedelta) -> OpenSession | None:
    """Return who holds this cookie, unless the session ended, idled out or is a day old."""
    at = now()
    asked = {
        "token_hash": hash_of(token),
        "idle_since": at - idle,
        "oldest": at - span("longest"),
    }
    rows = plain_rows(_BY_SESSION, asked)
    person = _one(rows)
    if person is None:
        return None
    row = rows[0]
    return OpenSession(
        person=person,
        session_id=row.session_id,
        seen_at=row.seen_at,
        level=row.level,
        proved_at=row.proved_at,
        must_rotate=row.must_rotate,
        owes_password=row.owes_password,
        kept=row.kept,
    )


def everybody() -> list[Person]:
    """Return everybody active with all their roles, by login name."""
    rows = db.session.execute(_EVERYBODY).all()
    people = (_one(list(same)) for _, same in groupby(rows, key=lambda row: row.id))
    return [person for person in people if person is not None]


def named(login: str) -> list[Person]:
    """Return the one with this login name as a list of one, or nobody."""
    person = person_by_login(login)
    return [] if person is None else [person]


def by_role() -> list[tuple[str, list[Person]]]:
    """Return everybody active under each role they hold, in the order of the map."""
    people = everybody()
    found = [(role, [p for p in people if p.has_role(role)]) for role in ROLE_ORDER]
    return [(role, holders) for role, holders in found if holders]


def first_of_each_role() -> list[Person]:
    """Return one person per role, nobody twice: enough to walk through the whole office."""
    chosen: dict[int, Person] = {}
    for _role, holders in by_role():
        if not any(person.id in chosen for person in holders):
            chosen[holders[0].id] = holders[0]
    return list(chosen.values())


def mail_of(person_id: int) -> str:
    """Return where somebody's reminders go; empty where nobody said."""
    return str(db.session.scalar(_MAIL, {"id": person_id}) or "")


def role_words(roles: Iterable[str]) -> tuple[str, ...]:
    """Return roles as the office says them."""
    return tuple(Role(role).label for role in roles)


def people_with_role(role: str, *, unit_path: str = "") -> list[PersonBrief]:
    """Return who holds a role; with a unit, only those whose grant covers it."""
    held = sa.select(RoleGrant.person_id).where(RoleGrant.role == role)
    if unit_path:
        held = held.join(Unit, Unit.id == RoleGrant.unit_id).where(
            Unit.path.startswith(office_path(unit_path), autoescape=True)
        )
    return _briefs(_BRIEF.where(PersonRow.id.in_(held)))


def officers_of(unit_path: str) -> list[PersonBrief]:
    """Return the officers granted for this unit or a unit under it."""
    held = (
        sa.select(RoleGrant.person_id)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(
            RoleGrant.role == Role.OFFICER.value,
            Unit.path.startswith(unit_path, autoescape=True),
        )
    )
    return _briefs(_BRIEF.where(PersonRow.id.in_(held)))


def colleagues(unit_path: str) -> list[PersonBrief]:
    """Return everybody of the office a unit belongs to."""
    return _briefs(_BRIEF.where(Unit.path.startswith(office_path(unit_path), autoescape=True)))


def assignable_officers(unit_path: str, *, on: date) -> list[Assignable]:
    """Return the officers of the whole office, those with a certificate valid that day first."""
    people = officers_of(office_path(unit_path))
    held = certificates_valid([person.id for person in people], on)
    officers = [Assignable(person, held.get(person.id, "")) for person in people]
    return sorted(officers, key=lambda officer: not officer.certificate)


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of people by id, whether still active or not."""
    ids = set(person_ids)
    if not ids:
        return {}
    return {row.id: row.name for row in plain_rows(_NAMES, {"ids": list(ids)})}


def roles_of(person_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the roles of people by id, in the order of the map."""
    statement = sa.select(RoleGrant.person_id, RoleGrant.role).where(
        RoleGrant.person_id.in_(set(person_ids))
    )
    found: dict[int, set[str]] = {}
    for row in db.session.execute(statement):
        found.setdefault(row.person_id, set()).add(row.role)
    return {person_id: _ordered(roles) for person_id, roles in found.items()}


def _one(rows: Sequence[Any]) -> Person | None:
    """Fold the rows of one person, one a grant, into the one who acts."""
    if not rows:
        return None
    first = rows[0]
    grants = tuple(Grant(row.role, row.scope_path) for row in rows if row.role is not None)
    grants += lent_grants(first.deputies or "")
    return Person(
        id=first.id,
        login=first.login,
        name=first.name,
        unit_id=first.unit_id,
        unit_name=first.unit_name,
        unit_path=first.unit_path,
        roles=_ordered({grant.role for grant in grants}),
        grants=tuple(sorted(grants, key=lambda g: (ROLE_ORDER[g.role], g.unit_path, g.for_id))),
        post=first.post,
        phone=first.phone,
        is_active=first.is_active,
        version=first.version,
        clearance=first.clearance,
        is_principal=first.is_principal,
        body_id=first.body_id,
        delegations=_delegations(first.delegations or ""),
        emergencies=tuple(sorted({int(one) for one in (first.emergencies or "").split()})),
    )


@lru_cache(maxsize=8)
def _delegations(text: str) -> tuple[Delegation, ...]:
    pairs = sorted(set(text.split()))
    return tuple(Delegation(*pair.split(">")) for pair in pairs)


def _ordered(roles: set[str]) -> tuple[str, ...]:
    return tuple(sorted(roles, key=ROLE_ORDER.__getitem__))


def _briefs(statement: sa.Select[*tuple[Any, ...]]) -> list[PersonBrief]:
    return [PersonBrief(*row) for row in db.session.execute(statement)]
