"""`caseapp search check` says which objects the index has wrong, and mends them, whatever the engine."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from flask import Flask

from caseapp.cli import search as command
from caseapp.search.engines import SearchEngine
from caseapp.search.finder import Finder
from caseapp.search.index import Index
from caseapp.search.postgres import PostgresIndex
from tests.postgres import cluster
from tests.search.library import Library, entry


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Run one PostgreSQL for this file."""
    with cluster() as running:
        yield running.format(database="postgres")


@pytest.fixture(params=["whoosh", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """Give each engine in turn, without an index."""
    made: SearchEngine = Index(tmp_path / "index")
    if request.param == "postgres":
        own = sa.create_engine(request.getfixturevalue("address"))
        with own.begin() as connection:
            connection.execute(sa.DDL("DROP SCHEMA IF EXISTS search_index CASCADE"))
        made = PostgresIndex(lambda: own)
    yield made
    made.close()


@pytest.fixture
def shelf(
    engine: SearchEngine, tmp_path: Path, *, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> Library:
    """Let the command search ten cases and two tickets."""
    library = Library(tmp_path / "unused")
    library.finder = Finder(tmp_path, pending=lambda: tuple(library.waiting), index=engine)
    for source in (library.cases, library.tickets):
        library.finder.register(source)
    library.cases.put(*(entry(number) for number in range(1, 11)))
    library.tickets.put(entry(1), entry(2))
    library.finder.feed.rebuild()
    monkeypatch.setitem(app.extensions, "search", library.finder)
    monkeypatch.setattr(command, "opened", lambda: contextlib.nullcontext(app))
    return library


def check(*words: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(command.search, ["check", *words])


def spoil(library: Library) -> None:
    """Lose two cases, keep one that is no more, keep one as it was."""
    library.finder.index.apply((), [("case", 3), ("case", 4)])
    library.cases.rows.pop(9)
    library.cases.put(entry(5, version=2))


def test_an_index_like_the_database_is_said_to_be(shelf: Library):
    done = check()
    assert (done.exit_code, done.output) == (0, "索引与数据库一致，共 12 项。\n")


def test_differences_are_told_as_sets_and_mended_when_asked(shelf: Library):
    spoil(shelf)
    told = (
        "索引与数据库不同：4 项，共比对 11 项。\n"
        "案件（case）：4 项，共 9 项\n"
        "　缺少 2 项：3、4\n"
        "　多余 1 项：9\n"
        "　旧版 1 项：5\n"
    )
    done = check()
    assert (done.exit_code, done.output) == (1, told)
    done = check("--mend")
    assert (done.exit_code, done.output) == (0, f"{told}已补齐 4 项，仍不同 0 项。\n")
    assert check().output == "索引与数据库一致，共 11 项。\n"


def test_json_lists_every_number(shelf: Library):
    spoil(shelf)
    done = check("--json")
    assert json.loads(done.output) == {
        "objects": 11,
        "different": 4,
        "left": 4,
        "kinds": [
            {"kind": "case", "objects": 9, "missing": [3, 4], "too_many": [9], "old": [5]},
            {"kind": "ticket", "objects": 2, "missing": [], "too_many": [], "old": []},
        ],
    }


def test_what_waits_for_the_worker_is_no_difference(shelf: Library):
    shelf.save(entry(5, version=2), entry(11))
    done = check()
    assert (done.exit_code, done.output) == (0, "索引与数据库一致，共 13 项。\n")


def test_without_an_index_the_command_says_what_to_do_and_mends_by_building(shelf: Library):
    shelf.finder.index.mark_damaged("test")
    done = check()
    assert done.exit_code == 1
    assert "没有可用的索引，无法比对。请执行 caseapp search rebuild。" in done.output
    assert check("--mend").output == "索引与数据库一致，共 12 项。\n"


def test_long_sets_say_how_many_of_how_many_are_listed(shelf: Library):
    shelf.cases.put(*(entry(number) for number in range(100, 160)))
    assert "148、149……（列出 50 项，共 60 项；--json 列出全部）" in check().output
