"""Tickets on the desk: each waits with whoever is next, the nearest limit first."""

from datetime import date

from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.hotline import actions, queries
from caseapp.hotline.actions import Holder
from tests.hotline.test_answers import take, tell
from tests.stories import unit_id

CAST = ("liu", "zhou", "wang", "chen", "zhao")


def move(by, ticket_id, key, *, to="", **given):
    with writing():
        holder = Holder(unit_id(to)) if to else None
        ticket = queries.entry_row(ticket_id)
        actions.move(by=by, ticket=ticket, move=key, to=holder, **given)


def waiting(as_person):
    """Return whose desk lists what."""
    found = {}
    for login in CAST:
        page = as_person(login).get("/desk")
        rows = page.texts(".//section[@aria-labelledby='tickets']//tbody/tr/td[2]")
        if rows:
            found[login] = rows
    return found


def test_ticket_waits_on_the_desk_of_whoever_is_next(people, as_person):
    one = take(people)
    assert waiting(as_person) == {"liu": ["待分办或答复"]}
    move(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    assert waiting(as_person) == {"wang": ["待接收"]}
    move(people.wang, one, "accept")
    assert waiting(as_person) == {"wang": ["在办"]}
    move(people.wang, one, "send_back", reason="不属本科")
    assert waiting(as_person) == {"liu": ["待改派"]}
    move(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    move(people.wang, one, "send_back", reason="仍不属本科")
    assert waiting(as_person) == {"chen": ["待裁定"]}
    move(people.chen, one, "arbitrate", to=places.ENFORCEMENT, reason="由执法科办")
    tell(people.wang, _accepted(people, one))
    assert waiting(as_person) == {"liu": ["待回访"]}


def _accepted(people, one):
    move(people.wang, one, "accept")
    return one


def test_answered_reporter_waits_with_the_informant_desk(people, as_person):
    one = take(people, matter="report", caller_name="钱多多", caller_phone="13812345678")
    tell(people.zhou, one, "已立案。")
    assert waiting(as_person) == {"zhou": ["待回访"]}


def test_unit_asked_to_help_finds_it_on_its_desk(people, as_person):
    one = take(people)
    move(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    move(people.wang, one, "accept")
    move(people.liu, one, "joint", to=places.TIEDONG, reason="查看仓库")
    assert waiting(as_person)["zhao"] == ["待协办反馈"]
    move(people.zhao, one, "contribute", reason="仓库没有存货")
    assert "zhao" not in waiting(as_person)


def test_nearest_limit_comes_first(people, as_person, clock):
    clock.set(date(2024, 3, 8))
    late, soon = take(people, received_on=date(2024, 3, 7)), take(people)
    page = as_person("liu").get("/desk")
    numbers = page.texts(".//section[@aria-labelledby='tickets']//tbody/tr/td[1]")
    assert numbers == [queries.entry_row(one).number for one in (soon, late)]
