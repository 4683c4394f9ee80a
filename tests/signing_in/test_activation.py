"""Codes on paper: the three who open the office, new people, lost telephones, forgotten passwords."""

import dataclasses
import re

import pytest

from caseapp.accounts import actions, queries
from caseapp.accounts.actions import credentials as acts
from caseapp.accounts.second_factor import FactorBox
from caseapp.app import create_app
from caseapp.base.db import db, writing
from tests.pages import Reader
from tests.signing_in.entering import (
    PASSWORD,
    Telephone,
    come_in,
    give_password,
    token_of,
    type_password,
)

THREE = ("jiang", "shen", "yang")
NEW = "另一句很长的话 Tomorrow 5"


def code_for(app, person):
    with writing():
        box = FactorBox.of(app.extensions["settings"].keys_dir)
        return acts.make_code(by=person.system(), person_id=person.id, box=box)


def enter_code(reader, login, code):
    reader.get("/activate")
    return reader.submit("activate", login=login, one_time=code)


def shown_secret(page):
    return Telephone(page.texts(".//code")[0].replace(" ", ""))


def activate(reader, login, code, *, password=PASSWORD):
    enter_code(reader, login, code)
    telephone = shown_secret(reader.follow())
    page = reader.submit(
        "set-up", password=password, password_again=password, one_time=telephone.code()
    )
    return telephone, page


@pytest.fixture
def real(office):
    """Give a real office whose three administrators have not come yet."""
    program = create_app(dataclasses.replace(office.settings, is_real=True))
    with program.app_context():
        yield program
        db.session.remove()
        db.engine.dispose()


def addresses(app):
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<int\(min=(\d+)[^>]*>", r"\1", rule.rule)
        path = re.sub(r"<[^>]*int[^>]*>", "1", path)
        path = re.sub(r"<any\((\w+)[^>]*>", r"\1", path)
        path = re.sub(r"<[^>]*>", "x", path)
        if rule.endpoint not in {"static", "assets.asset"}:
            yield path, rule


def test_before_the_three_have_come_only_activation_answers(real):
    client = Reader(real)
    client.browser.set_cookie("caseapp", "x", domain="127.0.0.1")
    opened = {"/activate", "/activate/set"}
    for path, rule in addresses(real):
        for method in sorted(rule.methods & {"GET", "POST"}):
            answer = client.browser.open(path, method=method, base_url="http://127.0.0.1:8000")
            where = f"{method} {path}"
            if path in opened or path == "/sign-in/again":
                assert answer.status_code in {200, 303, 400}, where
            elif method == "GET":
                assert answer.headers["Location"] == "/activate", where
            else:
                assert answer.status_code == 403, where


def test_the_office_opens_when_all_three_have_come(real):
    for place, login in enumerate(THREE):
        reader = Reader(real)
        page = reader.get("/activate")
        assert page.text.count("：待激活") == 3 - place
        assert page.text.count("：已激活") == place
        _, page = activate(reader, login, code_for(real, queries.person_by_login(login)))
        assert page.heading == "备用码"
        assert len(set(page.texts(".//code"))) == 10
    assert "系统尚未开放" not in reader.get("/activate").text
    assert reader.get("/admin").status == 200
    assert Reader(real).get("/desk").status == 401


def test_two_of_three_open_nothing(real):
    for login in THREE[:2]:
        reader = Reader(real)
        activate(reader, login, code_for(real, queries.person_by_login(login)))
    assert reader.get("/admin").location == "/activate"
    assert Reader(real).get("/sign-in").location == "/activate"


def test_code_sets_password_and_telephone_and_is_used_up(app, people, client):
    code = code_for(app, people.wang)
    telephone, page = activate(client, "wang", code.lower().replace("-", " "))
    assert page.status == 200
    assert client.get("/desk").status == 200
    assert enter_code(Reader(app), "wang", code).status == 401
    again = Reader(app)
    type_password(again, "wang")
    again.follow()
    assert again.submit("code", one_time=telephone.code(steps=1)).status == 303


def test_code_lives_a_day_to_the_second(*, app, people, client, clock):
    code = code_for(app, people.wang)
    clock.forward(hours=23, minutes=59, seconds=59)
    assert enter_code(client, "wang", code).status == 303
    clock.forward(seconds=1)
    assert enter_code(Reader(app), "wang", code).status == 401
    assert client.get("/activate/set").location == "/activate"


def test_new_code_voids_the_old_one(app, people, client):
    old, new = code_for(app, people.wang), code_for(app, people.wang)
    assert enter_code(client, "wang", old).status == 401
    assert enter_code(client, "wang", new).status == 303


def test_code_of_one_is_none_for_another(app, people, client):
    code_for(app, people.li)
    assert enter_code(client, "li", code_for(app, people.wang)).status == 401


def test_two_browsers_with_one_code_set_one_password(app, people):
    code = code_for(app, people.wang)
    first, second = Reader(app), Reader(app)
    enter_code(first, "wang", code)
    enter_code(second, "wang", code)
    telephone = shown_secret(second.follow())
    activate_page = first.follow()
    sent = {"password": PASSWORD, "password_again": PASSWORD, "one_time": telephone.code()}
    assert first.submit("set-up", **sent).status == 200
    assert second.submit("set-up", **sent).location == "/activate"
    assert activate_page.status == 200


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"password_again": "something else 5A"}, "两次输入的密码不一致"),
        ({"password": "wangjianmin1", "password_again": "wangjianmin1"}, "密码要用到"),
        ({"one_time": "000000"}, "验证码不对"),
        ({"one_time": ""}, "此项必填"),
    ],
)
def test_what_is_wrong_is_said_and_the_code_is_not_used_up(*, app, people, client, change, said):
    enter_code(client, "wang", code_for(app, people.wang))
    telephone = shown_secret(client.follow())
    good = {"password": PASSWORD, "password_again": PASSWORD, "one_time": telephone.code()}
    page = client.submit("set-up", **(good | change))
    assert page.status == 422
    assert said in page.text
    assert client.submit("set-up", **good).status == 200


def test_forgotten_password_needs_the_telephone_too(app, people, client):
    telephone = give_password(app, people.wang)
    enter_code(client, "wang", code_for(app, people.wang))
    page = client.follow()
    assert page.heading == "重设密码"
    sent = {"password": NEW, "password_again": NEW}
    assert client.submit("set-up", **sent, one_time="000000").status == 401
    assert client.submit("set-up", **sent, one_time=telephone.code()).status == 200
    other = Reader(app)
    assert type_password(other, "wang").status == 401
    assert type_password(other, "wang", NEW).status == 303


def test_lost_telephone_needs_two_administrators_and_the_password(app, people, clock):
    old = give_password(app, people.wang)
    asker, agreer, wang = Reader(app), Reader(app), Reader(app)
    for reader, login in ((asker, "jiang"), (agreer, "shen")):
        come_in(reader, login, give_password(app, people[login]))
    asker.get(f"/admin/people/{people.wang.id}")
    page = asker.post(f"/admin/people/{people.wang.id}/factor-reset", {"why": "手机丢失"})
    assert page.location == "/admin/sign-in"
    reset = 1
    assert "待另一类管理员同意" in asker.follow().text
    page = asker.post(f"/admin/sign-in/resets/{reset}/agree")
    assert (page.status, "须由另一类管理员同意" in page.text) == (409, True)
    agreer.get("/admin/sign-in")
    page = agreer.post(f"/admin/sign-in/resets/{reset}/agree")
    assert page.heading == "激活码"
    enter_code(wang, "wang", page.texts(".//code")[0])
    new = shown_secret(wang.follow())
    sent = {"one_time": new.code()}
    assert wang.submit("set-up", present_password="wrong password", **sent).status == 401
    assert wang.submit("set-up", present_password=PASSWORD, **sent).heading == "备用码"
    clock.forward(seconds=60)
    later = Reader(app)
    type_password(later, "wang")
    later.follow()
    assert later.submit("code", one_time=old.code()).status == 401
    assert later.submit("code", one_time=new.code()).status == 303


def test_recovery_code_stands_for_the_telephone_once(app, people, client):
    _, page = activate(client, "wang", code_for(app, people.wang))
    code = page.texts(".//code")[3]
    for status in (303, 401):
        other = Reader(app)
        type_password(other, "wang")
        other.follow()
        assert other.submit("code", one_time=code.lower()).status == status


def test_new_recovery_codes_void_the_old_ones(app, people, client):
    _, page = activate(client, "wang", code_for(app, people.wang))
    old = page.texts(".//code")[0]
    client.get("/me")
    new = client.post("/me/recovery-codes").texts(".//code")
    assert old not in new
    other = Reader(app)
    type_password(other, "wang")
    other.follow()
    assert other.submit("code", one_time=old).status == 401
    assert other.submit("code", one_time=new[0]).status == 303


def test_administrator_hands_a_code_to_a_new_person(app, people, client):
    come_in(client, "jiang", give_password(app, people.jiang))
    client.get(f"/admin/people/{people.xu.id}")
    page = client.post(f"/admin/people/{people.xu.id}/code")
    assert page.heading == "激活码"
    _, done = activate(Reader(app), "xu", page.texts(".//code")[0])
    assert done.status == 200


def test_sensitive_act_asks_again_after_five_minutes_to_the_second(*, app, people, client, clock):
    telephone = give_password(app, people.jiang)
    come_in(client, "jiang", telephone)
    address = f"/admin/people/{people.xu.id}/code"
    clock.forward(minutes=5)
    client.get("/admin/people")
    assert client.post(address).status == 200
    clock.forward(seconds=1)
    page = client.post(address)
    assert page.status == 409
    assert page.links()["去处理"] == "/me/prove"
    client.get("/me/prove?next=/admin/people")
    before = token_of(client)
    assert client.submit("prove", password=PASSWORD, one_time="000000").status == 401
    page = client.submit("prove", password=PASSWORD, one_time=telephone.code())
    assert page.location == "/admin/people"
    assert token_of(client) != before
    assert client.post(address).status == 400
    client.get("/admin/people")
    assert client.post(address).status == 200


def test_left_person_gets_no_code(people, app):
    with writing():
        actions.deactivate_person(by=people.jiang, person_id=people.wang.id, why="调离")
    with pytest.raises(acts.Refused, match="账号已停用"):
        code_for(app, people.wang)


def test_secret_of_the_telephone_lies_sealed(app, people, client):
    enter_code(client, "wang", code_for(app, people.wang))
    secret = client.follow().texts(".//code")[0].replace(" ", "")
    kept = " ".join(
        str(value)
        for table in ("activation_code", "credential")
        for row in db.session.execute(db.text(f"SELECT * FROM {table}"))
        for value in row
    )
    assert secret not in kept
    assert "aes-256-gcm:" in kept
