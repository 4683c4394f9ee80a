"""Whatever somebody types into search, and whatever became of the index: an answer or a sentence."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask

from caseapp.search import engine
from tests.pages import Page, Reader
from tests.search.library import Library, entry

WITHIN = 2.0
TYPED = (
    *("", " ", "　\t\r\n", "电" * 10_000, "电饭锅 " * 2_500, "(" * 10_000),
    *(
        "，。！？……",
        "?*~^",
        "*",
        "电*",
        '"',
        '"电饭锅',
        "“电饭锅",
        "(",
        ")",
        "((电饭锅",
        "电饭锅)）",
    ),
    *(
        "\0",
        "电饭\0锅",
        "👨‍👩‍👧‍👦",
        "电饭锅👍",
        "\ud800",
        "电\udfff饭锅",
        "\u202e电饭锅\u202c",
        "\u200b\ufeff",
    ),
    *("或", "OR", "且", "AND", "不含", "NOT", "-", "|", "&", "或 或", "- - 电饭锅", "电饭锅 或"),
    *(
        "案",
        "鞍知案字",
        "电饭锅案",
        "a" * 200,
        "a " * 99,
        "9" * 200,
        "zh" * 60,
        "[a TO z]",
        "类型:",
    ),
)
ADDRESSES = (
    *("page=0", "page=-1", "page=9999999", "page=99999999999999999999", "page=一", "page=%00"),
    *(
        "f=",
        "f=:",
        "f=state",
        "f=state:",
        "f=state:%00",
        "f=nothing:x",
        "f=state:%01",
        "f=state:" + "x" * 5_000,
    ),
    *("f=year:%ED%A0%80", "&".join(f"f=year:{n}" for n in range(300)), "kind=", "kind=%00"),
    *("since=2015-02-30", "since=9999-12-31&until=0001-01-01", "since=0000-00-00", "until=%00"),
    *("order=", "order=%F0%9F%91%8D", "order=newest;DROP", "page=2&page=3&order=oldest"),
)


@pytest.fixture
def shelf(
    app: Flask,
    library: Library,
    *,
    monkeypatch: pytest.MonkeyPatch,
    as_person: Callable[[str], Reader],
) -> Library:
    """Let the pages search a small library that all its readers may see."""
    library.save(*(entry(n, f"电饭锅案{n}", "正文写了许多字。" * 9) for n in range(1, 121)))
    library.work()
    library.save(entry(121, "电饭锅案"))
    library.work()
    monkeypatch.setitem(app.extensions, "search", library.finder)
    library.cases.everyone = frozenset({"u:/210303/"})
    # Templates and dictionaries are loaded by then, as in a program that runs.
    as_person("wang").get("/search?q=dianfanguo")
    return library


def answered(wang: Reader, query: dict[str, str | bytes] | str) -> Page:
    """Ask, and see an answer or a sentence within the time a person waits."""
    started = time.process_time()
    page = wang.get("/search", query_string=query)
    spent = time.process_time() - started
    assert page.status == 200, query
    assert spent < WITHIN, f"{query!r}: {spent:.1f} s"
    said = page.all(".//ol[@id='hits']/li") or "请" in page.text or "没有找到" in page.text
    assert said, (query, page.text)
    return page


def test_whatever_is_typed_gets_an_answer_or_a_sentence(
    shelf: Library, as_person: Callable[[str], Reader]
):
    wang = as_person("wang")
    for typed in TYPED:
        # As a browser sends it: what is half a character arrives as bytes no text has.
        answered(wang, {"q": typed.encode("utf-8", "surrogatepass")})


def test_whatever_stands_in_the_address_gets_an_answer_or_a_sentence(
    shelf: Library, as_person: Callable[[str], Reader]
):
    wang = as_person("wang")
    for more in ADDRESSES:
        answered(wang, f"q=电饭锅&{more}")


def folder_gone(library: Library, _patch: pytest.MonkeyPatch) -> None:
    """Lose the whole folder."""
    shutil.rmtree(serving(library).parent)


def half_deleted(library: Library, _patch: pytest.MonkeyPatch) -> None:
    """Lose every other file of the serving generation."""
    for path in sorted(path for path in serving(library).iterdir() if path.is_file())[::2]:
        path.unlink()


def other_version(library: Library, patch: pytest.MonkeyPatch) -> None:
    """Find an index an older program left."""
    root = serving(library).parent
    patch.setattr(engine, "SCHEMA_VERSION", "w99-test")
    library.finder = library.open(root)


def refused(number: int) -> Callable[[Library, pytest.MonkeyPatch], None]:
    """Let the disk under the index take nothing more."""

    def harm(library: Library, patch: pytest.MonkeyPatch) -> None:
        def fail(_path: Path) -> NoReturn:
            raise OSError(number, "test")

        patch.setattr(engine, "sync_file", fail)
        library.save(entry(122, "电饭锅案"))
        with pytest.raises(OSError, match="test"):
            library.work()

    return harm


def serving(library: Library) -> Path:
    """Return the folder of the generation that serves."""
    folder = library.finder.index.folder.current()
    assert folder is not None
    return folder


HARMS = {
    "gone": folder_gone,
    "half deleted": half_deleted,
    "of another version": other_version,
    "full": refused(28),
    "read-only": refused(30),
}


@pytest.mark.parametrize("harm", HARMS)
def test_whatever_became_of_the_index_search_answers(
    shelf: Library,
    app: Flask,
    *,
    as_person: Callable[[str], Reader],
    monkeypatch: pytest.MonkeyPatch,
    harm: str,
):
    wang = as_person("wang")
    answered(wang, {"q": "电饭锅"})
    shelf.finder.index.close()
    HARMS[harm](shelf, monkeypatch)
    monkeypatch.setitem(app.extensions, "search", shelf.finder)
    page = answered(wang, {"q": "电饭锅"})
    assert len(page.all(".//ol[@id='hits']/li")) == 20
    for typed in ("电饭锅 -正文", '"', "不存在的词", "案"):
        answered(wang, {"q": typed})
    shelf.finder.index.close()
