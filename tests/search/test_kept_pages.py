"""What a person keeps of searching, on the pages: only theirs, nothing lost, told once."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from caseapp.accounts import queries as people
from caseapp.accounts.person import Person
from caseapp.base import keys
from caseapp.base.db import db, writing
from caseapp.ledger.models import AuditRow
from caseapp.search import actions, queries
from caseapp.search.kept import Kept
from caseapp.search.models import RecentSearch, SavedSearch
from tests.pages import Reader
from tests.search.library import Library, entry
from tests.search.test_watching import worked

ASKED = "/search?q=电饭锅&kind=case&f=state:已立案"


@pytest.fixture
def shelf(app: Flask, library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Let the pages and the worker of the office use the small library."""
    monkeypatch.setitem(app.extensions, "search", library.finder)
    library.cases.everyone = frozenset({"u:/210303/"})
    with app.app_context():
        yield library


@pytest.fixture
def wang(as_person: Callable[[str], Reader]) -> Reader:
    """Give an officer's browser."""
    return as_person("wang")


def who(login: str = "wang") -> Person:
    person = people.person_by_login(login)
    assert person is not None
    return person


def saved_by(reader: Reader, name: str = "电饭锅") -> int:
    reader.get(ASKED)
    reader.submit("save-search", name=name)
    assert reader.last is not None
    assert reader.last.status == 303
    return (
        db.session.scalars(sa.select(SavedSearch.id).order_by(SavedSearch.id.desc())).first() or 0
    )


@pytest.fixture(autouse=True)
def _keys_of_the_office(app: Flask) -> None:
    for purpose in ("seal", "blind"):
        keys.make(purpose)


def test_what_was_asked_stands_on_the_empty_page_once(shelf: Library, wang: Reader):
    for address in (ASKED, ASKED, f"{ASKED}&page=2", "/search?q=水壶", "/search?q=？！"):
        wang.get(address)
    page = wang.get("/search")
    assert page.links()["水壶"] == f"/search?again={Kept.of('水壶', {}).mark}"
    assert [one.get("value") for one in page.all(".//datalist/option")] == ["水壶", "电饭锅"]
    assert "共 2 项，只有您自己看得到。" in page.text
    wang.submit("forget")
    page = wang.follow()
    assert "最近检索已清除。" in page.text
    assert not page.all(".//datalist")


def test_a_second_look_at_the_same_writes_nothing(shelf: Library, wang: Reader):
    wang.get(ASKED)
    again = wang.get(ASKED)
    assert not [one for one in again.statements if "INSERT INTO recent_search" in one]


def test_a_result_is_saved_as_it_was_narrowed_and_once(shelf: Library, wang: Reader):
    page = wang.get(ASKED)
    assert page.by_id("save-name").get("value") == "电饭锅"
    wang.submit("save-search", name="在办的电饭锅案")
    page = wang.follow()
    assert "检索已保存。" in page.text
    assert "这次检索已保存为“在办的电饭锅案”。" in page.text
    row = db.session.scalars(sa.select(SavedSearch)).one()
    assert row.given == {"kind": ["case"], "f": ["state:已立案"]}
    again = wang.post(
        "/search/saved", {"q": "电饭锅", "kind": "case", "f": "state:已立案", "name": "另一名称"}
    )
    assert again.status == 409
    assert "这次检索已经保存过，名称是“在办的电饭锅案”。" in again.text
    assert again.by_id("save-name").get("value") == "另一名称"


def test_a_double_click_saves_once(shelf: Library, wang: Reader):
    wang.get("/search?q=电饭锅")
    opened = wang.last
    for _ in range(2):
        wang.last = opened
        assert wang.submit("save-search").status == 303
    assert db.session.query(SavedSearch).count() == 1


@pytest.mark.parametrize("name", ["", "　", "字" * 61])
def test_a_name_that_cannot_be_kept_loses_nothing(shelf: Library, wang: Reader, *, name: str):
    wang.get(ASKED)
    page = wang.submit("save-search", name=name)
    assert page.status == 409
    assert "名称要有 1 至 60 个字。" in page.text
    wang.submit("save-search", name="好名称")
    row = db.session.scalars(sa.select(SavedSearch)).one()
    assert (row.name, row.given["f"]) == ("好名称", ["state:已立案"])


def test_nothing_asked_is_not_saved(shelf: Library, wang: Reader):
    wang.get("/search")
    page = wang.post("/search/saved", {"q": " ", "name": "空"})
    assert page.status == 409
    assert "没有可以保存的检索词。" in page.text


def test_a_stale_change_says_so_and_keeps_what_was_typed(shelf: Library, wang: Reader):
    number = saved_by(wang)
    wang.get("/search/saved")
    with writing():
        actions.change(by=who(), search_id=number, version=1, name="别处改的", notify=False)
    page = wang.submit(f"/search/saved/{number}", name="我改的")
    assert page.status == 409
    assert "这项已存检索已在别处改为“别处改的”" in page.text
    assert page.by_id(f"name-{number}").get("value") == "我改的"
    wang.submit(f"/search/saved/{number}")
    assert "已存检索已修改。" in wang.follow().text
    assert queries.saved_of(shelf.finder, who())[0].name == "我改的"
    stale = wang.post(f"/search/saved/{number}/remove", {"version": "1"})
    assert stale.status == 409
    wang.get("/search/saved")
    wang.submit(f"/search/saved/{number}/remove")
    assert "还没有已存检索。" in wang.follow().text


def test_new_hits_are_counted_marked_listed_and_told_once(shelf: Library, wang: Reader):
    wang.get("/search?q=电饭锅")
    wang.submit("save-search", name="锅")
    shelf.save(entry(1, "电饭锅案一"), entry(2, "水壶案"))
    worked(shelf)
    assert "已存检索有 1 项新命中。" in wang.get("/desk").text
    assert "1 项新命中" in wang.get("/search").links()
    page = wang.get("/search?q=电饭锅")
    assert "已存检索“锅”有 1 项新命中，结果里标“新”。" in page.text
    assert page.texts(".//ol[@id='hits']//strong") == ["新"]
    page = wang.get(page.links()["只看新命中"])
    assert "第 1–1 项，共 1 项新命中。" in page.text
    assert "电饭锅案一" in page.text
    wang.submit("seen")
    assert "1 项新命中已标为看过。" in wang.follow().text
    assert "新命中。" not in wang.get("/desk").text


def test_the_saved_search_of_another_is_not_there(
    shelf: Library,
    wang: Reader,
    as_person: Callable[[str], Reader],
):
    number = saved_by(wang)
    xu = as_person("xu")
    assert "电饭锅" not in xu.get("/search").text
    assert xu.get(f"/search/saved/{number}").status == 404
    xu.get("/search/saved")
    for address in ("", "/remove", "/seen"):
        answer = xu.post(f"/search/saved/{number}{address}", {"version": "1", "name": "x"})
        assert answer.status == 404


def test_the_trail_holds_no_question(shelf: Library, wang: Reader):
    saved_by(wang, "我的名称")
    wang.get("/search")
    wang.submit("forget")
    rows = db.session.scalars(sa.select(AuditRow).where(AuditRow.object_kind == "search")).all()
    assert {row.action for row in rows} == {"search.saved", "search.recent_forgotten"}
    told = "".join(str(vars(row)) for row in rows)
    assert "电饭锅" not in told
    assert "我的名称" not in told


def test_what_was_asked_long_ago_is_forgotten(shelf: Library, wang: Reader):
    wang.get("/search?q=水壶")
    wang.get("/search?q=电饭锅")
    old = db.session.scalars(sa.select(RecentSearch).order_by(RecentSearch.id)).first()
    assert old is not None
    with writing():
        row = db.session.get(RecentSearch, old.id)
        assert row is not None
        row.asked_at = row.asked_at - timedelta(days=30)
    with writing():
        actions.forget_old_recent()
    options = wang.get("/search").all(".//datalist/option")
    assert [one.get("value") for one in options] == ["电饭锅"]


def test_how_it_was_narrowed_comes_back_in_the_address(app: Flask):
    kept = Kept.of("锅", {"f": ["state:已立案"], "order": ["newest"]})
    assert kept is not None
    assert kept.narrow.chosen == {("state", "已立案")}
    assert kept.narrow.order.value == kept.address["order"]
