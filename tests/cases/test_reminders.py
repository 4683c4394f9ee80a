"""Reminders before a limit and escalation after it: person, then head, then chief; by mail where there is a server."""

import re
import socketserver
import threading
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import sqlalchemy as sa

from caseapp.accounts import actions as accounts
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.base.errors import Refused
from caseapp.cases import actions
from caseapp.cases.reminder_stages import reached, stages_on
from caseapp.cases.reminders import reminders_of
from caseapp.config import MailServer
from caseapp.deadlines import queries as deadlines
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.stories import walked


def told():
    """Who was told of which stage, by name."""
    asked = (
        "SELECT person.login, reminder.stage FROM reminder JOIN person "
        "ON person.id = reminder.person_id ORDER BY reminder.id"
    )
    return [tuple(row) for row in db.session.execute(sa.text(asked))]


def remind(day):
    with writing():
        return actions.remind(by=Person.system(), day=day)


@pytest.fixture
def due(app, people):
    """Give a filed case and the first end of its limits."""
    story = walked(people, "file")
    ends = [row.due_on for row in deadlines.of_case(story.case_id) if not row.stopped_on]
    return story, min(day for day in ends if day)


def test_team_is_reminded_before_then_the_head_then_the_chief(due, people):
    _story, last = due
    team = {"wang", "li"}
    assert remind(last - timedelta(days=8)) == 0
    seen = {}
    for left in (7, 6, 3, 1, 0, -1, -2, -3):
        before = len(told())
        remind(last - timedelta(days=left))
        seen[left] = set(told()[before:])
    assert seen[7] == {(one, "early") for one in team}
    assert seen[6] == set()
    assert seen[3] == {(one, "soon") for one in team}
    assert seen[1] == {("wu", "head_soon")}
    assert seen[0] == {(one, "last_day") for one in team}
    assert seen[-1] == {*((one, "overdue") for one in team), ("wu", "head_overdue")}
    assert seen[-2] == set()
    assert seen[-3] == {("chen", "chief_overdue")}


def test_late_worker_tells_only_the_last_stage_reached_and_tells_it_once(due):
    _story, last = due
    assert remind(last) == remind(last) + 3
    assert sorted(told()) == [("li", "last_day"), ("wang", "last_day"), ("wu", "head_soon")]


def test_whoever_may_not_see_the_case_is_told_nothing(due, people):
    story, last = due
    with writing():
        actions.seal(by=people.chen, case=story.case, reason="保密", names=(people.wang.id,))
    remind(last - timedelta(days=-3))
    assert {login for login, _stage in told()} <= {"wang", "chen"}
    assert "wu" not in {login for login, _stage in told()}


def test_desk_shows_the_latest_word_until_the_limit_is_settled(due, people, *, as_person, clock):
    story, last = due
    clock.set(last - timedelta(days=6))
    remind(last - timedelta(days=7))
    remind(last - timedelta(days=3))
    (shown,) = reminders_of(people.wang)
    assert (shown.number, shown.words, shown.due_on) == (story.case.case_no, "临期提醒", last)
    desk = as_person("wang").get("/desk")
    assert "临期提醒" in " ".join(desk.texts(".//section[@aria-labelledby='reminders']"))
    # Within three days it stands among what must be done today, and nowhere else.
    clock.set(last - timedelta(days=1))
    desk = as_person("wang").get("/desk")
    assert str(last) in " ".join(desk.texts(".//section[@aria-labelledby='due']"))
    assert desk.texts(".//section[@aria-labelledby='reminders']") == []
    assert reminders_of(people.zhao) == []
    with writing():
        db.session.execute(sa.text("UPDATE deadline SET stopped_on = '2024-04-01'"))
    assert reminders_of(people.wang) == []


def test_stages_are_rows_with_their_first_day():
    assert stages_on(today().replace(year=2010)) == ()
    stages = stages_on(today())
    assert {one.to for one in stages} == {"team", "unit_head", "chief"}
    assert all(one.source for one in stages)
    assert reached(stages, today() + timedelta(days=30), today()) == []


class Post(socketserver.StreamRequestHandler):
    """A mail server that takes everything."""

    def handle(self):
        self.say("220 ready")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                self.say("354 go on")
                self.server.letters.append(self.data())
            elif word == b"RCPT" and self.server.refuses:
                self.say("550 no")
                continue
            elif word == b"QUIT":
                self.say("221 bye")
                return
            self.say("250 ok")

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")

    def data(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return message_from_bytes(b"".join(lines), policy=policy.default)


@pytest.fixture
def post(app):
    """Give a mail server on this machine and let the office use it."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        server.letters, server.refuses, server.daemon_threads = [], False, True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        settings = app.extensions["settings"]
        here = MailServer("127.0.0.1", server.server_address[1], "an@office.example", "plain")
        app.extensions["settings"] = replace(settings, mail=here)
        yield server
        app.extensions["settings"] = settings
        server.shutdown()
        thread.join()


def has_mail(person, address):
    with writing():
        accounts.set_own_mail(by=person, address=address)


def test_reminder_goes_out_once_to_whoever_gave_an_address(due, people, post):
    story, last = due
    has_mail(people.wang, "wang@office.example")
    remind(last)
    drain_all(REACTIONS)
    drain_all(REACTIONS)
    (letter,) = post.letters
    assert letter["To"] == "wang@office.example"
    assert letter["Subject"] == f"期限提醒：{story.case.case_no} 今日到期"
    text = letter.get_content()
    assert f"最后一日为 {last}" in text
    assert story.case.title not in text
    assert re.search("sent_at", str(db.session.execute(sa.text("SELECT * FROM reminder")).keys()))
    sent = "SELECT count(*) FROM reminder WHERE sent_at IS NOT NULL"
    assert db.session.scalar(sa.text(sent)) == 1


def test_server_that_refuses_is_tried_again_later(due, people, post):
    _story, last = due
    has_mail(people.wang, "wang@office.example")
    remind(last)
    post.refuses = True
    drain_all(REACTIONS)
    assert post.letters == []
    waiting = "SELECT count(*) FROM outbox_event WHERE event = 'reminder.made'"
    assert db.session.scalar(sa.text(waiting)) == 1


def test_without_a_server_nothing_is_tried(due, people, app):
    _story, last = due
    has_mail(people.wang, "wang@office.example")
    assert app.extensions["settings"].mail is None
    remind(last)
    drain_all(REACTIONS)
    sent = "SELECT count(*) FROM reminder WHERE sent_at IS NOT NULL"
    assert db.session.scalar(sa.text(sent)) == 0


def test_person_says_where_reminders_go(people, as_person):
    reader = as_person("wang")
    reader.get("/me/mail")
    assert reader.submit(email="不是地址").status == 409
    assert reader.submit(email="wang@office.example").status == 303
    assert reader.get("/me/mail").by_id("email").get("value") == "wang@office.example"
    with pytest.raises(Refused, match="邮件地址写得不对"):
        has_mail(people.wang, "wang@office.example\r\nBcc: all@office.example")
