"""Who has a transfer: the running holding, and the next that begins at the instant it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from caseapp.accounts import queries as accounts
from caseapp.base.clock import local, now, on_day
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.models import Transfer, TransferHolding


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a transfer: the unit that answers for it always, beside it a body or one of our people."""

    unit_id: int
    body_id: int | None = None
    person_id: int | None = None


def instant_of(day: date) -> datetime:
    """Return the instant an act of a day counts from: now, or of an earlier day its noon."""
    # 只知道日期的，按当日正午计，持有的时间不偏向哪一方。
    at = now()
    return at if day == local(at).date() else on_day(day)


def running(transfer_id: int) -> TransferHolding | None:
    """Return who has a transfer now, as the row that is still open."""
    return db.session.scalars(
        sa.select(TransferHolding).where(
            TransferHolding.transfer_id == transfer_id, TransferHolding.until.is_(None)
        )
    ).one_or_none()


def hold(
    transfer: Transfer, to: Holder, *, state: str, is_open: bool, at: datetime
) -> TransferHolding | None:
    """Let the holding follow state and hands; what ended is held no longer."""
    held = running(transfer.id)
    transfer.state = state
    if held is not None:
        if is_open and (held.state, _of(held)) == (state, to):
            return held
        held.until = at
        db.session.flush()  # the running one ends before the next begins
    if not is_open:
        # What comes in after the end is kept, and the end stays where it was.
        transfer.closed_at = transfer.closed_at or at
        transfer.holder_body_id = transfer.holder_id = None
        return None
    transfer.closed_at = None
    return _open(transfer, to, at=at)


def _of(held: TransferHolding) -> Holder:
    return Holder(held.unit_id, held.body_id, held.person_id)


def _open(transfer: Transfer, to: Holder, *, at: datetime) -> TransferHolding:
    unit = accounts.unit_by_id(to.unit_id)
    person = accounts.person_by_id(to.person_id) if to.person_id else None
    transfer.holder_body_id = to.body_id
    transfer.holder_id = person.id if person else None
    opened = TransferHolding(
        transfer_id=transfer.id,
        state=transfer.state,
        unit_id=to.unit_id,
        unit_name=unit.name if unit else "",
        body_id=to.body_id,
        body_name=_body_name(to.body_id),
        person_id=transfer.holder_id,
        person_name=person.name if person else "",
        since=at,
    )
    db.session.add(opened)
    db.session.flush()
    return opened


def _body_name(body_id: int | None) -> str:
    if body_id is None:
        return ""
    body = bodies.body(body_id)
    if body is None:
        raise Refused("不能交出：名录中没有这个机构。", remedy="请在机构名录中核对后另选。")
    return body.name


def desk_of(matter: Cooperation) -> Holder:
    """Return the unit that sent it out or took it in: whatever comes back goes there."""
    return Holder(matter.unit_id)
