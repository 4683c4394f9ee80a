"""The statements behind a list of cases: short stretches of an index, one per unit, put together.

A list over several units in the order of the numbers is in no index; each unit's own list is. So
the newest of each unit are read and the newest of those shown: the cost does not grow with the office.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.sight import Reach, Who, not_denied
from caseapp.base.paging import COUNT_CAP, PAGE_ROWS
from caseapp.cases.models import CaseFile, CaseOfficer
from caseapp.cases.team import CASES
from caseapp.deadlines.queries import cases_due

# A long list of typed columns is more than the type checker can carry.
_COLUMNS: tuple[Any, ...] = (
    CaseFile.id,
    CaseFile.lead_no,
    CaseFile.case_no,
    CaseFile.title,
    CaseFile.state,
    CaseFile.edition,
    CaseFile.is_open,
    CaseFile.received_on,
    CaseFile.unit_path,
    CaseFile.respondent,
    CaseFile.product,
)
ROW = sa.select(*_COLUMNS)
# What denies comes from the table of rules, asked of whoever is bound later.
_ME = Who(me=sa.bindparam("me"), clearance=sa.bindparam("clearance"), reach=Reach())
# What can be counted by the month, and the day that says so.
HAPPENED = {
    "filed": CaseFile.filed_on,
    "decided": CaseFile.decided_on,
    "closed": CaseFile.closed_on,
}


@dataclass(frozen=True)
class Shape:
    """What a statement is built for; the values themselves are bound later under fixed names."""

    units: int
    editions: int
    openness: tuple[bool, ...]
    by_state: bool
    own: bool
    within: bool
    happened: str = ""
    emergency: bool = False
    due: bool = False
    after: bool = False


@lru_cache(maxsize=512)
def page_statement(shape: Shape) -> sa.Select[Any]:
    """Return the rows of one page and one more, each with the count of all pages as `total`.

    Binds unit_N, edition_N, editions, state, since, until, due_until, within, asked, emergencies,
    me, clearance, after.
    """
    ids = sa.union(*_stretches(shape, PAGE_ROWS + 1)).subquery()
    newest = sa.select(ids.c.id).order_by(ids.c.id.desc()).limit(PAGE_ROWS + 1)
    total = count_statement(replace(shape, after=False)).scalar_subquery().label("total")
    return ROW.add_columns(total).where(CaseFile.id.in_(newest)).order_by(CaseFile.id.desc())


@lru_cache(maxsize=64)
def whole_statement(shape: Shape, most: int) -> sa.Select[Any]:
    """Return the rows of the whole list at once, and one more than asked for; binds the same."""
    ids = sa.union(*_stretches(shape, most + 1)).subquery()
    newest = sa.select(ids.c.id).order_by(ids.c.id.desc()).limit(most + 1)
    return ROW.where(CaseFile.id.in_(newest)).order_by(CaseFile.id.desc())


@lru_cache(maxsize=512)
def count_statement(shape: Shape) -> sa.Select[Any]:
    """Return how many there are, counted no further than one past the cap."""
    ids = sa.union(*_stretches(shape, COUNT_CAP + 1)).subquery()
    counted = sa.select(ids.c.id).limit(COUNT_CAP + 1).subquery()
    return sa.select(sa.func.count()).select_from(counted)


@lru_cache(maxsize=64)
def counts_statement(shapes: tuple[Shape, ...]) -> sa.Select[Any]:
    """Return several counts side by side that bind the same values."""
    return sa.select(*(count_statement(one).scalar_subquery() for one in shapes))


def _stretches(shape: Shape, most: int) -> list[Any]:
    found = [
        _of_unit(shape, unit, edition, is_open=is_open).limit(most).subquery()
        for unit, edition, is_open in product(
            range(shape.units), range(shape.editions) or (None,), shape.openness or (None,)
        )
    ]
    if shape.own:
        found.append(_of_person(shape).limit(most).subquery())
    if shape.emergency:
        found.append(_of_emergency(shape).limit(most).subquery())
    return [sa.select(one.c.id) for one in found]


def _of_unit(
    shape: Shape, unit: int, edition: int | None, *, is_open: bool | None
) -> sa.Select[Any]:
    found = sa.select(CaseFile.id).where(
        CaseFile.unit_path == sa.bindparam(f"unit_{unit}"), *_narrowed(shape)
    )
    if edition is not None:
        found = found.where(CaseFile.edition == sa.bindparam(f"edition_{edition}"))
    if is_open is not None:
        found = found.where(CaseFile.is_open.is_(is_open))
    return found.order_by(CaseFile.id.desc())


def _of_person(shape: Shape) -> sa.Select[Any]:
    """Read the person's own cases by their place on the team, wherever the cases lie."""
    found = (
        sa.select(CaseOfficer.case_id.label("id"))
        .join(CaseFile, CaseFile.id == CaseOfficer.case_id)
        .where(
            CaseOfficer.person_id == sa.bindparam("me"),
            CaseOfficer.recused.is_(False),
            CaseOfficer.until.is_(None),
            *_narrowed(shape, CaseOfficer.case_id),
        )
    )
    found = _of_editions(shape, found)
    if shape.within:
        found = found.where(CaseFile.unit_path.in_(sa.bindparam("within", expanding=True)))
    return found.distinct().order_by(CaseOfficer.case_id.desc())


def _of_emergency(shape: Shape) -> sa.Select[Any]:
    """Read the few cases that were opened for this person, whatever keeps them closed."""
    found = sa.select(CaseFile.id).where(
        CaseFile.id.in_(sa.bindparam("emergencies", expanding=True)),
        CaseFile.unit_path.in_(sa.bindparam("asked", expanding=True)),
        *_narrowed(shape, in_emergency=True),
    )
    return _of_editions(shape, found).order_by(CaseFile.id.desc())


def _of_editions(shape: Shape, found: sa.Select[Any]) -> sa.Select[Any]:
    if shape.editions:
        found = found.where(CaseFile.edition.in_(sa.bindparam("editions", expanding=True)))
    if len(shape.openness) == 1:
        found = found.where(CaseFile.is_open.is_(shape.openness[0]))
    return found


def _narrowed(
    shape: Shape, number: Any = CaseFile.id, *, in_emergency: bool = False
) -> list[sa.ColumnElement[bool]]:
    found = [not_denied(_ME, CASES, in_emergency=in_emergency)]
    if shape.by_state:
        found.append(CaseFile.state == sa.bindparam("state"))
    if shape.happened:
        day = HAPPENED[shape.happened]
        found += [day >= sa.bindparam("since"), day < sa.bindparam("until")]
    if shape.due:
        found.append(CaseFile.id.in_(cases_due()))
    if shape.after:
        found.append(number < sa.bindparam("after"))
    return found
