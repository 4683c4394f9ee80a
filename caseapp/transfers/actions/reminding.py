"""Telling whoever answers for a transfer of its limits."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.cases import actions as cases
from caseapp.cases.models import CaseFile
from caseapp.cases.reminders import limits_to_tell
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.models import Transfer
from caseapp.transfers.rights import thing_of


def remind(*, by: Person, day: date) -> int:
    """Tell who opened or has a transfer, the head and the chief of its limit; returns how many were told.

    While its case is open the team of the case is told instead.
    """
    rows = [row for row in limits_to_tell(day) if row.transfer_id is not None]
    if not rows:
        return 0
    wanted = (
        sa.select(Transfer, Cooperation)
        .join(Cooperation, Cooperation.id == Transfer.id)
        .outerjoin(CaseFile, CaseFile.id == Cooperation.case_id)
        .where(
            Transfer.id.in_({row.transfer_id for row in rows}),
            sa.or_(CaseFile.id.is_(None), CaseFile.is_open.is_(False)),
        )
    )
    things = {
        matter.id: thing_of(matter, transfer) for transfer, matter in db.session.execute(wanted)
    }
    limits = [(row, things[row.transfer_id]) for row in rows if row.transfer_id in things]
    return cases.tell(by=by, day=day, limits=limits, permission="cooperation.read")
