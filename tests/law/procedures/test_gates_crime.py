"""Who decides on a transfer to the police, and that no penalty stands in its place."""

from typing import Any

import pytest

from caseapp.law.procedures.gate import Gate
from caseapp.law.procedures.gates.crime import (
    comes_back_by_its_transfer,
    decided_on_a_transfer,
    head_decides_in_person,
    is_with_the_police,
    suspicion_was_decided,
    threshold_was_decided,
)
from caseapp.law.procedures.gates.report import not_a_crime
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.tracks import PENALTY_TRACKS
from tests.law.procedures.test_gates_report import said

REACHED = "非法经营数额300000元，已达200000元（CR-1，法释〔2025〕5号第十条），涉嫌假冒专利罪"
PENALTIES = [one for one in PROCEDURES.values() if one.track in PENALTY_TRACKS]
ENDS_BY_PENALTY = ("ask_decision", "decide", "punish_on_spot", "spare")
WITHDRAWN = "withdraw"


def test_head_decides_in_person_or_the_refusal_names_the_article():
    assert said(head_decides_in_person, by_principal=True) is None
    assert said(head_decides_in_person) == (
        "是否移送公安机关由本机关正职负责人或者主持工作的负责人本人决定"
        "（行政执法机关移送涉嫌犯罪案件的规定第五条）。请由其本人办理；副职、分管负责人和代签的人不能代为决定。"
    )


def test_threshold_was_decided_by_the_head_or_the_case_came_back():
    assert said(threshold_was_decided) is None
    assert said(threshold_was_decided, crime_reached=REACHED) == (
        f"本案数额已达追诉标准，不得以行政处罚代替移送：{REACHED}"
        "（行政执法机关移送涉嫌犯罪案件的规定第三条、第十一条）。"
        "请登记移送涉嫌犯罪案件，由正职负责人或者主持工作的负责人决定是否移送。"
    )
    assert said(not_a_crime, criminal_check="suspected", crime_kept=True) is None


def test_suspicion_was_decided_by_the_head_before_any_end():
    assert said(suspicion_was_decided) is None
    assert said(suspicion_was_decided, crime_pending="鞍市监协登字〔2026〕1号") == (
        "鞍市监协登字〔2026〕1号正在报请决定是否移送公安机关，决定以前不得处罚或者不予处罚"
        "（行政执法机关移送涉嫌犯罪案件的规定第五条、第十一条）。"
        "请由正职负责人或者主持工作的负责人先作出决定。"
    )


def test_is_with_the_police_or_nothing_comes_back():
    assert said(is_with_the_police, with_police=True) is None
    assert said(is_with_the_police) == "案件不在公安机关。请核对案件的阶段。"


def test_comes_back_by_its_transfer_where_it_went_by_one():
    assert said(comes_back_by_its_transfer) is None
    number = "鞍市监协登字〔2026〕1号"
    assert (
        said(comes_back_by_its_transfer, sent_by_transfer=number, given={"transfer": number})
        is None
    )
    assert said(comes_back_by_its_transfer, sent_by_transfer=number) == (
        f"案件随{number}移送公安机关。请在该移送件上登记公安机关的结果。"
    )


def test_decided_on_a_transfer_and_not_on_the_page_of_the_case():
    assert said(decided_on_a_transfer, given={"transfer": "鞍市监协登字〔2026〕1号"}) is None
    assert said(decided_on_a_transfer) == (
        "没有登记移送涉嫌犯罪案件，专案组没有报告（行政执法机关移送涉嫌犯罪案件的规定第五条）。"
        "请先登记移送涉嫌犯罪案件，报请决定。"
    )


@pytest.mark.parametrize("procedure", PENALTIES, ids=lambda one: one.key)
def test_no_edition_lets_a_penalty_pass_the_police_by(procedure: Any):
    steps = {(one.key, one.origins): one for one in procedure.steps}
    asked = [one for (key, _), one in steps.items() if key in ENDS_BY_PENALTY]
    assert asked
    wanted: set[Gate] = {not_a_crime, threshold_was_decided, suspicion_was_decided}
    assert [one.key for one in asked if not wanted <= set(one.gates)] == []
    ended = [one for (key, _), one in steps.items() if key == WITHDRAWN]
    assert [threshold_was_decided in one.gates for one in ended] == [True]
    # While it lies with the police the table has no way to a penalty at all.
    assert {one.key for one in procedure.steps_from("with_police")} <= {
        *("police_returned", "close"),
        # What was seized or kept goes on to have an end.
        *("dispose_evidence", "lapse_evidence", "release", "extend_seizure", "pause_seizure"),
    }
    for key in ("transfer_crime", "keep_crime"):
        row = next(one for one in procedure.steps if one.key == key)
        assert {decided_on_a_transfer, head_decides_in_person} <= set(row.gates)
