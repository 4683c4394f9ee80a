"""Run the migrations: alone, in one transaction, all of them or none, on either database."""

import re
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import context
from alembic.script import ScriptDirectory

from caseapp.base.authorizing import maintaining
from caseapp.base.db import db, writing

HEAD_FILE = Path(__file__).with_name("current-head")
LONGEST_NAME = 32  # the width of Alembic's own column
ADVISORY_LOCK = 20150701  # any number, as long as every start of the program uses the same one


class MigrationRefused(Exception):
    """The database is not touched, or put back as it was; the text says why."""


@contextmanager
def connection_of_our_own():
    """Lend a connection that holds the write lock and leaves foreign keys alone until the end."""
    with writing(), maintaining("migrations"):
        db.session.close()  # the lock stays with us, the session's own transaction would block us
        with db.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                yield from _on_sqlite(connection)
            else:
                connection.execute(sa.text(f"SELECT pg_advisory_lock({ADVISORY_LOCK})"))
                connection.commit()
                try:
                    yield connection
                finally:
                    connection.rollback()
                    connection.execute(sa.text(f"SELECT pg_advisory_unlock({ADVISORY_LOCK})"))
                    connection.commit()


def _on_sqlite(connection):
    # SQLite changes a table by copying and dropping it, which would delete all that refers to it;
    # the switch has no effect inside a transaction.
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield connection
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


def refuse_orphans(connection):
    """Look for rows that refer to nothing before the change becomes true."""
    if connection.dialect.name != "sqlite":
        return
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if orphans:
        raise MigrationRefused(f"{len(orphans)} rows would refer to nothing, first {orphans[0]}")


def plain_types(kind, item, _autogen):
    """Write our column types as what is stored: a migration never imports the application."""
    if kind == "type" and isinstance(item, sa.TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def name_by_number(_context, _revision, directives):
    """Number a new migration and note the head, so that two branches meet in a conflict."""
    (script,) = directives
    if not script.message:  # a mere comparison of models and tables
        return
    folder = ScriptDirectory.from_config(context.config)
    number = sum(1 for _ in folder.walk_revisions()) + 1
    words = re.sub(r"[^a-z0-9]+", "_", (script.message or "change").lower()).strip("_")
    script.rev_id = f"{number:04d}_{words}"[:LONGEST_NAME].rstrip("_")
    HEAD_FILE.write_text(f"{script.rev_id}\n", encoding="utf-8")


def run():
    """Bring the database to where Alembic was asked to."""
    if context.is_offline_mode():
        raise MigrationRefused("scripts of plain SQL are not made: some steps look at the data")
    with connection_of_our_own() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=True,  # the same file runs on both databases
            transactional_ddl=True,  # SQLite can, once we say BEGIN ourselves
            render_item=plain_types,
            compare_type=True,
            process_revision_directives=name_by_number,
        )
        with context.begin_transaction():
            context.run_migrations()
            refuse_orphans(connection)


run()
