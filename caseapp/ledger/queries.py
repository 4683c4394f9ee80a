"""Questions to the ledger: does the chain hold, what is pending, which numbers are taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast

import sqlalchemy as sa

from caseapp.base.clock import SHANGHAI, local, now
from caseapp.base.db import db, plain_rows
from caseapp.ledger import chain, verifying, vouching
from caseapp.ledger.checkpoints import Anchors, Checkpoint, Witness, public_halves, read_anchors
from caseapp.ledger.models import (
    AuditCheckpoint,
    AuditRow,
    DoneRequest,
    NumberEntry,
    OutboxEvent,
    StoredFile,
)
from caseapp.ledger.verifying import Tell, Verdict, walk

AUDIT = verifying.AUDIT
MOST_SHOWN = 200
_CHECKPOINT = cast("sa.Table", AuditCheckpoint.__table__)
_HEAD = sa.select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)
_CHECKPOINTS = sa.select(_CHECKPOINT).order_by(_CHECKPOINT.c.number)
_LAST_CHECKPOINT = sa.select(_CHECKPOINT).order_by(_CHECKPOINT.c.number.desc()).limit(1)
_ROWS_AFTER = sa.select(sa.func.count()).where(AUDIT.c.seq > sa.bindparam("seq"))
_OF_OBJECT = (
    sa.select(AUDIT)
    .where(
        AUDIT.c.object_kind == sa.bindparam("object_kind"),
        AUDIT.c.object_id == sa.bindparam("object_id"),
    )
    .order_by(AUDIT.c.seq)
)
_DUE = (
    sa.select(OutboxEvent.event, OutboxEvent.object_kind, OutboxEvent.object_id, OutboxEvent.seq)
    .where(
        OutboxEvent.parked.is_(False),
        sa.or_(OutboxEvent.retry_at.is_(None), OutboxEvent.retry_at <= sa.bindparam("at")),
    )
    .order_by(OutboxEvent.seq)
    .limit(sa.bindparam("most"))
)
_PARKED = sa.select(OutboxEvent).where(OutboxEvent.parked.is_(True)).order_by(OutboxEvent.seq)
_LAG = sa.select(sa.func.count(), sa.func.min(OutboxEvent.announced_at)).where(
    OutboxEvent.parked.is_(False)
)
_COUNTS = sa.select(sa.func.count(), sa.func.sum(sa.cast(OutboxEvent.parked, sa.Integer)))
_PARKED_COUNT = sa.select(sa.func.count()).where(OutboxEvent.parked.is_(True))
_BACKLOG = (
    sa.select(OutboxEvent).order_by(OutboxEvent.parked.desc(), OutboxEvent.seq).limit(MOST_SHOWN)
)
_HEADS = (
    sa.select(_CHECKPOINT)
    .where(_CHECKPOINT.c.at >= sa.bindparam("begin"), _CHECKPOINT.c.at < sa.bindparam("end"))
    .order_by(_CHECKPOINT.c.number)
)
_REGISTER = (
    sa.select(NumberEntry)
    .where(NumberEntry.series == sa.bindparam("series"), NumberEntry.year == sa.bindparam("year"))
    .order_by(NumberEntry.serial)
)


@dataclass(frozen=True)
class PendingEvent:
    """An outbox row as the worker claims it; the sequence says which state was seen."""

    event: str
    object_kind: str
    object_id: int
    seq: int

    def as_bound(self) -> dict[str, str | int]:
        """Return key and sequence as the statement that settles it wants them."""
        return {
            "of_event": self.event,
            "of_kind": self.object_kind,
            "of_id": self.object_id,
            "of_seq": self.seq,
        }


@dataclass(frozen=True)
class Backlog:
    """What waits in the outbox: the first rows, how many in all, how many were given up."""

    rows: tuple[OutboxEvent, ...]
    total: int
    parked: int


@dataclass(frozen=True)
class Lag:
    """How far the worker is behind."""

    waiting: int
    oldest: datetime | None


def chain_head() -> tuple[int, str]:
    """Return the last sequence number and its hash; the start value for an empty trail."""
    row = db.session.execute(_HEAD).first()
    return (0, chain.FIRST) if row is None else (row.seq, row.hash)


def checkpoints() -> list[Checkpoint]:
    """Return every signed checkpoint, the first one first."""
    return [Checkpoint(*row) for row in db.session.execute(_CHECKPOINTS)]


def last_checkpoint() -> Checkpoint | None:
    """Return the newest signed checkpoint."""
    row = db.session.execute(_LAST_CHECKPOINT).first()
    return None if row is None else Checkpoint(*row)


def rows_after(seq: int) -> int:
    """Return how many rows came after one."""
    return db.session.scalar(_ROWS_AFTER, {"seq": seq}) or 0


def verify_chain(witness: Witness | None = None, *, tell: Tell | None = None) -> Verdict:
    """Walk the whole trail and name each row that does not fit; a witness lets nothing be recomputed."""
    kept = checkpoints()
    anchors = Anchors() if witness is None else read_anchors(witness)
    publics = None if witness is None else public_halves(witness.keys)
    marks, problems = vouching.marks_of(kept, anchors, publics)
    going = walk(marks, tell=tell)
    problems += vouching.against(kept, anchors, last=going.last, asked=witness is not None)
    found = sorted((*problems, *going.problems), key=lambda one: one.seq)
    return Verdict(not found, going.rows, going.kept, tuple(found), going.vouched)


def acts_on(*, object_kind: str, object_id: int | str) -> Sequence[sa.RowMapping]:
    """Return the audit rows of one object, oldest first."""
    asked = {"object_kind": object_kind, "object_id": str(object_id)}
    return db.session.execute(_OF_OBJECT, asked).mappings().all()


def pending_events(*, limit: int = 200, at: datetime | None = None) -> tuple[PendingEvent, ...]:
    """Return the events that are due, oldest first."""
    rows = db.session.execute(_DUE, {"at": at or now(), "most": limit})
    return tuple(PendingEvent(*row) for row in rows)


def pending_ids(*, events: Collection[str], object_kind: str) -> set[int]:
    """Return the objects with news that nobody has handled yet, parked ones too."""
    statement = sa.select(OutboxEvent.object_id).where(
        OutboxEvent.event.in_(events), OutboxEvent.object_kind == object_kind
    )
    return set(db.session.scalars(statement))


def pending_of(events: Collection[str]) -> set[tuple[str, str, int]]:
    """Return event, kind and object of the news nobody has handled yet, of all these events at once."""
    columns = (OutboxEvent.event, OutboxEvent.object_kind, OutboxEvent.object_id)
    rows = db.session.execute(sa.select(*columns).where(OutboxEvent.event.in_(events)))
    return {(row.event, row.object_kind, row.object_id) for row in rows}


def parked() -> Sequence[OutboxEvent]:
    """Return the events that failed too often and wait for an administrator."""
    return db.session.scalars(_PARKED).all()


def lag() -> Lag:
    """Return how many events wait and since when."""
    waiting, oldest = db.session.execute(_LAG).one()
    return Lag(waiting, oldest)


def backlog() -> Backlog:
    """Return what waits in the outbox, what was given up first."""
    total, given_up = db.session.execute(_COUNTS).one()
    return Backlog(tuple(db.session.scalars(_BACKLOG)), total, given_up or 0)


def parked_count() -> int:
    """Return how many events wait for an administrator."""
    return plain_rows(_PARKED_COUNT)[0][0] or 0


def heads_of_month(first: date) -> list[Checkpoint]:
    """Return the last checkpoint of each day of a month, in the office's own days."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    begin, end = (datetime.combine(day, time.min, SHANGHAI) for day in (first, following))
    rows = db.session.execute(_HEADS, {"begin": begin, "end": end})
    by_day = {local(one.at).date(): one for one in (Checkpoint(*row) for row in rows)}
    return list(by_day.values())


def register(*, series: str, year: int) -> Sequence[NumberEntry]:
    """Return the register of a series in a year, void numbers included."""
    return db.session.scalars(_REGISTER, {"series": series, "year": year}).all()


def stored_file(sha256: str) -> StoredFile | None:
    """Return what is known of stored bytes."""
    return db.session.get(StoredFile, sha256)


def stored_hashes() -> Iterator[str]:
    """Return the hash of every file the database counts on."""
    yield from db.session.scalars(sa.select(StoredFile.sha256).order_by(StoredFile.sha256))


def done_request(*, person_id: int, route: str, key: str) -> DoneRequest | None:
    """Return the answer a form already got, if it was sent before."""
    return db.session.get(DoneRequest, (person_id, route, key))
