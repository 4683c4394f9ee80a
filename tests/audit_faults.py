"""Faults of the audit trail with a real cause: the database itself refuses the row."""

import contextlib
from collections.abc import Iterator

import sqlalchemy as sa

from caseapp.base.authorizing import maintaining

REFUSING = (
    "CREATE TRIGGER audit_refused BEFORE INSERT ON audit_row "
    "BEGIN SELECT RAISE(ABORT, 'the disk of the trail is full'); END"
)
_SQLITE = (REFUSING,)
_POSTGRES = (
    "CREATE FUNCTION audit_refused() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the disk of the trail is full'; END $$",
    "CREATE TRIGGER audit_refused BEFORE INSERT ON audit_row "
    "FOR EACH ROW EXECUTE FUNCTION audit_refused()",
)


@contextlib.contextmanager
def nothing_can_be_recorded(url: str) -> Iterator[None]:
    """Let the database refuse every audit row for a while, through a connection of our own."""
    on_sqlite = url.startswith("sqlite")
    _say(url, _SQLITE if on_sqlite else _POSTGRES)
    try:
        yield
    finally:
        _say(
            url,
            ("DROP TRIGGER audit_refused",)
            if on_sqlite
            else ("DROP FUNCTION audit_refused() CASCADE",),
        )


def _say(url: str, statements: tuple[str, ...]) -> None:
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with maintaining("a fault"), engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()
