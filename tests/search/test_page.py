"""The search page in a reader's hands, and the same from the command line."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from caseapp.cli import search as command
from tests.pages import Reader
from tests.search.library import Library, entry
from tests.search.test_numbers import PATENT

HOSTILE = "<script>alert(1)</script>{{7*7}}"


@pytest.fixture
def shelf(app: Flask, library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Let the pages search the small library."""
    library.save(*(entry(n, f"电饭锅案{n}", f"正文 {HOSTILE} 电饭锅") for n in range(1, 24)))
    library.save(entry(90, "水壶案", numbers=(("patent", PATENT),)))
    library.save(entry(91, "电饭锅案", acl=("u:/nowhere/",)))
    library.tickets.put(entry(1, "电饭锅举报"))
    library.waiting.append(("ticket", 1))
    library.work()
    monkeypatch.setitem(app.extensions, "search", library.finder)
    for source in (library.cases, library.tickets):
        source.everyone = frozenset({"u:/210303/"})
    return library


@pytest.fixture
def wang(as_person: Callable[[str], Reader]) -> Reader:
    """Give an officer's browser."""
    return as_person("wang")


def test_hits_come_with_kind_title_and_marked_words(shelf: Library, wang: Reader):
    page = wang.get("/search?q=电饭锅")
    assert page.status == 200
    assert page.heading == "检索"
    assert len(page.all(".//ol[@id='hits']/li")) == 20
    assert "第 1–20 项，共 24 项。" in page.text
    assert "案件 23 项" in page.text
    assert "工单 1 项" in page.text
    assert set(page.texts(".//ol[@id='hits']//mark")) == {"电饭锅"}
    assert "alert(1)</script>{{7*7}}" in page.text


def test_pages_and_kinds_are_links(shelf: Library, wang: Reader):
    wang.get("/search?q=电饭锅")
    assert wang.last is not None
    second = wang.get(wang.last.links()["下一页"])
    assert "第 21–24 项，共 24 项。" in second.text
    wang.get(second.links()["上一页"])
    tickets = wang.get(wang.last.links()["工单 1 项"])
    assert "第 1–1 项，共 1 项。" in tickets.text
    assert "电饭锅举报" in tickets.text


def test_the_first_line_says_what_was_recognised(shelf: Library, wang: Reader):
    page = wang.get("/search", query_string={"q": PATENT.lower().replace(".", " . ")})
    assert f"识别为专利号 {PATENT}，检验位正确。" in page.text
    assert "水壶案" in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请输入要找的词"),
        ("？！", "请输入要找的词"),
        ("字" * 20_000, "检索词有 20,000 个字"),
        (HOSTILE, "第 1–20 项，共 23 项"),
        ("\x00\x0b", "请输入要找的词"),
        ("没有的词", "没有找到"),
    ],
)
def test_any_question_is_answered_with_a_sentence(
    shelf: Library, wang: Reader, *, typed: str, said: str
):
    page = wang.get("/search", query_string={"q": typed, "page": "x", "kind": "nothing"})
    assert page.status == 200
    assert said in page.text


def test_a_page_beyond_the_last_shows_the_last(shelf: Library, wang: Reader):
    assert "第 21–24 项" in wang.get("/search?q=电饭锅&page=9999").text


def test_administrators_do_not_search(shelf: Library, as_person: Callable[[str], Reader]):
    assert as_person("jiang").get("/search?q=电饭锅").status == 403


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the product's command on a data folder of its own."""
    keys = data.with_name("keys")
    given = os.environ | {
        "CASEAPP_DATA": str(data),
        "CASEAPP_KEYS": str(keys),
        "CASEAPP_INDEX": str(data.with_name("index")),
    }
    command = [sys.executable, "-c", "from caseapp.cli import main; main()", *arguments]
    return subprocess.run(
        command,
        env=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        cwd=Path(__file__).parents[2],
    )


def test_commands_rebuild_search_and_refuse_in_a_sentence(tmp_path: Path):
    data = tmp_path / "data"
    built = run(data, "search", "rebuild")
    assert (built.returncode, built.stdout) == (0, "索引已重建：0 项。\n")
    nobody = run(data, "search", "电热水壶", "--as", "nobody")
    assert (nobody.returncode, nobody.stdout) == (2, "")
    assert nobody.stderr.startswith("没有登录名为 nobody 的人员。")


def test_the_command_answers_in_json(app: Flask, monkeypatch: pytest.MonkeyPatch, shelf: Library):
    monkeypatch.setattr(command, "opened", lambda: contextlib.nullcontext(app))
    given = CliRunner().invoke(command.search, ["--as", "wang", "电饭锅", "-举报", "--json"])
    answer = json.loads(given.output)
    assert (answer["total"], answer["total_is_exact"]) == (23, True)
    assert answer["hits"][0] == {
        "kind": "case",
        "key": "鞍知案字〔2015〕23号",
        "title": "电饭锅案23",
        "url": "/x/23",
        "snippet": answer["hits"][0]["snippet"],
        "on": "2015-06-01",
    }
    plain = CliRunner().invoke(command.search, ["电饭锅举报", "--as", "wang"])
    assert plain.output == "第 1–1 项，共 1 项。\n工单\t鞍知案字〔2015〕1号\t电饭锅举报\n"


@pytest.mark.parametrize(
    "typed", ["电饭锅", PATENT, "2015", "电饭锅 2015年6月", "水壶", "没有的词"]
)
def test_the_command_answers_like_the_page(*, app, monkeypatch, shelf: Library, wang, typed: str):
    monkeypatch.setattr(command, "opened", lambda: contextlib.nullcontext(app))
    page = wang.get("/search", query_string={"q": typed})
    given = CliRunner().invoke(command.search, ["--as", "wang", typed, "--json"])
    answer = json.loads(given.output)
    shown = [a.get("href") for a in page.all(".//ol[@id='hits']/li/div/a")]
    assert [hit["url"] for hit in answer["hits"]] == shown
    assert [one["words"] for one in answer["readings"]] == page.texts(
        ".//section[@class='readings']/p"
    )
    assert all(one in page.text for one in answer["notices"])


def test_the_command_narrows_pages_and_refuses_in_a_sentence(app, monkeypatch, shelf: Library):
    monkeypatch.setattr(command, "opened", lambda: contextlib.nullcontext(app))

    def ask(*more: str):
        return CliRunner().invoke(command.search, ["--as", "wang", "电饭锅", "--json", *more])

    assert json.loads(ask("--kind", "ticket").output)["total"] == 1
    assert json.loads(ask("--since", "2016-01-01").output)["total"] == 0
    assert json.loads(ask("--page", "2").output)["page"] == 2
    assert "没有这一类" in ask("--kind", "nothing").output
    assert "写成 名称=值" in ask("--choose", "state").output
