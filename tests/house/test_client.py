"""The strict client has teeth: a change that is lost, a form that is not there, too many questions."""

import pytest
import sqlalchemy as sa
from flask import Flask, request
from flask_wtf.csrf import CSRFProtect, generate_csrf

from caseapp.accounts.models import Unit
from caseapp.base import requests
from caseapp.base.db import db, finish, start_write
from tests.pages import Reader

FRAME = """<!doctype html><html lang="zh-CN"><head><title>案件</title></head>
<body><main><h1>案件</h1>{}</main></body></html>"""
FORM = """<form method="post" action="/act"><input type="hidden" name="csrf_token" value="{}">
<label for="how">做法</label><input id="how" name="how" value="什么也不做"><button>保存</button></form>"""


def keep():
    start_write()
    db.session.execute(sa.update(Unit).values(version=7))
    finish(commit=True)


def lose():
    db.session.execute(sa.update(Unit).values(version=7))


def forget():
    db.session.scalar(sa.select(Unit).limit(1)).version = 7


def ask_too_much():
    for _ in range(200):
        db.session.execute(sa.text("SELECT 1"))


ACTS = {"保存": keep, "丢失": lose, "遗忘": forget, "多问": ask_too_much}


@pytest.fixture
def reader(office):
    """Give a browser on a small program that does things right and wrong on request."""
    small = Flask("small")
    small.config.update(
        SECRET_KEY="x" * 40, SQLALCHEMY_DATABASE_URI=office.settings.database_url, TESTING=True
    )
    db.init_app(small)
    CSRFProtect(small)
    small.after_request(lambda answer: (requests._add_headers(answer), answer)[1])
    small.add_url_rule("/", "form", lambda: FRAME.format(FORM.format(generate_csrf())))

    def act():
        ACTS.get(request.form["how"], lambda: None)()
        return FRAME.format(request.form["how"])

    small.add_url_rule("/act", "act", act, methods=["POST"])
    with small.app_context():
        browser = Reader(small)
        browser.get("/")
        yield browser
        db.session.remove()
        db.engine.dispose()


def version():
    return db.session.scalar(sa.select(Unit.version).limit(1))


def test_a_change_that_is_kept_passes_and_is_seen(reader):
    assert reader.submit(how="保存").text == "案件保存"
    assert version() == 7


@pytest.mark.parametrize(
    ("how", "said"),
    [("丢失", "without a commit"), ("遗忘", "without a commit"), ("多问", "statements")],
)
def test_the_client_refuses(reader, how, said):
    with pytest.raises(AssertionError, match=said):
        reader.submit(how=how)
    assert version() == 1


def test_a_form_is_sent_with_what_stands_in_it(reader):
    assert reader.submit().text == "案件什么也不做"


def test_a_field_that_is_not_on_the_page_cannot_be_typed_into(reader):
    with pytest.raises(AssertionError, match="no field"):
        reader.submit(why="没有这一栏")


def test_a_post_without_its_token_is_refused(reader):
    assert reader.browser.post("/act", data={"how": "保存"}).status_code == 400
    assert version() == 1
