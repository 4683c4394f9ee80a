"""Writing to the ledger: each of these belongs to the transaction of an act and never commits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from caseapp.base import crypto, keys
from caseapp.base.clock import now
from caseapp.base.db import db, is_sqlite, is_writing
from caseapp.base.errors import AlreadyDone, Refused
from caseapp.base.text import keepable
from caseapp.ledger import chain, queries
from caseapp.ledger.actor import ActorLike, origin
from caseapp.ledger.checkpoints import (
    KEY,
    PURPOSE,
    Checkpoint,
    Restored,
    Witness,
)
from caseapp.ledger.models import (
    AuditCheckpoint,
    DoneRequest,
    NumberEntry,
    NumberSeries,
    OutboxEvent,
    StoredFile,
)

MOST_TRIES = 8
OUTBOX_KEY = ("event", "object_kind", "object_id")
FIRST_DELAY = timedelta(seconds=5)
REQUESTS_KEPT = timedelta(days=7)

# One lock for the chain and the registers: taken in one order, so that two acts never deadlock.
_LEDGER_LOCK = sa.text("SELECT pg_advisory_xact_lock(7230170603)")
_REQUEST_LOCK = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:request, 0))")
_ADD_AUDIT_ROW = sa.insert(queries.AUDIT)
_LAST_EVENT = sa.select(sa.func.coalesce(sa.func.max(OutboxEvent.seq), 0))
_OUTBOX = cast("sa.Table", OutboxEvent.__table__)
_SETTLE = sa.delete(_OUTBOX).where(
    _OUTBOX.c.event == sa.bindparam("of_event"),
    _OUTBOX.c.object_kind == sa.bindparam("of_kind"),
    _OUTBOX.c.object_id == sa.bindparam("of_id"),
    _OUTBOX.c.seq == sa.bindparam("of_seq"),
)
_SERIES = (
    sa.select(NumberSeries.last)
    .where(NumberSeries.series == sa.bindparam("series"), NumberSeries.year == sa.bindparam("year"))
    .with_for_update()
)


@dataclass(frozen=True)
class IssuedNumber:
    """A number as it stands on the paper, with its place in the register."""

    series: str
    year: int
    serial: int
    text: str


def record(
    *,
    by: ActorLike,
    action: str,
    object_kind: str,
    object_id: int | str,
    object_key: str = "",
    result: str = "ok",
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Write the act into the audit chain; if it cannot be written, the act does not happen."""
    if not is_writing():
        # Nobody would commit it: a page that records needs @reads_protected.
        raise RuntimeError(f"{action} recorded outside of an act")
    _hold_ledger()
    last, prev = queries.chain_head()
    row: dict[str, Any] = {
        **_who(by),
        "seq": last + 1,
        "at": now(),
        "action": action,
        "object_kind": object_kind,
        "object_id": str(object_id),
        "object_key": keepable(object_key),
        "result": result,
        "reason": keepable(reason),
        "details": chain.canonical(details or {}),
        "algorithm": chain.ALGORITHM,
    }
    linked = row | {"prev": prev, "hash": chain.link(prev, row)}
    db.session.execute(_ADD_AUDIT_ROW, linked)


def sign_checkpoint(*, witness: Witness) -> Checkpoint:
    """Sign the head of the chain as it stands; a trail without a row has none to sign."""
    _hold_ledger()
    seq, head = queries.chain_head()
    before = queries.last_checkpoint()
    key = keys.make(KEY, witness.keys) if before is None else keys.newest(KEY, witness.keys)
    drawn = Checkpoint(
        number=1 if before is None else before.number + 1,
        at=now(),
        seq=seq,
        row_count=queries.rows_after(before.seq) + before.row_count if before else seq,
        head=head,
        prev=before.digest() if before else chain.FIRST,
        key_version=key.version,
    )
    signature = crypto.sign(drawn.message(), key=key.secret, purpose=PURPOSE)
    signed = replace(drawn, signature=signature)
    db.session.execute(sa.insert(AuditCheckpoint).values(asdict(signed)))
    return signed


def accept_restored(*, by: ActorLike, witness: Witness, reason: str) -> Restored:
    """Let what was anchored after the last checkpoint rest: the office lost it for a known reason.

    The signed line that is returned goes into the anchor file once the act is kept.
    """
    if not reason.strip():
        raise Refused("确认恢复应当写明原因。", remedy="写明何时、为何恢复备份，由谁批准。")
    last = queries.last_checkpoint()
    number = last.number if last else 0
    key = keys.newest(KEY, witness.keys)
    line = Restored(number, now(), reason.strip(), by.name, key.version)
    record(
        by=by, action="audit.restored", object_kind="audit", object_id=number, reason=line.reason
    )
    return replace(line, signature=crypto.sign(line.message(), key=key.secret, purpose=PURPOSE))


def announce(*, event: str, object_kind: str, object_id: int) -> None:
    """Tell the higher floors that something happened; ten saves before the worker comes are one."""
    instant = now()
    # Later than any row seen and than any row deleted: a claimed sequence never comes back.
    last: int = db.session.scalar(_LAST_EVENT) or 0
    seq = max(last + 1, int(instant.timestamp() * 1_000_000))
    key = {"event": event, "object_kind": object_kind, "object_id": object_id}
    db.session.execute(_upsert(on_sqlite=is_sqlite()), {**key, "seq": seq, "announced_at": instant})


def take_number(
    *, series: str, year: int, subject_kind: str, subject_id: int, pattern: str
) -> IssuedNumber:
    """Take the next number of a series for a subject; gap-free, since it stands or falls with the act."""
    _hold_ledger()
    serial = _next_serial({"series": series, "year": year})
    text = pattern.format(year=year, serial=serial)
    db.session.execute(
        sa.insert(NumberEntry).values(
            series=series,
            year=year,
            serial=serial,
            text=text,
            subject_kind=subject_kind,
            subject_id=subject_id,
            taken_at=now(),
            state="used",
            reason="",
        )
    )
    return IssuedNumber(series, year, serial, text)


def void_number(*, by: ActorLike, text: str, reason: str, unused: bool = False) -> None:
    """Mark a number 作废 (or 未使用) with its reason; it stays in the register and is never reused."""
    if not reason.strip():
        raise Refused("作废或者空出文号应当写明原因。")
    entry = db.session.scalars(sa.select(NumberEntry).where(NumberEntry.text == text)).one_or_none()
    if entry is None:
        raise Refused(f"登记簿中没有文号“{text}”。")
    if entry.state != "used":
        raise Refused(f"文号“{text}”已经作废或者空出，原因：{entry.reason}。")
    entry.state = "unused" if unused else "void"
    entry.reason = reason.strip()
    record(
        by=by,
        action="number.void",
        object_kind=entry.subject_kind,
        object_id=entry.subject_id,
        object_key=text,
        reason=entry.reason,
        details={"state": entry.state},
    )


def note_stored_file(*, sha256: str, size: int) -> None:
    """Count on bytes that lie in the store; the same bytes twice are one file."""
    row = {"sha256": sha256, "size": size, "stored_at": now()}
    db.session.execute(
        _insert(StoredFile, on_sqlite=is_sqlite()).values(row).on_conflict_do_nothing()
    )


def earlier_answer(*, by: ActorLike, route: str, key: str, body_hash: str) -> str | None:
    """Return where a form already sent led to; refuse another content under the same key.

    On PostgreSQL a second click waits here until the first one is through.
    """
    if not is_sqlite():
        db.session.execute(_REQUEST_LOCK, {"request": f"{by.id}\n{route}\n{key}"})
    done = queries.done_request(person_id=by.id, route=route, key=key)
    if done is None:
        return None
    if done.body_hash != body_hash:
        raise AlreadyDone(
            "这张表单已经提交过，内容与这次不同，没有再次办理。",
            remedy="请打开新的表单，重新填写。",
            link=done.result_url,
        )
    return done.result_url


def remember_request(
    *, by: ActorLike, route: str, key: str, body_hash: str, result_url: str
) -> None:
    """Keep the answer of a form, so that a double click makes one case and shows the same page."""
    db.session.execute(
        sa.insert(DoneRequest).values(
            person_id=by.id,
            route=route,
            key=key,
            body_hash=body_hash,
            result_url=result_url,
            done_at=now(),
        )
    )


def forget_old_requests(*, before: datetime | None = None) -> None:
    """Drop answers older than seven days; nobody clicks twice after a week."""
    db.session.execute(
        sa.delete(DoneRequest)
        .where(DoneRequest.done_at < (before or now() - REQUESTS_KEPT))
        .execution_options(synchronize_session=False)
    )


def settle_events(*, handled: Sequence[queries.PendingEvent]) -> None:
    """Take handled events out; one announced again meanwhile has a newer sequence and stays."""
    if handled:
        db.session.connection().execute(_SETTLE, [one.as_bound() for one in handled])


def postpone_event(*, failed: queries.PendingEvent, error: str) -> None:
    """Try a failed event again later, each time later still; after eight tries park it."""
    tries = db.session.scalar(sa.select(OutboxEvent.tries).where(*_exactly(failed)))
    if tries is None:  # announced again meanwhile: the newer one counts
        return
    db.session.execute(
        sa.update(OutboxEvent)
        .where(*_exactly(failed))
        .values(
            tries=tries + 1,
            error=error,
            parked=tries + 1 >= MOST_TRIES,
            retry_at=now() + FIRST_DELAY * 2**tries,
        )
        .execution_options(synchronize_session=False)
    )


def retry_parked(*, by: ActorLike) -> int:
    """Send the parked events to the worker once more, after an administrator removed the cause."""
    rows = queries.parked()
    for row in rows:
        row.parked, row.tries, row.retry_at = False, 0, None
    record(
        by=by,
        action="outbox.retry",
        object_kind="outbox",
        object_id=0,
        details={"events": len(rows)},
    )
    return len(rows)


def _who(by: ActorLike) -> dict[str, Any]:
    came = origin()
    return {
        "actor_id": by.id,
        "actor_name": by.name,
        "actor_login": by.login,
        "roles": ",".join(str(role) for role in by.roles),
        "unit": by.unit_name,
        "address": came.address,
        "session": came.session,
    }


def _next_serial(key: dict[str, Any]) -> int:
    db.session.execute(
        _insert(NumberSeries, on_sqlite=is_sqlite()).values(last=0, **key).on_conflict_do_nothing()
    )
    serial = db.session.scalars(_SERIES, key).one() + 1
    db.session.execute(
        sa.update(NumberSeries)
        .filter_by(**key)
        .values(last=serial)
        .execution_options(synchronize_session=False)
    )
    return serial


def _exactly(one: queries.PendingEvent) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        OutboxEvent.event == one.event,
        OutboxEvent.object_kind == one.object_kind,
        OutboxEvent.object_id == one.object_id,
        OutboxEvent.seq == one.seq,
    )


def _hold_ledger() -> None:
    """Serialise the chain among processes; on SQLite the write lock already does."""
    if not is_sqlite():
        db.session.execute(_LEDGER_LOCK)


@cache
def _upsert(*, on_sqlite: bool) -> Any:
    """One row per event and object: a newer announcement takes the place of the waiting one."""
    waiting = {"tries": 0, "retry_at": None, "parked": False, "error": ""}
    statement = _insert(OutboxEvent, on_sqlite=on_sqlite).values(
        {name: sa.bindparam(name) for name in (*OUTBOX_KEY, "seq", "announced_at")} | waiting
    )
    fresh = statement.excluded
    newer = sa.case((OutboxEvent.seq < fresh.seq, fresh.seq), else_=OutboxEvent.seq + 1)
    return statement.on_conflict_do_update(
        index_elements=OUTBOX_KEY, set_={"seq": newer, **waiting}
    )


def _insert(model: type[Any], *, on_sqlite: bool) -> Any:
    """Offer ON CONFLICT, which both databases have and SQLAlchemy words apart."""
    return sqlite.insert(model) if on_sqlite else postgresql.insert(model)
