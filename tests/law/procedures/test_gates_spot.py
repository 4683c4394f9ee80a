"""Gates of the penalty on the spot, of wrong marks, and of what comes back or lapses."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from caseapp.law.procedures.counterfeit.facts import CounterfeitFacts
from caseapp.law.procedures.gates.evidence import (
    registration_lapses,
    urgent_registration_is_open,
    urgent_registration_reported,
)
from caseapp.law.procedures.gates.filing import comes_back_as_it_went, was_filed, was_not_filed
from caseapp.law.procedures.gates.marking import mark_corrected, marked_by_holder, patent_was_valid
from caseapp.law.procedures.gates.on_spot import (
    cash_handed_in,
    cash_is_held,
    cash_is_in_office,
    cash_may_be_taken,
    decision_is_shown,
    reconsideration_named_first,
    spot_complete,
    spot_fine_small,
)
from caseapp.law.procedures.gates.report import gains_method_in_force
from tests.law.procedures.ready import MIDDLE, NEW, NOON, OLD, said

LAST_OLD, FIRST_NEW = date(2021, 7, 14), date(2021, 7, 15)
FEN = Decimal("0.01")
TICKED = dict.fromkeys(
    ("facts_clear", "no_gains", "rights_told", "party_heard", "handed_over"), True
)


def of_case(**facts):
    return {"counterfeit": CounterfeitFacts(**facts)}


@pytest.mark.parametrize(
    ("on", "party", "most", "article"),
    [
        (LAST_OLD, "person", 50, "第三十三条"),
        (LAST_OLD, "entity", 1000, "第三十三条"),
        (FIRST_NEW, "person", 200, "第五十一条"),
        (FIRST_NEW, "entity", 3000, "第五十一条"),
    ],
)
def test_spot_fine_small_for_the_party_of_the_day(*, on, party, most, article):
    given = {"spot_party": party, "fine": Decimal(most)}
    assert said(spot_fine_small, on, given=given) is None
    assert said(spot_fine_small, on, given={**given, "fine": Decimal(most) - 1}) is None
    refused = said(spot_fine_small, on, given={**given, "fine": Decimal(most) + FEN})
    assert refused.startswith(f"罚款{most}.01元超过当场处罚的限额{most}元")
    assert article in refused
    assert refused.endswith("请按普通程序核查、立案。")


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("facts_clear", "违法事实确凿并有法定依据"),
        ("no_gains", "没有违法所得"),
        ("rights_told", "已告知事实、理由、依据和权利"),
        ("party_heard", "已听取当事人陈述申辩"),
        ("handed_over", "决定书已当场交付当事人"),
    ],
)
def test_spot_complete_or_what_is_missing_is_named(key, label):
    assert said(spot_complete, given=TICKED) is None
    assert said(spot_complete, given={**TICKED, key: False}) == (
        f"未确认“{label}”（行政处罚法第五十一条）。不具备的，请按普通程序办理。"
    )
    assert "原行政处罚法第三十三条" in said(spot_complete, OLD, given={})


def test_reconsideration_named_first_since_2024():
    first, other = {"remedy_told": "reconsideration_first"}, {"remedy_told": "either"}
    assert said(reconsideration_named_first, date(2023, 12, 31), given=other) is None
    assert said(reconsideration_named_first, date(2024, 1, 1), given=first) is None
    assert said(reconsideration_named_first, date(2024, 1, 1), given=other) == (
        "当场处罚的救济途径告知有误（行政复议法第二十三条）。"
        "请告知当事人先申请行政复议，对复议决定不服再起诉。"
    )


@pytest.mark.parametrize(("on", "most"), [(LAST_OLD, 20), (FIRST_NEW, 100)])
def test_cash_may_be_taken_when_small_or_for_a_reason(on, most):
    small = {"cash_ground": "small", "paid": Decimal(most)}
    assert said(cash_may_be_taken, on, given=small) is None
    more = {"cash_ground": "small", "paid": Decimal(most) + FEN}
    assert said(cash_may_be_taken, on, given=more).startswith(
        f"当场收缴{most}.01元超过限额{most}元"
    )
    for ground in ("hard_later", "remote"):
        assert said(cash_may_be_taken, on, given={**more, "cash_ground": ground}) is None


def test_cash_is_held_or_there_is_nothing_to_hand_in():
    assert said(cash_is_held, **of_case(cash_is_held=True)) is None
    assert said(cash_is_held) == "没有尚未上缴的当场罚款。"


@pytest.mark.parametrize(
    ("on", "article"), [(OLD, "原行政处罚法第五十条"), (NEW, "行政处罚法第七十一条")]
)
def test_cash_handed_in_before_closing(on, article):
    assert said(cash_handed_in, on) is None
    assert said(cash_handed_in, on, **of_case(cash_is_held=True)) == (
        f"当场收缴的罚款尚未上缴（{article}）。请先登记上缴。"
    )
    assert said(cash_handed_in, on, **of_case(cash_in_office=True)) == (
        f"当场收缴的罚款尚未缴付银行（{article}）。请先登记缴付银行。"
    )


def test_cash_is_in_office_or_there_is_nothing_to_pay_in():
    assert said(cash_is_in_office, **of_case(cash_in_office=True)) is None
    assert said(cash_is_in_office, **of_case(cash_is_held=True)) == "没有尚未缴付银行的当场罚款。"


def test_decision_is_shown_unless_it_was_made_on_the_spot():
    assert said(decision_is_shown) is None
    assert said(decision_is_shown, **of_case(on_spot=True)) == (
        "当场作出的处罚决定不在公示范围（市场监督管理行政处罚信息公示规定第二条）。"
    )
    assert said(decision_is_shown, date(2021, 8, 31), **of_case(on_spot=True)) is None
    assert said(decision_is_shown, OLD, **of_case(on_spot=True)) is None


def test_patent_was_valid_or_the_mark_is_no_mere_defect():
    assert said(patent_was_valid, **of_case(patent_status="in_force")) is None
    for status in ("", "ended", "not_granted"):
        assert said(patent_was_valid, **of_case(patent_status=status)) == (
            "核查没有确认专利权在行为日有效。涉嫌假冒专利的，请报请立案。"
        )


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (date(2024, 1, 19), "2010年专利法实施细则第八十三条"),
        (date(2024, 1, 20), "专利法实施细则第九十九条"),
    ],
)
def test_marked_by_holder_or_it_is_counterfeit(on, article):
    assert said(marked_by_holder, on, given={"marked_by_holder": True}) is None
    assert said(marked_by_holder, on) == (
        f"未确认标注人是专利权人或者经其同意的人（{article}）。擅自标注他人专利号的，请报请立案。"
    )


@pytest.mark.parametrize(
    ("correction", "sentence"),
    [
        ("", None),
        ("corrected", None),
        ("ordered", "责令改正以后尚未复查"),
        ("not_corrected", "复查发现尚未改正"),
    ],
)
def test_mark_corrected_before_closing(correction, sentence):
    refused = said(mark_corrected, **of_case(correction=correction))
    assert (refused is None) if sentence is None else refused.startswith(sentence)


def test_registration_lapses_only_where_its_law_says_so():
    assert said(registration_lapses, **of_case(registration_lapses=True)) is None
    assert said(registration_lapses) == ("登记保存时的规定没有期满自动解除。请作出处理决定。")


def test_urgent_registration_is_open_or_there_is_nothing_to_approve():
    assert said(urgent_registration_is_open) == "没有待补办批准的紧急登记保存。"
    assert said(urgent_registration_is_open, **of_case(urgent_registration_due=NOON)) is None


@pytest.mark.parametrize(
    ("on", "article"),
    [(MIDDLE, "市场监督管理行政处罚程序暂行规定"), (NEW, "市场监督管理行政处罚程序规定")],
)
def test_urgent_registration_reported_within_its_hours(on, article):
    def refused(approved_at: datetime):
        facts = of_case(urgent_registration_due=NOON)
        return said(urgent_registration_reported, on, given={"approved_at": approved_at}, **facts)

    assert refused(NOON) is None
    late = refused(NOON + timedelta(minutes=1))
    assert late == f"补办批准已超过规定时间（{article}）。请立即解除登记保存。"


def test_was_filed_or_not_decides_as_what_it_comes_back():
    assert (said(was_filed), said(was_filed, filed_on=NEW)) == ("本案没有立案。", None)
    assert (said(was_not_filed), said(was_not_filed, filed_on=NEW)) == (None, "本案已经立案。")


def test_comes_back_as_it_went_and_not_while_the_receiver_has_it():
    number = "鞍市监协登字〔2026〕1号"
    assert said(comes_back_as_it_went) is None
    given = {"transfer": number}
    assert said(comes_back_as_it_went, moved_by_transfer=number, given=given) is None
    assert said(comes_back_as_it_went, moved_by_transfer=number) == (
        f"案件随{number}移送。请在该移送件上登记对方退回，再收回自办。"
    )


def test_was_not_filed_keeps_the_number_of_a_filed_case():
    assert said(was_not_filed, filed_on=OLD) == "本案已经立案。"


@pytest.mark.parametrize(
    ("name", "on", "is_good"),
    [
        ("GAIN-28", LAST_OLD, False),
        ("GAIN-28", FIRST_NEW, True),
        ("GAIN-SAIC", date(2026, 3, 19), True),
        ("GAIN-SAIC", date(2026, 3, 20), False),
        ("GAIN-118", date(2026, 3, 19), False),
        ("GAIN-118", date(2026, 3, 20), True),
        ("GAIN-71", OLD, True),
        ("GAIN-SAIC", OLD, False),
    ],
)
def test_gains_method_in_force_on_the_day_for_the_office(name, on, is_good):
    given = {"gains_kind": "known", "gains_method": name, "gains_reason": "按账册计算。"}
    refused = said(gains_method_in_force, on, given=given)
    assert (refused is None) == is_good
    if refused:
        assert refused.endswith("请选择当日有效的计算方法。")
    assert said(gains_method_in_force, on, given={**given, "gains_kind": "none"}) is None


def test_the_method_nobody_confirmed_needs_its_reason():
    given = {"gains_kind": "known", "gains_method": "GAIN-118"}
    on = date(2026, 3, 20)
    assert said(gains_method_in_force, on, given=given) == (
        "选用GAIN-118而没有写明理由：第118号令与专利行政执法办法第四十七条（按全部销售收入）何者适用于"
        "假冒专利案件没有核实，以及按决定日期还是行为日期选取没有核实。"
        "请在“计算过程，或者无法计算的理由”中写明选用的理由，并报法制审核确定。"
    )
    assert said(gains_method_in_force, on, given={**given, "gains_reason": "法制意见。"}) is None
