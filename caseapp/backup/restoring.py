"""Lays an office out from its backup: only into an empty folder, and whole or not at all."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from caseapp.backup import contents
from caseapp.backup.contents import Contents, Entry
from caseapp.backup.making import sync_folder
from caseapp.backup.opening import Damaged, Opened, open_backup, prove
from caseapp.backup.snapshot import Tell
from caseapp.base.errors import Refused
from caseapp.ledger.store import READ_ONLY, FileStore

DATABASE = "caseapp.sqlite3"
UNFINISHED = "RESTORING"  # a folder with this mark is ours to throw away
PRIVATE = 0o700


@dataclass(frozen=True)
class Found:
    """What the database of a backup says once it is opened by the program."""

    schema: str
    counts: dict[str, int]
    audit_rows: int
    audit_head: str
    audit_problems: tuple[str, ...]
    files: frozenset[str]


# Opens the database that was laid out: the folder, and the rows where it came as rows.
Inspect = Callable[[Path, Opened], Found]


@dataclass(frozen=True)
class Proven:
    """A backup in which everything fits."""

    contents: Contents
    signature: str

    @property
    def words(self) -> str:
        """Say in one sentence what was proved."""
        told = self.contents
        return (
            f"备份完好：{len(told.files):,} 个文件、{sum(told.counts.values()):,} 条记录、"
            f"审计 {told.audit_rows:,} 条（链头 {told.audit_head[:16]}），全部校验值一致。"
        )


def verify(path: Path, keys_dir: Path, *, work: Path, inspect: Inspect, tell: Tell) -> Proven:
    """Open the whole backup in a scratch folder and compare all it says; raises Damaged."""
    with _opened(path, keys_dir) as opened, scratch(work) as folder:
        prove(opened, lambda entry: _database_place(folder, entry), tell)
        _compare(folder, opened, inspect)
        return Proven(opened.contents, opened.signature)


def restore(path: Path, target: Path, *, keys_dir: Path, inspect: Inspect, tell: Tell) -> Proven:
    """Lay everything out beside the target, prove it, then give it the target's name."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refused(
            f"{target} 不是空目录，没有恢复。",
            remedy="请另指一个不存在的或者空的目录；原有数据不会被覆盖。",
        )
    with _opened(path, keys_dir) as opened:
        folder = _begun(target)
        try:
            prove(opened, lambda entry: _place(folder, entry), tell)
            _compare(folder, opened, inspect)
            _finish(folder, target)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return Proven(opened.contents, opened.signature)


@contextlib.contextmanager
def scratch(work: Path) -> Iterator[Path]:
    """Lend a private folder that is gone afterwards."""
    work.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    folder = Path(tempfile.mkdtemp(dir=work))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _opened(path: Path, keys_dir: Path) -> Iterator[Opened]:
    try:
        file = path.open("rb")
    except OSError as fault:
        raise Damaged(f"打不开备份文件 {path}：{fault.strerror}。") from fault
    with file:
        yield open_backup(file, keys_dir)


def _begun(target: Path) -> Path:
    folder = target.with_name(f"{target.name}.restoring")
    if (folder / UNFINISHED).exists():
        shutil.rmtree(folder)  # a restore that was killed
    try:
        folder.mkdir(parents=True, mode=PRIVATE)
    except FileExistsError:
        raise Refused(f"{folder} 已经存在，没有恢复。", remedy="请先移走这个目录。") from None
    (folder / UNFINISHED).touch()
    return folder


def _place(folder: Path, entry: Entry) -> Path | None:
    if entry.name.startswith(contents.FILES):
        path = FileStore(folder / "files").path(entry.name.removeprefix(contents.FILES))
        path.parent.mkdir(parents=True, exist_ok=True)
        return path
    if entry.name.startswith(contents.MARKS):
        return folder / Path(entry.name).name
    return _database_place(folder, entry)


def _database_place(folder: Path, entry: Entry) -> Path | None:
    if entry.name == contents.DATABASE:
        return folder / DATABASE
    if entry.name.startswith(contents.TABLES):
        (folder / "tables").mkdir(exist_ok=True)
        return folder / "tables" / Path(entry.name).name
    return None


def _compare(folder: Path, opened: Opened, inspect: Inspect) -> None:
    """Compare what the database holds with what the list says."""
    if (folder / DATABASE).exists():
        _check_integrity(folder / DATABASE)
    told, found = opened.contents, inspect(folder, opened)
    faults = [
        f"数据表 {name} 应有 {count} 行，实有 {found.counts.get(name, 0)} 行。"
        for name, count in told.counts.items()
        if found.counts.get(name, 0) != count
    ]
    if found.schema != told.schema:
        faults.append(f"数据库版本应为 {told.schema}，实为 {found.schema}。")
    if (found.audit_rows, found.audit_head) != (told.audit_rows, told.audit_head):
        faults.append("审计链的条数或者链头与清单不符。")
    here = {entry.name.removeprefix(contents.FILES) for entry in told.files} | set(told.damaged)
    faults += [
        f"文件 {sha256} 在数据库中有记录，备份中没有。" for sha256 in sorted(found.files - here)
    ]
    faults += found.audit_problems
    if faults:
        raise Damaged(*faults)


def _check_integrity(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        verdict = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if verdict != ["ok"]:
        raise Damaged(f"数据库结构损坏：{verdict[0]}。")
    if loose:
        raise Damaged(f"数据库中有 {len(loose)} 行指向不存在的记录（首个在 {loose[0][0]}）。")


def _finish(folder: Path, target: Path) -> None:
    for leftover in ("tables", "index"):
        shutil.rmtree(folder / leftover, ignore_errors=True)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            sync_folder(path)
        elif path.parent != folder:
            path.chmod(READ_ONLY)
    (folder / f"{DATABASE}.lock").unlink(missing_ok=True)
    (folder / UNFINISHED).unlink()
    sync_folder(folder)
    folder.rename(target)
    sync_folder(target.parent)
