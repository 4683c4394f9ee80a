"""互相监督: an opinion goes out and is answered, one comes in and is answered, that of the procuratorate in time."""

from datetime import date, timedelta

import pytest

from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.deadlines import queries as deadlines
from tests.transfers.doing import found, holdings, make, moves, opened

DEMAND = {"demand": "三件商标线索移送后两个月没有反馈，请核查并书面答复。"}


def limits(transfer_id):
    return [
        (one.rule_id, one.due_on, one.stopped_on is None)
        for one in deadlines.of_transfer(transfer_id)
    ]


def out(people, **given):
    until = today() + timedelta(days=15)
    told = {"title": "对移送线索办理情况的监督意见", "facts": DEMAND, "answer_due_on": until}
    return opened(people.wu, "supervision_out", "anshan_market_bureau", **(told | given))


def came(people, kind, body, **given):
    told = {"title": "对专利案件办理的意见", "facts": DEMAND, "their_number": "鞍检行意〔2024〕3号"}
    return opened(people.wu, kind, body, **(told | given))


def test_opinion_goes_out_by_the_chief_and_is_insisted_on_until_it_is_answered_well(
    app, people, clock
):
    one, until = out(people), today() + timedelta(days=15)
    with pytest.raises(Refused):
        make(people.wu, one, "send")
    make(people.chen, one, "send")
    make(people.wu, one, "receive", body=True, signed_by="赵某")
    make(people.wu, one, "answer", body=True, adopted="no", answer="不认为需要反馈。")
    assert [held.body_name != "" for held in holdings(one)] == [False, True, True, False]
    later = until + timedelta(days=10)
    make(people.chen, one, "insist", reason="没有说明理由。", answer_due_on=later)
    make(people.wu, one, "answer", body=True, adopted="yes", answer="三件已经反馈。")
    make(people.wu, one, "close", reason="三件的结果都已收到。")
    assert moves(one) == ["open", "send", "receive", "answer", "insist", "answer", "close"]
    assert limits(one) == [("ST-23", until, False), ("ST-23", later, False)]
    assert found(one).state == "closed"


def test_opinion_that_came_in_is_looked_into_and_answered_by_the_chief(app, people, clock):
    until = today() + timedelta(days=20)
    one = came(people, "supervision_in", "anshan_justice", answer_due_on=until)
    assert limits(one) == [("ST-20", until, True)]
    make(people.wu, one, "check", officers=(people.wang.id,))
    told = {"adopted": "partly", "answer": "一件已补送回执。"}
    with pytest.raises(Refused) as no:
        make(people.wang, one, "answer", **told)
    assert "负责人" in str(no.value)
    make(people.chen, one, "answer", **told)
    assert limits(one) == [("ST-20", until, False)]
    make(people.wu, one, "close", body=True)
    assert found(one).state == "closed"


def test_opinion_of_the_procuratorate_is_to_be_answered_in_two_months_or_sooner(app, people, clock):
    one = came(people, "procuratorate_in", "anshan_procuratorate", received_on=date(2024, 3, 5))
    assert limits(one) == [("TR-12", date(2024, 5, 6), True)]  # 5 May is a Sunday
    named = came(
        people,
        "procuratorate_in",
        "anshan_procuratorate",
        received_on=date(2024, 3, 5),
        answer_due_on=date(2024, 4, 1),
    )
    assert sorted(limits(named)) == [
        ("ST-20", date(2024, 4, 1), True),
        ("TR-12", date(2024, 5, 6), True),
    ]


def test_opinion_of_the_procuratorate_comes_from_no_other_body(app, people, clock):
    with pytest.raises(Refused) as no:
        came(people, "procuratorate_in", "anshan_police")
    assert "不是这一种事项的对方" in str(no.value)
