"""One request, one transaction: who, may they, is it theirs, then the act, all of it or nothing."""

import dataclasses
import io
import logging

import pytest
import sqlalchemy as sa
from flask import Flask

from caseapp.accounts.models import Unit
from caseapp.app import create_app
from caseapp.base import requests
from caseapp.base.db import db, is_writing
from caseapp.base.errors import Conflict, Refused
from caseapp.base.web import public, requires, sent_on
from caseapp.cases import queries as cases
from tests.pages import Reader
from tests.people import sign_in

SENTENCE = "写了很久的一段话。"
LEAD = {"source": "inspection", "received_on": "2024-03-04", "content": SENTENCE}


def total(people):
    return cases.page_of_cases(people.wang, cases.Filters(openness="all"), "").total


def test_program_does_not_start_with_a_page_nobody_guards():
    small = Flask("small")
    small.add_url_rule("/open", "forgotten", lambda: "")
    with pytest.raises(requests.UnguardedRoute, match="forgotten"):
        requests.refuse_unguarded(small)


def test_stranger_is_asked_to_sign_in_and_gets_back_what_was_typed(client, people):
    page = client.post("/cases/new", LEAD)
    assert page.status == 401
    assert page.heading == "请先登录"
    assert SENTENCE in page.text
    assert total(people) == 0


def test_right_is_asked_for_before_the_token(as_person):
    page = as_person("liu").post("/cases/new", LEAD, token=False)
    assert (page.status, page.heading) == (403, "没有权限")


@pytest.mark.parametrize("token", [None, "", "x" * 90, "十"])
def test_without_its_token_a_form_changes_nothing_and_loses_nothing(*, as_person, people, token):
    wang = as_person("wang")
    wang.get("/cases/new")
    extra = {} if token is None else {"csrf_token": token}
    page = wang.post("/cases/new", LEAD | extra, token=False)
    assert (page.status, page.heading) == (400, "页面已失效，内容未丢")
    assert SENTENCE in page.text
    assert total(people) == 0


def test_token_of_another_browser_is_none(as_person, people):
    wang, li = as_person("wang"), as_person("li")
    li.get("/cases/new")
    token = li.last.all(".//input[@name='csrf_token']")[0].get("value")
    assert wang.post("/cases/new", LEAD | {"csrf_token": token}, token=False).status == 400
    assert total(people) == 0


@pytest.mark.parametrize(
    ("method", "address"),
    [("DELETE", "/cases/1"), ("PUT", "/cases/new"), ("POST", "/cases"), ("PATCH", "/desk")],
)
def test_wrong_method_is_answered_in_chinese(*, as_person, method, address):
    wang = as_person("wang")
    wang.get("/desk")
    page = wang._open(method, address, budget=9, given={"data": {"content": SENTENCE}})
    assert (page.status, page.heading) == (405, "请求无法识别")
    assert "王建民" in page.text


def test_wrong_address_keeps_the_frame_of_whoever_typed_it(as_person, client):
    page = as_person("wang").get("/there/is/nothing")
    assert (page.status, page.heading) == (404, "没有这个页面")
    assert "王建民" in page.text
    assert client.get("/there/is/nothing").status == 404


def test_form_larger_than_any_form_is_refused(as_person, people):
    wang = as_person("wang")
    wang.get("/cases/new")
    page = wang.post("/cases/new", LEAD | {"content": "x" * (requests.FORM_LIMIT + 1)})
    assert (page.status, page.heading) == (413, "文件太大")
    assert total(people) == 0


def test_file_sent_to_a_page_that_takes_none_is_not_stored(app, as_person):
    wang = as_person("wang")
    wang.get("/cases/new")
    page = wang.post("/cases/new", {"content": SENTENCE, "file": (io.BytesIO(b"x"), "x.jpg")})
    assert page.status == 422
    store = app.extensions["settings"].files_dir
    assert [one for one in store.rglob("*") if one.is_file()] == []


@pytest.fixture
def lively(office):
    """Give the program with a few acts that end in every way an act can end."""
    program = create_app(dataclasses.replace(office.settings, testing=False))

    def act(end):
        def view():
            db.session.execute(sa.update(Unit).values(version=77))
            assert is_writing()
            return end()

        return requires("desk.use")(view)

    def refuse():
        raise Refused("不能这样。", remedy="换个做法。")

    def clash():
        raise Conflict("有人先保存了。", theirs={"字": "甲"}, mine={"字": "乙"}, who="李秀英")

    def fail():
        raise RuntimeError("the inside of the program")

    ends = {"yes": lambda: sent_on("/desk"), "refuse": refuse, "clash": clash, "break": fail}
    for name, end in ends.items():
        program.add_url_rule(f"/act/{name}", f"act_{name}", act(end), methods=["POST"])
    program.add_url_rule("/look", "look", public("nothing")(lambda: str(is_writing())))
    with program.app_context():
        yield sign_in(Reader(program), "wang")
        db.session.remove()
        db.engine.dispose()


def versions():
    return set(db.session.scalars(sa.select(Unit.version)))


def test_act_that_is_done_is_kept(lively):
    lively.get("/desk")
    assert lively.post("/act/yes").status == 303
    assert versions() == {77}


@pytest.mark.parametrize(
    ("end", "said"),
    [("refuse", "不能这样。"), ("clash", "有人先保存了。")],
)
def test_act_that_is_refused_leaves_nothing_and_gives_the_words_back(*, lively, end, said):
    lively.get("/desk")
    page = lively.post(f"/act/{end}", {"content": SENTENCE})
    assert page.status == 409
    assert said in page.text
    assert SENTENCE in page.text
    assert versions() == {1}


def test_broken_act_leaves_nothing_but_a_number_for_the_log(lively, caplog):
    lively.get("/desk")
    lively.app.testing = False
    with caplog.at_level(logging.ERROR), pytest.raises(AssertionError, match="the program broke"):
        lively.post("/act/break", {"content": SENTENCE})
    answer = lively.browser.get("/desk", base_url="http://127.0.0.1:8000")
    assert answer.status_code == 200
    assert "the inside of the program" in caplog.text
    assert "reference " in caplog.text
    assert versions() == {1}


def test_page_of_a_broken_act_says_the_number_and_nothing_of_the_inside(lively, caplog):
    lively.get("/desk")
    token = lively.last.all(".//input[@name='csrf_token']")[0].get("value")
    answer = lively.browser.post(
        "/act/break",
        data={"csrf_token": token, "content": SENTENCE},
        base_url="http://127.0.0.1:8000",
    )
    text = answer.get_data(as_text=True)
    number = caplog.text.split("reference ")[1][:8]
    assert answer.status_code == 500
    assert f"请把编号 {number} 告诉系统管理员" in text
    assert SENTENCE in text
    assert "inside of the program" not in text
    assert "Traceback" not in text


def test_reading_holds_no_lock(lively):
    assert lively.browser.get("/look", base_url="http://127.0.0.1:8000").text == "False"


@pytest.mark.parametrize("address", ["/desk", "/keys", "/nothing", "/recognise?q=1", "/cases/1"])
def test_every_answer_carries_the_headers(as_person, address):
    headers = as_person("wang").get(address).answer.headers
    assert headers["Content-Security-Policy"] == requests.CONTENT_SECURITY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
