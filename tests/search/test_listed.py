"""The list of what was found leaves the office whole, as text, only with what the person may see."""

import json

import pytest
import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.search import sheet
from tests.cases.test_list import FORMULAS, Sheet
from tests.search.library import LISHAN, entry, unit_tokens


@pytest.fixture
def desk(*, app, library, monkeypatch, as_person):
    """Give an officer's browser before 24 cases, one of another district, one sealed from her."""
    rows = [entry(n, f"电饭锅案{n}", facets=(("state", "立案"),)) for n in range(1, 25)]
    library.save(*rows, entry(30, "电饭锅案外区", acl=unit_tokens(LISHAN)))
    library.save(entry(31, "电饭锅案封存"))
    library.cases.everyone = library.tickets.everyone = frozenset({"u:/210303/"})
    library.work()
    wang = as_person("wang")
    person = "SELECT id FROM person WHERE login = 'wang'"
    library.cases.recused.add((db.session.scalar(sa.text(person)), 31))
    monkeypatch.setitem(app.extensions, "search", library.finder)
    return wang


def taken(desk, address):
    answer = desk.get(address)
    assert answer.status == 200
    return Sheet(answer.data)


def notes(book):
    return [text for _place, _kind, text, _computes in book.cells(2)]


def test_list_holds_all_pages_but_no_sealed_case_and_none_of_another_district(desk):
    book = taken(desk, desk.get("/search?q=电饭锅").links()["导出为表格"])
    assert len(book.column("C")) == 24
    assert "外区" not in "".join(book.strings)
    assert "封存" not in "".join(book.strings)
    assert any("列出 24 项，共 24 项" in one for one in notes(book))
    asked = "SELECT details FROM audit_row WHERE action = 'search.list_exported'"
    # The trail says that a list was taken, never what was asked.
    assert json.loads(db.session.scalar(sa.text(asked))) == {"rows": 24, "whole": True}


def test_list_says_when_it_is_not_whole(desk, monkeypatch):
    monkeypatch.setattr(sheet.LIMITS, "number", lambda name, on: 2)
    assert "本次 2 / 共 24 项" in desk.get("/search?q=电饭锅").text
    book = taken(desk, "/search/list.xlsx?q=电饭锅")
    assert len(book.column("C")) == 2
    assert any("列出 2 项，共 24 项" in one for one in notes(book))
    assert any("清单不完整" in one for one in notes(book))


def test_no_name_of_a_hit_becomes_a_formula(desk, library):
    library.save(*(entry(50 + n, f"{text}水壶") for n, text in enumerate(FORMULAS)))
    book = taken(desk, "/search/list.xlsx?q=水壶")
    cells = [*book.cells(1), *book.cells(2)]
    assert [place for place, _kind, _text, computes in cells if computes] == []
    assert len(book.column("C")) == len(FORMULAS)


def test_a_person_typed_into_the_address_is_not_named_unless_in_a_hit(desk):
    row = db.session.execute(
        sa.text("SELECT id, name FROM person WHERE login <> 'wang' ORDER BY id LIMIT 1")
    ).one()
    page = desk.get(f"/search?q=电饭锅&f=person:{row.id}")
    assert f"未知（{row.id}）" in page.text
    assert row.name not in page.text
    assert "没有您可以查看的结果" in page.text


def test_values_one_can_switch_to_stay_when_nothing_is_left(desk):
    page = desk.get("/search?q=电饭锅&f=state:结案")
    assert "没有找到" in page.text
    assert "按“状态：结案”筛选，没有您可以查看的结果" in page.text
    assert "立案 24 项" in page.links()


def test_pager_leads_to_the_first_and_the_last_page(desk):
    first = desk.get("/search?q=电饭锅")
    assert "第 1 页，共 2 页" in first.text
    last = desk.get(first.links()["末页"])
    assert "第 21–24 项" in last.text
    assert "第 1–20 项" in desk.get(last.links()["首页"]).text


def test_any_page_is_one_number_away_with_the_same_narrowing(desk, library):
    assert desk.get("/search?q=电饭锅&f=state:立案").all(".//form[@id='jump']") == []
    library.save(*(entry(n, f"电饭锅案{n}", facets=(("state", "立案"),)) for n in range(40, 110)))
    library.work()
    desk.get("/search?q=电饭锅&f=state:立案")
    page = desk.submit("jump", page="4")
    assert "第 61–80 项，共 94 项" in page.text
    assert "状态：立案（点此取消）" in page.text
    for typed in ("0", "-1", "abc", "99999999999", "１"):
        again = desk.get(f"/search?q=电饭锅&f=state:立案&page={typed}")
        assert "第 1–20 项" in again.text, typed
    assert "第 81–94 项" in desk.get("/search?q=电饭锅&page=9999999").text
