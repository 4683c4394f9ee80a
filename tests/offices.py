"""Offices for the tests: one application per database and worker, a fresh database per test."""

import contextlib
import dataclasses
import fcntl
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import sqlalchemy as sa
from flask import Flask, current_app

from caseapp.app import create_app
from caseapp.base.db import db, writing
from caseapp.cli.office import know_migrations
from caseapp.config import ROOT, Settings
from caseapp.ledger.checkpoints import Witness
from tests import people
from tests.postgres import cluster

KEY = "0123456789abcdef" * 4


class Office:
    """An application on a database that is put back to its first day before each test."""

    def __init__(self, place: Path, database_url: str) -> None:
        self.place = place
        self.settings = Settings(
            data_dir=place / "data",
            keys_dir=place / "keys",
            index_dir=place / "index",
            database_url=database_url,
            secret_key=KEY,
            worker=False,
            testing=True,
        )
        self._make_folders()
        self.settings.keys_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.app: Flask = create_app(self.settings)

    def fresh(self) -> None:
        """Put everything back to the first day: the cast is there, no case is."""
        self.release()
        # The folders stay, because parts of the application made them when it was built.
        for folder in (self.settings.data_dir, self.settings.index_dir):
            for path in folder.rglob("*"):
                if not path.is_dir():
                    path.unlink()
        # What an office remembers outside of its database would contradict the first day.
        Witness.of(self.settings).anchors.unlink(missing_ok=True)
        self.app.extensions.pop("audit_check", None)
        self._restore()

    def release(self) -> None:
        """Close every connection, so that nothing of one test reaches the next."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def on_empty_database(self) -> Flask:
        """Give an application on a database without a single table."""
        empty = dataclasses.replace(self.settings, database_url=self._empty_url())
        return create_app(empty)

    def _empty_url(self) -> str:
        raise NotImplementedError

    def _make_folders(self) -> None:
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        self.settings.index_dir.mkdir(parents=True, exist_ok=True)

    def _restore(self) -> None:
        raise NotImplementedError


class SqliteOffice(Office):
    """The default office: a file, copied from a template that all workers share."""

    def __init__(self, place: Path, shared: Path) -> None:
        super().__init__(place, f"sqlite:///{place / 'data' / 'caseapp.sqlite3'}")
        self._file = place / "data" / "caseapp.sqlite3"
        self._template = shared / "template.sqlite3"
        with (shared / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self._template.exists():
                first_day(self.app)
                self.release()
                with contextlib.closing(sqlite3.connect(self._file)) as connection:
                    connection.execute(f"VACUUM INTO '{self._template}.new'")
                self._template.with_name("template.sqlite3.new").rename(self._template)

    def _restore(self) -> None:
        shutil.copyfile(self._template, self._file)

    def _empty_url(self) -> str:
        return f"sqlite:///{self._file.with_name('empty.sqlite3')}"


class PostgresOffice(Office):
    """An office that outgrew one machine: a database, copied by the server."""

    def __init__(self, place: Path, address: str) -> None:
        super().__init__(place, address.format(database="office"))
        self._server = sa.create_engine(
            address.format(database="postgres"),
            isolation_level="AUTOCOMMIT",
            poolclass=sa.NullPool,
        )
        self._say("CREATE DATABASE office")
        first_day(self.app)
        self.release()
        self._say("ALTER DATABASE office RENAME TO first_day")

    def _restore(self) -> None:
        self._say("DROP DATABASE IF EXISTS office WITH (FORCE)")
        self._say("CREATE DATABASE office TEMPLATE first_day STRATEGY file_copy")

    def _empty_url(self) -> str:
        self._say("DROP DATABASE IF EXISTS empty WITH (FORCE)")
        self._say("CREATE DATABASE empty")
        return self.settings.database_url.replace("/office?", "/empty?")

    def _say(self, statement: str) -> None:
        with self._server.connect() as connection:
            connection.execute(sa.text(statement))


class Offices:
    """One office per database, opened when the first test asks for it."""

    def __init__(self, place: Path, shared: Path) -> None:
        self._place = place
        self._shared = shared
        self._opened: dict[str, Office] = {}
        self._running = contextlib.ExitStack()

    def __enter__(self) -> "Offices":
        return self

    def __exit__(self, *_fault: object) -> None:
        for office in self._opened.values():
            office.release()
        self._running.close()

    def open(self, database: str) -> Office:
        """Give the office that runs on this database."""
        if database not in self._opened:
            place = self._place / database
            place.mkdir(exist_ok=True)
            if database == "sqlite":
                self._opened[database] = SqliteOffice(place, self._shared)
            else:
                address = self._running.enter_context(cluster())
                self._opened[database] = PostgresOffice(place, address)
        return self._opened[database]


def first_day(app: Flask) -> None:
    """Make the tables and hire the cast."""
    with app.app_context():
        migrate()
        with writing():
            people.hire()


def migrate(revision: str = "head") -> None:
    """Bring the database of the current application to a revision."""
    know_migrations(current_app)
    flask_migrate.upgrade(directory=str(ROOT / "migrations"), revision=revision)


@contextlib.contextmanager
def inside(app: Flask) -> Iterator[Flask]:
    """Lend the application with a context around it, as commands and the worker have."""
    with app.app_context():
        yield app
        db.session.remove()
