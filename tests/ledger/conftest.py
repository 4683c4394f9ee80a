"""A ledger of its own for each test, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from caseapp.base.authorizing import maintaining
from caseapp.base.db import Base, db
from caseapp.ledger import models
from tests.ledger.clerks import build
from tests.postgres import cluster

TABLES = [
    sa.inspect(model).local_table
    for model in (
        models.AuditRow,
        models.AuditCheckpoint,
        models.OutboxEvent,
        models.StoredFile,
        models.NumberSeries,
        models.NumberEntry,
        models.DoneRequest,
    )
]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with cluster() as address:
        yield address


@pytest.fixture
def new_postgres(postgres: str, tmp_path: Path) -> str:
    name = f"ledger_{abs(hash(tmp_path))}"
    engine = sa.create_engine(
        postgres.format(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    return postgres.format(database=name)


@pytest.fixture
def office(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """A program that has nothing but a ledger, on the database whose turn it is."""
    url = f"sqlite:///{tmp_path / 'office.sqlite3'}"
    app = build(url if database == "sqlite" else request.getfixturevalue("new_postgres"))
    with app.app_context():
        with maintaining("tables of a test"):
            Base.metadata.create_all(db.engine, tables=TABLES)
        yield app
        db.session.remove()
        db.engine.dispose()
