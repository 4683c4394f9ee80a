"""The migrations make exactly the tables of the models, in both directions, on both databases."""

import ast
from datetime import date, datetime

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.script import Script, ScriptDirectory
from flask import Flask

from caseapp.base.authorizing import maintaining
from caseapp.base.db import db
from tests.house import tree
from tests.house.portrait import portrait
from tests.offices import Office, migrate

FOLDER = tree.ROOT / "migrations"
PHONED = {"channel": "phone", "matter": "advice", "answers": {}}


def scripts() -> list[Script]:
    """All migrations, the first one first."""
    return list(ScriptDirectory(str(FOLDER)).walk_revisions())[::-1]


def drawn() -> dict:
    with db.engine.connect() as connection:
        return portrait(connection)


@pytest.fixture
def empty(office: Office) -> Flask:
    """Give an application on a database without a single table."""
    app = office.on_empty_database()
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_migrations_make_the_tables_of_the_models(empty):
    migrate()
    made = drawn()
    with maintaining("tables of a test"):
        db.metadata.drop_all(db.engine)
        db.metadata.create_all(db.engine)
    meant = drawn()
    assert made.keys() == meant.keys()
    for table in meant:
        assert made[table] == meant[table], table


def test_each_migration_goes_up_and_down_and_up_again(empty):
    before = drawn()
    for script in scripts():
        migrate(script.revision)
        after = drawn()
        flask_migrate.downgrade(directory=str(FOLDER), revision="-1")
        assert drawn() == before, f"{script.revision} does not undo what it does"
        migrate(script.revision)
        assert drawn() == after
        before = after


def test_ticket_that_is_over_stays_over_on_the_way_back(empty):
    migrate("0021_ticket_life")
    with db.engine.begin() as connection, maintaining("tickets of a test"):
        known = sa.MetaData()
        known.reflect(connection, only=["unit", "ticket"])
        connection.execute(
            sa.insert(known.tables["unit"]), [_filled(known.tables["unit"], id=1, kind="office")]
        )
        ticket = known.tables["ticket"]
        states = ("open", "assigned", "closed", "joined")
        rows = [
            _filled(ticket, id=number, number=str(number), state=state, unit_id=1, **PHONED)
            for number, state in enumerate(states, start=1)
        ]
        connection.execute(sa.insert(ticket), rows)
    flask_migrate.downgrade(directory=str(FOLDER), revision="-1")
    with db.engine.connect() as connection:
        left = connection.execute(sa.text("SELECT state FROM ticket ORDER BY id")).scalars().all()
    assert left == ["open", "sent", "answered", "answered"]


def _filled(table: sa.Table, **given: object) -> dict:
    """Fill the columns that must hold something."""
    empty_of = {str: "", int: 0, bool: False, dict: {}}
    day = datetime(2024, 3, 4)  # noqa: DTZ001 - as the column keeps it
    asked = [one for one in table.columns if not one.nullable and one.name not in given]
    filled = {one.name: empty_of.get(one.type.python_type, day) for one in asked}
    for one in asked:
        if one.type.python_type is date:
            filled[one.name] = day.date()
    return {**filled, **given}


def test_there_is_one_head_and_it_is_noted():
    heads = ScriptDirectory(str(FOLDER)).get_heads()
    assert heads == [(FOLDER / "current-head").read_text(encoding="utf-8").strip()]


def test_migrations_are_numbered_in_their_order():
    for number, script in enumerate(scripts(), start=1):
        assert script.revision.startswith(f"{number:04d}_")
        assert script.path.endswith(f"/{script.revision}.py")
        assert len(script.revision) <= 32


def test_no_migration_imports_the_application():
    for path in tree.under("migrations/versions"):
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert "caseapp" not in ast.unparse(node), tree.name(path)
