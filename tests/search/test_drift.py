"""I1: whatever happens to rows, worker, disk and files, the index ends equal to the rows."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from caseapp.search import engine, postgres
from caseapp.search.engines import SearchEngine
from caseapp.search.index import Index
from caseapp.search.postgres import PostgresIndex
from tests.figures import Figure
from tests.postgres import cluster
from tests.search.library import (
    CHIEF,
    LISHAN,
    OFFICER,
    STRANGER,
    TIEXI,
    Library,
    entry,
    unit_tokens,
)

GOODS = ("电饭锅", "电风扇", "净水器", "台灯")
READERS = (CHIEF, OFFICER, STRANGER)


class Life:
    """An office's life in random steps: rows change, and now and then something breaks."""

    def __init__(
        self,
        dice: random.Random,
        root: Path,
        monkeypatch: pytest.MonkeyPatch,
        *,
        made: Callable[[Path], SearchEngine] = Index,
    ) -> None:
        self.dice, self.root, self._patch = dice, root, monkeypatch
        self.library = Library(root, made)
        # A second worker in a process of its own: the same rows, files opened apart.
        self.other = self.library.open(root)
        self.library.finder.feed.rebuild()
        self.last = 0
        self.faults = self.refused = 0

    def step(self) -> None:
        """Do one thing: mostly work, sometimes a fault."""
        (act,) = self.dice.choices(
            (
                *(self.save, self.move, self.withdraw, self.work, self.other_works, self.rebuild),
                *(self.break_a_file, self.fail_to_flush, self.die_midway, self.fill_the_disk),
            ),
            (40, 8, 8, 30, 8, 0.3, 0.5, 0.7, 0.7, 0.7),
        )
        act()

    def save(self) -> None:
        """Create a row, or change one there."""
        if not self.library.cases.rows or self.dice.random() < 0.4:
            self.last += 1
            number, version = self.last, 1
        else:
            number = self.dice.choice(list(self.library.cases.rows))
            version = self.library.cases.rows[number].version + 1
        title = f"{self.dice.choice(GOODS)}{self.dice.choice(GOODS)}案"
        self.library.save(entry(number, title, version=version))

    def move(self) -> None:
        """Give a row to another unit."""
        if rows := self.library.cases.rows:
            number = self.dice.choice(list(rows))
            acl = unit_tokens(self.dice.choice((TIEXI, LISHAN)))
            self.library.save(
                entry(number, rows[number].title, acl=acl, version=rows[number].version + 1)
            )

    def withdraw(self) -> None:
        """Seal or delete a row: its source gives nothing any more."""
        if self.library.cases.rows:
            number = self.dice.choice(list(self.library.cases.rows))
            del self.library.cases.rows[number]
            self.library.waiting.append(("case", number))

    def work(self) -> None:
        """Let the worker take what waits, or a part of it."""
        self._take(self.library.finder.feed.index_objects)

    def other_works(self) -> None:
        """Let the second worker take it."""
        self._take(self.other.feed.index_objects)

    def _take(self, index: Callable[[str, list[int]], None]) -> None:
        batch = self.library.waiting[: self.dice.randint(1, 40)]
        try:
            if batch:
                index("case", [number for _, number in batch])
        except Exception:  # noqa: BLE001 - as the real worker: the rows wait for the next turn
            self.refused += 1
        else:
            del self.library.waiting[: len(batch)]

    def rebuild(self) -> None:
        """Build anew."""
        self.library.finder.feed.rebuild()

    def break_a_file(self) -> None:
        """Delete, empty, cut or flip a file of the serving generation."""
        serving = self.library.finder.index.folder.current()
        files = sorted(path for path in serving.iterdir() if path.is_file()) if serving else []
        if not files:
            return
        path, content = self.dice.choice(files), b""
        content = path.read_bytes()
        half = len(content) // 2
        harmed = (b"", content[:half], content[:half] + b"\xaa" + content[half + 1 :])
        path.write_bytes(self.dice.choice(harmed))
        self.library.finder.index.close()
        self.faults += 1
        assert self.library.finder.find("电饭锅", by=CHIEF).was_asked

    def fail_to_flush(self) -> None:
        """Refuse the flush of a file, as a dying disk does."""
        self._refused("sync_file", OSError(5, "Input/output error"))

    def fill_the_disk(self) -> None:
        """Refuse the naming of new files, as a full disk does."""
        self._refused("sync_folder", OSError(28, "No space left on device"))

    def die_midway(self) -> None:
        """Stop the worker in the middle of a commit."""
        self._refused("sync_file", KeyboardInterrupt())

    def _refused(self, name: str, error: BaseException, *, where: Any = engine) -> None:
        def fail(*_given: object, **_named: object) -> None:
            raise error

        self.faults += 1
        self.save()
        with self._patch.context() as patch:
            patch.setattr(where, name, fail)
            with contextlib.suppress(KeyboardInterrupt):
                self.work()


class LifeInPostgres(Life):
    """The same where the index lies in PostgreSQL: other things break there."""

    HARMS = (
        'DELETE FROM search_index."{table}" WHERE mod(object_id, 3) = 0',
        'UPDATE search_index."{table}" SET version = version + 1000 WHERE mod(object_id, 2) = 0',
        'TRUNCATE search_index."{table}"',
        'DROP TABLE search_index."{table}"',
        "DROP TABLE search_index.note",
        "DELETE FROM search_index.current",
    )

    def __init__(
        self, dice: random.Random, root: Path, monkeypatch: pytest.MonkeyPatch, *, lines: sa.Engine
    ) -> None:
        self.lines = lines
        super().__init__(dice, root, monkeypatch, made=lambda _: PostgresIndex(lambda: lines))

    def break_a_file(self) -> None:
        """Harm the table of the serving generation, or those that name it."""
        index = self.library.finder.index
        if not index.is_usable():
            return
        harm = self.dice.choice(self.HARMS).format(table=index.health().generation)
        with self.lines.begin() as line:
            line.execute(sa.DDL(harm))
        self.faults += 1
        assert self.library.finder.find("电饭锅", by=CHIEF).was_asked

    def fail_to_flush(self) -> None:
        """Let the server refuse what is written, in the middle of it."""
        error = sa.exc.OperationalError("INSERT", {}, Exception("no space left on device"))
        self._refused("row_of", error, where=postgres)

    def fill_the_disk(self) -> None:
        """Cut every connection to the server."""
        self.faults += 1
        ours = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
        with self.lines.begin() as line:
            line.execute(sa.text(f"{ours} current_database() AND pid <> pg_backend_pid()"))
        self.save()
        self.work()

    def die_midway(self) -> None:
        """Stop the worker in the middle of a transaction."""
        self._refused("row_of", KeyboardInterrupt(), where=postgres)


@pytest.fixture(params=["whoosh", "postgres"])
def life(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    full_size: bool,
) -> Iterator[Life]:
    """Give an office at its beginning, with either engine."""
    seed = random.SystemRandom().randrange(10**9) if full_size else 9
    dice = random.Random(seed)  # noqa: S311 - a walk, no secret
    # Shown with a failure, so that the same walk can be gone again.
    request.node.add_report_section("setup", "seed", str(seed))
    if request.param == "whoosh":
        mine = Life(dice, tmp_path / "index", monkeypatch)
        yield mine
        mine.library.finder.index.close()
        mine.other.index.close()
        return
    with cluster() as running:
        lines = sa.create_engine(running.format(database="postgres"))
        yield LifeInPostgres(dice, tmp_path / "index", monkeypatch, lines=lines)
        lines.dispose()


@pytest.mark.timeout(3600)
def test_after_any_life_the_index_equals_the_rows(
    life: Life, tmp_path: Path, figure: Figure, *, full_size: bool
):
    operations = 10_000 if full_size else 400
    for _ in range(operations):
        life.step()
    library = life.library
    # The night mends what was damaged while nobody asked; then nothing may be left.
    library.finder.feed.tend()
    library.work()
    library.finder.feed.tend()
    drift = library.finder.feed.drift()
    fresh = Library(tmp_path / "fresh")
    fresh.cases.rows = library.cases.rows
    fresh.finder.feed.rebuild()
    unlike = [
        (word, by.name)
        for word in GOODS
        for by in READERS
        if library.keys(word, by) != fresh.keys(word, by)
    ]
    fresh.finder.index.close()
    what = f"{type(life).__name__}, {operations} operations, {life.faults} faults"
    figure("I1", f"{what}: index unlike the rows", reached=len(drift), asked="0")
    assert (drift, unlike) == ([], [])
    assert life.faults > operations / 100
    assert life.refused
