"""Makes a backup: one moment of the database, then every file it counts on, sealed into one file."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from caseapp.backup import contents, rows, snapshot
from caseapp.backup.contents import Contents, Entry
from caseapp.backup.sealed import SealedWriter
from caseapp.backup.snapshot import Tell
from caseapp.base import keys
from caseapp.base.clock import local, now
from caseapp.base.db import db, is_sqlite
from caseapp.base.errors import Refused
from caseapp.config import DEMO_MARK, REAL_MARK
from caseapp.ledger import chain
from caseapp.ledger.models import AuditRow, StoredFile
from caseapp.ledger.store import FileStore, hold

ENDING = ".casebackup"
PRIVATE = 0o600
CHUNK = 1024 * 1024
# Marks of the data folder that go with the data; locks, work folders and the index do not.
MARKS = (DEMO_MARK, REAL_MARK)

_SCHEMA = sa.text("SELECT version_num FROM alembic_version")
_HEAD = sa.select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)
_HASHES = sa.select(StoredFile.sha256).order_by(StoredFile.sha256)


@dataclass(frozen=True)
class Office:
    """What is backed up, and with which keys."""

    name: str
    program: str
    data_dir: Path
    keys_dir: Path
    store: FileStore
    work: Path  # for the copy of the database, as private as the data folder


@dataclass(frozen=True)
class Made:
    """A finished backup."""

    path: Path
    contents: Contents


@dataclass(frozen=True)
class _Moment:
    schema: str
    counts: dict[str, int]
    audit_rows: int
    audit_head: str
    hashes: tuple[str, ...]


class _Packer:
    """Puts entries into the sealed file and remembers where they lie."""

    def __init__(self, sealed: SealedWriter) -> None:
        self._sealed = sealed
        self.entries: list[Entry] = []

    def add(self, name: str, parts: Iterable[bytes]) -> Entry:
        """Put in one entry."""
        at, digest = self._sealed.at, hashlib.sha256()
        for part in parts:
            digest.update(part)
            self._sealed.write(part)
        entry = Entry(name, at, self._sealed.at - at, digest.hexdigest())
        self.entries.append(entry)
        return entry


def make(folder: Path, office: Office, tell: Tell) -> Made:
    """Write a backup beside the others; until it is whole its name ends in .partial."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{local(now()):%Y%m%d-%H%M%S}{ENDING}"
    if path.exists():
        raise Refused(f"{path} 已经存在，没有备份。", remedy="请稍等一秒再执行。")
    _sweep(folder)
    partial = path.with_name(f"{path.name}.partial")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    try:
        with os.fdopen(handle, "wb") as file, office.store.kept():
            hold(file)
            made = _write(
                SealedWriter(file, keys.make("backup", office.keys_dir).secret), office, tell
            )
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(folder)
    return Made(path, made)


def _sweep(folder: Path) -> None:
    """Remove what a killed backup left; one that is being written is held and stays."""
    for left in folder.glob(f"*{ENDING}.partial"):
        with contextlib.suppress(OSError), left.open("rb") as file:
            hold(file)
            left.unlink()


def sync_folder(folder: Path) -> None:
    """A rename is only safe from a power cut once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(sealed: SealedWriter, office: Office, tell: Tell) -> Contents:
    packer = _Packer(sealed)
    moment = _pack_database(packer, office, tell)
    for mark in MARKS:
        if (office.data_dir / mark).exists():
            packer.add(contents.MARKS + mark, [(office.data_dir / mark).read_bytes()])
    damaged = _pack_files(packer, moment.hashes, store=office.store, tell=tell)
    listed = Contents(
        made_at=now().isoformat(),
        office=office.name,
        program=office.program,
        schema=moment.schema,
        database="sqlite" if is_sqlite() else "postgresql",
        audit_rows=moment.audit_rows,
        audit_head=moment.audit_head,
        counts=moment.counts,
        entries=tuple(packer.entries),
        damaged=damaged,
    )
    raw = contents.signed(listed, keys.make("audit", office.keys_dir).secret)
    end = {"at": sealed.at, "size": len(raw)}
    sealed.write(raw)
    sealed.finish(end)
    return listed


def _pack_database(packer: _Packer, office: Office, tell: Tell) -> _Moment:
    if not is_sqlite():
        return _pack_rows(packer, tell)
    copy = office.work / contents.DATABASE
    snapshot.copy_sqlite(Path(str(db.engine.url.database)), copy, tell)
    engine = sa.create_engine(f"sqlite:///{copy}")
    with engine.connect() as connection:
        moment = _moment(connection)
    engine.dispose()
    packer.add(contents.DATABASE, _told(copy, tell))
    copy.unlink()
    return moment


def _pack_rows(packer: _Packer, tell: Tell) -> _Moment:
    """One transaction that sees one moment, however long it takes."""
    with db.engine.connect() as plain:
        connection = plain.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        moment = _moment(connection)
        every = rows.tables()
        for done, table in enumerate(every, start=1):
            packer.add(f"{contents.TABLES}{table.name}", rows.lines(connection, table))
            tell("写入数据表", done, len(every))
    return moment


def _moment(connection: Connection) -> _Moment:
    counts = {
        table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for table in rows.tables()
        if table.name not in rows.EMPTIED
    }
    last = connection.execute(_HEAD).first()
    return _Moment(
        schema=str(connection.scalar(_SCHEMA)),
        counts=counts,
        audit_rows=counts["audit_row"],
        audit_head=chain.FIRST if last is None else last.hash,
        hashes=tuple(connection.scalars(_HASHES)),
    )


def _pack_files(
    packer: _Packer, hashes: tuple[str, ...], *, store: FileStore, tell: Tell
) -> tuple[str, ...]:
    """A damaged file does not stop the others; it is left out and named."""
    damaged = []
    for done, sha256 in enumerate(hashes, start=1):
        if not _pack_file(packer, sha256, store):
            damaged.append(sha256)
        tell("写入文件", done, len(hashes))
    return tuple(damaged)


def _pack_file(packer: _Packer, sha256: str, store: FileStore) -> bool:
    if not store.verify(sha256):
        return False
    entry = packer.add(contents.FILES + sha256, _parts(store.path(sha256)))
    if entry.sha256 != sha256:  # altered between the look and the copy
        packer.entries.pop()
        return False
    return True


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            yield part


def _told(path: Path, tell: Tell) -> Iterator[bytes]:
    done, total = 0, path.stat().st_size
    for part in _parts(path):
        done += len(part)
        tell("写入数据库", done, total)
        yield part
