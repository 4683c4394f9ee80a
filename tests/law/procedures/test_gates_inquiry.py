from datetime import date, timedelta

import pytest

from caseapp.law.procedures.gates.evidence import (
    registration_approved,
    registration_is_open,
    registration_is_over,
    sampling_impossible,
)
from caseapp.law.procedures.gates.filing import four_tests_met, verification_recorded
from caseapp.law.procedures.gates.sampling import sample_list_handed
from caseapp.law.procedures.gates.seizure import (
    counterfeit_shown,
    extension_told,
    goods_may_be_seized,
    seizure_approved,
    seizure_extendable,
    seizure_is_open,
    seizure_record_complete,
    time_of_test_told,
    urgency_is_known,
    urgent_seizure_is_open,
    urgent_seizure_reported,
)
from tests.law.procedures.ready import MIDDLE, NEW, NOON, OLD, said

MINUTE = timedelta(minutes=1)
DAY_BEFORE = date(2023, 6, 7)


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (OLD, "专利行政执法办法第二十八条"),
        (MIDDLE, "市场监督管理行政处罚程序暂行规定"),
        (NEW, "市场监督管理行政处罚程序规定第十八条"),
    ],
)
def test_verification_recorded_before_anything_is_filed(on, article):
    assert said(verification_recorded, on) == (
        f"尚未记录核查结果（{article}）。请先记录专利号及其在行为日的法律状态。"
    )
    assert said(verification_recorded, on, verification_recorded=True) is None


def test_four_tests_met_or_the_missing_ones_are_named():
    ticked = {"has_evidence": True, "is_punishable": True, "is_ours": True, "in_time": True}
    assert said(four_tests_met, given=ticked) is None
    assert said(four_tests_met, given={**ticked, "is_ours": False, "in_time": False}) == (
        "未确认“属于本机关管辖”、“在给予行政处罚的法定期限内”"
        "（市场监督管理行政处罚程序规定第十九条）。条件不具备的，应当不予立案。"
    )
    assert said(four_tests_met, OLD, given={**ticked, "has_evidence": False}) == (
        "未确认“有证据初步证明存在违法行为”（专利行政执法办法第二十八条）。"
        "条件不具备的，应当不予立案。"
    )


def test_registration_approved_by_the_chief_on_or_before_the_day():
    given = {"approved_by": 4, "approved_on": NEW}
    assert said(registration_approved, given=given) is None
    missing = "未记明负责人批准（行政处罚法第五十六条）。请填写批准人和批准日期。"
    assert said(registration_approved, given={"approved_by": 4}) == missing
    assert said(registration_approved, given={"approved_on": NEW}) == missing
    assert said(registration_approved, OLD, given=given) == (
        "批准日期晚于登记保存日期（原行政处罚法第三十七条）。请核对批准日期。"
    )


def test_sampling_impossible_is_asked_only_under_order_71():
    assert said(sampling_impossible, OLD) == (
        "未确认无法抽样取证（专利行政执法办法第四十条）。能够抽样的，请抽样取证。"
    )
    assert said(sampling_impossible, OLD, given={"sampling_impossible": True}) is None
    assert said(sampling_impossible, NEW) is None


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (OLD, "专利行政执法办法第三十九条"),
        (MIDDLE, "原行政处罚法第三十七条"),
        (NEW, "行政处罚法第五十六条"),
    ],
)
def test_sample_list_handed_to_the_party(on, article):
    assert said(sample_list_handed, on) == (
        f"抽样清单未交付当事人（{article}）。请写明名称、特征、数量和保存地点，交当事人一份。"
    )
    assert said(sample_list_handed, on, given={"list_handed": True}) is None


def test_registration_is_open_or_there_is_nothing_to_dispose_of():
    assert said(registration_is_open) == "没有先行登记保存中的证据。"
    assert said(registration_is_open, registration_open=True) is None


def test_registration_is_over_only_after_its_last_day():
    for due in (None, NEW):
        assert said(registration_is_over, registration_due_on=due) == (
            "先行登记保存的期限尚未届满。"
        )
    assert said(registration_is_over, registration_due_on=DAY_BEFORE) is None


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (OLD, "2008年专利法第六十四条"),
        (date(2021, 5, 31), "2008年专利法第六十四条"),
        (date(2021, 6, 1), "专利法第六十九条"),
    ],
)
def test_counterfeit_shown_before_goods_are_seized(on, article):
    assert said(counterfeit_shown, on) == (
        f"未确认有证据证明是假冒专利的产品（{article}）。没有证据的，不得查封、扣押。"
    )
    assert said(counterfeit_shown, on, given={"counterfeit_shown": True}) is None


def test_seizure_approved_before_it_is_done():
    given = {"approved_by": 4, "approved_at": NOON, "measure_at": NOON}
    remedy = "（行政强制法第十八条）。情况紧急的，请按紧急查封扣押办理。"
    assert said(seizure_approved, given=given) is None
    assert said(seizure_approved, given={"approved_by": 4, "approved_at": NOON}) is None
    assert (
        said(seizure_approved, given={**given, "approved_by": None}) == "未记明负责人批准" + remedy
    )
    assert (
        said(seizure_approved, given={**given, "approved_at": None}) == "未记明负责人批准" + remedy
    )
    late = {**given, "approved_at": NOON + MINUTE}
    assert said(seizure_approved, given=late) == "批准时间晚于实施时间" + remedy


def test_urgent_seizure_is_open_or_needs_no_late_approval():
    assert said(urgent_seizure_is_open) == "没有待补办批准的紧急查封扣押。"
    assert said(urgent_seizure_is_open, urgent_seizure_due=NOON) is None


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (
            date(2011, 12, 31),
            "当时没有先实施后补办批准的规定（专利行政执法办法（2010））。"
            "请先经负责人批准，再按查封扣押办理。",
        ),
        (date(2012, 1, 1), None),
    ],
)
def test_urgency_is_known_to_the_law_since_2012(on, sentence):
    assert said(urgency_is_known, on) == sentence


def test_urgent_seizure_reported_in_time_or_the_goods_go_back():
    gate = urgent_seizure_reported
    assert said(gate, urgent_seizure_due=NOON, given={"approved_at": NOON}) is None
    assert said(gate, urgent_seizure_due=NOON) is None
    assert said(gate, given={"approved_at": NOON}) is None
    late = {"approved_at": NOON + MINUTE}
    assert said(gate, urgent_seizure_due=NOON, given=late) == (
        "补办批准已超过规定时间（行政强制法第十九条）。请立即解除查封、扣押。"
    )


def test_seizure_record_complete_or_the_gaps_are_named():
    full = {"party_called": True, "reasons_told": True, "party_heard": True, "signature": "signed"}
    assert said(seizure_record_complete, given=full) is None
    gaps = {"party_called": True, "reasons_told": True}
    assert said(seizure_record_complete, given=gaps) == (
        "现场笔录缺少“已听取当事人陈述申辩”、“签名情况”（行政强制法第十八条）。请补全笔录。"
    )


def test_goods_may_be_seized_only_when_related_and_free():
    ticked = {"goods_related": True, "no_necessities": True, "not_sealed_elsewhere": True}
    assert said(goods_may_be_seized, given=ticked) is None
    assert said(goods_may_be_seized, given={**ticked, "no_necessities": False}) == (
        "未确认“不属于生活必需品”（行政强制法第二十三条）。不符合的物品请勿列入清单。"
    )


def test_time_of_test_told_before_the_test_begins():
    given = {"pause_first": NEW, "pause_last": NEW, "told_on": NEW}
    assert said(time_of_test_told, given=given) is None
    unfixed = "检测鉴定的起止日期未确定（行政强制法第二十五条）。请填写起止日期，止日不早于起日。"
    for wrong in ({"pause_first": None}, {"pause_last": None}, {"pause_last": DAY_BEFORE}):
        assert said(time_of_test_told, given={**given, **wrong}) == unfixed
    untold = (
        "未在检测鉴定开始前书面告知当事人（行政强制法第二十五条）。未告知的期间计入查封扣押期限。"
    )
    for wrong in ({"told_on": None}, {"told_on": date(2023, 6, 9)}):
        assert said(time_of_test_told, given={**given, **wrong}) == untold


def test_seizure_is_open_or_there_is_nothing_to_release():
    assert said(seizure_is_open) == "没有查封扣押中的物品。"
    assert said(seizure_is_open, seizure_open=True) is None


def test_seizure_extendable_once_and_before_it_is_over():
    assert said(seizure_extendable) is None
    assert said(seizure_extendable, seizure_due_on=NEW) is None
    assert said(seizure_extendable, seizure_due_on=DAY_BEFORE) == (
        "查封扣押期限已于2023年6月7日届满（行政强制法第二十五条）。请立即解除并返还物品。"
    )
    assert said(seizure_extendable, seizure_extended=True) == (
        "查封扣押已经延长过一次（行政强制法第二十五条）。请在期限内作出处理决定或者解除。"
    )


def test_extension_told_to_the_party_in_writing():
    assert said(extension_told) == (
        "延长决定未书面告知当事人（行政强制法第二十五条）。请书面告知并说明理由。"
    )
    assert said(extension_told, given={"party_told": True}) is None
