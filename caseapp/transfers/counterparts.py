"""What another body finds here: what was sent to it, whose work it does by now, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import Unit
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db, plain_rows
from caseapp.base.errors import NotVisible
from caseapp.base.paging import Page, fetch_page
from caseapp.base.words import long_day
from caseapp.bodies import queries as bodies
from caseapp.bodies.models import Body
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.models import Transfer, TransferHolding, TransferReader

# 检察机关对行政执法机关移送和公安机关立案进行监督，它的来文由我方登记。
WATCHING = ("procuratorate",)
# Whom a limit binds that any body may have to keep.
RECEIVER = "receiver"
_SUCCESSIONS = sa.select(Body.id, Body.successor_id).where(
    Body.successor_id.is_not(None), Body.moved_on <= sa.bindparam("day", type_=sa.Date())
)
_HELD = (
    sa.select(TransferHolding.transfer_id, TransferHolding.until)
    .where(
        TransferHolding.transfer_id.in_(sa.bindparam("ids", expanding=True)),
        TransferHolding.body_id.in_(sa.bindparam("mine", expanding=True)),
    )
    .order_by(TransferHolding.id)
)


@dataclass(frozen=True, slots=True)
class Seat:
    """For which body an account sits here today, whose work that body does, and whether it may act."""

    body_id: int
    name: str
    kind: str
    # Itself and every body whose work it has taken over by today.
    mine: tuple[int, ...]
    is_asked: bool
    row: Body
    # Held as long as the seat: whoever asks for one of them again needs no question of the register.
    line: tuple[Body, ...]
    heir: str = ""

    @property
    def may_act(self) -> bool:
        """Say whether its accounts answer what lies with it."""
        return self.is_asked and self.kind not in WATCHING

    def is_bound(self, binds: str, *, was_sent: bool) -> bool:
        """Say whether a limit is this body's: named for its sort, or for whomever it was sent to."""
        return binds == self.kind or (binds == RECEIVER and was_sent)

    @property
    def notice(self) -> str:
        """Say why its accounts only read, and who acts in its place; empty where they act."""
        if not self.is_asked and self.heir:
            since = f"自{long_day(self.row.moved_on)}起" if self.row.moved_on else "已"
            return (
                f"{self.name}的职责{since}由{self.heir}承接。本账号可以查阅当时移送来的事项，不能再办理；"
                f"请由{self.heir}的联络员办理，没有账号的，请与移送机关联系开通。"
            )
        if not self.is_asked:
            return f"{self.name}已经撤销，没有登记承接机构。本账号只能查阅；请与移送机关联系。"
        if self.kind in WATCHING:
            return "检察机关的账号用于监督查阅，不在这里办理；检察机关的文书由移送机关收到后登记。"
        return ""


@dataclass(frozen=True, slots=True)
class Received:
    """One transfer as its receiver finds it; `until` ends what a body that no longer has it is shown."""

    transfer: Transfer
    matter: Cooperation
    sender: str
    seat: Seat
    # It was sent to this body; it may be read by this body as a whole.
    was_sent: bool
    is_reader: bool
    until: datetime | None

    @property
    def may_act(self) -> bool:
        """Say whether this account may make moves here at all."""
        return self.seat.may_act and self.was_sent and self.until is None

    @property
    def lies_here(self) -> bool:
        """Say whether it waits for this body."""
        transfer = self.transfer
        return self.seat.may_act and transfer.holder_body_id in self.seat.mine


def seat_of(by: Person) -> Seat:
    """Return the seat of an account; somebody of the office has none."""
    body = bodies.body(by.body_id) if by.body_id is not None else None
    if body is None:
        raise NotVisible
    day = today()
    is_asked = bodies.is_in_force(body, day)
    heir = None if is_asked else bodies.successor_on(body.key, day)
    mine = _line_before(body.id, day)
    line = db.session.scalars(sa.select(Body).where(Body.id.in_(mine))) if mine[1:] else ()
    return Seat(
        body_id=body.id,
        name=body.name,
        kind=body.kind,
        mine=mine,
        is_asked=is_asked,
        row=body,
        line=tuple(line),
        heir=heir.name if heir is not None and heir.id != body.id else "",
    )


def _line_before(body_id: int, day: date) -> tuple[int, ...]:
    """Return a body and all whose work came to it by a day; a merger to come changes nothing yet."""
    pairs = [(row.id, row.successor_id) for row in plain_rows(_SUCCESSIONS, {"day": day})]
    found = [body_id]
    for heir in found:
        found += [one for one, after in pairs if after == heir and one not in found]
    return tuple(found)


def _was_sent(mine: Sequence[int]) -> sa.ColumnElement[bool]:
    held = sa.exists().where(
        TransferHolding.transfer_id == Transfer.id, TransferHolding.body_id.in_(mine)
    )
    return sa.or_(Transfer.body_id.in_(mine), held)


def _may_read(mine: Sequence[int]) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        TransferReader.transfer_id == Transfer.id, TransferReader.body_id.in_(mine)
    )


def is_received(seat: Seat) -> sa.ColumnElement[bool]:
    """Return the condition under which a body knows of a transfer: it went out, and to it."""
    return sa.and_(
        Transfer.direction == "out",
        Transfer.sent_at.is_not(None),
        sa.or_(_was_sent(seat.mine), _may_read(seat.mine)),
    )


def received(transfer_id: int, *, by: Person) -> Received:
    """Return one transfer that was sent to the body of this account, or NotVisible."""
    seat = seat_of(by)
    found = db.session.execute(
        sa.select(
            Transfer, Cooperation, Unit.agency_name, _was_sent(seat.mine), _may_read(seat.mine)
        )
        .join(Cooperation, Cooperation.id == Transfer.id)
        .join(Unit, Unit.id == Cooperation.unit_id)
        .where(Transfer.id == transfer_id, is_received(seat))
    ).one_or_none()
    if found is None:
        raise NotVisible
    transfer, matter, sender, was_sent, may_read = found
    until = None if may_read else ends_of([transfer], seat).get(transfer.id)
    return Received(transfer, matter, sender, seat, was_sent, may_read, until=until)


def ends_of(rows: Sequence[Any], seat: Seat) -> dict[int, datetime]:
    """Return when a body had each last, where it went on to another one; nothing later is told to it."""
    left = {row.id: row for row in rows if not (seat.is_asked and row.body_id in seat.mine)}
    times: dict[int, list[datetime | None]] = {one: [] for one in left}
    if left:
        for held in plain_rows(_HELD, {"ids": list(left), "mine": list(seat.mine)}):
            times[held.transfer_id].append(held.until)
    found = {}
    for one, ends in times.items():
        over = [at for at in ends if at is not None]
        if len(over) == len(ends):
            found[one] = max(over, default=left[one].sent_at)
    return found


def page_of_received(seat: Seat, after: str) -> Page[Any]:
    """Return one page of what was sent to a body: what waits for it first, then the newest."""
    waits = _waits(seat)
    found = (
        sa.select(
            Transfer.id,
            Transfer.kind,
            Transfer.body_id,
            Transfer.sent_at,
            Transfer.answer_due_on,
            Transfer.closed_at,
            Cooperation.number,
            Cooperation.title,
            Unit.agency_name.label("sender"),
            waits.label("waits"),
            _may_read(seat.mine).label("reads"),
        )
        .join(Cooperation, Cooperation.id == Transfer.id)
        .join(Unit, Unit.id == Cooperation.unit_id)
        .where(is_received(seat))
    )
    return fetch_page(
        found.order_by(waits.desc(), Transfer.id.desc()),
        key_of=lambda row: f"{int(row.waits)}-{row.id}",
        after=_later(waits, after),
        counted=found,
    )


def count_waiting(seat: Seat) -> int:
    """Return how many lie with a body."""
    asked = sa.select(sa.func.count()).select_from(Transfer)
    return int(db.session.scalar(asked.where(is_received(seat), _waits(seat) == 1)) or 0)


def _waits(seat: Seat) -> sa.ColumnElement[int]:
    if not seat.may_act:
        return sa.literal(0)
    lies = sa.and_(Transfer.closed_at.is_(None), Transfer.holder_body_id.in_(seat.mine))
    return sa.case((lies, 1), else_=0)


def _later(waits: sa.ColumnElement[int], after: str) -> sa.ColumnElement[bool] | None:
    first, _, last = after.partition("-")
    if first not in ("0", "1") or not last.isdecimal() or len(last) > 9:
        return None
    mark = int(first)
    return sa.or_(waits < mark, sa.and_(waits == mark, Transfer.id < int(last)))
