"""An office of its own folder for servers that are killed: the cast is hired, nobody has a case."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Flask

from caseapp.accounts import actions, queries
from caseapp.app import create_app
from caseapp.base.db import db, writing
from caseapp.config import load_settings, mark_demo
from tests import people
from tests.offices import migrate


@dataclass(frozen=True)
class Place:
    """Where an office lies, and how a process of its own is told."""

    folder: Path
    database_url: str = ""

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def environ(self) -> Mapping[str, str]:
        """Give the settings a server of this office is started with."""
        own = {
            "CASEAPP_DATA": str(self.data),
            "CASEAPP_KEYS": str(self.folder / "keys"),
            "CASEAPP_INDEX": str(self.folder / "index"),
        }
        if self.database_url:
            own["CASEAPP_DATABASE"] = self.database_url
        return {**os.environ, **own}

    @cached_property
    def app(self) -> Flask:
        """The office's program in this process, for looking at what a killed server left."""
        return create_app(load_settings(self.environ))

    @contextmanager
    def inside(self) -> Iterator[Flask]:
        """Look at the office from this process, and close its database behind."""
        with self.app.app_context():
            try:
                yield self.app
            finally:
                db.session.remove()
                db.engine.dispose()

    def open(self) -> Place:
        """Make the tables and hire the cast."""
        self.data.mkdir(parents=True, exist_ok=True)
        mark_demo(self.data)
        with self.inside():
            migrate()
            with writing():
                people.hire()
        return self

    def cookie(self, login: str) -> str:
        """Sign one of the cast in and give the cookie of their browser."""
        with self.inside():
            person = queries.person_by_login(login)
            assert person is not None, login
            with writing():
                token = actions.start_session(by=person, address="127.0.0.1")
        return f"{people.COOKIE}={token}"

    def login_link(self, login: str) -> str:
        """Give the address of a one-time link for one of the cast."""
        with self.inside():
            person = queries.person_by_login(login)
            assert person is not None, login
            with writing():
                token = actions.make_login_link(by=person.system(), person_id=person.id)
            return f"/enter/{token}"

    def ids(self, *logins: str) -> tuple[int, ...]:
        """Give the numbers of people of the cast."""
        with self.inside():
            cast = people.everybody()
            return tuple(cast[login].id for login in logins)
