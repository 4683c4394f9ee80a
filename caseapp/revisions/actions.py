"""Keeping what people write: in the transaction of their act, or on its own while they type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.base.merging import Values, kept_values
from caseapp.ledger import actions as ledger
from caseapp.ledger.actor import ActorLike
from caseapp.revisions.keeping_rules import kept_for, number
from caseapp.revisions.models import Revision, UnsavedText

_REVISION = cast("sa.Table", Revision.__table__)
_MINE = UnsavedText.person_id == sa.bindparam("person_id")
_NEWEST = (
    sa.select(UnsavedText.address)
    .where(_MINE)
    .order_by(UnsavedText.saved_at.desc(), UnsavedText.address)
)


def keep(*, by: ActorLike, kind: str, object_id: int, version: int, values: Values) -> None:
    """Keep a record as it is at this version, in the act that made it so."""
    db.session.execute(
        sa.insert(_REVISION).values(
            object_kind=kind,
            object_id=object_id,
            version=version,
            data=kept_values(values),
            saved_by=by.id,
            saved_by_name=by.name,
            saved_at=now(),
        )
    )


def keep_unsaved(
    *,
    by: ActorLike,
    address: str,
    fields: Mapping[str, Sequence[str]],
    note: Mapping[str, Any] | None = None,
) -> datetime:
    """Keep what somebody typed and has not saved; their oldest such text makes room for it.

    `note` is the audit row of what was held back: whoever tries out a sealed name leaves a trace.
    """
    if note is not None:
        ledger.record(by=by, **note)
    size = sum(len(text) for many in fields.values() for text in many)
    if size > number("characters", today()) or len(fields) > number("fields", today()):
        raise Refused("内容过长，未能自动保存。", remedy="请按“保存”，或者分成几份填写。")
    held = db.session.get(UnsavedText, (by.id, address))
    if held is None:
        _make_room(by)
        held = UnsavedText(person_id=by.id, address=address)
        db.session.add(held)
    held.fields = {name: list(many) for name, many in fields.items()}
    held.saved_at = now()
    db.session.flush()
    return held.saved_at


def drop_unsaved(*, by: ActorLike, address: str) -> None:
    """Let unsaved text go: it was saved, or its writer does not want it."""
    _delete(UnsavedText.person_id == by.id, UnsavedText.address == address)


def forget_unsaved(*, before: datetime | None = None) -> None:
    """Drop unsaved text nobody came back for."""
    _delete(UnsavedText.saved_at <= (before or now() - kept_for(today())))


def _make_room(by: ActorLike) -> None:
    known = db.session.scalars(_NEWEST, {"person_id": by.id}).all()
    old = known[number("forms", today()) - 1 :]
    if old:
        _delete(UnsavedText.person_id == by.id, UnsavedText.address.in_(old))


def _delete(*which: Any) -> None:
    db.session.execute(
        sa.delete(UnsavedText).where(*which).execution_options(synchronize_session="fetch")
    )
