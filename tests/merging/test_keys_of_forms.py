"""Every form that changes something can be told from its own second click."""

import re

import pytest

from tests.base.test_garbage import address_of, dice
from tests.pages import Reader
from tests.people import CAST, sign_in
from tests.stories import walked

KEY = re.compile(r"[\w-]{8,64}", re.ASCII)
# One of each kind of work before a push; everybody weekly.
FEW = ("wang", "chen", "liu", "zhou", "jiang", "shen", "yang", "")
REST = [one.login for one in CAST if one.login not in FEW]
SECRETS = {"current-password", "new-password", "one-time-code"}


@pytest.fixture
def story(app, people):
    """Give a case in the middle of its road, with drafts, limits and goods."""
    return walked(people, "sign_notice")


def keyless(page):
    """The posting forms of a page that carry no key or no token, and keys that stand twice."""
    keys = []
    for form in page.forms():
        if (form.get("method") or "get").lower() != "post":
            continue
        held = {field.get("name"): field.get("value") or "" for field in form.iter("input")}
        # No digest is kept of what a form with a secret carries: it could be tried out.
        if not SECRETS.isdisjoint(field.get("autocomplete") for field in form.iter("input")):
            continue
        if not (KEY.fullmatch(held.get("idem", "")) and held.get("csrf_token")):
            yield form.get("action") or "own address"
        keys.append(held.get("idem"))
    yield from (key for key in set(keys) if keys.count(key) > 1)


@pytest.mark.parametrize("logins", [FEW, pytest.param(REST, marks=pytest.mark.weekly)])
def test_every_form_anybody_is_shown_has_its_key(*, app, story, logins):
    seen, faults = 0, []
    for login in logins:
        chance = dice(login)
        reader = sign_in(Reader(app), login) if login else Reader(app)
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint in ("static", "assets.asset"):
                continue
            address = address_of(rule, story, chance)
            page = reader.get(address, budget=90)
            if page.is_html and page.status == 200:
                seen += sum((form.get("method") or "").lower() == "post" for form in page.forms())
                faults += [(login, address, fault) for fault in keyless(page)]
    assert faults == []
    assert seen > 20


def test_the_same_key_with_other_words_is_refused_and_the_words_kept(story, as_person):
    wang = as_person("wang")
    address = f"{story.path}/parties/new"
    wang.get(address)
    form = wang.last.form()
    key = form.find(".//input[@name='idem']").get("value")
    assert wang.submit(name="甲公司", kind="company").status == 303
    wang.get(address)
    page = wang.submit(name="乙公司", kind="company", idem=key)
    assert page.status == 409
    assert "没有再次办理" in page.text
    assert "乙公司" in page.text
    page = wang.get(wang.get(address).links()["恢复"])
    assert page.by_id("name").get("value") == "乙公司"
