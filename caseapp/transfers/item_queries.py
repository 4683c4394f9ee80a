"""The things of a transfer with the papers behind them, and what else of its case could go along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.cooperation.models import Cooperation
from caseapp.cooperation.queries import is_visible
from caseapp.documents import queries as papers
from caseapp.documents.models import PaperRecord
from caseapp.evidence import queries as evidence
from caseapp.evidence.models import EvidenceItem
from caseapp.ledger import queries as ledger
from caseapp.transfers.models import Transfer, TransferItem

# What the program itself keeps beside the things: a sending, and the packed file that came in.
SENDING, PACKAGE = "sending", "package"
PACKAGE_READ = "transfer.package_read"
_ITEMS = (
    sa.select(
        TransferItem.__table__,
        PaperRecord.kind.label("paper_kind"),
        PaperRecord.state.label("paper_state"),
        PaperRecord.number.label("paper_number"),
        PaperRecord.title.label("paper_title"),
        PaperRecord.data.label("paper_data"),
        PaperRecord.sha256.label("paper_word"),
        PaperRecord.pdf_sha256.label("paper_pdf"),
        PaperRecord.version.label("paper_version"),
        EvidenceItem.removed_on.label("evidence_removed_on"),
    )
    .outerjoin(EvidenceItem, EvidenceItem.id == TransferItem.evidence_id)
    .outerjoin(PaperRecord, PaperRecord.id == TransferItem.paper_id)
    .where(TransferItem.transfer_id == sa.bindparam("transfer_id"))
    .order_by(TransferItem.id)
)


def all_items(transfer_id: int) -> Sequence[Any]:
    """Return everything kept with a transfer, withdrawn things and sendings too."""
    return plain_rows(_ITEMS, {"transfer_id": transfer_id})


def our_things(transfer_id: int) -> list[Any]:
    """Return what goes to the other side: ours, not withdrawn."""
    return ours_of(all_items(transfer_id))


def ours_of(things: Sequence[Any]) -> list[Any]:
    """Return of everything kept with a transfer what goes to the other side."""
    return [
        one
        for one in things
        if one.side == "office" and one.withdrawn_at is None and one.category != SENDING
    ]


def sendings(transfer_id: int) -> list[Any]:
    """Return what was sent, each time it was, the first one first."""
    return [one for one in all_items(transfer_id) if one.category == SENDING]


def item_of(transfer_id: int, item_id: int) -> TransferItem:
    """Return a thing of this very transfer; one of another is not there."""
    found = db.session.get(TransferItem, item_id)
    if found is None or found.transfer_id != transfer_id:
        raise NotVisible
    return found


def matter_of(transfer: Transfer) -> Cooperation:
    """Return the row of the register."""
    return db.session.get_one(Cooperation, transfer.id)


def papers_to_choose(transfer: Transfer) -> list[Any]:
    """Return the papers of the case and of the matter that could go along and do not yet."""
    matter = matter_of(transfer)
    rows = [*papers.papers_of_case(matter.case_id)] if matter.case_id is not None else []
    rows += papers.papers_of_cooperation(transfer.id)
    taken = {one.paper_id for one in our_things(transfer.id)}
    return [one for one in rows if one.state != "void" and one.id not in taken]


def evidence_to_choose(transfer: Transfer) -> list[Any]:
    """Return the evidence of the case that could go along and does not yet."""
    case_id = matter_of(transfer).case_id
    if case_id is None:
        return []
    taken = {one.evidence_id for one in our_things(transfer.id)}
    return [one for one in evidence.items_of_case(case_id) if one.id not in taken]


def goods_to_choose(transfer: Transfer) -> list[Any]:
    """Return the goods of the case, by their lists."""
    case_id = matter_of(transfer).case_id
    return [] if case_id is None else [*evidence.goods_of_case(case_id)]


def was_read_by(sha256: str, by: Person) -> bool:
    """Say whether this person read this packed file in: a hash alone opens nothing."""
    rows = ledger.acts_on(object_kind="package", object_id=sha256)
    return any(row["actor_id"] == by.id and row["action"] == PACKAGE_READ for row in rows)


def name_read(sha256: str) -> str:
    """Return the name under which a packed file came."""
    rows = ledger.acts_on(object_kind="package", object_id=sha256)
    return str(rows[-1]["object_key"]) if rows else ""


def taken_in(sha256: str, *, by: Person) -> str | None:
    """Return the number under which a packed file was entered, empty where it is not this person's to know.

    Nothing when it was not entered yet.
    """
    seen = sa.case((is_visible(by), Cooperation.number), else_="")
    return db.session.scalar(
        sa.select(seen)
        .join(TransferItem, TransferItem.transfer_id == Cooperation.id)
        .where(TransferItem.sha256 == sha256, TransferItem.category == PACKAGE)
        .order_by(seen.desc())
        .limit(1)
    )
