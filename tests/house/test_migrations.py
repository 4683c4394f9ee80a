"""The migrations make exactly the tables of the models, in both directions, on both databases."""

import ast

import flask_migrate
import pytest
from alembic.script import Script, ScriptDirectory
from flask import Flask

from caseapp.base.authorizing import maintaining
from caseapp.base.db import db
from tests.house import tree
from tests.house.portrait import portrait
from tests.offices import Office, migrate

FOLDER = tree.ROOT / "migrations"


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
