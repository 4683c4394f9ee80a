"""Signing in by a link that works once, and sessions that end when they should."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from caseapp.accounts import actions, queries
from caseapp.accounts.models import LoginLink, WebSession
from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused

IDLE = timedelta(minutes=60)
DEAD = "登录链接无效：可能已用过，或已超过 10 分钟。"


def link(people, login="wang"):
    with writing():
        return actions.make_login_link(by=Person.system(), person_id=people[login].id)


def enter(person, token):
    with writing():
        return actions.enter(by=person, token=token, address="10.0.0.8")


def here(token):
    found = queries.person_by_session(token, idle=IDLE)
    return None if found is None else found.person.login


def test_link_lets_its_person_in_once(people):
    token = link(people)
    assert queries.person_by_link(token) == people.wang
    cookie = enter(people.wang, token)
    assert here(cookie) == "wang"
    assert queries.person_by_link(token) is None
    with pytest.raises(Refused, match=DEAD):
        enter(people.wang, token)


def test_link_dies_after_ten_minutes(people, clock):
    token = link(people)
    clock.forward(minutes=10)
    assert queries.person_by_link(token) is None
    with pytest.raises(Refused, match=DEAD):
        enter(people.wang, token)


def test_link_of_one_person_does_not_let_another_in(people):
    with pytest.raises(Refused, match=DEAD):
        enter(people.li, link(people))


def test_link_of_somebody_who_left_is_dead(people):
    token = link(people)
    with writing():
        actions.deactivate_person(by=people.jiang, person_id=people.wang.id, why="调离")
    assert queries.person_by_link(token) is None
    with pytest.raises(Refused, match="账号已停用"), writing():
        actions.make_login_link(by=people.jiang, person_id=people.wang.id)


def test_copy_of_the_database_holds_no_usable_token(people):
    token = link(people)
    cookie = enter(people.wang, token)
    kept = {
        str(value)
        for table in (LoginLink, WebSession)
        for row in db.session.execute(sa.select(table.__table__))
        for value in row
    }
    assert token not in kept
    assert cookie not in kept
    assert here(hash_in(WebSession)) is None


def hash_in(table):
    return db.session.scalars(sa.select(table.token_hash).order_by(table.id.desc())).first()


def test_session_ends_after_an_idle_hour(people, clock):
    cookie = enter(people.wang, link(people))
    clock.forward(minutes=59)
    assert here(cookie) == "wang"
    clock.forward(minutes=1)
    assert here(cookie) is None


def test_sign_of_life_starts_the_idle_time_again(people, clock):
    cookie = enter(people.wang, link(people))
    clock.forward(minutes=50)
    found = queries.person_by_session(cookie, idle=IDLE)
    with writing():
        actions.see_session(by=found.person, session_id=found.session_id)
    clock.forward(minutes=50)
    assert here(cookie) == "wang"


def test_session_ends_after_a_working_day_however_busy(people, clock):
    cookie = enter(people.wang, link(people))
    for _ in range(19):
        clock.forward(minutes=30)
        found = queries.person_by_session(cookie, idle=IDLE)
        with writing():
            actions.see_session(by=found.person, session_id=found.session_id)
    assert here(cookie) == "wang"
    clock.forward(minutes=30)
    assert here(cookie) is None


def test_leaving_kills_the_session_on_the_server(people):
    cookie = enter(people.wang, link(people))
    session = queries.open_sessions(people.wang.id, idle=IDLE)[0]
    with writing():
        actions.end_session(by=people.wang, session_id=session.id)
    assert here(cookie) is None
    assert queries.open_sessions(people.wang.id, idle=IDLE) == []


def test_nobody_ends_the_session_of_somebody_else(people):
    cookie = enter(people.wang, link(people))
    session = queries.open_sessions(people.wang.id, idle=IDLE)[0]
    with pytest.raises(NotVisible), writing():
        actions.end_session(by=people.li, session_id=session.id)
    assert here(cookie) == "wang"


def test_who_is_dismissed_is_out_on_every_browser(people):
    cookies = [enter(people.wang, link(people)) for _ in range(2)]
    assert [here(cookie) for cookie in cookies] == ["wang", "wang"]
    with writing():
        actions.deactivate_person(by=people.jiang, person_id=people.wang.id, why="调离")
    assert [here(cookie) for cookie in cookies] == [None, None]


def test_invented_token_finds_nobody(people):
    enter(people.wang, link(people))
    assert [here(token) for token in ("", "x", "\ud800", "a" * 5000)] == [None] * 4


def test_becoming_another_ends_the_first_session(people):
    cookie = enter(people.wang, link(people))
    mine = queries.open_sessions(people.wang.id, idle=IDLE)[0]
    with writing():
        other = actions.switch_person(
            by=people.wang, to_person_id=people.li.id, session_id=mine.id, address=""
        )
    assert (here(cookie), here(other)) == (None, "li")
