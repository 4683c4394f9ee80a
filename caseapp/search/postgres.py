"""The index in PostgreSQL: the same answers as the one on disk, for several web machines at once."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from caseapp.search import postgres_tables as tables
from caseapp.search.ask import Ask, Found
from caseapp.search.card import Card
from caseapp.search.folder import Pair
from caseapp.search.index import Health, Unusable
from caseapp.search.postgres_question import read, statement
from caseapp.search.postgres_rows import row_of

_log = logging.getLogger("caseapp.search")
_ROWS_A_COMMIT = 500
# Nobody waits longer for an answer; what is slower than this is answered from the database.
_LONGEST = "1800ms"
# A table or a column is gone, or the server finds the bytes of its files damaged.
_DAMAGE = frozenset({"42P01", "42703", "3F000", "XX000", "XX001", "XX002", "58P01"})


class PostgresIndex:
    """The index of an office whose database is PostgreSQL; safe from several threads and machines."""

    name = "PostgreSQL"
    keeps_files = False

    def __init__(self, connect: Callable[[], Engine], *, layout: str = tables.LAYOUT) -> None:
        # Lines of its own: what is written here is kept whatever becomes of the caller's transaction.
        self._connect = connect
        self._layout = layout

    def is_usable(self) -> bool:
        """Say whether the index can be asked."""
        try:
            with self._connect().connect() as connection:
                return self._is_sound(connection)
        except SQLAlchemyError:
            _log.warning("the state of the index cannot be read", exc_info=True)
            return False

    def search(self, ask: Ask) -> dict[str, Found]:
        """Return the first matches by kind, or Unusable."""
        with self._asking() as (connection, table):
            return read(connection.execute(statement(ask, table)), ask)

    def versions(self, kind: str) -> dict[int, int]:
        """Return the version of every object of a kind, to compare with the database."""
        with self._asking(longest="0") as (connection, table):
            asked = sa.select(table.c.object_id, table.c.version).where(table.c.kind == kind)
            return {row.object_id: row.version for row in connection.execute(asked)}

    def digest(self, kind: str, bucket: int = 1000) -> dict[int, tuple[int, int]]:
        """Return count and digest of (id, version) for each bucket of ids."""
        sums: dict[int, tuple[int, int]] = {}
        for number, version in self.versions(kind).items():
            count, digest = sums.get(number // bucket, (0, 0))
            sums[number // bucket] = (count + 1, digest ^ hash((number, version)))
        return sums

    def health(self) -> Health:
        """Return the state of the index; what the server has yet to clear away counts as deleted."""
        try:
            with self._asking(longest="0") as (connection, table):
                live = connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
                place = f"{tables.SCHEMA}.{table.name}"
                dead = sa.func.pg_stat_get_dead_tuples(sa.cast(place, _REGCLASS))
                deleted = connection.scalar(sa.select(dead)) or 0
                size = connection.scalar(tables.bytes_used()) or 0
                return Health(True, int(live), int(deleted), 1, int(size), table.name)  # noqa: FBT003 - a line of figures
        except Unusable:
            return Health(is_usable=False)

    def apply(self, cards: Sequence[Card], gone: Iterable[Pair] = ()) -> None:
        """Write cards and forget objects; when it returns, the disk holds them."""
        changed = [*((card.kind, card.object_id) for card in cards), *gone]
        with self._connect().begin() as connection:
            if not tables.is_prepared(connection):
                return  # a first build reads every row anyway
            tables.lock_writer(connection)
            serving = tables.serving(connection, layout=self._layout)
            # A rebuild reads every row anyway: what an unusable index misses is not lost.
            if serving is not None and not serving.damaged:
                _replace(connection, tables.rows_of(serving.number), cards=cards, changed=changed)
            tables.note_for_builds(connection, changed)

    def rebuild_into(
        self,
        cards: Callable[[], Iterable[Card]],
        current: Callable[[Sequence[Pair]], Sequence[Card]],
    ) -> None:
        """Build a new generation while the old one serves, catch up, then swap."""
        with self._connect().connect() as connection, tables.only_builder(connection):
            tables.prepare(connection)
            number = tables.begin(connection, layout=self._layout)
            try:
                self._fill(connection, number, cards=cards, current=current)
            except BaseException:
                # Killed or cut off, it is the next builder who clears this away.
                if not connection.invalidated:
                    connection.rollback()
                    tables.drop(connection, number)
                    connection.commit()
                raise
        self.sweep()

    def sweep(self) -> None:
        """Drop the generations that nobody reads any more, each as soon as it is free."""
        with self._connect().connect() as connection:
            if not tables.is_prepared(connection):
                return
            for number in tables.left_over(connection, layout=self._layout):
                connection.execute(sa.select(*_set_for({"lock_timeout": "500ms"})))
                try:
                    tables.drop(connection, number)
                    connection.commit()
                except DBAPIError:
                    connection.rollback()  # somebody still reads it; it goes next time

    def mark_damaged(self, why: str) -> None:
        """Let no process on any machine trust this generation any more."""
        mine = tables.CURRENT.c.layout == self._layout
        with self._connect().begin() as connection:
            connection.execute(sa.update(tables.CURRENT).where(mine).values(damaged=why[:500]))

    def close(self) -> None:
        """Close the connections."""
        self._connect().dispose()

    def _fill(
        self,
        connection: Connection,
        number: int,
        *,
        cards: Callable[[], Iterable[Card]],
        current: Callable[[Sequence[Pair]], Sequence[Card]],
    ) -> None:
        """Write a generation, catch up with what changed meanwhile, and let it serve."""
        table = tables.rows_of(number)
        for some in _in_batches(cards()):
            connection.execute(sa.insert(table), [row_of(card) for card in some])
            connection.commit()
        tables.index(connection, number)
        tables.lock_writer(connection)
        changed = tables.noted(connection, number)
        if changed:
            _replace(connection, table, cards=current(changed), changed=changed)
        tables.publish(connection, number, layout=self._layout)
        connection.commit()

    def _is_sound(self, connection: Connection) -> bool:
        if not tables.is_prepared(connection):
            return False
        serving = tables.serving(connection, layout=self._layout)
        return serving is not None and not serving.damaged

    @contextmanager
    def _asking(self, *, longest: str = _LONGEST) -> Iterator[tuple[Connection, sa.Table]]:
        """Lend the generation that serves; whatever is wrong with it becomes Unusable."""
        try:
            with self._connect().begin() as connection:
                serving = tables.serving(
                    connection, layout=self._layout, settings=_settings(longest)
                )
                if serving is None or serving.damaged:
                    raise Unusable
                yield connection, tables.rows_of(serving.number)
        except SQLAlchemyError as error:
            self._doubt(error)
            raise Unusable from error

    def _doubt(self, error: SQLAlchemyError) -> None:
        """Mark what is damaged; a server that is slow or away says nothing about the index."""
        state = getattr(getattr(error, "orig", None), "sqlstate", None)
        _log.warning("the search index does not answer (%s)", state, exc_info=error)
        if state in _DAMAGE:
            with contextlib.suppress(
                SQLAlchemyError
            ):  # before the first build nothing can be marked
                self.mark_damaged(state)


# The statement is made for its lexemes: reading all rows is never the better way, and nobody waits for JIT.
_PLANNING = {
    "enable_seqscan": "off",
    "enable_indexscan": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "plan_cache_mode": "force_custom_plan",
    "work_mem": "64MB",
}
_REGCLASS = sa.dialects.postgresql.REGCLASS()


@cache
def _settings(longest: str) -> tuple[sa.ColumnElement[str], ...]:
    """Return what sets the server for one question, until its transaction ends."""
    return _set_for({"statement_timeout": longest, **_PLANNING})


def _set_for(values: Mapping[str, str]) -> tuple[sa.ColumnElement[str], ...]:
    return tuple(sa.func.set_config(name, value, sa.true()) for name, value in values.items())


def _replace(
    connection: Connection, table: sa.Table, *, cards: Sequence[Card], changed: Sequence[Pair]
) -> None:
    by_kind: dict[str, list[int]] = {}
    for kind, number in changed:
        by_kind.setdefault(kind, []).append(number)
    for kind, numbers in by_kind.items():
        held = table.c.object_id == sa.any_(sa.cast(numbers, ARRAY(sa.BigInteger)))
        connection.execute(sa.delete(table).where(table.c.kind == kind, held))
    if cards:
        rows = {(card.kind, card.object_id): row_of(card) for card in cards}
        connection.execute(sa.insert(table), list(rows.values()))


def _in_batches(cards: Iterable[Card]) -> Iterator[list[Card]]:
    rest = iter(cards)
    while some := list(islice(rest, _ROWS_A_COMMIT)):
        yield some


def beside(main: Callable[[], Engine]) -> Callable[[], Engine]:
    """Return connections of its own to the database of another engine, closed together with it."""
    made: dict[Engine, Engine] = {}

    def connect() -> Engine:
        office = main()
        if office not in made:
            own = sa.create_engine(
                office.url, pool_size=4, max_overflow=8, pool_timeout=1.0, pool_pre_ping=True
            )
            sa.event.listen(office, "engine_disposed", lambda _: own.dispose())
            made[office] = own
        return made[office]

    return connect
