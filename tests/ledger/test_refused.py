"""The program's own connections cannot change the trail, whatever statement reaches them."""

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from caseapp.base.authorizing import maintaining
from caseapp.base.db import Base, db, writing
from caseapp.ledger import actions, queries
from caseapp.ledger.checkpoints import Witness
from caseapp.ledger.witnessing import witness_trail
from tests.figures import Figure
from tests.ledger.clerks import LI, build
from tests.ledger.conftest import TABLES

ROWS = 3
CHANGES = (
    "UPDATE audit_row SET reason = 'x'",
    "UPDATE audit_row SET seq = 9 WHERE seq = 3",
    "DELETE FROM audit_row WHERE seq = 3",
    "DELETE FROM audit_row",
    "UPDATE audit_checkpoint SET head = 'x'",
    "DELETE FROM audit_checkpoint",
)
ROUNDABOUT = (
    "DROP TRIGGER audit_row_never_changed",
    "DROP TRIGGER audit_row_never_deleted",
    "DROP TRIGGER audit_row_only_appended",
    "DROP TRIGGER audit_checkpoint_never_changed",
    "CREATE TRIGGER mine BEFORE INSERT ON audit_row BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TEMP TRIGGER mine BEFORE INSERT ON audit_row BEGIN SELECT RAISE(IGNORE); END",
    "DROP TABLE audit_row",
    "ALTER TABLE audit_row RENAME TO gone",
    "ALTER TABLE audit_row DROP COLUMN reason",
    "ATTACH DATABASE ':memory:' AS other",
    "PRAGMA writable_schema=ON",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA synchronous=OFF",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA trusted_schema=ON",
    "PRAGMA recursive_triggers=OFF",
    "PRAGMA ignore_check_constraints=ON",
    "SELECT load_extension('x')",
)


@pytest.fixture
def filled(office: Flask, tmp_path: Path) -> Flask:
    """Give a trail of three rows and a checkpoint."""
    for number in range(1, ROWS + 1):
        with writing():
            actions.record(by=LI, action="x", object_kind="case", object_id=number)
    witness_trail(Witness(tmp_path / "keys", tmp_path / "anchors.jsonl"), at_once=True)
    return office


def say(statement: str) -> None:
    with writing():
        db.session.connection().exec_driver_sql(statement)


@pytest.mark.parametrize("statement", CHANGES)
def test_a_change_of_the_trail_is_refused(filled: Flask, statement: str) -> None:  # T5
    with pytest.raises(sa.exc.DatabaseError, match=r"not authorized|audit rows are never"):
        say(statement)
    db.session.rollback()
    assert queries.verify_chain().rows == ROWS
    assert len(queries.checkpoints()) == 1


@pytest.mark.sqlite
@pytest.mark.parametrize("statement", CHANGES)
def test_the_triggers_refuse_it_even_in_maintenance(filled: Flask, statement: str) -> None:  # T5
    with (
        maintaining("a migration"),
        pytest.raises(sa.exc.DatabaseError, match=r"audit (rows|checkpoints) are never"),
    ):
        say(statement)
    assert queries.verify_chain().rows == ROWS


@pytest.mark.sqlite
@pytest.mark.parametrize("statement", ROUNDABOUT)
def test_no_way_round_is_open(filled: Flask, statement: str) -> None:  # T5
    with pytest.raises(sa.exc.DatabaseError, match="not authorized"):
        say(statement)
    assert queries.verify_chain().ok


@pytest.mark.sqlite
def test_a_replacing_insert_does_not_get_through(filled: Flask) -> None:  # T5
    with pytest.raises(sa.exc.DatabaseError, match="audit rows are only appended"):
        say("INSERT OR REPLACE INTO audit_row SELECT * FROM audit_row WHERE seq = 2")
    assert queries.verify_chain().ok


@pytest.mark.sqlite
def test_what_an_office_needs_stays_open(filled: Flask) -> None:
    for asked in ("integrity_check", "foreign_key_check", "table_info(audit_row)", "journal_mode"):
        db.session.connection().exec_driver_sql(f"PRAGMA {asked}").all()
    db.session.rollback()
    with maintaining("a migration"):
        say("CREATE TABLE more (id INTEGER)")
    say("INSERT INTO more VALUES (1)")
    say("UPDATE more SET id = 2")
    say("DELETE FROM more")


@pytest.mark.sqlite
def test_being_asked_costs_a_page_next_to_nothing(filled: Flask, figure: Figure) -> None:
    """The authorizer is asked when a statement is prepared, and prepared statements are kept."""
    driver = db.session.connection().connection.driver_connection
    asked = "SELECT * FROM audit_row WHERE seq = ?"

    def spent(rounds: int = 2000) -> float:
        best = []
        for _ in range(5):
            begin = time.perf_counter()
            for number in range(rounds):
                driver.execute(asked, (number % ROWS,)).fetchall()
            best.append(time.perf_counter() - begin)
        return min(best) / rounds

    with_it = spent()
    driver.set_authorizer(None)
    without = spent()
    db.session.remove()
    db.engine.dispose()
    more = (with_it - without) * 1e6
    figure("T5", "authorizer, µs more a statement", reached=f"{more:.2f}", asked="near 0")


@pytest.fixture
def owner(postgres: str) -> Iterator[str]:
    """Give the address of a database whose owner is no superuser, as an office's is."""
    engine = sa.create_engine(
        postgres.format(database="postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
    )
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE ROLE office_role LOGIN")
        connection.exec_driver_sql("CREATE DATABASE owned OWNER office_role")
    yield postgres.format(database="owned").replace("caseapp@", "office_role@")
    with engine.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE owned WITH (FORCE)")
        connection.exec_driver_sql("DROP ROLE office_role")


@pytest.mark.postgres
def test_on_postgresql_the_offices_role_has_no_right_to_change_it(owner: str) -> None:  # T5
    app = build(owner)
    with app.app_context():
        Base.metadata.create_all(db.engine, tables=TABLES)
        with writing():
            actions.record(by=LI, action="x", object_kind="case", object_id=1)
        for statement in (*CHANGES, "TRUNCATE audit_row", "TRUNCATE audit_checkpoint"):
            with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
                say(statement)
        with writing():
            actions.record(by=LI, action="x", object_kind="case", object_id=2)
        assert queries.verify_chain().rows == 2
        db.session.remove()
        db.engine.dispose()


@pytest.mark.sqlite
def test_a_stranger_needs_the_file_and_is_found_by_the_chain(filled: Flask) -> None:
    """What no authorizer of ours can stop: another program on the file."""
    file = filled.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    db.session.remove()
    with contextlib.closing(sqlite3.connect(file)) as stranger:
        stranger.execute("DROP TRIGGER audit_row_never_changed")
        stranger.execute("UPDATE audit_row SET reason = 'x' WHERE seq = 2")
        stranger.commit()
    assert [(p.seq, p.kind) for p in queries.verify_chain().problems] == [(2, "altered")]
