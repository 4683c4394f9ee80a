"""What lies with one transfer: its row of the register, its moves, its things, who may read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.bodies.models import Body
from caseapp.cases.models import CaseFile
from caseapp.cases.queries import is_visible as is_case_visible
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.models import Agreement, TransferItem, TransferMove, TransferReader

_MOVES = (
    sa.select(TransferMove.__table__, Body.name.label("body_name"))
    .outerjoin(Body, Body.id == TransferMove.body_id)
    .where(TransferMove.transfer_id == sa.bindparam("transfer_id"))
    .order_by(TransferMove.id)
)
_ITEMS = (
    sa.select(TransferItem.__table__)
    .where(TransferItem.transfer_id == sa.bindparam("transfer_id"))
    .order_by(TransferItem.id)
)
_READERS = (
    sa.select(Body.name, TransferReader.since, TransferReader.why)
    .join(Body, Body.id == TransferReader.body_id)
    .where(TransferReader.transfer_id == sa.bindparam("transfer_id"))
    .order_by(TransferReader.id)
)
_DAY = sa.bindparam("day", type_=sa.Date())
_AGREEMENTS = (
    sa.select(Agreement.id, Cooperation.title, Cooperation.number)
    .join(Cooperation, Cooperation.id == Agreement.id)
    .where(Agreement.since <= _DAY, sa.or_(Agreement.until.is_(None), Agreement.until >= _DAY))
    .order_by(Agreement.id)
)


def matter_of(transfer_id: int) -> Cooperation:
    """Return the row of the register; whoever found the transfer may know it."""
    return db.session.get_one(Cooperation, transfer_id)


def case_of(matter: Cooperation) -> CaseFile | None:
    """Return the case a matter is of; whoever found the matter may know it."""
    return None if matter.case_id is None else db.session.get(CaseFile, matter.case_id)


def moves_of(transfer_id: int) -> Sequence[Any]:
    """Return what was done, oldest first, with the name of the body that did it."""
    return plain_rows(_MOVES, {"transfer_id": transfer_id})


def items_of(transfer_id: int) -> Sequence[Any]:
    """Return the things of a transfer, those withdrawn too."""
    return plain_rows(_ITEMS, {"transfer_id": transfer_id})


def readers_of(transfer_id: int) -> Sequence[Any]:
    """Return which bodies may read it without acting on it."""
    return plain_rows(_READERS, {"transfer_id": transfer_id})


def case_numbered(number: str, *, by: Person) -> int | None:
    """Return the case or lead of this number, if this person may know of it."""
    wanted = sa.or_(CaseFile.case_no == number, CaseFile.lead_no == number)
    return db.session.scalar(sa.select(CaseFile.id).where(wanted, is_case_visible(by)))


def agreements_on(day: date) -> dict[str, str]:
    """Return the agreements in force on a day, to be named as what a request rests on."""
    rows = plain_rows(_AGREEMENTS, {"day": day})
    return {str(row.id): f"{row.title}（{row.number}）" for row in rows}
