"""A move together with the files that came with it: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from caseapp.accounts.person import Person
from caseapp.transfers.actions import items
from caseapp.transfers.actions.moving import move
from caseapp.transfers.given import MoveGiven
from caseapp.transfers.item_given import UploadGiven
from caseapp.transfers.models import Transfer, TransferItem, TransferMove


def move_with_files(
    *, by: Person, transfer: Transfer, key: str, given: MoveGiven, files: Sequence[UploadGiven]
) -> TransferMove:
    """Make a move and keep the files it came with, under the side whose act it is."""
    theirs = given.body or by.body_id is not None
    # Ours are put in first: a move that closes the matter would leave no room for them.
    kept = [] if theirs else [_kept(by, transfer, one, side=items.OFFICE) for one in files]
    made = move(by=by, transfer=transfer, key=key, given=given)
    kept += [_kept(by, transfer, one, side=items.BODY) for one in files] if theirs else []
    for one in kept:
        one.move_id = made.id
    return made


def _kept(by: Person, transfer: Transfer, given: UploadGiven, *, side: str) -> TransferItem:
    return items.add_upload(by=by, transfer=transfer, given=given, side=side)
