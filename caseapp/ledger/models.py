"""Tables of the ledger: audit trail, outbox, stored files, number registers, done requests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant

# SQLite only makes INTEGER, not BIGINT, the name of the row itself.
LongInt = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class AuditRow(Base):
    """One act: who, from where, what, on what, with which result; chained to the row before."""

    __tablename__ = "audit_row"
    __table_args__ = (
        sa.Index("ix_audit_row_object", "object_kind", "object_id", "seq"),
        sa.Index("ix_audit_row_actor", "actor_id", "seq"),
        {"info": {"append_only": True}},
    )

    seq: Mapped[int] = mapped_column(LongInt, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[int]
    actor_name: Mapped[str] = mapped_column(sa.Text)
    actor_login: Mapped[str] = mapped_column(sa.Text)
    roles: Mapped[str] = mapped_column(sa.Text)
    unit: Mapped[str] = mapped_column(sa.Text)
    address: Mapped[str] = mapped_column(sa.Text)
    session: Mapped[str] = mapped_column(sa.Text)
    action: Mapped[str] = mapped_column(sa.Text)
    object_kind: Mapped[str] = mapped_column(sa.Text)
    object_id: Mapped[str] = mapped_column(sa.Text)
    object_key: Mapped[str] = mapped_column(sa.Text)
    result: Mapped[str] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.Text)
    details: Mapped[str] = mapped_column(sa.Text)
    prev: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))
    algorithm: Mapped[str] = mapped_column(sa.String(16))


class AuditCheckpoint(Base):
    """The head of the chain at one moment, signed by a key the database does not hold."""

    __tablename__ = "audit_checkpoint"
    __table_args__ = ({"info": {"append_only": True}},)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    seq: Mapped[int] = mapped_column(LongInt)
    row_count: Mapped[int] = mapped_column(LongInt)
    head: Mapped[str] = mapped_column(sa.String(64))
    prev: Mapped[str] = mapped_column(sa.String(64))
    key_version: Mapped[int]
    signature: Mapped[str] = mapped_column(sa.String(200))


class OutboxEvent(Base):
    """Something happened to an object; one row per event and object until it is handled."""

    __tablename__ = "outbox_event"
    __table_args__ = (sa.Index("ix_outbox_event_due", "parked", "retry_at", "seq"),)

    event: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    object_kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    object_id: Mapped[int] = mapped_column(LongInt, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(sa.BigInteger, index=True)
    announced_at: Mapped[datetime] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[datetime | None] = mapped_column(Instant)
    parked: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str] = mapped_column(sa.Text, default="")


class StoredFile(Base):
    """Bytes the office keeps; the file lies in the store under its hash."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    size: Mapped[int] = mapped_column(sa.BigInteger)
    stored_at: Mapped[datetime] = mapped_column(Instant)


class NumberSeries(Base):
    """The last serial of a series in a year; the row every taker of a number waits for."""

    __tablename__ = "number_series"

    series: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)


class NumberEntry(Base):
    """A number that was given out; it stays in the register whatever becomes of its paper."""

    __tablename__ = "issued_number"
    __table_args__ = (
        sa.CheckConstraint("state IN ('used', 'void', 'unused')", name="state"),
        sa.CheckConstraint("state = 'used' OR reason <> ''", name="reason"),
        sa.Index("ix_issued_number_subject", "subject_kind", "subject_id"),
    )

    series: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    serial: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(sa.String(200), unique=True)
    subject_kind: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int] = mapped_column(sa.BigInteger)
    taken_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(sa.String(8), default="used")
    reason: Mapped[str] = mapped_column(sa.Text, default="")


class DoneRequest(Base):
    """A form that was already carried out; sent again it gets the same answer."""

    __tablename__ = "done_request"

    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    route: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    body_hash: Mapped[str] = mapped_column(sa.String(64))
    result_url: Mapped[str] = mapped_column(sa.Text)
    done_at: Mapped[datetime] = mapped_column(Instant, index=True)


# A migration runs these texts too: triggers are no part of what Alembic compares.
SQLITE_AUDIT_GUARD = (
    "CREATE TRIGGER audit_row_never_changed BEFORE UPDATE ON audit_row "
    "BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END",
    "CREATE TRIGGER audit_row_never_deleted BEFORE DELETE ON audit_row "
    "BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END",
    # INSERT OR REPLACE would delete without asking the trigger above.
    "CREATE TRIGGER audit_row_only_appended BEFORE INSERT ON audit_row "
    "WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_row) "
    "BEGIN SELECT RAISE(ABORT, 'audit rows are only appended'); END",
)
POSTGRESQL_AUDIT_GUARD = (
    "CREATE OR REPLACE FUNCTION audit_row_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit rows are never changed or deleted'; END $$",
    "CREATE TRIGGER audit_row_never_changed BEFORE UPDATE OR DELETE ON audit_row "
    "FOR EACH ROW EXECUTE FUNCTION audit_row_is_kept()",
    "CREATE TRIGGER audit_row_never_emptied BEFORE TRUNCATE ON audit_row "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_row_is_kept()",
)
# For the way down of a migration; PostgreSQL keeps the function when the table goes.
POSTGRESQL_AUDIT_GUARD_DROP = "DROP FUNCTION IF EXISTS audit_row_is_kept() CASCADE"


SQLITE_CHECKPOINT_GUARD = (
    "CREATE TRIGGER audit_checkpoint_never_changed BEFORE UPDATE ON audit_checkpoint "
    "BEGIN SELECT RAISE(ABORT, 'audit checkpoints are never changed'); END",
    "CREATE TRIGGER audit_checkpoint_never_deleted BEFORE DELETE ON audit_checkpoint "
    "BEGIN SELECT RAISE(ABORT, 'audit checkpoints are never deleted'); END",
    "CREATE TRIGGER audit_checkpoint_only_appended BEFORE INSERT ON audit_checkpoint "
    "WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM audit_checkpoint) "
    "BEGIN SELECT RAISE(ABORT, 'audit checkpoints are only appended'); END",
)
POSTGRESQL_CHECKPOINT_GUARD = (
    "CREATE OR REPLACE FUNCTION audit_row_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit rows are never changed or deleted'; END $$",
    "CREATE TRIGGER audit_checkpoint_never_changed BEFORE UPDATE OR DELETE ON audit_checkpoint "
    "FOR EACH ROW EXECUTE FUNCTION audit_row_is_kept()",
    "CREATE TRIGGER audit_checkpoint_never_emptied BEFORE TRUNCATE ON audit_checkpoint "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_row_is_kept()",
    # The owner of a table gives up its own right too; only a superuser is past this.
    "REVOKE UPDATE, DELETE, TRUNCATE ON audit_checkpoint FROM CURRENT_USER",
)
# Came with the checkpoints: an older database gets it from their migration.
POSTGRESQL_NO_RIGHT = "REVOKE UPDATE, DELETE, TRUNCATE ON audit_row FROM CURRENT_USER"


@event.listens_for(AuditCheckpoint.__table__, "after_create")
def _guard_checkpoints(_table: sa.Table, connection: sa.Connection, **_options: Any) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    for statement in SQLITE_CHECKPOINT_GUARD if is_sqlite else POSTGRESQL_CHECKPOINT_GUARD:
        connection.exec_driver_sql(statement)


@event.listens_for(AuditRow.__table__, "after_create")
def _guard_audit_rows(_table: sa.Table, connection: sa.Connection, **_options: Any) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    on_postgres = (*POSTGRESQL_AUDIT_GUARD, POSTGRESQL_NO_RIGHT)
    for statement in SQLITE_AUDIT_GUARD if is_sqlite else on_postgres:
        connection.exec_driver_sql(statement)
