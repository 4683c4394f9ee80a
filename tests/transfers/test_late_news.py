"""What the other side did and what came late is entered with its true day, whatever was noted since."""

from datetime import timedelta

import pytest

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.deadlines import actions as limits
from caseapp.transfers.actions.pressing import press
from tests.transfers.doing import make, moves, opened, sent


def tip(people, **given):
    return opened(people.wang, "lead_out", "anshan_market_bureau", right_kind="trademark", **given)


def test_pressing_and_urging_keep_no_letter_of_before_from_its_day(app, people, clock):
    one = tip(people, answer_due_on=today() + timedelta(days=1))
    sent(people.wang, one, chief=people.chen)
    clock.forward(days=8)
    with writing():
        limits.tick(by=Person.system(), day=today())
        press(by=Person.system(), day=today())
    make(people.wang, one, "urge", reason="请告知。")
    assert moves(one)[-2:] == ["press", "urge"]
    day = today() - timedelta(days=6)
    make(people.wang, one, "accept", body=True, on=day)
    make(people.wang, one, "interim", body=True, on=today(), answer="正在核查。")
    with pytest.raises(Refused, match="早于上一步的日期"):
        make(people.wang, one, "answer", body=True, answer="早了。", on=day - timedelta(days=1))
    make(people.wang, one, "answer", body=True, answer="已经立案。", on=day)
    with pytest.raises(Refused, match="早于上一步的日期"):
        make(people.wang, one, "close", on=day - timedelta(days=1))


def test_our_own_acts_follow_one_another(app, people, clock):
    one = opened(people.wang, "lead_in", "anshan_market_bureau")
    clock.forward(days=3)
    make(people.wang, one, "receipt", signed_by="王某")
    with pytest.raises(Refused, match="早于上一步的日期"):
        make(people.wang, one, "accept", track="request", on=today() - timedelta(days=1))
