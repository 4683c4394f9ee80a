"""The telephone tells of calls: in any order, twice, garbled; none is lost, none is there twice."""

import contextlib
import itertools
from datetime import timedelta

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from caseapp.accounts.person import Person
from caseapp.base import keys
from caseapp.base.clock import now, today
from caseapp.base.db import db, writing
from caseapp.cli import phone as command
from caseapp.hotline import actions, call_queries
from caseapp.hotline.call_models import PhoneCall
from caseapp.hotline.call_rules import span

NUMBER = "13812345678"
TIMES = {"start": "10:00:01", "answer": "10:00:05", "end": "10:03:00"}
EVENTS = {
    kind: {"event": kind, "time": f"2026-11-23T{at}", "caller": NUMBER, "extension": "801"}
    for kind, at in TIMES.items()
}


@pytest.fixture
def token(people):
    """Give the telephone system its token, on a day after the calls."""
    with writing():
        return actions.make_phone_token(by=Person.system())


@pytest.fixture
def phone(app, token, clock):
    """Give the telephone system: it tells one event."""
    clock.forward(minutes=10)
    browser = app.test_client()

    def tell(event, *, call="c-1", bearer=token, **changed):
        given = {"call_id": call, "direction": "in", "called": "0412-12330"}
        return browser.post(
            "/hotline/phone/events",
            json=given | EVENTS[event] | changed,
            base_url="http://127.0.0.1:8000",
            headers={"Authorization": f"Bearer {bearer}"},
        )

    return tell


@pytest.fixture
def liu(as_person):
    """Give the operator's browser, at the telephone 801."""
    reader = as_person("liu")
    reader.get("/hotline/phone")
    assert reader.submit("/hotline/phone", extension=" 801 ").status == 303
    return reader


def rows():
    db.session.rollback()
    return db.session.scalars(sa.select(PhoneCall).order_by(PhoneCall.id)).all()


def test_events_in_any_order_and_twice_make_one_call(phone):
    for place, order in enumerate(itertools.permutations(TIMES)):
        for event in (*order, *order):
            assert phone(event, call=f"c-{place}").json == {"taken": True, "why": ""}
    found = [(row.rung_at, row.answered_at, row.ended_at, row.extension) for row in rows()]
    assert len(found) == 6
    assert len(set(found)) == 1
    rung, answered, ended, _ = found[0]
    assert (answered - rung, ended - answered) == (timedelta(seconds=4), timedelta(seconds=175))
    assert NUMBER not in repr([(row.caller_sealed, row.called_sealed) for row in rows()])


def test_operator_sees_the_number_and_the_call_goes_with_its_ticket(phone, liu):
    current = "/hotline/phone/current"
    assert liu.get(current).json == {"call": None, "missed": 0}
    phone("start")
    call = liu.get(current).json["call"]
    assert (call["state"], call["number"], call["ended_at"]) == ("ringing", NUMBER, "")
    phone("answer")
    call = liu.get(current).json["call"]
    assert (call["state"], call["began_at"]) == ("answered", "2026-11-23T10:00:05")
    phone("end")
    liu.get("/hotline/new")
    said = {"content": "有人卖假冒专利的水壶。", "respondent": "某店", "caller_phone": NUMBER}
    said |= {"phone_call": str(call["id"]), "began_at": call["began_at"]}
    assert liu.submit("/hotline/new", press="只登记", **said).status == 303
    assert liu.get(current).json["call"] is None
    [row] = rows()
    assert (row.ticket_id, row.caller_sealed, row.called_sealed) == (1, "", "")
    phone("end")  # told again: the informant's number does not come back
    assert rows()[0].caller_sealed == ""


def test_whoever_answers_has_the_call(phone, liu):
    phone("start", extension="700")
    assert liu.get("/hotline/phone/current").json["call"] is None
    phone("answer", extension="801")
    phone("start", extension="700")
    assert liu.get("/hotline/phone/current").json["call"]["state"] == "answered"


def test_calls_nobody_took_are_listed_and_called_back_once(phone, liu, as_person):
    for place in range(51):
        phone("start", call=f"m-{place}")
        phone("end", call=f"m-{place}")
    page = liu.get("/hotline/phone", budget=12)
    assert page.texts(".//p[@class='count-line']") == ["本页 50 项，共 51 项"]
    assert NUMBER in page.text
    assert len(liu.get(page.links()["下一页"]).all(".//tbody/tr")) == 1
    other = as_person("liu")
    other.get("/hotline/phone")
    address = "/hotline/phone/51/called"
    assert liu.post(address, {}).status == 303
    assert "未接来电已由" in other.post(address, {}).text
    liu.get("/hotline/phone")
    assert liu.post("/hotline/phone/999/called", {}).status == 404
    assert rows()[50].caller_sealed == ""
    assert liu.get("/hotline/phone/current").json["missed"] == 50


def test_only_the_telephone_with_its_token_is_heard(phone, token, app):
    for bearer in ("", "x", token[:-1], token + "x", "0" * 64, "\x7f"):
        answer = phone("start", bearer=bearer)
        assert (answer.status_code, "令牌" in answer.json["why"]) == (401, True)
    with writing():
        fresh = actions.make_phone_token(by=Person.system())
    assert phone("start").status_code == 401
    assert phone("start", bearer=fresh).status_code == 200
    assert len(rows()) == 1
    assert token not in str(db.session.execute(sa.text("SELECT * FROM phone_token")).all())


def test_without_any_token_nobody_is_heard(app, people):
    answer = app.test_client().post(
        "/hotline/phone/events",
        json={},
        base_url="http://127.0.0.1:8000",
        headers={"Authorization": f"Bearer {'0' * 64}"},
    )
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"[1]", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[" * 9000, "application/json"),
        (b'{"event": "boil", "call_id": "1"}', "application/json"),
        (b'{"event": "start"}', "application/json"),
        (b'{"event": "start", "call_id": {"a": 1}}', "application/json"),
        (b'{"event": "start", "call_id": "1", "direction": "up"}', "application/json"),
        (b'{"event": "start", "call_id": "1", "time": "soon"}', "application/json"),
        (b'{"event": "start", "call_id": "1", "time": 1e300}', "application/json"),
        (b'{"event": "start", "call_id": "1", "time": NaN}', "application/json"),
        (b'{"event": "start", "call_id": "' + b"9" * 81 + b'"}', "application/json"),
        (b'{"event": "start", "call_id": "1", "caller": "' + b"9" * 41 + b'"}', "application/json"),
        (b"x" * 16385, "application/json"),
        (b"event=boil&call_id=1", "application/x-www-form-urlencoded"),
        (b"\x00\x01", "multipart/form-data; boundary=x"),
        (b"<a/>", "text/xml"),
    ],
)
def test_garbage_is_refused_with_a_sentence(*, app, token, body, kind):
    answer = app.test_client().post(
        "/hotline/phone/events",
        data=body,
        content_type=kind,
        base_url="http://127.0.0.1:8000",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert 400 <= answer.status_code < 500
    assert answer.json["taken"] is False
    assert "没有受理" in answer.json["why"]
    assert rows() == []


def test_a_plain_form_is_as_good_as_json(app, token):
    answer = app.test_client().post(
        "/hotline/phone/events",
        data={"event": "start", "call_id": "f-1", "caller": "+1 (212) 555-0147"},
        base_url="http://127.0.0.1:8000",
        headers={"Authorization": f"bearer {token}"},
    )
    assert answer.json["taken"] is True
    assert [row.call_key for row in rows()] == ["f-1"]


def test_call_is_kept_while_the_keys_are_away_and_its_number_is_not(phone):
    phone("start")
    [path] = keys.keys_folder().glob("seal*.key")
    held = path.read_text()
    path.unlink()
    answer = phone("answer", call="c-2")
    assert not path.exists()
    path.touch(mode=0o600)
    path.write_text(held)
    assert "系统不以明文保存号码" in answer.json["why"]
    kept = rows()[1]
    assert (kept.caller_sealed, kept.answered_at is not None) == ("", True)


def test_the_open_page_that_asks_keeps_nobody_signed_in(liu, clock):
    for _ in range(40):
        clock.forward(minutes=20)
        if liu.get("/hotline/phone/current").status == 401:
            return
    pytest.fail("a page left open kept its person signed in for hours")


def test_night_drops_what_the_telephone_told_long_ago(phone, clock):
    phone("start")
    clock.forward(days=span("phone_kept", today()).days, minutes=1)
    with writing():
        actions.forget_old_calls()
    assert rows() == []


def test_old_calls_are_no_longer_shown(phone, liu, clock):
    phone("start")
    phone("answer")
    clock.forward(minutes=20)
    assert liu.get("/hotline/phone/current").json["call"]["state"] == "answered"
    with writing():
        before = now() - span("phone_shown", today())
        db.session.execute(sa.update(PhoneCall).values(heard_at=before))
    assert liu.get("/hotline/phone/current").json["call"] is None


def test_a_time_in_seconds_and_a_foreign_word_for_the_direction_are_read(phone):
    assert phone("start", time=1795399200, direction="inbound").json["taken"] is True
    assert rows()[0].rung_at.isoformat() == "2026-11-23T02:00:00+00:00"


def test_the_command_prints_a_token_that_is_kept_only_as_a_hash(app, people, monkeypatch):
    monkeypatch.setattr(command, "opened", lambda: contextlib.nullcontext(app))
    said = CliRunner().invoke(command.phone, ["token"]).output.splitlines()
    assert "只显示这一次" in said[0]
    assert call_queries.is_phone(said[1])
    assert said[1] not in str(db.session.execute(sa.text("SELECT * FROM phone_token")).all())
