"""The administrator reads how the index stands, and hears in time of the way up."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from caseapp.base.clock import now
from caseapp.search import condition
from caseapp.search.index import Health, Index
from caseapp.search.postgres import PostgresIndex
from tests.pages import Reader
from tests.postgres import cluster
from tests.search.library import Library, entry


class Full(Index):
    """An index in files with as many documents as told."""

    documents = 0

    def health(self) -> Health:
        """Return the figures of a sound index."""
        return Health(
            is_usable=True,
            documents=self.documents,
            segments=3,
            bytes_used=5_242_880,
            generation="g",
        )


def test_the_status_page_tells_engine_figures_and_lag(
    app: Flask,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    *,
    as_person: Callable[[str], Reader],
):
    library.cases.put(*(entry(number) for number in range(1, 6)))
    library.finder.feed.rebuild()
    library.finder.index.apply((), [("case", 5)])
    monkeypatch.setitem(app.extensions, "search", library.finder)
    page = as_person("jiang").get("/admin/status")
    rows = ["".join(row.itertext()) for row in page.all(".//table//tbody/tr")]
    (said,) = [row for row in rows if "索引状态" in row]
    assert "正常" in said
    assert "Whoosh，收录 4 项，已删未清 " in said
    assert f"第 {library.finder.index.health().generation} 代" in said
    assert "没有等待编入的事项" in said or "最早一项" in said


@pytest.mark.parametrize(("documents", "is_warned"), [(29_999, False), (30_000, True)])
def test_from_thirty_thousand_documents_in_files_the_way_up_is_named(
    tmp_path: Path, app: Flask, *, documents: int, is_warned: bool
):
    index = Full(tmp_path / "index")
    index.documents = documents
    told = condition.told(index, waiting_since=now() - timedelta(minutes=7, seconds=30))
    assert told.value == (
        f"Whoosh，收录 {documents:,} 项，已删未清 0 项，3 段，5.0 MB，第 g 代，最早一项已等待 7 分钟"
    )
    assert ("SEARCH_ENGINE=postgres" in told.advice) == is_warned
    assert ("收录已达 30,000 项" in told.advice) == is_warned


def test_without_an_index_the_page_says_what_answers_and_what_to_do(tmp_path: Path, app: Flask):
    told = condition.told(Index(tmp_path / "index"), waiting_since=None)
    assert told.value == "Whoosh，没有可用的索引，没有等待编入的事项"
    assert "caseapp search rebuild" in told.advice


def test_an_index_in_postgresql_is_told(app: Flask, library: Library):
    with cluster() as running:
        lines = sa.create_engine(running.format(database="postgres"))
        index = PostgresIndex(lambda: lines)
        library.cases.put(entry(1), entry(2))
        index.rebuild_into(lambda: library.finder.feed.cards("case", [1, 2]), lambda _: [])
        told = condition.told(index, waiting_since=None)
        index.close()
    assert told.value.startswith("PostgreSQL，收录 2 项，已删未清 0 项，1 段，")
    assert told.advice == ""
