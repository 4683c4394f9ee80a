"""Who is asked a second time has a day of its own; who gave the matter back is waited for no longer."""

from datetime import date, timedelta

from caseapp.base.clock import today
from caseapp.deadlines import queries as deadlines
from tests.transfers.doing import body_id, found, make, opened, sent

ASKED = {"asked": "查明电热水壶的进货来源。"}
DONE = {"outcome": "done", "answer": "已经查明，台账附后。"}
PLAIN = {"title": "协助查明来源", "facts": ASKED, "reason": "", "reason_key": ""}
MARCH = date(2024, 3, 4)


def limits(transfer_id):
    return [
        (row.rule_id, row.start_on, row.due_on, row.state)
        for row in deadlines.of_transfer(transfer_id)
    ]


def test_we_have_our_days_again_from_the_day_more_was_asked(app, people, clock):
    clock.set(MARCH)
    one = opened(people.wang, "inquiry_in", "liaoning_market_bureau", **PLAIN)
    make(people.wang, one, "accept")
    make(people.wang, one, "reply", **DONE)
    clock.set(date(2024, 4, 8))
    make(people.wang, one, "asked_more", body=True, reason="请附台账。")
    assert limits(one) == [
        ("CF-10", MARCH, date(2024, 3, 25), "met"),
        ("CF-10", date(2024, 4, 8), date(2024, 4, 28), "running"),
    ]
    assert found(one).answer_due_on is None


def test_day_of_a_second_letter_is_the_one_that_counts(app, people, clock):
    clock.set(MARCH)
    first, second = date(2024, 3, 20), date(2024, 5, 10)
    one = opened(people.wang, "inquiry_out", "shenyang_ip", answer_due_on=first, **PLAIN)
    sent(people.wang, one)
    make(people.wang, one, "receive", body=True)
    make(people.wang, one, "answer", body=True, **DONE)
    clock.set(date(2024, 4, 8))
    make(people.wang, one, "ask_more", reason="缺少台账。", answer_due_on=second)
    assert limits(one) == [
        ("ST-23", MARCH, first, "met"),
        ("ST-23", date(2024, 4, 8), second, "running"),
    ]
    assert found(one).answer_due_on == second
    make(people.wang, one, "answer", body=True, **DONE)
    make(people.wang, one, "ask_more", reason="还缺一份。")
    assert [row[3] for row in limits(one)] == ["met", "met"]


def test_opinion_that_is_insisted_on_runs_to_its_new_day_and_not_to_the_old(app, people, clock):
    clock.set(MARCH)
    first = date(2024, 3, 20)
    one = opened(
        people.wu, "supervision_in", "anshan_justice", facts={"demand": "请答复。"},
        answer_due_on=first,
    )  # fmt: skip
    told = {"adopted": "no", "answer": "没有问题。"}
    make(people.wu, one, "check", officers=(people.wang.id,))
    make(people.chen, one, "answer", **told)
    clock.set(date(2024, 4, 8))
    make(people.wu, one, "insisted", body=True, reason="没有说明理由。")
    assert [(row[0], row[3]) for row in limits(one)] == [("ST-20", "met")]
    make(people.chen, one, "answer", **told)
    make(people.wu, one, "insisted", body=True, reason="再答。", answer_due_on=date(2024, 4, 30))
    assert limits(one)[1] == ("ST-20", date(2024, 4, 8), date(2024, 4, 30), "running")


def test_what_was_given_back_is_waited_for_no_longer_until_it_is_theirs_again(app, people):
    until = today() + timedelta(days=30)
    one = opened(
        people.wang, "lead_out", "anshan_market_bureau", right_kind="trademark",
        answer_due_on=until,
    )  # fmt: skip
    sent(people.wang, one, chief=people.chen)
    make(people.wang, one, "refuse", body=True, reason="不归我局。", back_key="matter")
    assert [(row[0], row[3]) for row in limits(one)] == [("ST-21", "met"), ("ST-23", "met")]
    superior = body_id("liaoning_market_bureau")
    make(people.wang, one, "dispute", reason="归其主管。", superior=superior)
    make(people.wang, one, "designate_theirs", body=True, order_no="辽市监指〔2026〕2号")
    assert limits(one)[-1] == ("ST-23", today(), until, "running")
    two = opened(people.wang, "inquiry_out", "shenyang_ip", answer_due_on=until, **PLAIN)
    sent(people.wang, two)
    make(people.wang, two, "refuse", body=True, reason="不属协助范围。")
    assert [(row[0], row[3]) for row in limits(two)] == [("ST-23", "met")]
