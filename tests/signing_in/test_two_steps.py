"""Password, then the code of the telephone: who comes in, who does not, what the browser holds."""

import dataclasses
from datetime import timedelta

import pytest

from caseapp.accounts import actions, queries
from caseapp.app import create_app
from caseapp.base.db import db, writing
from tests.pages import Reader
from tests.signing_in.entering import (
    PASSWORD,
    come_in,
    give_password,
    token_of,
    type_password,
)

WRONG = "登录名或密码不对，或者该账号现在不能登录。"


@pytest.fixture
def telephone(app, people):
    return give_password(app, people.wang)


def test_password_and_code_open_the_desk(client, telephone):
    page = come_in(client, "wang", telephone)
    assert (page.status, page.location) == (303, "/")
    client.follow()
    page = client.follow()
    assert page.heading == "工作台"
    assert "王建民" in page.text


def test_login_name_is_taken_in_any_case(client, telephone):
    assert type_password(client, " WANG ").status == 303


def test_password_alone_opens_nothing(client, telephone):
    type_password(client, "wang")
    assert client.get("/desk").status == 401


def test_browser_is_sent_to_the_door_and_back(client, telephone):
    page = client.get("/cases?state=all", headers={"Accept": "text/html"})
    assert (page.status, page.location) == (303, "/sign-in?next=/cases?state%3Dall")
    client.get(page.location)
    client.submit("sign-in", login="wang", password=PASSWORD)
    client.follow()
    assert client.submit("code", one_time=telephone.code()).location == "/cases?state=all"


def test_first_page_sends_a_stranger_to_the_door(client):
    page = client.get("/", headers={"Accept": "*/*"})
    assert (page.status, page.location) == (303, "/sign-in")
    fetched = {"Accept": "*/*", "Sec-Fetch-Dest": "empty"}
    assert client.get("/recognise?q=1", headers=fetched).status == 401


@pytest.mark.parametrize("login", ["nobody", "li", "wang", "gone", "", "王", "x" * 60])
def test_one_text_for_everybody_who_cannot_come_in(*, client, app, people, telephone, login):
    give_password(app, people.xu)
    with writing():
        actions.deactivate_person(by=people.jiang, person_id=people.xu.id, why="调离")
    page = type_password(client, "xu" if login == "gone" else login, "wrong password 1")
    assert page.status == (401 if login else 422)
    assert (WRONG in page.text) == bool(login)
    assert not token_of(client)


def test_password_is_never_shown_again(client, telephone):
    page = type_password(client, "wang", "Secret thing 77")
    assert "Secret thing 77" not in page.source
    page = client.post("/sign-in", {"login": "wang", "password": "Secret 88"}, token=False)
    assert page.heading == "页面已失效，内容未丢"
    assert "Secret 88" not in page.source


def test_wrong_code_is_refused_and_the_right_one_is_taken_after_it(client, telephone):
    type_password(client, "wang")
    client.follow()
    page = client.submit("code", one_time="000000")
    assert page.status == 401
    assert "验证码不对、已经用过" in page.text
    assert client.submit("code", one_time=telephone.code()).status == 303


def test_code_is_taken_once(app, client, telephone):
    code = telephone.code()
    come_in(client, "wang", telephone)
    other = Reader(app)
    type_password(other, "wang")
    other.follow()
    assert other.submit("code", one_time=code).status == 401


def test_code_before_the_one_used_is_not_taken_after_it(app, client, telephone):
    come_in(client, "wang", telephone)
    other = Reader(app)
    type_password(other, "wang")
    other.follow()
    assert other.submit("code", one_time=telephone.code(steps=-1)).status == 401
    assert other.submit("code", one_time=telephone.code(steps=1)).status == 303


@pytest.mark.parametrize(("steps", "status"), [(-2, 401), (-1, 303), (0, 303), (1, 303), (2, 401)])
def test_telephone_may_be_off_by_one_half_minute(*, client, telephone, steps, status):
    type_password(client, "wang")
    client.follow()
    assert client.submit("code", one_time=telephone.code(steps=steps)).status == status


def test_second_step_waits_ten_minutes_to_the_second(client, telephone, clock):
    type_password(client, "wang")
    clock.forward(minutes=9, seconds=59)
    assert client.get("/sign-in/code").status == 200
    clock.forward(seconds=1)
    assert client.get("/sign-in/code").location == "/sign-in"


def test_dismissed_between_the_steps_stays_out(client, telephone, people):
    type_password(client, "wang")
    client.follow()
    with writing():
        actions.deactivate_person(by=people.jiang, person_id=people.wang.id, why="调离")
    assert client.submit("code", one_time=telephone.code()).location == "/sign-in"
    assert not queries.open_sessions(people.wang.id, idle=timedelta(hours=1))


def test_somebody_else_can_begin_again(client, telephone):
    type_password(client, "wang")
    client.follow()
    page = client.post("/sign-in/again")
    assert page.location == "/sign-in"
    assert client.get("/sign-in/code").location == "/sign-in"


def test_demo_says_where_its_links_are_and_takes_no_password(office):
    demo = create_app(dataclasses.replace(office.settings, demo=True))
    with demo.app_context():
        client = Reader(demo)
        page = client.get("/sign-in")
        assert "演示系统没有密码" in page.text
        assert not page.all(".//input[@name='password']")
        sent = {"login": "wang", "password": PASSWORD}
        assert client.post("/sign-in", sent, token=False).status == 400
        db.session.remove()
        db.engine.dispose()
