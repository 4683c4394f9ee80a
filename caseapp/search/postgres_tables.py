"""Where the index lies in PostgreSQL: generations as tables of an own schema, one row that says which serves.

No migration knows them and no backup holds them: the engine makes, replaces and drops them itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.engine import Connection

from caseapp.search.card import CARD_VERSION
from caseapp.search.folder import Busy, Pair

SCHEMA = "search_index"
# Tells one layout from another: a new one is built beside the old. The card's part changes with what
# a card holds, on both engines; the rest with how rows keep it.
LAYOUT = f"{CARD_VERSION}-p2"
# Readers of an old generation get this long to move on.
_LEAVE_ALONE = "10 seconds"
_LOCKS = 20151201  # any number, as long as every process of the office uses the same one
_WRITER, _BUILDER = 1, 2

_meta = sa.MetaData(schema=SCHEMA)
# Which generation serves, or why it is trusted no more.
CURRENT = sa.Table(
    "current",
    _meta,
    sa.Column("layout", sa.Text, primary_key=True),
    sa.Column("generation", sa.BigInteger, nullable=False),
    sa.Column("damaged", sa.Text, nullable=False, server_default=""),
)
GENERATION = sa.Table(
    "generation",
    _meta,
    sa.Column("number", sa.BigInteger, sa.Identity(), primary_key=True),
    sa.Column("layout", sa.Text, nullable=False),
    sa.Column("is_building", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("left_at", sa.DateTime(timezone=True)),
)
# What changed while a generation was being built.
NOTE = sa.Table(
    "note",
    _meta,
    sa.Column("generation", sa.BigInteger, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("object_id", sa.BigInteger, primary_key=True),
)


@dataclass(frozen=True)
class Serving:
    """The generation that serves, as CURRENT names it."""

    number: int
    damaged: str = ""


@cache
def rows_of(generation: int) -> sa.Table:
    """Return the table of a generation; it need not exist yet."""
    table = sa.Table(
        f"g{generation}",
        sa.MetaData(schema=SCHEMA),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("object_id", sa.BigInteger, primary_key=True),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("acl", ARRAY(sa.Text), nullable=False),
        sa.Column("facets", ARRAY(sa.Text), nullable=False),
        sa.Column("numbers", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("sound", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("lexemes", TSVECTOR, nullable=False),
    )
    sa.event.listen(table, "after_create", _TUNED)
    return table


# The row itself stays small, so that counting a common word reads little: what is long lies apart.
_TUNED = sa.DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy says no type of it
    "ALTER TABLE %(fullname)s SET (toast_tuple_target = 512, autovacuum_vacuum_scale_factor = 0.05),"
    " ALTER COLUMN acl SET STORAGE MAIN, ALTER COLUMN facets SET STORAGE MAIN,"
    " ALTER COLUMN numbers SET STORAGE MAIN, ALTER COLUMN name SET STORAGE MAIN,"
    " ALTER COLUMN who SET STORAGE MAIN, ALTER COLUMN sound SET STORAGE MAIN"
)


def prepare(connection: Connection) -> None:
    """Make the schema and the tables that name the generations; under the builder's lock."""
    connection.execute(sa.schema.CreateSchema(SCHEMA, if_not_exists=True))
    _meta.create_all(connection)
    connection.commit()


def is_prepared(connection: Connection) -> bool:
    """Say whether all three tables are there."""
    held = set(sa.inspect(connection).get_table_names(schema=SCHEMA))
    return {CURRENT.name, GENERATION.name, NOTE.name} <= held


def serving(
    connection: Connection, *, layout: str, settings: Sequence[sa.ColumnElement[str]] = ()
) -> Serving | None:
    """Return the generation that serves, None before the first one is built.

    `settings` are set in the same trip: a question waits longer for each trip than for its words.
    """
    found = connection.execute(_serving(tuple(settings)), {"mine": layout}).one_or_none()
    if found is None:
        return None
    return Serving(found.generation, found.damaged or ("lost" if found.is_lost else ""))


@cache
def _serving(settings: tuple[sa.ColumnElement[str], ...]) -> sa.Select[Any]:
    table = sa.literal(f"{SCHEMA}.g").concat(sa.cast(CURRENT.c.generation, sa.Text))
    is_lost = sa.func.to_regclass(table).is_(None).label("is_lost")
    asked = sa.select(CURRENT.c.generation, CURRENT.c.damaged, is_lost, *settings)
    return asked.where(CURRENT.c.layout == sa.bindparam("mine"))


def lock_writer(connection: Connection) -> None:
    """Be the only writer until this transaction ends, over all machines."""
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCKS, _WRITER)))


@contextmanager
def only_builder(connection: Connection) -> Iterator[None]:
    """Be the only builder over all machines, through many transactions, or Busy."""
    held = connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_LOCKS, _BUILDER)))
    connection.commit()
    if not held:
        raise Busy("build")
    try:
        yield
    finally:
        # On a line that was cut the server has let go of the lock by itself.
        if not connection.invalidated and not connection.closed:
            connection.rollback()
            connection.execute(sa.select(sa.func.pg_advisory_unlock(_LOCKS, _BUILDER)))
            connection.commit()


def begin(connection: Connection, *, layout: str) -> int:
    """Make the table of a new generation, under the builder's lock; from here on changes are noted."""
    # Under this lock an unfinished generation is one whose builder was killed.
    for dead in connection.scalars(sa.select(GENERATION.c.number).where(GENERATION.c.is_building)):
        drop(connection, dead)
    number: int = connection.execute(
        sa.insert(GENERATION).values(layout=layout).returning(GENERATION.c.number)
    ).scalar_one()
    rows_of(number).create(connection)
    connection.commit()
    return number


def index(connection: Connection, number: int) -> None:
    """Make the lists of lexemes when all rows are there, which is far quicker than one by one."""
    table = rows_of(number)
    name = f"ix_g{number}_lexemes"
    lists = sa.Index(
        name, table.c.lexemes, postgresql_using="gin", postgresql_with={"fastupdate": "off"}
    )
    lists.create(connection, checkfirst=True)
    table.indexes.discard(lists)
    connection.execute(_ANALYZE.against(table))
    connection.commit()


_ANALYZE = sa.DDL("ANALYZE %(fullname)s")  # type: ignore[no-untyped-call]  # as above


def publish(connection: Connection, number: int, *, layout: str) -> None:
    """Let a finished generation serve; the old one knows since when it does not."""
    now = sa.func.clock_timestamp()
    old = sa.select(CURRENT.c.generation).where(CURRENT.c.layout == layout).scalar_subquery()
    of_old = GENERATION.c.number == old
    connection.execute(sa.update(GENERATION).where(of_old).values(left_at=now))
    here = upsert(CURRENT).values(layout=layout, generation=number, damaged="")
    told = {"generation": number, "damaged": ""}
    connection.execute(here.on_conflict_do_update(index_elements=[CURRENT.c.layout], set_=told))
    mine = GENERATION.c.number == number
    connection.execute(sa.update(GENERATION).where(mine).values(is_building=False))
    connection.execute(sa.delete(NOTE).where(NOTE.c.generation == number))


def drop(connection: Connection, number: int) -> None:
    """Give back the room of a generation."""
    rows_of(number).drop(connection, checkfirst=True)
    connection.execute(sa.delete(NOTE).where(NOTE.c.generation == number))
    connection.execute(sa.delete(CURRENT).where(CURRENT.c.generation == number))
    connection.execute(sa.delete(GENERATION).where(GENERATION.c.number == number))


def note_for_builds(connection: Connection, pairs: Sequence[Pair]) -> None:
    """Leave word for a rebuild under way: these changed while it was reading."""
    building = connection.scalars(
        sa.select(GENERATION.c.number).where(GENERATION.c.is_building)
    ).all()
    notes = [
        {"generation": number, "kind": kind, "object_id": object_id}
        for number in building
        for kind, object_id in dict.fromkeys(pairs)
    ]
    if notes:
        connection.execute(upsert(NOTE).on_conflict_do_nothing(), notes)


def noted(connection: Connection, number: int) -> list[Pair]:
    """Return what changed since a rebuild began, each object once."""
    found = connection.execute(
        sa.select(NOTE.c.kind, NOTE.c.object_id).where(NOTE.c.generation == number)
    )
    return [(row.kind, row.object_id) for row in found]


def left_over(connection: Connection, *, layout: str) -> list[int]:
    """Return the generations that nobody reads any more, those of older layouts among them."""
    ago = sa.func.clock_timestamp() - sa.cast(_LEAVE_ALONE, sa.Interval)
    mine = sa.select(CURRENT.c.generation).where(CURRENT.c.layout == layout).scalar_subquery()
    # A greater number of another layout is a newer program's, on another machine.
    is_old = (GENERATION.c.layout != layout) | (GENERATION.c.left_at < ago)
    older = sa.select(GENERATION.c.number).where(
        ~GENERATION.c.is_building, is_old, GENERATION.c.number < mine
    )
    return list(connection.scalars(older))


def bytes_used() -> sa.Select[Any]:
    """Return how to count the bytes of all generations, finished and not, with their lists."""
    of = sa.table("pg_class", sa.column("oid"), sa.column("relnamespace"), sa.column("relkind"))
    here = sa.func.to_regnamespace(SCHEMA)
    size = sa.func.coalesce(sa.func.sum(sa.func.pg_total_relation_size(of.c.oid)), 0)
    return sa.select(size).where(of.c.relnamespace == here, of.c.relkind == "r")
