"""At the command line stands what the page shows: every list to narrow by, and nobody searches who may not."""

import contextlib
import json

import pytest
from click.testing import CliRunner

from caseapp.cli import search as command
from caseapp.search.offers import givers
from tests.search.library import entry


@pytest.fixture
def ask(app, monkeypatch, library):
    """Give the command before six cases in two states."""
    library.save(
        *(
            entry(n, "电饭锅案", facets=(("state", "立案" if n < 3 else "结案"),))
            for n in range(1, 7)
        )
    )
    library.work()
    library.cases.everyone = library.tickets.everyone = frozenset({"u:/210303/"})
    for giver in givers():
        library.finder.offers.add(giver)
    monkeypatch.setitem(app.extensions, "search", library.finder)
    monkeypatch.setattr(command, "opened", lambda: contextlib.nullcontext(app))
    return lambda *words: CliRunner().invoke(command.search, [*words])


def test_the_command_lists_every_value_the_page_can_be_narrowed_by(ask, as_person):
    page = as_person("wang").get("/search?q=电饭锅")
    answer = json.loads(ask("--as", "wang", "电饭锅", "--json").output)
    told = {
        f"{choice['words']} {choice['total']:,} 项"
        for one in answer["lists"]
        for choice in one["choices"]
    }
    assert {"立案 2 项", "结案 4 项", "2015 年 6 项"} <= told
    assert told <= set(page.links())


def test_the_command_narrows_as_the_page_does(ask, as_person):
    page = as_person("wang").get("/search?q=电饭锅&f=state:立案&since=2015-06-01&order=oldest")
    given = ("--choose", "state=立案", "--since", "2015-06-01", "--order", "oldest")
    answer = json.loads(ask("--as", "wang", "电饭锅", "--json", *given).output)
    shown = [a.get("href") for a in page.all(".//ol[@id='hits']/li/div/a")]
    assert [hit["url"] for hit in answer["hits"]] == shown
    assert answer["total"] == 2
    (state,) = (one for one in answer["lists"] if one["name"] == "state")
    assert [one["value"] for one in state["choices"] if one["chosen"]] == ["立案"]


@pytest.mark.parametrize("login", ["jiang", "shen", "yang"])
def test_who_may_not_search_on_the_page_may_not_at_the_command_line(ask, as_person, login):
    assert as_person(login).get("/search?q=电饭锅").status == 403
    refused = ask("--as", login, "电饭锅", "--json")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "没有检索的权限" in refused.stderr


def test_the_offer_of_days_narrows_what_is_found(ask, as_person):
    page = as_person("wang").get("/search", query_string={"q": "电饭锅 2016年6月"})
    (address,) = (
        one.get("href")
        for one in page.all(".//section[@class='readings']//li/a")
        if one.get("href").startswith("/search?")
    )
    assert "没有找到" in as_person("wang").get(address).text
    inside = address.replace("2016", "2015")
    assert "共 6 项" in as_person("wang").get(inside).text
