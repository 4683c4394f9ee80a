"""The records some steps of a mediation keep beside the history: who runs it, who mediates."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.cases.actions.penalty_effects import Effect, Values
from caseapp.cases.models import CaseOfficer, CaseStep
from caseapp.cases.open_file import OpenFile

RUNNING, MEDIATING = "经办", "调解"
_TEAM = sa.select(CaseOfficer).where(
    CaseOfficer.case_id == sa.bindparam("case_id"), CaseOfficer.until.is_(None)
)


def _take_over(file: OpenFile, row: CaseStep, _values: Values) -> None:
    """Whoever sends the notice has the request on the desk from then on."""
    if file.by.id not in file.team_ids:
        _add(file, row, person_id=file.by.id, part=RUNNING)


def _name_mediators(file: OpenFile, row: CaseStep, values: Values) -> None:
    """The chief says who mediates; those not named again stop with that day."""
    named = values.get("officers")
    wanted = tuple(int(one) for one in named) if isinstance(named, tuple) else ()
    there = {one.person_id: one for one in db.session.scalars(_TEAM, {"case_id": file.case.id})}
    for person_id, officer in there.items():
        if officer.part == MEDIATING and person_id not in wanted:
            officer.until = row.taken_on
    for person_id in wanted:
        if person_id not in there:
            _add(file, row, person_id=person_id, part=MEDIATING)
        else:
            there[person_id].part = MEDIATING


def _add(file: OpenFile, row: CaseStep, *, person_id: int, part: str) -> None:
    db.session.add(
        CaseOfficer(case_id=file.case.id, person_id=person_id, part=part, since=row.taken_on)
    )


MEDIATION_KEPT: Mapping[str, Effect] = {
    "send_notice": _take_over,
    "file": _name_mediators,
    "change_mediators": _name_mediators,
}
