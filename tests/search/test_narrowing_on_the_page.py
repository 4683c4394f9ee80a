"""Narrowing on the search page: values chosen, switched and taken back, days, order, forged addresses."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.pages import Reader
from tests.search.library import Library, entry


@pytest.fixture
def desk(
    app: Flask,
    *,
    library: Library,
    monkeypatch: pytest.MonkeyPatch,
    as_person: Callable[[str], Reader],
) -> Reader:
    """Give an officer's browser before six cases in two states."""
    rows = [
        entry(n, "电饭锅案", facets=(("state", "立案" if n < 3 else "结案"),)) for n in range(1, 7)
    ]
    library.save(*rows)
    library.work()
    library.cases.everyone = library.tickets.everyone = frozenset({"u:/210303/"})
    monkeypatch.setitem(app.extensions, "search", library.finder)
    return as_person("wang")


def test_values_narrow_widen_and_are_taken_back(desk: Reader):
    both = desk.get("/search?q=电饭锅")
    assert {"立案 2 项", "结案 4 项", "2015 年 6 项"} <= set(both.links())
    one = desk.get(both.links()["立案 2 项"])
    assert "共 2 项" in one.text
    assert "结案 4 项" in one.links()
    assert "共 6 项" in desk.get(one.links()["结案 4 项"]).text
    assert "共 6 项" in desk.get(one.links()["状态：立案（点此取消）"]).text


def test_a_forged_or_mistyped_address_is_answered_with_a_sentence(desk: Reader):
    page = desk.get(
        "/search?q=电饭锅&f=nothing:1&f=&kind=x&since=2015-13-01&order=x&page=999999999"
    )
    assert "不认识的筛选条件" in page.text
    assert "日期（起）不是有效日期" in page.text
    assert "共 6 项" in page.text
    assert page.by_id("since").get("value") == "2015-13-01"
    crossed = desk.get("/search?q=电饭锅&since=2015-07-01&until=2015-06-01")
    assert "起始日期晚于截止日期" in crossed.text
    assert "没有找到" in desk.get("/search?q=电饭锅&since=2015-06-02").text
