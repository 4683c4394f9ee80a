"""The records some steps of a dispute keep beside the history: the panel, looked-up patents."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.cases.actions.penalty_effects import PENALTY_KEPT, Effect, Values
from caseapp.cases.models import CaseOfficer, CaseStep
from caseapp.cases.open_file import OpenFile
from caseapp.cases.parts import CLERK, PANEL_HEAD, PANEL_MEMBER

_TEAM = sa.select(CaseOfficer).where(
    CaseOfficer.case_id == sa.bindparam("case_id"), CaseOfficer.until.is_(None)
)


def _name_panel(file: OpenFile, row: CaseStep, values: Values) -> None:
    """The panel and its clerk handle the case from that day (合议组); who is not named leaves."""
    wanted = _parts(values)
    for one in db.session.scalars(_TEAM, {"case_id": file.case.id}):
        if one.recused:
            continue
        part = wanted.pop(one.person_id, "")
        if part:
            one.part = part
        else:
            one.until = row.taken_on
    for person_id, part in wanted.items():
        db.session.add(
            CaseOfficer(case_id=file.case.id, person_id=person_id, part=part, since=row.taken_on)
        )


def _parts(values: Values) -> dict[int, str]:
    named, head, clerk = values.get("officers"), values.get("panel_head"), values.get("clerk")
    members = named if isinstance(named, tuple) else ()
    parts = {int(one): PANEL_HEAD if one == head else PANEL_MEMBER for one in members}
    return {**parts, clerk: CLERK} if isinstance(clerk, int) else parts


def _note_decision(file: OpenFile, row: CaseStep, _values: Values) -> None:
    """The day of the decision is what service, suit and publication count from."""
    file.case.decided_on = row.taken_on


OPINION_KEPT: Mapping[str, Effect] = {
    "verify": PENALTY_KEPT["verify"],
    "take_opinion": PENALTY_KEPT["file"],
}
DISPUTE_KEPT: Mapping[str, Effect] = {
    "verify": PENALTY_KEPT["verify"],
    "file": _name_panel,
    "change_panel": _name_panel,
    "decide": _note_decision,
    "decide_repeat": _note_decision,
}
