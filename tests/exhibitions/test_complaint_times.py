"""When an act was done is said or is now, and never silently another time; hours nobody agreed on are said."""

from datetime import datetime

import pytest

from caseapp.accounts.models import Certificate
from caseapp.base.clock import SHANGHAI, local, now
from caseapp.base.db import db, writing
from caseapp.documents.catalogue import kind_of
from caseapp.exhibitions import complaint_queries
from caseapp.exhibitions.paper_owner import ComplaintOwner
from tests.exhibitions import fairs
from tests.exhibitions.complaints import all_there, complained, move, notified, passed, taken
from tests.exhibitions.test_complaint_rules import limits, own_rule, refused
from tests.pages import form_values


def at(hour, minute=0):
    return datetime(2026, 11, 23, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (at(9, 30), "办理的时间（2026-11-23 09:30）早于上一步的时间（2026-11-23 10:00）"),
        (at(11), "办理的时间（2026-11-23 11:00）晚于现在（2026-11-23 10:00）"),
    ],
)
def test_time_that_cannot_be_is_refused_with_both_times(*, office, people, said, sentence):
    complaint_id = taken(people, fairs.running(people))
    all_there(people, complaint_id)
    assert sentence in refused(people, complaint_id, "complete", happened_at=said)
    assert complained(complaint_id, people).complaint.state == "received"


def test_minute_of_the_last_step_is_not_before_it(office, people, clock):
    complaint_id = taken(people, fairs.running(people))
    all_there(people, complaint_id)
    received = complained(complaint_id, people).complaint.received_at
    clock.forward(minutes=5)
    said = received.replace(second=0, microsecond=0)
    move(people, complaint_id, "complete", happened_at=said)
    assert complained(complaint_id, people).complaint.complete_at == received


def test_page_left_open_counts_the_press_unless_a_time_was_said(as_person, people, clock):
    complaint_id = taken(people, fairs.running(people))
    all_there(people, complaint_id)
    wang, address = as_person("wang"), f"/fair-complaints/{complaint_id}/move/complete"
    assert form_values(wang.get(address).form(address))["happened_at"] == ""
    clock.forward(minutes=20)
    assert wang.submit(address).status == 303
    assert complained(complaint_id, people).complaint.complete_at == now()


def test_time_that_was_said_is_kept_or_shown_again(as_person, people, clock):
    complaint_id = taken(people, fairs.running(people))
    all_there(people, complaint_id)
    clock.forward(minutes=40)
    wang, address = as_person("wang"), f"/fair-complaints/{complaint_id}/move/complete"
    wang.get(address)
    no = wang.submit(address, happened_at="2026-11-23T09:00")
    assert (no.status, "早于上一步的时间" in no.text) == (409, True)
    assert form_values(no.form(address))["happened_at"] == "2026-11-23T09:00"
    assert wang.submit(address, happened_at="2026-11-23T10:20").status == 303
    complete = complained(complaint_id, people).complaint.complete_at
    assert f"{local(complete):%H:%M}" == "10:20"


def test_hours_that_are_only_suggested_are_no_limit_until_the_notice_says_them(as_person, people):
    fair_id = fairs.running(people)
    own_rule(fair_id, "answer_hours", "by_length")
    complaint_id = passed(people, fair_id)
    said = refused(people, complaint_id, "notify", notified_to="郑洪")
    assert "由通知书指定，建议 12 小时（待核实），没有写明小时数" in said
    wang, address = as_person("wang"), f"/fair-complaints/{complaint_id}/move/notify"
    assert form_values(wang.get(address).form(address))["answer_hours"] == "12"
    assert wang.submit(address, notified_to="郑洪").status == 303
    assert complaint_queries.last_act(complaint_id).given["answer_hours"] == "12"
    assert limits(complaint_id)[1] == ("EX-02", "2026-11-23T22:00", "running")


def test_agreed_hours_need_not_be_said_again(as_person, people):
    fair_id = fairs.running(people)
    own_rule(fair_id, "answer_hours", "12")
    complaint_id = passed(people, fair_id)
    wang, address = as_person("wang"), f"/fair-complaints/{complaint_id}/move/notify"
    assert form_values(wang.get(address).form(address))["answer_hours"] == ""
    assert wang.submit(address, notified_to="郑洪").status == 303


def test_mandate_does_not_sign_without_a_certificate_of_the_day(office, people):
    complaint_id = notified(people, fairs.running(people))
    owner, kind = ComplaintOwner(), kind_of("E08")
    found = complained(complaint_id, people)
    assert owner.mandate(people.wang, found, kind) is not None
    with writing():
        row = db.session.query(Certificate).filter_by(person_id=people.wang.id).one()
        row.ended_on, row.ended_why = fairs.TODAY, "调离"
    assert owner.mandate(people.wang, found, kind) is None
    assert owner.against_signing(people.wang, found, kind)[0] == "您今天没有有效的行政执法证"
    assert not owner.has_mandate(found, kind)
