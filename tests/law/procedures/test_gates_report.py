from datetime import date
from decimal import Decimal

import pytest

from caseapp.law.procedures.facts import Facts, FineLimit
from caseapp.law.procedures.gates.report import (
    act_dates_in_order,
    confiscation_in_range,
    criminal_check_answered,
    criminal_check_on_the_spot,
    fine_in_range,
    gains_method_stored,
    not_a_crime,
    not_fined_before,
    penalty_is_proposed,
    penalty_not_proposed,
)
from caseapp.law.procedures.gates.review import (
    collective_when_needed,
    review_passed,
    reviewed_after_hearing,
    reviewer_is_independent,
    reviewer_is_qualified,
)
from tests.law.procedures.ready import MIDDLE, NEW, OLD, said

YUAN = Decimal
DAY_BEFORE, DAY_AFTER = date(2023, 6, 7), date(2023, 6, 9)
LIMIT = FineLimit(YUAN(48_000), "违法所得12000元，上限为其四倍。", YUAN(12_000), "某法第一条")


def test_act_dates_in_order_pick_the_law():
    assert said(act_dates_in_order) is None
    assert said(act_dates_in_order, given={"act_start": NEW, "act_end": NEW}) is None
    assert said(act_dates_in_order, given={"act_start": NEW, "act_end": DAY_BEFORE}) == (
        "违法行为的终止日期早于起始日期。请核对行为日期。"
    )
    assert said(act_dates_in_order, given={"act_start": NEW, "act_end": DAY_AFTER}) == (
        "违法行为的终止日期晚于报告日期。行为仍在持续的，请填写查明之日。"
    )


def test_gains_method_stored_with_every_sum():
    gate = gains_method_stored
    assert said(gate) is None
    assert said(gate, gains_kind="none") is None
    no_sum = "未填写违法所得数额（行政处罚法第二十八条）。没有违法所得的，请选择“没有违法所得”。"
    assert said(gate, gains_kind="known") == no_sum
    assert said(gate, gains_kind="known", gains=YUAN(0)) == no_sum
    assert said(gate, OLD, gains_kind="known", gains=YUAN(5)) == (
        "未记明违法所得的计算方法（专利行政执法办法第四十七条）。请选择计算方法。"
    )
    assert said(gate, gains_kind="known", gains=YUAN(5), gains_method="GAIN-71") is None
    typed = {"gains_kind": "known", "gains": YUAN(5), "gains_method": "GAIN-118"}
    assert said(gate, given=typed) is None


def test_gains_method_stored_or_the_reason_why_nothing_can_be_computed():
    assert said(gains_method_stored, gains_kind="not_computable") == (
        "违法所得无法计算而未说明理由（行政处罚法第二十八条）。"
        "请说明已查账目、单据及无法计算的原因。"
    )
    assert said(gains_method_stored, gains_kind="not_computable", gains_reason="无账册。") is None
    typed = {"gains_kind": "not_computable", "gains_reason": "无账册。"}
    assert said(gains_method_stored, given=typed) is None


@pytest.mark.parametrize("fine", [None, YUAN(0), YUAN("0.01"), YUAN(48_000)])
def test_fine_in_range_up_to_the_ceiling(fine):
    assert said(fine_in_range, proposed_fine=fine, fine_limit=LIMIT) is None


@pytest.mark.parametrize(("fine", "words"), [(YUAN("48000.01"), "48000.01元"), (YUAN(-1), "-1元")])
def test_fine_in_range_or_refused_with_the_computed_reasons(fine, words):
    assert said(fine_in_range, proposed_fine=fine, fine_limit=LIMIT) == (
        f"罚款{words}超出法定幅度，上限为48000元（某法第一条）。违法所得12000元，上限为其四倍。"
    )


def test_fine_in_range_cannot_be_judged_without_the_range():
    assert said(fine_in_range, given={"proposed_fine": YUAN(1)}) == (
        "尚未计算罚款幅度（2008年专利法第六十三条或者专利法第六十八条）。"
        "请先填写行为日期和违法所得。"
    )


def test_the_sum_just_typed_counts_before_the_one_on_file():
    facts = Facts(on=NEW, today=NEW, proposed_fine=YUAN(1), proposed_confiscation=YUAN(2))
    assert (facts.fine, facts.confiscation) == (YUAN(1), YUAN(2))
    drafted = Facts(
        on=NEW,
        today=NEW,
        proposed_fine=YUAN(1),
        proposed_confiscation=YUAN(2),
        decision_fine=YUAN(3),
        decision_confiscation=YUAN(4),
    )
    assert (drafted.fine, drafted.confiscation) == (YUAN(3), YUAN(4))
    typed = Facts(
        on=NEW, today=NEW, decision_fine=YUAN(3), given={"fine": YUAN(5), "confiscation": YUAN(0)}
    )
    assert (typed.fine, typed.confiscation) == (YUAN(5), YUAN(0))


def test_confiscation_in_range_of_the_gains():
    gate = confiscation_in_range
    assert said(gate) is None
    assert said(gate, proposed_confiscation=YUAN(12_000), fine_limit=LIMIT) is None
    assert said(gate, proposed_confiscation=YUAN(12_001), fine_limit=LIMIT) == (
        "没收12001元超过违法所得12000元（某法第一条）。请核对没收数额。"
    )
    unlimited = FineLimit(YUAN(1), "")
    assert said(gate, proposed_confiscation=YUAN(9), fine_limit=unlimited) is None
    assert said(gate, given={"confiscation": YUAN(-1)}) == (
        "没收数额小于零（2008年专利法第六十三条或者专利法第六十八条）。请核对没收数额。"
    )


def test_criminal_check_answered_before_a_penalty():
    assert said(criminal_check_answered) == (
        "未对是否涉嫌犯罪作出判断（行政执法机关移送涉嫌犯罪案件的规定第十一条）。"
        "请在调查终结报告中填写。"
    )
    assert said(criminal_check_answered, criminal_check="none") is None
    assert said(criminal_check_answered, given={"criminal_check": "suspected"}) is None


def test_criminal_check_on_the_spot_is_asked_by_the_form_itself():
    assert said(criminal_check_on_the_spot) == (
        "未对是否涉嫌犯罪作出判断（行政执法机关移送涉嫌犯罪案件的规定第十一条）。"
        "请在本表中选择并写明理由。"
    )
    assert said(criminal_check_on_the_spot, given={"criminal_check": "none"}) is None


def test_not_a_crime_or_the_police_come_first():
    assert said(not_a_crime) is None
    assert said(not_a_crime, criminal_check="none") is None
    assert said(not_a_crime, criminal_check="suspected") == (
        "本案涉嫌犯罪，不得以行政处罚代替移送（行政执法机关移送涉嫌犯罪案件的规定第十一条）。"
        "请先移送公安机关。"
    )
    assert said(not_a_crime, criminal_check="suspected", police_returned=True) is None


def test_not_fined_before_for_the_same_act():
    earlier = {"fined_before": "鞍知罚字〔2016〕3号决定", "proposed_fine": YUAN(1)}
    assert said(not_fined_before, **earlier) == (
        "同一违法行为已受罚款：鞍知罚字〔2016〕3号决定（行政处罚法第二十九条）。"
        "不得再次罚款；确实不是同一行为的，请写明理由。"
    )
    assert said(not_fined_before, MIDDLE, **earlier) == (
        "同一违法行为已受罚款：鞍知罚字〔2016〕3号决定（原行政处罚法第二十四条）。"
        "不得再次罚款；确实不是同一行为的，请写明理由。"
    )
    assert said(not_fined_before, **{**earlier, "proposed_fine": YUAN(0)}) is None
    assert said(not_fined_before, proposed_fine=YUAN(1)) is None


def test_penalty_is_proposed_before_a_notice_is_drafted():
    assert said(penalty_is_proposed, proposal="penalty") is None
    assert said(penalty_is_proposed, proposal="withdraw") == (
        "调查终结报告没有建议给予处罚。请按不予处罚、撤案或者移送办理。"
    )


def test_penalty_not_proposed_needs_no_notice():
    assert said(penalty_not_proposed, proposal="no_penalty") is None
    for proposal in ("", "penalty"):
        assert said(penalty_not_proposed, proposal=proposal) == (
            "调查终结报告没有建议不予处罚、撤案或者移送。给予处罚的，应当先行告知。"
        )


def test_reviewer_is_independent_of_the_investigation():
    assert said(reviewer_is_independent, by_id=1, investigator_ids=(1, 2)) == (
        "审核人员是本案调查人员（行政处罚法第五十八条）。请由未参与调查的审核人员办理。"
    )
    assert said(reviewer_is_independent, by_id=3, investigator_ids=(1, 2)) is None


def test_reviewer_is_qualified_by_the_national_examination():
    remedy = "请由具备资格的审核人员办理；已取得的，请系统管理员在人员资料中登记证号和日期。"
    for on, article in (
        (date(2018, 1, 1), "原行政处罚法第三十八条"),
        (date(2021, 7, 14), "原行政处罚法第三十八条"),
        (date(2021, 7, 15), "行政处罚法第五十八条"),
    ):
        assert said(reviewer_is_qualified, on, reviewer_qualified=False) == (
            f"审核人员未取得法律职业资格（{article}）。{remedy}"
        )
    assert said(reviewer_is_qualified, date(2017, 12, 31), reviewer_qualified=False) is None
    assert said(reviewer_is_qualified) is None


def test_review_passed_by_somebody_outside_the_investigation():
    for result in ("", "returned"):
        assert said(review_passed, review_result=result) == (
            "审核没有通过（行政处罚法第五十八条）。请先送审核。"
        )
    inside = "审核人员是本案调查人员（行政处罚法第五十八条）。请由未参与调查的审核人员重新审核。"
    assert said(review_passed, review_result="passed") == inside
    passed = {"review_result": "passed", "investigator_ids": (1, 2)}
    assert said(review_passed, **passed, reviewer_id=2) == inside
    assert said(review_passed, **passed, reviewer_id=5) is None


def test_reviewed_after_hearing_since_the_law_of_2021():
    gate = reviewed_after_hearing
    refusal = "听证以后尚未进行法制审核（行政处罚法第五十八条）。请由审核人员办理听证后审核。"
    assert said(gate) is None
    assert said(gate, hearing_held_on=NEW) == refusal
    assert said(gate, hearing_held_on=NEW, review_on=DAY_BEFORE) == refusal
    assert said(gate, hearing_held_on=NEW, review_on=NEW) is None
    assert said(gate, OLD, hearing_held_on=OLD) is None


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"complex_or_major": True}, "案件情节复杂或者重大"),
        ({"hearing_held_on": DAY_BEFORE}, "案件经过听证"),
        ({"extensions": 2}, "办案期限已多次延长"),
    ],
)
def test_collective_when_needed_by_the_weight_of_the_case(facts, why):
    assert said(collective_when_needed, **facts) == (
        f"{why}而没有集体讨论记录（行政处罚法第五十七条）。请先提交集体讨论。"
    )
    assert said(collective_when_needed, OLD, **facts) == (
        f"{why}而没有集体讨论记录（专利行政执法办法第三十四条）。请先提交集体讨论。"
    )
    assert said(collective_when_needed, **facts, collective_recorded=True) is None


def test_collective_when_needed_is_not_asked_of_a_plain_case():
    assert said(collective_when_needed) is None
    assert said(collective_when_needed, extensions=1) is None
