from datetime import date, timedelta

import pytest

from caseapp.law.procedures.counterfeit.facts import CounterfeitFacts
from caseapp.law.procedures.gate import Gate
from caseapp.law.procedures.gates import dates
from tests.law.procedures.ready import NEW, NOON, said

DAY_BEFORE, DAY_AFTER = date(2023, 6, 7), date(2023, 6, 9)


def check(gate: Gate, fact: str, event: str) -> None:
    assert said(gate, **{fact: DAY_AFTER}) == (
        f"办理日期2023年6月8日早于{event}（2023年6月9日）。请核对办理日期。"
    )
    for allowed in (None, NEW, DAY_BEFORE):
        assert said(gate, **{fact: allowed}) is None


def test_not_in_future_is_any_act():
    assert said(dates.not_in_future, today=DAY_BEFORE) == (
        "办理日期2023年6月8日晚于今天（2023年6月7日）。请核对办理日期。"
    )
    assert said(dates.not_in_future, today=NEW) is None
    assert said(dates.not_in_future, today=DAY_AFTER) is None


def test_not_before_receipt_of_the_lead():
    check(dates.not_before_receipt, "received_on", "线索接收日")


def test_not_before_start_of_the_step_before():
    check(dates.not_before_start, "last_step_on", "上一步的日期")


def test_not_before_filing_is_any_act_of_inquiry():
    check(dates.not_before_filing, "filed_on", "立案日")


def test_lookup_not_in_future_of_the_verification():
    gate = dates.lookup_not_in_future
    assert said(gate) is None
    assert said(gate, given={"act_on": DAY_BEFORE, "looked_up_on": NEW}) is None
    assert said(gate, given={"act_on": DAY_AFTER, "looked_up_on": NEW}) == (
        "行为日（2023年6月9日）晚于核查日期（2023年6月8日）。请核对行为日。"
    )
    assert said(gate, given={"looked_up_on": DAY_AFTER}) == (
        "查询日期（2023年6月9日）晚于核查日期（2023年6月8日）。请核对查询日期。"
    )


def test_record_times_in_order_or_nobody_could_sign():
    gate, later = dates.record_times_in_order, NOON + timedelta(minutes=1)
    assert said(gate) is None
    assert said(gate, given={"started_at": NOON}) is None
    assert said(gate, given={"started_at": NOON, "ended_at": NOON}) is None
    assert said(gate, given={"started_at": later, "ended_at": NOON}) == (
        "笔录的结束时间早于开始时间。请核对起止时间。"
    )


def test_not_before_answer_is_anything_told_to_the_reporter():
    def told(day):
        return said(dates.not_before_answer, counterfeit=CounterfeitFacts(filing_answered_on=day))

    assert told(DAY_AFTER) == (
        "办理日期2023年6月8日早于是否立案的决定日（2023年6月9日）。请核对办理日期。"
    )
    assert [told(day) for day in (None, NEW, DAY_BEFORE)] == [None, None, None]


def test_deduction_in_order_lies_inside_its_limit():
    def told(first, last, **facts):
        given = {"pause_first": first, "pause_last": last}
        return said(dates.deduction_in_order, given=given, **facts)

    assert said(dates.deduction_in_order) is None
    assert told(NEW, DAY_BEFORE) == "扣除期间的止日早于起日。请核对起止日期。"
    assert told(NEW, NEW, filed_on=NEW) is None
    assert told(DAY_BEFORE, NEW, filed_on=NEW) == (
        "扣除期间的起日早于立案日（2023年6月8日）。请核对起止日期。"
    )
    assert told(DAY_BEFORE, NEW, received_on=NEW) == (
        "扣除期间的起日早于线索接收日（2023年6月8日）。请核对起止日期。"
    )


def test_not_before_notice_is_signed_it_is_served():
    check(dates.not_before_notice, "notice_signed_on", "告知书签发日")


def test_not_before_notice_served_the_party_answers():
    check(dates.not_before_notice_served, "notice_served_on", "告知书送达日")


def test_not_before_decision_is_anything_that_follows_it():
    check(dates.not_before_decision, "decided_on", "决定日")


@pytest.mark.parametrize("gate", [gate for gate in vars(dates).values() if isinstance(gate, Gate)])
def test_dates_are_judged_when_they_are_typed(gate):
    assert gate.of_form
