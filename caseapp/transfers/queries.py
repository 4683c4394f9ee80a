"""Finding transfers: what this person may know of."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import NotVisible
from caseapp.cooperation import queries as cooperation
from caseapp.cooperation.models import Cooperation
from caseapp.documents.models import PaperRecord
from caseapp.transfers.models import Transfer, TransferMove


def visible_transfer(transfer_id: int, *, by: Person) -> Transfer:
    """Return the transfer one of our people may see, or NotVisible."""
    found = db.session.scalars(
        sa.select(Transfer)
        .join(Cooperation, Cooperation.id == Transfer.id)
        .where(Transfer.id == transfer_id, cooperation.is_visible(by))
    ).one_or_none()
    if found is None:
        raise NotVisible
    return found


def moves_made(transfer_id: int) -> Sequence[TransferMove]:
    """Return the acts on a transfer, in order."""
    wanted = sa.select(TransferMove).where(TransferMove.transfer_id == transfer_id)
    return db.session.scalars(wanted.order_by(TransferMove.id)).all()


def signed_papers(matter: Cooperation, kinds: Collection[str]) -> bool:
    """Say whether a paper of one of these kinds is signed, of the matter itself or of its case."""
    owned = [PaperRecord.cooperation_id == matter.id]
    if matter.case_id is not None:
        owned.append(PaperRecord.case_id == matter.case_id)
    wanted = sa.select(PaperRecord.id).where(
        sa.or_(*owned),
        PaperRecord.kind.in_(kinds),
        PaperRecord.state.in_(("signed", "served")),
    )
    return db.session.scalar(wanted.limit(1)) is not None
