"""Whoever waits for another body has a day to ask by, and an end where no answer comes."""

from datetime import timedelta

import pytest

from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.deadlines import queries as deadlines
from tests.transfers.doing import found, make, opened, sent


def tip(people, **given):
    return opened(people.wang, "lead_out", "anshan_market_bureau", right_kind="trademark", **given)


def rules(transfer_id):
    return [(row.rule_id, row.state) for row in deadlines.of_transfer(transfer_id)]


def test_letter_without_a_day_is_asked_after_by_our_target(app, people):
    one = tip(people)
    sent(people.wang, one, chief=people.chen)
    assert rules(one) == [("ST-21", "met"), ("ST-23b", "running")]
    make(people.wang, one, "accept", body=True)
    make(people.wang, one, "answer", body=True, answer="已经立案。")
    assert rules(one) == [("ST-21", "met"), ("ST-23b", "met")]
    two = tip(people, answer_due_on=today() + timedelta(days=10))
    sent(people.wang, two, chief=people.chen)
    assert rules(two) == [("ST-21", "met"), ("ST-23", "running")]


def test_leader_closes_what_nobody_answers_and_a_late_answer_still_enters(app, people):
    one = tip(people)
    sent(people.wang, one, chief=people.chen)
    make(people.wang, one, "accept", body=True)
    with pytest.raises(Refused, match="由负责人、办案机构负责人办理"):
        make(people.wang, one, "close_unanswered", reason="多次催办没有反馈。")
    with pytest.raises(Refused, match="没有写明理由"):
        make(people.chen, one, "close_unanswered")
    make(people.chen, one, "close_unanswered", reason="多次催办没有反馈。")
    assert (found(one).state, found(one).holder_body_id) == ("closed", None)
    assert rules(one)[-1] == ("ST-23b", "stopped")
    make(people.wang, one, "late_answer", body=True, answer="已经处罚。")


def test_what_was_answered_in_time_is_late_for_nobody(*, app, people, clock, as_person):
    one = tip(people, answer_due_on=today() + timedelta(days=3))
    sent(people.wang, one, chief=people.chen)
    make(people.wang, one, "accept", body=True)
    two = tip(people, answer_due_on=today() + timedelta(days=3))
    make(people.wang, one, "answer", body=True, answer="已经立案。")
    clock.forward(days=10)
    page = as_person("wang").get("/transfers?heap=due")
    assert "共 1 项" in page.text
    assert [row for row in (one, two) if f'/transfers/{row}"' in page.source] == [two]
