"""Who sees a case and why, and which cases a person sees and why; answered by the rules themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.accounts.sight import Decision, Thing
from caseapp.base.db import db
from caseapp.base.paging import Page
from caseapp.cases import queries
from caseapp.cases.models import CaseFile


@dataclass(frozen=True)
class Seen:
    """Somebody, and whether they see the case and why."""

    person_id: int
    name: str
    login: str
    unit_name: str
    role_words: str
    allowed: bool
    reason: str


@dataclass(frozen=True)
class CaseSeen:
    """A case by its number only, and why somebody sees it."""

    number: str
    is_sealed: bool
    reason: str


def people_of(thing: Thing) -> tuple[list[Seen], list[Seen], int]:
    """Return who sees a case, who works or worked on it and does not, and how many people there are."""
    everybody = [_seen(person, thing) for person in accounts.everybody()]
    near = {*thing.team, *thing.recused, *thing.named}
    sees = [one for one in everybody if one.allowed]
    out = [one for one in everybody if not one.allowed and one.person_id in near]
    return sees, out, len(everybody)


def unsealed(thing: Thing) -> Thing:
    """Return the same case as if it were not sealed: whom the other rules let in."""
    return replace(thing, is_sealed=False)


def _seen(person: Person, thing: Thing) -> Seen:
    decision = decide(person, "case.read", thing)
    return Seen(
        person_id=person.id,
        name=person.name,
        login=person.login,
        unit_name=person.unit_name,
        role_words="、".join(accounts.role_words(person.roles)),
        allowed=decision.allowed,
        reason=decision.reason,
    )


def cases_of(person: Person, after: str) -> Page[CaseSeen]:
    """Return a page of the cases a person sees, by number and reason, without a word of content."""
    found = queries.page_of_cases(person, queries.Filters(openness="all"), after)
    things = things_of([row.id for row in found.rows])
    rows = tuple(
        CaseSeen(
            number="（封存案件，不列案号）" if things[row.id].is_sealed else _number(row),
            is_sealed=things[row.id].is_sealed,
            reason=decide(person, "case.read", things[row.id]).reason,
        )
        for row in found.rows
    )
    return Page(
        rows, found.next_key, found.total, found.total_is_exact, first_page=found.first_page
    )


def _number(row: CaseFile) -> str:
    return row.case_no or row.lead_no


def asked_about(person: Person, number: str) -> Decision | None:
    """Say whether a person sees the case of this number, and why; None where there is no such case."""
    case = case_by_number(number)
    if case is None:
        return None
    return decide(person, "case.read", things_of([case.id])[case.id])


def case_by_number(number: str) -> CaseFile | None:
    """Return the case of a number, seen or not: for those who ask about rights, not about content."""
    wanted = number.strip()
    if not wanted:
        return None
    return db.session.scalars(
        sa.select(CaseFile).where(sa.or_(CaseFile.case_no == wanted, CaseFile.lead_no == wanted))
    ).first()


def things_of(case_ids: Sequence[int]) -> dict[int, Thing]:
    """Return what decisions about several cases depend on, with a fixed number of questions."""
    cases = db.session.scalars(sa.select(CaseFile).where(CaseFile.id.in_(case_ids))).all()
    officers = queries.officers_of_cases(case_ids)
    return {case.id: queries.thing_of(case, officers.get(case.id, ())) for case in cases}
