"""Whose telephone it is the desk alone may learn; who is sealed, nobody."""

import pytest

from tests.hotline.test_callers import CALLER, take
from tests.pages import UNBUILT

PHONES = ("138 1234 5678", "13812345678", "尾号5678", "5678")


def offered(reader, typed):
    page = reader.get("/search", budget=UNBUILT, query_string={"q": typed})
    links = page.all(".//section[@class='readings']//li/a")
    return {link.get("href") for link in links}


@pytest.mark.parametrize("typed", PHONES)
def test_a_telephone_leads_the_desk_to_the_callers_tickets(*, app, people, as_person, typed):
    ticket = take(people, **CALLER)
    assert f"/hotline/{ticket.id}" in offered(as_person("liu"), typed)
    for login in ("wang", "chen", "wei"):
        assert f"/hotline/{ticket.id}" not in offered(as_person(login), typed), login


@pytest.mark.parametrize("typed", PHONES)
@pytest.mark.parametrize("login", ["liu", "zhou", "chen"])
def test_a_reporters_telephone_leads_to_nothing(app, people, as_person, *, typed, login):
    ticket = take(people, "report", **CALLER)
    assert ticket.informant_id is not None
    assert offered(as_person(login), typed) == set()


def test_a_tickets_number_leads_there_only_who_may_read_it(app, people, as_person):
    ticket = take(people)
    assert offered(as_person("liu"), ticket.number) == {f"/hotline/{ticket.id}"}
    assert offered(as_person("zhao"), ticket.number) == set()
