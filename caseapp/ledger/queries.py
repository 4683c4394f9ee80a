"""Questions to the ledger: does the chain hold, what is pending, which numbers are taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.ledger import chain
from caseapp.ledger.models import AuditRow, DoneRequest, NumberEntry, OutboxEvent, StoredFile

AUDIT = cast("sa.Table", AuditRow.__table__)
# What the hash covers: all but the hash itself, prev being framed apart.
HASHED = tuple(name for name in AUDIT.c.keys() if name not in {"prev", "hash"})  # noqa: SIM118 - a column collection
BATCH = 5_000

_HEAD = sa.select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)
_AUDIT_BATCH = (
    sa.select(*(AUDIT.c[name] for name in HASHED), AUDIT.c.prev, AUDIT.c.hash)
    .where(AUDIT.c.seq > sa.bindparam("after"))
    .order_by(AUDIT.c.seq)
    .limit(BATCH)
)
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
_REGISTER = (
    sa.select(NumberEntry)
    .where(NumberEntry.series == sa.bindparam("series"), NumberEntry.year == sa.bindparam("year"))
    .order_by(NumberEntry.serial)
)


@dataclass(frozen=True)
class Problem:
    """One place where the chain does not hold."""

    seq: int
    kind: str  # "altered" or "missing"
    text: str


@dataclass(frozen=True)
class Verdict:
    """Whether the audit trail is whole, and where not."""

    ok: bool
    rows: int
    head: str
    problems: tuple[Problem, ...]


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
class Lag:
    """How far the worker is behind."""

    waiting: int
    oldest: datetime | None


def chain_head() -> tuple[int, str]:
    """Return the last sequence number and its hash; the start value for an empty trail."""
    row = db.session.execute(_HEAD).first()
    return (0, chain.FIRST) if row is None else (row.seq, row.hash)


def verify_chain() -> Verdict:
    """Walk the whole trail, recompute every hash and name each row that does not fit."""
    problems: list[Problem] = []
    expected, prev, rows = 1, chain.FIRST, 0
    for row in _audit_rows():
        rows += 1
        problems += _problems_at(row, expected, prev)
        expected, prev = row.seq + 1, row.hash
    return Verdict(not problems, rows, prev, tuple(problems))


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


def parked() -> Sequence[OutboxEvent]:
    """Return the events that failed too often and wait for an administrator."""
    return db.session.scalars(_PARKED).all()


def lag() -> Lag:
    """Return how many events wait and since when."""
    waiting, oldest = db.session.execute(_LAG).one()
    return Lag(waiting, oldest)


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


def _audit_rows() -> Iterator[Any]:
    after = 0
    while rows := db.session.execute(_AUDIT_BATCH, {"after": after}).all():
        yield from rows
        after = rows[-1].seq


def _problems_at(row: Any, expected: int, prev: str) -> list[Problem]:
    found = []
    seq = row.seq
    if seq != expected:
        gap = str(expected) if seq == expected + 1 else f"{expected} 至 {seq - 1}"
        found.append(Problem(expected, "missing", f"缺少第 {gap} 条审计记录"))
    elif row.prev != prev:
        found.append(Problem(seq, "altered", f"第 {seq} 条审计记录与前一条不衔接"))
    # The columns come in the order of HASHED, prev and hash behind them.
    content = dict(zip(HASHED, row, strict=False))
    if chain.link(row.prev, content) != row.hash:
        found.append(Problem(seq, "altered", f"第 {seq} 条审计记录被改动"))
    return found
