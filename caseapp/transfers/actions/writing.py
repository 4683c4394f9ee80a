"""How an act on a transfer is kept: the row of its history, the trail, and the word that it changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.cases import given as forms
from caseapp.cooperation.models import Cooperation
from caseapp.ledger import actions as ledger
from caseapp.transfers.life import Move
from caseapp.transfers.models import Transfer, TransferMove

plain = forms.plain


def write_move(
    *,
    by: Person,
    transfer: Transfer,
    matter: Cooperation,
    row: Move,
    before: str,
    on: date,
    at: datetime,
    reason: str = "",
    values: Mapping[str, object] | None = None,
    body_id: int | None = None,
) -> TransferMove:
    """Keep one act with all that was given, in the history and in the trail."""
    made = TransferMove(
        transfer_id=transfer.id,
        move=row.key,
        from_state=before,
        to_state=transfer.state,
        taken_on=on,
        at=at,
        by_id=by.id,
        by_name=by.name,
        body_id=body_id,
        reason=reason,
        given=plain(values or {}),
    )
    db.session.add(made)
    db.session.flush()
    record(by=by, matter=matter, row=row, made=made)
    return made


def record(*, by: Person, matter: Cooperation, row: Move, made: TransferMove) -> None:
    """Write the trail of an act and tell whoever follows transfers."""
    details: dict[str, Any] = {"from": made.from_state, "to": made.to_state, **made.given}
    if made.body_id is not None:
        details["body"] = made.body_id
    ledger.record(
        by=by,
        action=f"transfer.{row.key}",
        object_kind="transfer",
        object_id=matter.id,
        object_key=matter.number,
        reason=made.reason,
        details=details,
    )
    ledger.announce(event="transfer.saved", object_kind="transfer", object_id=matter.id)
