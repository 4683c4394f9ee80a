"""What an account of another body does: a move of its own with files, and reading, which is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from caseapp.accounts.person import Person
from caseapp.base.errors import NotVisible, Refused
from caseapp.ledger import actions as ledger
from caseapp.transfers.actions.moving import move
from caseapp.transfers.counterparts import seat_of
from caseapp.transfers.given import MoveGiven
from caseapp.transfers.item_given import KeptFile, UploadGiven
from caseapp.transfers.kinds import life_of
from caseapp.transfers.models import Transfer, TransferMove

ANSWERED_WITH = "reply"


def answer(
    *, by: Person, transfer: Transfer, key: str, given: MoveGiven, files: Sequence[KeptFile]
) -> TransferMove:
    """Let the other side make one of its moves by its own account, with the files it attaches."""
    if given.body:
        raise NotVisible
    seat = seat_of(by)
    if not seat.may_act:
        name = life_of(transfer.kind).moves[key].name
        raise Refused(f"不能{name}：{seat.notice}")
    sent = [UploadGiven(ANSWERED_WITH, _named(one.filename), one) for one in files]
    return move(by=by, transfer=transfer, key=key, given=replace(given, uploads=sent))


def note_opened(*, by: Person, transfer: Transfer, number: str) -> None:
    """Write down that an account of another body opened what was sent to it; nothing changes."""
    ledger.record(
        by=by,
        action="transfer.opened",
        object_kind="transfer",
        object_id=transfer.id,
        object_key=number,
        details={"body": by.body_id},
    )


def _named(filename: str) -> str:
    stem = filename.rpartition(".")[0] or filename
    return stem.strip() or "附件"
