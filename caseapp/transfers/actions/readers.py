"""Who reads a transfer without acting on it: the procuratorate that got its copy or was asked."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.ledger import actions as ledger
from caseapp.transfers.asked import Made
from caseapp.transfers.models import TransferReader


def let_read(*, by: Person, made: Made, body_id: int) -> None:
    """Let a body read the transfer from this act on, once (高检会〔2006〕2号)."""
    transfer = made.asked.transfer
    known = sa.select(TransferReader.id).where(
        TransferReader.transfer_id == transfer.id, TransferReader.body_id == body_id
    )
    if db.session.scalar(known) is not None:
        return
    reader = TransferReader(
        transfer_id=transfer.id, body_id=body_id, since=made.asked.at, why=made.asked.row.name
    )
    db.session.add(reader)
    db.session.flush()
    ledger.record(
        by=by,
        action="transfer.shown_to",
        object_kind="transfer",
        object_id=transfer.id,
        object_key=made.asked.matter.number,
        details={"body": body_id},
    )
