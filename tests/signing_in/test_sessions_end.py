"""Sessions: a new token at every step up, an end on time, and nothing in cookie or database."""

import pytest
import sqlalchemy as sa

from caseapp.accounts import actions, queries
from caseapp.accounts.models import WebSession
from caseapp.base.db import db, writing
from tests.pages import Reader
from tests.signing_in.entering import PASSWORD, come_in, give_password, token_of, type_password

NEW = "另一句很长的话 Tomorrow 5"


@pytest.fixture
def telephone(app, people):
    return give_password(app, people.wang)


def is_in(app, token):
    other = Reader(app)
    other.browser.set_cookie("caseapp", token, domain="127.0.0.1")
    return other.get("/desk").status == 200


def test_token_changes_at_each_step_and_the_old_one_is_dead(app, client, telephone):
    client.browser.set_cookie("caseapp", "planted-by-somebody-else", domain="127.0.0.1")
    type_password(client, "wang")
    half = token_of(client)
    client.follow()
    client.submit("code", one_time=telephone.code())
    full = token_of(client)
    assert len({"planted-by-somebody-else", half, full}) == 3
    assert [is_in(app, token) for token in ("planted-by-somebody-else", half, full)] == [0, 0, 1]


def test_token_changes_when_rights_change(*, app, client, telephone, people):
    come_in(client, "wang", telephone)
    before = token_of(client)
    with writing():
        actions.grant_role(by=people.shen, person_id=people.wang.id, role="registrar")
    client.get("/desk")
    after = token_of(client)
    assert (is_in(app, before), is_in(app, after), before != after) == (False, True, True)
    with writing():
        grant = next(g for g in queries.grants_of(people.wang.id) if g.role == "registrar")
        actions.withdraw_role(by=people.shen, grant_id=grant.id)
    client.get("/desk")
    assert not is_in(app, after)
    assert is_in(app, token_of(client))


def test_new_password_changes_the_token_and_ends_the_others(*, app, client, telephone, clock):
    other = Reader(app)
    come_in(other, "wang", telephone)
    clock.forward(seconds=30)
    come_in(client, "wang", telephone)
    before = token_of(client)
    client.get("/me/password")
    page = client.submit("password", present_password=PASSWORD, password=NEW, password_again=NEW)
    assert page.location == "/me"
    assert "密码已修改" in client.follow().text
    assert not is_in(app, before)
    assert is_in(app, token_of(client))
    assert not is_in(app, token_of(other))


@pytest.mark.parametrize(
    ("present", "new", "again", "said"),
    [
        ("wrong password", NEW, NEW, "现在的密码不对"),
        (PASSWORD, NEW, "something else 5A", "两次输入的密码不一致"),
        (PASSWORD, "short1A", "short1A", "密码至少 10 个字符"),
        (PASSWORD, PASSWORD, PASSWORD, "不能再用最近 5 次用过的密码"),
        (PASSWORD, "Wangjianmin2024", "Wangjianmin2024", "密码"),
    ],
)
def test_new_password_is_refused(*, client, telephone, present, new, again, said):
    come_in(client, "wang", telephone)
    client.get("/me/password")
    page = client.submit("password", present_password=present, password=new, password_again=again)
    assert page.status in {401, 422}
    assert said in page.text
    assert new not in page.source


def test_idle_session_ends_after_half_an_hour_to_the_second(client, telephone, clock):
    come_in(client, "wang", telephone)
    clock.forward(minutes=29, seconds=59)
    assert client.get("/desk").status == 200
    clock.forward(minutes=29, seconds=59)
    assert client.get("/desk").status == 200
    clock.forward(minutes=30)
    assert client.get("/desk").status == 401


def test_use_between_two_notes_counts_to_the_second(client, telephone, clock):
    come_in(client, "wang", telephone)
    clock.forward(minutes=4)
    assert client.get("/desk").status == 200
    clock.forward(minutes=29, seconds=59)
    assert client.get("/desk").status == 200


def test_busy_session_ends_after_ten_hours_to_the_second(client, telephone, clock):
    come_in(client, "wang", telephone)
    for _ in range(20):
        clock.forward(minutes=29, seconds=59)
        assert client.get("/desk").status == 200
    clock.forward(seconds=19)
    assert client.get("/desk").status == 200
    clock.forward(seconds=1)
    assert client.get("/desk").status == 401


def test_fourth_sign_in_ends_the_one_not_seen_for_longest(app, people, clock):
    browsers = [Reader(app) for _ in range(4)]
    for browser in browsers:
        clock.forward(seconds=1)
        with writing():
            token = actions.start_session(by=people.wang, address="10.0.0.1")
        browser.browser.set_cookie("caseapp", token, domain="127.0.0.1")
    assert [browser.get("/desk").status for browser in browsers] == [401, 200, 200, 200]


def test_leaving_ends_it_on_the_server_and_clears_the_browser(app, client, telephone):
    come_in(client, "wang", telephone)
    token = token_of(client)
    client.get("/desk")
    page = client.post("/leave")
    assert page.location == "/left"
    assert page.answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not is_in(app, token)


def test_database_holds_no_token_and_cookies_hold_no_data(app, client, telephone):
    come_in(client, "wang", telephone)
    client.get("/me")
    cookies = {cookie.key: cookie.value for cookie in client.browser._cookies.values()}
    assert set(cookies) == {"caseapp", "caseapp_form"}
    kept = {
        str(value)
        for row in db.session.execute(sa.text("SELECT * FROM web_session"))
        for value in row
    }
    assert not kept & set(cookies.values())
    for value in cookies.values():
        assert len(value) == 43
        assert "." not in value


def test_what_the_next_page_tells_lies_sealed_until_it_is_told(people, as_person):
    jiang = as_person("jiang")
    jiang.get(f"/admin/people/{people.xu.id}")
    jiang.submit("sign-out")
    kept = db.session.scalars(sa.select(WebSession.kept)).one()
    assert kept.startswith("aes-256-gcm:")
    assert "已结束徐志强的全部登录。" in jiang.follow().text
    db.session.expire_all()
    assert db.session.scalars(sa.select(WebSession.kept)).one() == ""


def test_old_password_is_to_be_changed_before_anything_else(client, telephone, clock):
    clock.forward(days=90)
    come_in(client, "wang", telephone)
    assert client.get("/desk").location == "/me/password"
    assert client.post("/cases/new", {"content": "x"}).status == 403
    client.get("/me/password")
    assert "密码已使用 90 天" in client.last.text
    client.submit("password", present_password=PASSWORD, password=NEW, password_again=NEW)
    assert client.get("/desk").status == 200
