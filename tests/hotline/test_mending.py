"""Limits an older release left running on tickets that are over are ended with a record, others go on."""

from datetime import date

from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.cli.worker import let_time_act
from caseapp.deadlines import actions as deadlines
from caseapp.hotline import actions, queries
from caseapp.ledger import queries as ledger
from tests.hotline.test_clocks import MONDAY, ended, running
from tests.hotline.test_moving import make, take


def left_by_an_older_release(people, ticket_id, *families):
    with writing():
        for family in families:
            deadlines.start(
                by=people.liu, family=family, on=date(2024, 3, 4), why="登记", ticket_id=ticket_id
            )


def answered(people):
    one = take(people)
    make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    make(people.wang, one, "accept")
    with writing():
        actions.answer(by=people.wang, ticket=queries.entry_row(one), text="已电话告知。")
    return one


def test_limits_of_an_answered_ticket_are_ended_as_of_the_answer(app, people, clock):
    clock.set(MONDAY)
    one = answered(people)
    before = ended(one)
    assert set(running(one)) == {"ST-03"}
    left_by_an_older_release(people, one, "ST-01", "HL-02", "HL-04")
    clock.set(date(2024, 3, 20))
    let_time_act(date(2024, 3, 20))
    # What is still to be done by now was urged the same night.
    assert set(running(one)) == {"ST-03", "HL-04", "ST-12"}
    assert ended(one) == before | {"ST-01": "met", "HL-02": "stopped"}
    acts = [
        one
        for one in ledger.acts_on(object_kind="ticket", object_id=one)
        if "旧版本没有停止" in one["reason"]
    ]
    assert [one["action"] for one in acts] == ["deadline.stop", "deadline.stop"]
    assert all("2024-03-04" in one["details"] for one in acts)
    with writing():
        assert actions.end_left_limits(by=people.liu) == 0


def test_limits_of_a_closed_ticket_fall_away_and_a_new_urge_goes_on(app, people, clock):
    clock.set(MONDAY)
    one, two = answered(people), answered(people)
    make(people.liu, one, "close", reason="没有留电话")
    left_by_an_older_release(people, one, "HL-04", "ST-02")
    clock.forward(hours=1)
    make(people.chen, two, "urge", reason="请尽快回访")
    with writing():
        assert actions.end_left_limits(by=people.liu) == 2
    assert running(one) == {}
    assert "ST-12" in running(two)
