"""The door: a link with a button, a cookie no script reads, the way out, 换人 in the demo."""

import dataclasses
import re
from datetime import timedelta

import pytest

from caseapp.accounts import actions, queries
from caseapp.accounts.person import Person
from caseapp.base.db import writing
from tests.counterparts import invite

IDLE = timedelta(minutes=60)


@pytest.fixture
def token(people):
    with writing():
        return actions.make_login_link(by=Person.system(), person_id=people.wang.id)


@pytest.fixture
def demo(app, monkeypatch):
    monkeypatch.setitem(
        app.extensions, "settings", dataclasses.replace(app.extensions["settings"], demo=True)
    )


def cookies(page):
    return [c for c in page.answer.headers.getlist("Set-Cookie") if c.startswith("caseapp=")]


def test_preview_of_a_link_does_not_use_it_up(client, token):
    for _ in range(3):
        page = client.get(f"/enter/{token}")
    assert page.status == 200
    assert "王建民" in page.text
    assert client.submit().status == 303


def test_cookie_is_a_secret_no_script_reads(client, token):
    client.get(f"/enter/{token}")
    page = client.submit()
    cookie = cookies(page)[0]
    assert re.fullmatch(r"caseapp=[\w-]{43}; HttpOnly; Path=/; SameSite=Strict", cookie)
    assert token not in cookie


def test_used_link_says_so_and_lets_nobody_in(client, token):
    client.get(f"/enter/{token}")
    client.submit()
    page = client.get(f"/enter/{token}")
    assert page.status == 410
    assert "登录链接无效：可能已用过，或已超过 10 分钟。" in page.text


@pytest.mark.parametrize("text", ["x", "a" * 3000, "..", "%00", "一"])
def test_invented_link_gets_the_same_answer(client, text):
    assert client.get(f"/enter/{text}").status == 410


def test_link_that_died_between_page_and_button_is_refused(client, token, clock):
    client.get(f"/enter/{token}")
    clock.forward(minutes=11)
    page = client.submit()
    assert page.status == 409
    assert cookies(page) == []


def test_administrator_lands_on_the_own_first_page(client, people):
    with writing():
        mine = actions.make_login_link(by=Person.system(), person_id=people.yang.id)
    client.get(f"/enter/{mine}")
    assert client.submit().location == "/admin"


def test_entering_as_another_ends_the_first_sign_in(as_person, people, token):
    li = as_person("li")
    li.get(f"/enter/{token}")
    li.submit("enter")
    assert queries.open_sessions(people.li.id, idle=IDLE) == []
    assert "王建民" in li.get("/me").text


def test_way_out_ends_the_session_on_the_server(as_person, people):
    wang = as_person("wang")
    wang.get("/me")
    page = wang.post("/leave")
    assert page.location == "/left"
    assert wang.follow().heading == "已退出"
    assert queries.open_sessions(people.wang.id, idle=IDLE) == []
    assert wang.get("/me").status == 401


def test_old_cookie_is_worth_nothing_after_leaving(as_person):
    wang = as_person("wang")
    old = wang.browser.get_cookie("caseapp", "127.0.0.1").value
    wang.get("/me")
    wang.post("/leave")
    wang.browser.set_cookie("caseapp", old, domain="127.0.0.1")
    assert wang.get("/me").status == 401


def test_right_withdrawn_while_the_page_is_open_is_gone_at_the_next_click(as_person, people):
    jiang = as_person("jiang")
    jiang.get("/admin/people/new")
    with writing():
        actions.grant_role(by=Person.system(), person_id=people.shen.id, role="system_admin")
        actions.deactivate_person(by=Person.system(), person_id=people.jiang.id, why="调离")
    page = jiang.submit(login="cai", name="蔡新", unit="/210303/")
    assert page.status == 401
    assert queries.person_by_login("cai") is None


def test_other_sign_in_is_listed_and_ended(as_person, people):
    here, elsewhere = as_person("wang"), as_person("wang")
    page = here.get("/me")
    assert len(page.all(".//tbody/tr")) == 2
    other = page.all(".//button[@formaction]")[0].get("formaction")
    assert here.post(other).status == 303
    assert elsewhere.get("/me").status == 401
    assert here.get("/me").status == 200


def test_nobody_ends_a_strangers_sign_in(as_person, people):
    as_person("li")
    strange = queries.open_sessions(people.li.id, idle=IDLE)[0]
    wang = as_person("wang")
    wang.get("/me")
    assert wang.post(f"/me/sessions/{strange.id}/end").status == 404


def test_sign_of_life_is_written_at_most_every_five_minutes(as_person, people, clock):
    wang = as_person("wang")
    seen = []
    for minutes in (4, 2, 2):
        clock.forward(minutes=minutes)
        page = wang.get("/me")
        seen.append(any("UPDATE web_session" in s for s in page.statements))
    assert seen == [False, True, False]


def test_idle_hour_signs_out(as_person, clock):
    wang = as_person("wang")
    clock.forward(minutes=61)
    assert wang.get("/me").status == 401


def test_button_without_its_token_does_nothing(as_person, people):
    wang = as_person("wang")
    wang.get("/me")
    assert wang.post("/leave", token=False).status == 400
    assert len(queries.open_sessions(people.wang.id, idle=IDLE)) == 1


def test_real_office_knows_no_becoming_another(as_person, people):
    wang = as_person("wang")
    assert wang.get("/people-switch").status == 404
    wang.get("/me")
    assert wang.post("/people-switch", {"person": people.chen.id}).status == 404
    assert "王建民" in wang.get("/me").text


def test_demo_office_lets_one_become_another(as_person, people, demo):
    wang = as_person("wang")
    page = wang.get("/people-switch")
    assert page.texts(".//main//h2")[:3] == ["热线值守员", "登记员", "执法人员"]
    wang.submit("switch", person=str(people.chen.id))
    assert "陈立新" in wang.get("/me").text
    assert queries.open_sessions(people.wang.id, idle=IDLE) == []


def test_account_of_another_body_is_shown_nobody_it_could_become(as_person, people, demo):
    invite("jing")
    jing = as_person("jing")
    assert jing.get("/people-switch").status == 404
    assert jing.post("/people-switch", {"person": people.chen.id}).status == 404
    assert "景卫民" in jing.get("/me").text


def test_stranger_becomes_nobody_even_in_the_demo(client, as_person, *, people, demo):
    assert client.get("/people-switch").status == 401
    wang = as_person("wang")
    for odd in ("0", "9999", "x", ""):
        wang.get("/people-switch")
        assert wang.submit("switch", person=odd).status == 404
