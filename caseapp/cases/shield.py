"""What is kept about the shielding of cases: acts and names, recusals, emergencies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import policy
from caseapp.accounts.models import Emergency, PersonRow, Unit
from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import plain_rows
from caseapp.cases.models import CaseFile, CaseOfficer, CaseProtection, Recusal, SealedName
from caseapp.cases.queries import is_visible

MOST_SHOWN = 100
_ACTS = (
    sa.select(CaseProtection.__table__)
    .where(CaseProtection.case_id == sa.bindparam("case_id"))
    .order_by(CaseProtection.id)
)
_NAMES = (
    sa.select(SealedName.person_id, PersonRow.name, SealedName.added_by, SealedName.added_at)
    .join(PersonRow, PersonRow.id == SealedName.person_id)
    .where(SealedName.case_id == sa.bindparam("case_id"), SealedName.ended_at.is_(None))
    .order_by(SealedName.id)
)
_RECUSALS = (
    sa.select(Recusal.__table__, PersonRow.name)
    .join(PersonRow, PersonRow.id == Recusal.person_id)
    .where(Recusal.case_id == sa.bindparam("case_id"))
    .order_by(Recusal.id)
)
_EMERGENCIES = (
    sa.select(
        *(column for column in Emergency.__table__.columns),
        PersonRow.name,
        PersonRow.login,
        Unit.name.label("unit_name"),
    )
    .join(PersonRow, PersonRow.id == Emergency.person_id)
    .join(Unit, Unit.id == PersonRow.unit_id)
    .order_by(Emergency.id.desc())
)


def acts_of(case_id: int) -> Sequence[Any]:
    """Return when a case was given a level, sealed, unsealed, by whom and why."""
    return plain_rows(_ACTS, {"case_id": case_id})


def names_of(case_id: int) -> Sequence[Any]:
    """Return who stands on the list of a sealed case."""
    return plain_rows(_NAMES, {"case_id": case_id})


def recusals_of(case_id: int) -> Sequence[Any]:
    """Return who was asked to keep out of a case, and what was decided."""
    return plain_rows(_RECUSALS, {"case_id": case_id})


def recusals_waiting(by: Person) -> Sequence[Any]:
    """Return the requests this person may decide, the oldest first."""
    if not decide(by, "recusal.decide"):
        return ()
    return plain_rows(
        sa.select(Recusal.case_id, Recusal.asked_on, PersonRow.name, CaseFile.case_no)
        .add_columns(CaseFile.lead_no)
        .join(CaseFile, CaseFile.id == Recusal.case_id)
        .join(PersonRow, PersonRow.id == Recusal.person_id)
        .where(
            Recusal.state == "asked",
            Recusal.person_id != by.id,
            Recusal.asked_by_id != by.id,
            is_visible(by, "recusal.decide"),
        )
        .order_by(Recusal.id)
        .limit(MOST_SHOWN)
    )


def emergencies_of_case(case_id: int) -> Sequence[Any]:
    """Return by whom a case was opened in an emergency."""
    opened = Emergency.state.in_(("granted", "ended"))
    return plain_rows(_EMERGENCIES.where(Emergency.case_id == case_id, opened))


def my_emergencies(by: Person) -> Sequence[Any]:
    """Return what this person asked for, the latest first."""
    return plain_rows(_EMERGENCIES.where(Emergency.person_id == by.id).limit(MOST_SHOWN))


def emergencies(*, open_only: bool = False) -> Sequence[Any]:
    """Return the latest requests for those who agree and those who check."""
    found = _EMERGENCIES
    if open_only:
        found = found.where(sa.or_(Emergency.state == "asked", is_running()))
    return plain_rows(found.limit(MOST_SHOWN))


def is_running() -> sa.ColumnElement[bool]:
    """Say that a case is open for somebody at this minute."""
    return sa.and_(Emergency.state == "granted", Emergency.ends_at > now())


def running_emergency(case_id: int, *, by: Person) -> Any | None:
    """Return the emergency under which this person reads a case now."""
    found = _EMERGENCIES.where(
        Emergency.case_id == case_id, Emergency.person_id == by.id, is_running()
    )
    return next(iter(plain_rows(found)), None)


def emergency_notices(by: Person) -> Sequence[Any]:
    """Return who lately opened a case that is this person's: the lead of its team, the unit's head."""
    since = now() - timedelta(days=policy.value("emergency_notice_days"))
    leads = (
        sa.exists()
        .where(
            CaseOfficer.case_id == CaseFile.id,
            CaseOfficer.person_id == by.id,
            CaseOfficer.part == "主办",
            CaseOfficer.recused.is_(False),
            CaseOfficer.until.is_(None),
        )
        .correlate(CaseFile)
    )
    heads = is_visible(by, "case.assign")
    return plain_rows(
        _EMERGENCIES.add_columns(CaseFile.case_no, CaseFile.lead_no)
        .join(CaseFile, CaseFile.id == Emergency.case_id)
        .where(
            Emergency.decided_at >= since,
            Emergency.state.in_(("granted", "ended")),
            Emergency.person_id != by.id,
            sa.and_(is_visible(by), sa.or_(leads, heads)),
        )
        .limit(MOST_SHOWN)
    )
