"""Bodies that were merged: what they had goes on with whoever took over, and nothing lies with nobody."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.bodies import queries as bodies
from caseapp.bodies.models import Body
from caseapp.transfers.actions.moving import who_is_asked
from caseapp.transfers.actions.pressing import made_at_night
from caseapp.transfers.given import MoveGiven
from caseapp.transfers.life import SUCCEED
from caseapp.transfers.models import Transfer

_HELD_BY_THE_GONE = (
    sa.select(Transfer.id, Transfer.holder_body_id, Body.name)
    .join(Body, Body.id == Transfer.holder_body_id)
    .where(
        Transfer.closed_at.is_(None),
        sa.or_(Body.moved_on <= sa.bindparam("day"), Body.until < sa.bindparam("day")),
    )
    .order_by(Transfer.id)
)


def succeed(*, by: Person, day: date) -> int:
    """Hand what lies with a body that is no more to its successor, or back to the office; returns how many."""
    rows = db.session.execute(_HELD_BY_THE_GONE, {"day": day}).all()
    return sum(
        made_at_night(
            by=by,
            transfer_id=row.id,
            key=SUCCEED,
            given=MoveGiven(on=day, reason=_why(row.holder_body_id, row.name, day)),
        )
        for row in rows
    )


def _why(body_id: int, name: str, day: date) -> str:
    heir = who_is_asked(body_id, day)
    if heir is None:
        return f"{name}已经撤销，没有承接的机构；由本机关另行处理。"
    return f"{name}的职责由{bodies.names_of([heir])[heir]}承接。"
