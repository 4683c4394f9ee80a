"""Opens the database of a backup with the program itself: the chain is walked, the rows counted."""

from __future__ import annotations

import contextlib
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy as sa

from caseapp.app import create_app
from caseapp.backup import rows
from caseapp.backup.actions import load_rows
from caseapp.backup.contents import Contents
from caseapp.backup.opening import Damaged, Opened
from caseapp.backup.restoring import DATABASE, Found
from caseapp.backup.snapshot import Tell
from caseapp.base.db import db, writing
from caseapp.cli.office import bring_up_to_date
from caseapp.config import ROOT, Settings
from caseapp.ledger import queries

UPGRADED = "upgraded.sqlite3"
_SCHEMA = sa.text("SELECT version_num FROM alembic_version")


def inspect_with(keys_dir: Path, tell: Tell, url: str = "") -> Callable[[Path, Opened], Found]:
    """Give the look inside; a backup that came as rows is filled into `url`, or into SQLite."""

    def inspect(folder: Path, opened: Opened) -> Found:
        told, own = opened.contents, f"sqlite:///{folder / DATABASE}"
        if told.database == "sqlite":
            return _look(folder, keys_dir, _readable(folder, told))
        if told.schema != _head():
            raise Damaged(
                f"备份的数据表版本是 {told.schema}，本程序是 {_head()}。"
                f"请用 {told.program} 版程序恢复，然后升级。"
            )
        with _office(folder, keys_dir, url or own):
            _fill(folder, tell)
        return _look(folder, keys_dir, url or own)

    return inspect


def _readable(folder: Path, told: Contents) -> str:
    """An older backup is brought up to date in a copy: what is laid out stays as it was."""
    if told.schema == _head():
        return f"sqlite:///{folder / DATABASE}"
    shutil.copyfile(folder / DATABASE, folder / UPGRADED)
    return f"sqlite:///{folder / UPGRADED}"


def _look(folder: Path, keys_dir: Path, url: str) -> Found:
    with _office(folder, keys_dir, url):
        schema = str(db.session.scalar(_SCHEMA))
        bring_up_to_date()
        verdict = queries.verify_chain()
        files = frozenset(queries.stored_hashes())
        counts = {
            table.name: db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in rows.tables()
        }
    for path in folder.glob(f"{UPGRADED}*"):
        path.unlink()
    problems = tuple(problem.text for problem in verdict.problems)
    return Found(schema, counts, verdict.rows, verdict.head, problems, files)


def _fill(folder: Path, tell: Tell) -> None:
    if sa.inspect(db.engine).get_table_names():
        raise Damaged("CASEAPP_DATABASE 指向的数据库不是空的，没有恢复。请另建一个空数据库。")
    bring_up_to_date()
    with writing():
        load_rows(connection=db.session.connection(), folder=folder / "tables", tell=tell)


@contextlib.contextmanager
def _office(folder: Path, keys_dir: Path, url: str) -> Iterator[None]:
    settings = Settings(
        data_dir=folder,
        keys_dir=keys_dir,
        index_dir=folder / "index",
        database_url=url,
        secret_key=secrets.token_hex(32),
        anchor_dir=folder / "anchors",  # later than the backup, they would tell of a missing tail
        worker=False,
    )
    with create_app(settings).app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


def _head() -> str:
    return (ROOT / "migrations" / "current-head").read_text(encoding="ascii").strip()
