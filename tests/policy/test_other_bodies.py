"""An account of another body walks every address of the program: its own transfers, its own sign-in, nothing else."""

import re

import pytest

from caseapp.accounts import queries
from caseapp.accounts.models import RoleGrant
from caseapp.base.clock import now
from caseapp.base.db import db, writing
from tests.counterparts import invite
from tests.pages import Reader
from tests.people import sign_in
from tests.transfers.doing import make, opened
from tests.transfers.handing import upload
from tests.transfers.test_police_account import crime, story

__all__ = ["crime", "story"]  # fixtures
WORDS = ("甲乙丙丁的内部意见", "另一家商店的线索", "另一家商店的事项", "另一家的照片")
# Beside the pages of what was sent to it: its own sign-in, and the door everybody finds.
OWN = {
    *("accounts.me", "accounts.password", "accounts.prove", "accounts.recovery_codes"),
    *("accounts.new_password", "accounts.proved", "accounts.leave", "accounts.end_my_session"),
    *("revisions.keep", "revisions.drop", "desk.home", "accounts.become"),
}
# A form without a token is turned away before anybody asks whose it is.
# Open to everybody: the word of progress for a number and its code.
OF_THE_PUBLIC = {"exhibitions.ask_progress", "exhibitions.tell_progress"}
TURNED_AWAY = {"accounts.own_mail", "counterparts.move"}
DOOR = {
    *("accounts.sign_in", "accounts.try_password", "accounts.sign_in_code", "accounts.try_code"),
    *("accounts.begin_again", "accounts.activation", "accounts.try_activation", "accounts.set_up"),
    *("accounts.finish_set_up", "accounts.entrance", "accounts.enter", "accounts.left"),
    *("desk.keys", "static", "assets.asset", "hotline.hear_phone"),
}
BASE = "http://127.0.0.1:8000"
ARGUMENT = re.compile(r"<(?:[^<>]*:)?(\w+)>")
FIXED = {"part": "body"}
KEPT_OUT = (401, 403, 404)


def reached(reader, app, ids) -> tuple[set[str], list[str]]:
    """Every address that answers at all, and all that was told on the way."""
    found, told = set(), []
    for rule in app.url_map.iter_rules():
        if rule.endpoint in DOOR:
            continue
        address = ARGUMENT.sub(lambda one: str(ids.get(one[1], FIXED.get(one[1], 1))), rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            # Without a token a form is answered 400 by what would have let it in, else 403.
            answer = reader.browser.open(address, method=method, base_url=BASE, buffered=True)
            told.append(answer.get_data(as_text=True) if answer.mimetype == "text/html" else "")
            if answer.status_code not in KEPT_OUT:
                found.add(rule.endpoint)
    return found, told


@pytest.fixture
def others(story, crime):
    """Send something to a district and leave something unsent to each of the other bodies."""
    people = story.people
    given = {"title": WORDS[2], "content": WORDS[1]}
    district = opened(people.zheng, "lead_out", "lishan_market_bureau", **given)
    make(people.chen, district, "approve", reason=WORDS[0])
    upload(people.zheng, district, "evidence", name=WORDS[3])
    upload(people.zheng, district)
    make(people.zheng, district, "send")
    return district


@pytest.mark.sqlite  # what may be reached is asked before any statement that differs
@pytest.mark.timeout(300)
@pytest.mark.parametrize("login", ["jing", "shi", "jian"])
def test_another_body_reaches_its_own_pages_and_no_other(*, app, story, crime, others, login):
    reader = sign_in(Reader(app), login)
    ids = {"transfer_id": others, "case_id": story.case_id, "key": "receive", "form": "word"}
    found, told = reached(reader, app, ids)
    assert found <= OWN | OF_THE_PUBLIC | TURNED_AWAY | {"counterparts.received"}
    assert [word for word in WORDS if any(word in text for text in told)] == []
    assert not any("赵兴旺" in text for text in told)


@pytest.mark.sqlite
@pytest.mark.timeout(300)
def test_what_was_sent_to_a_body_opens_no_page_of_the_office(app, crime, others):
    reader = sign_in(Reader(app), "jing")
    ids = {"transfer_id": crime, "matter_id": crime, "number": 1, "key": "receive"}
    found, told = reached(reader, app, ids)
    theirs = {"counterparts.received", "counterparts.transfer", "counterparts.package"}
    assert theirs <= found
    assert found <= OWN | OF_THE_PUBLIC | TURNED_AWAY | theirs | {"counterparts.item"}
    assert "同意移送。" not in "".join(told)


def test_a_role_smuggled_into_the_database_opens_nothing_more(people, app):
    invite("jing")
    jing = sign_in(Reader(app), "jing")
    who = queries.person_by_login("jing")
    with writing():
        for role in ("chief", "system_admin", "audit_admin"):
            grant = {"person_id": who.id, "role": role, "unit_id": people.chen.unit_id}
            db.session.add(RoleGrant(**grant, granted_by="某人", granted_at=now()))
    for address in ("/cases", "/desk", "/admin", "/admin/people", "/admin/audit", "/transfers"):
        assert jing.get(address).status == 403, address
    assert jing.get("/counterpart").status == 200
