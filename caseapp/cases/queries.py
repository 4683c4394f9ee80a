"""Finding cases: every question goes through the filter of what this person may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, visible_units
from caseapp.accounts.person import Person
from caseapp.accounts.sight import Who, condition, not_denied, who
from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.base.paging import COUNT_CAP, PAGE_ROWS, Page
from caseapp.cases.corrected import corrections_in, corrections_of, overlaid
from caseapp.cases.dispute_models import CaseRequest
from caseapp.cases.models import CaseFile, CaseOfficer, CaseStep, Mediation
from caseapp.cases.stretches import (
    ROW,
    Shape,
    count_statement,
    counts_statement,
    page_statement,
    whole_statement,
)
from caseapp.cases.team import CASES, on_team, sealed_names
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.roles import Role

_STEPS = (
    sa.select(CaseStep.__table__)
    .where(CaseStep.case_id == sa.bindparam("case_id"))
    .order_by(CaseStep.id)
)
_OFFICERS = (
    sa.select(
        CaseOfficer.person_id,
        CaseOfficer.part,
        CaseOfficer.since,
        CaseOfficer.until,
        CaseOfficer.recused,
    )
    .where(CaseOfficer.case_id == sa.bindparam("case_id"))
    .order_by(CaseOfficer.id)
)
_REQUEST = sa.select(CaseRequest.__table__).where(CaseRequest.case_id == sa.bindparam("case_id"))
_MEDIATION = sa.select(Mediation.__table__).where(Mediation.case_id == sa.bindparam("case_id"))
_TEAMS = (
    sa.select(CaseOfficer.case_id, CaseOfficer.person_id)
    .where(
        CaseOfficer.case_id.in_(sa.bindparam("case_ids", expanding=True)),
        CaseOfficer.recused.is_(False),
        CaseOfficer.until.is_(None),
    )
    .order_by(CaseOfficer.id)
)
_RECEIVED_YEARS = sa.select(CaseFile.received_on).order_by(CaseFile.received_on).limit(1)


OPENNESS: Mapping[str, tuple[bool, ...]] = {
    "open": (True,),
    "closed": (False,),
    "all": (True, False),
}


@dataclass(frozen=True)
class Filters:
    """What a list of cases is narrowed to; empty values narrow nothing."""

    state: str = ""
    openness: str = "open"
    edition: str = ""
    unit: str = ""
    mine: bool = False
    track: str = ""
    # Only cases with a limit that ends on or before this day.
    due_until: date | None = None
    # What happened in which month (its first day): the rows behind a figure.
    happened: str = ""
    month: date | None = None


def is_visible(by: Person, permission: str = "case.read") -> sa.ColumnElement[bool]:
    """Return the condition under which this person may know that a case exists."""
    return _seen(who(by, permission, visible_units(by, permission)))


# Kept for each person, because building it anew costs more than the question it stands in.
@lru_cache(maxsize=1024)
def _seen(by: Who) -> sa.ColumnElement[bool]:
    return condition(by, CASES)


@lru_cache(maxsize=1024)
def _visible(by: Who) -> sa.Select[CaseFile]:
    return sa.select(CaseFile).where(CaseFile.id == sa.bindparam("case_id"), _seen(by))


def is_kept_from(by: Person, *, of_ticket: sa.SQLColumnExpression[int]) -> sa.ColumnElement[bool]:
    """Return the condition under which the case of a ticket is kept from this very person."""
    asks = who(by, "case.read", visible_units(by, "case.read"))
    kept = sa.not_(not_denied(asks, CASES, in_emergency=False))
    return sa.exists().where(CaseFile.ticket_id == of_ticket, kept)


def visible_case(case_id: int, *, by: Person) -> CaseFile:
    """Return the case, or NotVisible: not there and not yours look the same."""
    statement = _visible(who(by, "case.read", visible_units(by, "case.read")))
    found = db.session.scalars(statement, {"case_id": case_id}).one_or_none()
    if found is None:
        raise NotVisible
    return found


def visible_ids(ids: Collection[int], *, by: Person) -> set[int]:
    """Return those of the cases this person may know of."""
    return set(
        db.session.scalars(sa.select(CaseFile.id).where(CaseFile.id.in_(ids), is_visible(by)))
    )


def page_of_cases(by: Person, wanted: Filters, after: str) -> Page[Any]:
    """Return one page of the list, newest first; it costs the same however many there are."""
    shape, values = _asked_for(by, wanted)
    if not (shape.units or shape.own or shape.emergency):
        return Page((), "", 0, total_is_exact=True)
    if after.isdecimal() and len(after) < 18:
        shape, values["after"] = replace(shape, after=True), int(after)
    found = plain_rows(page_statement(shape), values)
    shown = found[:PAGE_ROWS]
    counted = found[0].total if found else _counted(replace(shape, after=False), values)
    return Page(
        rows=shown,
        next_key=str(shown[-1].id) if len(found) > PAGE_ROWS else "",
        total=min(counted, COUNT_CAP),
        total_is_exact=counted <= COUNT_CAP,
        first_page=not shape.after,
    )


def whole_list(by: Person, wanted: Filters, most: int) -> Sequence[Any]:
    """Return the list at once, newest first; one row more than `most` says there are others."""
    shape, values = _asked_for(by, wanted)
    if not (shape.units or shape.own or shape.emergency):
        return []
    return plain_rows(whole_statement(shape, most), values)


def _counted(shape: Shape, values: Mapping[str, Any]) -> int:
    """Count behind the last page, where no row brings the count along."""
    return int(plain_rows(count_statement(shape), values)[0][0])


def _asked_for(
    by: Person, wanted: Filters, units: Sequence[Any] = ()
) -> tuple[Shape, dict[str, Any]]:
    """Put a list into the shape of its statement and the values bound in it."""
    reach = visible_units(by, "case.read")
    rows = units or accounts.units()
    asked = [row.path for row in rows if row.path.startswith(wanted.unit)]
    covered = [path for path in asked if reach.covers(path)]
    listed = () if wanted.mine else covered
    editions = _editions(wanted)
    own = bool(reach.own or (wanted.mine and covered))
    nothing = editions is not None and not editions
    # A state says by itself whether it is open; a month is found by its own index.
    is_said = wanted.state or (wanted.month and wanted.openness == "all")
    shape = Shape(
        units=0 if nothing else len(listed),
        editions=len(editions or ()),
        openness=() if is_said else OPENNESS[wanted.openness],
        by_state=bool(wanted.state),
        own=own and not nothing,
        within=bool(wanted.unit) or not reach.own,
        happened=wanted.happened if wanted.month else "",
        emergency=bool(by.emergencies) and not (nothing or reach.is_empty or wanted.mine),
        due=wanted.due_until is not None,
    )
    values: dict[str, Any] = {f"unit_{place}": path for place, path in enumerate(listed)}
    values |= {f"edition_{place}": key for place, key in enumerate(editions or ())}
    values |= {"editions": editions, "state": wanted.state, "me": by.id}
    values |= {"clearance": by.clearance, "emergencies": by.emergencies, "asked": asked}
    values |= {"due_until": wanted.due_until}
    if wanted.month:
        values |= {"since": wanted.month, "until": next_month(wanted.month)}
    return shape, values | {"within": asked if reach.own else covered}


def next_month(first: date) -> date:
    """Return the first day of the month after."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _editions(wanted: Filters) -> list[str] | None:
    """Return the editions to look in; with a state those that have it, open or closed as asked."""
    if not wanted.state and not wanted.track:
        return [wanted.edition] if wanted.edition else None
    openness = OPENNESS[wanted.openness]
    among = {
        key: procedure
        for key, procedure in PROCEDURES.items()
        if wanted.edition in ("", key) and wanted.track in ("", procedure.track)
    }
    if not wanted.state:
        return list(among)
    return [
        key
        for key, procedure in among.items()
        if wanted.state in procedure.state_by_key
        and procedure.state(wanted.state).is_open in openness
    ]


def history(case_id: int) -> Sequence[Any]:
    """Return the acts of a case in the order they were entered, as corrected since."""
    return overlaid(plain_rows(_STEPS, {"case_id": case_id}), corrections_of(case_id))


def history_as_keyed(case_id: int) -> Sequence[Any]:
    """Return the acts of a case as they were entered, before any correction."""
    return plain_rows(_STEPS, {"case_id": case_id})


def given_in_cases(case_ids: Collection[int]) -> Sequence[Any]:
    """Return case and what was typed of every act of these cases, for the search entries."""
    rows = db.session.execute(
        sa.select(CaseStep.id, CaseStep.case_id, CaseStep.taken_on, CaseStep.given)
        .where(CaseStep.case_id.in_(case_ids))
        .order_by(CaseStep.id)
    ).all()
    return overlaid(rows, corrections_in(case_ids))


def request_of(case_id: int) -> Any | None:
    """Return the request a dispute began with."""
    return next(iter(plain_rows(_REQUEST, {"case_id": case_id})), None)


def mediation_of(case_id: int) -> Any | None:
    """Return what a request to mediate said."""
    return next(iter(plain_rows(_MEDIATION, {"case_id": case_id})), None)


def officers(case_id: int) -> Sequence[Any]:
    """Return who works or worked on a case."""
    return plain_rows(_OFFICERS, {"case_id": case_id})


def officers_of_cases(case_ids: Collection[int]) -> dict[int, list[Any]]:
    """Return who works or worked on several cases with one question."""
    found: dict[int, list[Any]] = {}
    for row in plain_rows(
        sa.select(CaseOfficer.__table__)
        .where(CaseOfficer.case_id.in_(case_ids))
        .order_by(CaseOfficer.id)
    ):
        found.setdefault(row.case_id, []).append(row)
    return found


def thing_of(case: CaseFile, team: Sequence[Any]) -> Thing:
    """Return what a decision about this case depends on."""
    rows = [row for row in team if row.until is None]
    return Thing(
        id=case.id,
        unit_path=case.unit_path,
        team=frozenset(row.person_id for row in rows if not row.recused),
        recused=frozenset(row.person_id for row in rows if row.recused),
        level=case.level,
        is_sealed=case.is_sealed,
        # Few cases are sealed: only for those is the list of names asked for.
        named=sealed_names(case.id) if case.is_sealed else frozenset(),
    )


def team_of(case_ids: Collection[int]) -> dict[int, list[int]]:
    """Return the officers of several cases with one question."""
    rows = plain_rows(_TEAMS, {"case_ids": list(case_ids)})
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row.person_id)
    return found


def case_of_ticket(ticket_id: int) -> CaseFile | None:
    """Return the lead a ticket became."""
    return db.session.scalars(
        sa.select(CaseFile).where(CaseFile.ticket_id == ticket_id)
    ).one_or_none()


def waiting_states(by: Person, pairs: Collection[tuple[str, str]], most: int) -> Sequence[Any]:
    """Return visible open cases in one of the (edition, state) pairs, oldest first."""
    if not pairs:
        return []
    at = sa.or_(
        *(sa.and_(CaseFile.edition == edition, CaseFile.state == state) for edition, state in pairs)
    )
    return db.session.execute(
        ROW.where(is_visible(by, "case.step"), CaseFile.is_open, at)
        .order_by(CaseFile.id)
        .limit(most)
    ).all()


def running(by: Person, most: int) -> Sequence[Any]:
    """Return the open cases this person works on."""
    return db.session.execute(
        ROW.where(CaseFile.is_open, on_team(by.id), is_visible(by))
        .order_by(CaseFile.id.desc())
        .limit(most)
    ).all()


def rows_of(case_ids: Collection[int], *, by: Person) -> dict[int, Any]:
    """Return list rows of known cases, the invisible ones left out."""
    rows = db.session.execute(ROW.where(CaseFile.id.in_(case_ids), is_visible(by)))
    return {row.id: row for row in rows}


def counts_of_month(by: Person, happened: Sequence[str], month: date) -> dict[str, int]:
    """Count the visible cases filed, decided or closed in a month, all in one question.

    The list of each shows the same rows.
    """
    wanted = Filters(openness="all", happened=happened[0], month=month)
    shape, values = _asked_for(by, wanted)
    if not (shape.units or shape.own or shape.emergency):
        return dict.fromkeys(happened, 0)
    shapes = tuple(replace(shape, happened=one) for one in happened)
    found = plain_rows(counts_statement(shapes), values)[0]
    return dict(zip(happened, found, strict=True))


def earliest_received() -> date | None:
    """Return the day of the oldest lead."""
    return db.session.scalar(_RECEIVED_YEARS)


def case_ids_in_hand(by: Person) -> sa.Select[Any]:
    """Return the ids of open visible cases whose limits are this person's: all of the unit for heads."""
    seen = sa.and_(CaseFile.is_open, is_visible(by))
    leads = {Role.CHIEF.value, Role.UNIT_HEAD.value, Role.REGISTRAR.value}
    if leads.isdisjoint(by.roles):
        # A lead nobody has taken yet is everybody's worry in its unit.
        untaken = sa.not_(
            sa.exists()
            .where(
                CaseOfficer.case_id == CaseFile.id,
                CaseOfficer.recused.is_(False),
                CaseOfficer.until.is_(None),
            )
            .correlate(CaseFile)
        )
        seen = sa.and_(seen, sa.or_(on_team(by.id), untaken))
    return sa.select(CaseFile.id).where(seen)


def open_cases_in(pairs: Collection[tuple[str, str]]) -> Sequence[CaseFile]:
    """Return the open cases in one of the (edition, state) pairs, for what time does by itself."""
    at = sa.or_(
        *(sa.and_(CaseFile.edition == edition, CaseFile.state == state) for edition, state in pairs)
    )
    return db.session.scalars(
        sa.select(CaseFile).where(CaseFile.is_open, at).order_by(CaseFile.id)
    ).all()
