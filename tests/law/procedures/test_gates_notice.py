from datetime import date
from decimal import Decimal

import pytest

from caseapp.law.procedures.counterfeit.facts import CounterfeitFacts
from caseapp.law.procedures.facts import HearingTest
from caseapp.law.procedures.gates.decision import (
    decision_awaits_signature,
    decision_is_served,
    inside_case_limit,
    party_was_answered,
    publicity_told,
    sparing_is_open,
)
from caseapp.law.procedures.gates.notice import (
    defence_period_over,
    defence_unrecorded,
    hearing_day_far_enough,
    hearing_day_reached,
    hearing_may_be_asked,
    hearing_notice_in_time,
    hearing_officer_is_independent,
    hearing_right_kept,
    hearing_right_told,
    not_heavier,
    notice_awaits_signature,
    notice_is_served,
    party_was_heard,
    stated_period_over,
)
from tests.law.procedures.ready import MIDDLE, NEW, OLD, said

YUAN = Decimal
DAY_BEFORE, DAY_AFTER = date(2023, 6, 7), date(2023, 6, 9)
SERVED = {"papers": {"penalty_notice": "served"}}
REACHED = HearingTest(met=True, text="罚款达到十万元。")
NOT_REACHED = HearingTest(met=False, text="罚款不到十万元。")
UNKNOWN = HearingTest(met=None, text="省定标准没有查到。")
OF_HEARING = "（行政处罚法第六十三条、第六十四条）。"


def test_notice_awaits_signature_only_once():
    gate = notice_awaits_signature
    assert said(gate) == "告知书尚未起草。"
    assert said(gate, papers={"penalty_notice": "none"}) == "告知书尚未起草。"
    assert said(gate, papers={"penalty_notice": "draft"}) is None
    assert said(gate, papers={"penalty_notice": "signed"}) == "告知书已经签发。"


def test_notice_is_served_before_the_party_answers():
    refusal = "行政处罚告知书尚未送达。请先签发告知书并登记送达。"
    assert said(notice_is_served) == refusal
    assert said(notice_is_served, papers={"penalty_notice": "signed"}) == refusal
    assert said(notice_is_served, **SERVED) is None


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (OLD, "专利行政执法办法第三十二条"),
        (MIDDLE, "原行政处罚法第四十一条"),
        (NEW, "行政处罚法第六十二条"),
    ],
)
def test_party_was_heard_or_nothing_is_decided(on, article):
    assert said(party_was_heard, on) == (
        f"行政处罚告知书尚未送达（{article}）。请先签发告知书并登记送达。"
    )
    assert said(party_was_heard, on, **SERVED, defence_ends_on=on) == (
        f"陈述申辩期限至{on.year}年6月8日届满（{article}）。期满或者当事人明确放弃后办理。"
    )


def test_party_was_heard_once_the_period_is_over_or_waived():
    assert said(party_was_heard, **SERVED, defence_ends_on=DAY_BEFORE) is None
    assert said(party_was_heard, **SERVED, defence_ends_on=DAY_AFTER, defence_waived=True) is None
    # What was said early may still be added to while the period runs.
    assert said(party_was_heard, **SERVED, defence_ends_on=NEW, defence_recorded=True) == (
        "陈述申辩期限至2023年6月8日届满（行政处罚法第六十二条）。期满或者当事人明确放弃后办理。"
    )


def test_party_was_heard_where_the_law_sets_no_period():
    assert said(party_was_heard, OLD, **SERVED) == (
        "当事人未陈述申辩，也未明确放弃（专利行政执法办法第三十二条）。"
        "请记录陈述申辩或者放弃的情况。"
    )
    assert said(party_was_heard, OLD, **SERVED, defence_recorded=True) is None
    assert said(party_was_heard, OLD, **SERVED, defence_waived=True) is None


def test_defence_period_over_before_silence_is_a_waiver():
    for ends in (None, NEW):
        assert said(defence_period_over, defence_ends_on=ends) == "陈述申辩期限尚未届满。"
    assert said(defence_period_over, defence_ends_on=DAY_BEFORE) is None


def test_stated_period_over_before_silence_is_recorded():
    assert said(stated_period_over) is None
    assert said(stated_period_over, given={"period_ended_on": DAY_BEFORE}) is None
    assert said(stated_period_over, given={"period_ended_on": NEW}) == (
        "告知书载明的期限至2023年6月8日届满。期满以后办理。"
    )


def test_defence_unrecorded_or_silence_is_no_fact():
    assert said(defence_unrecorded) is None
    for fact in ("defence_recorded", "defence_waived"):
        assert said(defence_unrecorded, **{fact: True}) == "当事人的陈述申辩情况已经记录。"


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (OLD, "专利行政执法办法第三十三条"),
        (MIDDLE, "原行政处罚法第三十二条"),
        (NEW, "行政处罚法第四十五条"),
    ],
)
def test_not_heavier_after_the_defence(on, article):
    told = {"notice_fine": YUAN(20_000), "notice_confiscation": YUAN(0)}
    given = {"fine": YUAN("20000.50"), "confiscation": YUAN(1)}
    assert said(not_heavier, on, **told, given=given) == (
        f"罚款20000.50元重于告知的20000元，没收数额1元重于告知的0元（{article}）。"
        "不得因申辩加重处罚；发现新事实的，请补充调查后重新告知。"
    )


def test_not_heavier_is_the_same_or_less():
    told = {"notice_fine": YUAN(20_000), "notice_confiscation": YUAN(5)}
    assert said(not_heavier) is None
    assert said(not_heavier, **told) is None
    assert said(not_heavier, **told, given={"fine": YUAN(20_000), "confiscation": YUAN(4)}) is None
    assert said(not_heavier, given={"fine": YUAN(1)}) is None


def test_hearing_right_told_in_the_notice_where_the_threshold_is_met():
    assert said(hearing_right_told, hearing_test=REACHED) == (
        f"拟处罚达到听证标准而未告知听证权利{OF_HEARING}罚款达到十万元。"
    )
    assert said(hearing_right_told, OLD, hearing_test=REACHED) == (
        "拟处罚达到听证标准而未告知听证权利（原行政处罚法第四十二条）。罚款达到十万元。"
    )
    offered = {"hearing_offered": True}
    assert said(hearing_right_told, hearing_test=REACHED, given=offered) is None
    for test in (None, NOT_REACHED):
        assert said(hearing_right_told, hearing_test=test) is None


def test_hearing_right_told_or_its_refusal_explained_where_no_figure_is_known():
    assert said(hearing_right_told, OLD, hearing_test=UNKNOWN) == (
        "听证标准没有确定，未告知听证权利也没有写明理由（原行政处罚法第四十二条）。"
        "省定标准没有查到。请勾选“一并告知听证权利”，或者写明不告知的理由。"
    )
    for given in ({"hearing_offered": True}, {"hearing_refusal": "罚款五百元，省内各地均不听证。"}):
        assert said(hearing_right_told, OLD, hearing_test=UNKNOWN, given=given) is None
    # A known figure that is reached is no matter of reasons.
    refused = {"hearing_refusal": "当事人表示不需要。"}
    assert said(hearing_right_told, hearing_test=REACHED, given=refused) == (
        f"拟处罚达到听证标准而未告知听证权利{OF_HEARING}罚款达到十万元。"
    )


def test_hearing_right_kept_where_no_figure_is_known_and_nobody_said_why():
    assert said(hearing_right_kept, OLD, hearing_test=UNKNOWN) == (
        "听证标准没有确定，未告知听证权利也没有写明理由（原行政处罚法第四十二条）。"
        "请补充调查后重新告知，或者在告知时写明不告知的理由。"
    )
    explained = CounterfeitFacts(hearing_refusal="罚款五百元，省内各地均不听证。")
    assert said(hearing_right_kept, OLD, hearing_test=UNKNOWN, counterfeit=explained) is None


def test_hearing_right_kept_before_the_decision():
    gate = hearing_right_kept
    assert said(gate, hearing_test=REACHED) == (
        f"拟处罚达到听证标准而未告知听证权利{OF_HEARING}请补充调查后重新告知。"
    )
    assert said(gate, hearing_offered=True, hearing_ends_on=NEW) == (
        f"申请听证的期限至2023年6月8日届满{OF_HEARING}期满或者当事人明确放弃后办理。"
    )
    assert said(gate, hearing_offered=True, hearing_asked=True) == (
        f"当事人已申请听证而听证尚未举行{OF_HEARING}请先举行听证。"
    )


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"hearing_test": NOT_REACHED},
        {"hearing_offered": True},
        {"hearing_offered": True, "hearing_ends_on": DAY_BEFORE},
        {"hearing_offered": True, "hearing_ends_on": DAY_AFTER, "hearing_waived": True},
        {"hearing_offered": True, "hearing_asked": True, "hearing_held_on": NEW},
    ],
)
def test_hearing_right_kept_when_none_is_owed(facts):
    assert said(hearing_right_kept, **facts) is None


def test_hearing_may_be_asked_in_time_by_whoever_was_told():
    gate = hearing_may_be_asked
    assert said(gate, hearing_test=NOT_REACHED) == (
        f"未告知听证权利，拟处罚未达到听证标准{OF_HEARING}罚款不到十万元。"
    )
    # Nobody is refused for a figure nobody knows, nor as late with a right nobody told of.
    for test in (None, UNKNOWN, REACHED):
        assert said(gate, hearing_test=test, hearing_ends_on=DAY_BEFORE) is None
    assert said(gate, hearing_offered=True) is None
    assert said(gate, hearing_offered=True, hearing_ends_on=NEW) is None
    assert said(gate, hearing_offered=True, hearing_ends_on=DAY_BEFORE) == (
        f"申请听证的期限已于2023年6月7日届满{OF_HEARING}有正当理由的，由负责人写明理由准许。"
    )


def test_hearing_day_far_enough_for_the_notice():
    gate, by = hearing_day_far_enough, {"hearing_notice_by": NEW}
    assert said(gate, **by) is None
    assert said(gate, given={"hearing_notice_served_on": NEW}) is None
    assert said(gate, **by, given={"hearing_notice_served_on": NEW}) is None
    assert said(gate, **by, given={"hearing_notice_served_on": DAY_AFTER}) == (
        f"听证通知书最迟应于2023年6月8日送达{OF_HEARING}请改定听证日期。"
    )


def test_hearing_notice_in_time_before_the_hearing():
    gate = hearing_notice_in_time
    assert said(gate) == f"听证通知书尚未送达{OF_HEARING}请先送达听证通知书。"
    assert said(gate, hearing_notice_served_on=NEW) is None
    assert said(gate, hearing_notice_served_on=NEW, hearing_notice_by=DAY_BEFORE) == (
        f"听证通知书最迟应于2023年6月7日送达{OF_HEARING}请改定听证日期。"
    )


def test_hearing_day_reached_before_its_record():
    gate = hearing_day_reached
    assert said(gate) is None
    assert said(gate, hearing_on=NEW) is None
    assert said(gate, hearing_on=DAY_AFTER) == (
        f"通知的听证日期是2023年6月9日{OF_HEARING}听证举行以后办理；提前举行的，请重新通知听证。"
    )


def test_hearing_officer_is_independent_of_the_investigation():
    gate = hearing_officer_is_independent
    assert said(gate, investigator_ids=(1, 2), given={"hearing_officer": 2}) == (
        f"听证主持人是本案调查人员{OF_HEARING}请另行指定听证主持人。"
    )
    assert said(gate, investigator_ids=(1, 2), given={"hearing_officer": 6}) is None


def test_decision_awaits_signature_only_when_drafted():
    gate = decision_awaits_signature
    for stands in ("none", "signed"):
        assert said(gate, papers={"penalty_decision": stands}) == (
            "行政处罚决定书尚未起草。请先由办案人员报请决定。"
        )
    assert said(gate, papers={"penalty_decision": "draft"}) is None


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (OLD, "专利行政执法办法第三十六条"),
        (MIDDLE, "市场监督管理行政处罚程序暂行规定"),
        (NEW, "市场监督管理行政处罚程序规定第六十四条"),
    ],
)
def test_inside_case_limit_or_the_chief_says_why(on, article):
    assert said(inside_case_limit, on) is None
    assert said(inside_case_limit, on, case_limit_due=on) is None
    due = on.replace(day=7)
    assert said(inside_case_limit, on, case_limit_due=due) == (
        f"办案期限已于{on.year}年6月7日届满（{article}）。请由负责人写明超期理由。"
    )
    assert inside_case_limit.may_be_set_aside


def test_publicity_told_with_the_decision_of_a_market_bureau():
    gate = publicity_told
    assert said(gate) == (
        "未随决定书告知将予公示（市场监督管理行政处罚信息公示规定第八条）。"
        "请书面告知，或者选明依法不予公示。"
    )
    assert said(gate, given={"publicity_notice": "told"}) is None
    assert said(gate, date(2021, 8, 31)) is None
    assert said(gate, authority="ip_office") is None


def test_decision_is_served_before_it_is_performed():
    assert said(decision_is_served) == "行政处罚决定书尚未送达。请登记送达。"
    assert said(decision_is_served, papers={"penalty_decision": "served"}) is None


def test_sparing_is_open_once_it_is_proposed_or_the_party_was_heard():
    assert said(sparing_is_open, proposal="no_penalty") is None
    refusal = (
        "调查终结报告建议给予处罚，也没有当事人陈述申辩或者听证的记录。"
        "应当不予处罚的，请退回补充调查后重新报告。"
    )
    assert said(sparing_is_open, proposal="penalty") == refusal
    assert said(sparing_is_open, defence_recorded=True) == refusal
    assert said(sparing_is_open, proposal="penalty", defence_recorded=True) is None
    assert said(sparing_is_open, proposal="penalty", hearing_held_on=NEW) is None


def test_party_was_answered_only_after_it_spoke():
    assert said(party_was_answered) == "没有当事人陈述申辩或者听证的记录。请先记录陈述申辩。"
    assert said(party_was_answered, defence_recorded=True) is None
    assert said(party_was_answered, hearing_held_on=NEW) is None
