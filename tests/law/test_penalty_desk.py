"""The desk answers from the facts: versions, range, hearing, crime, surcharge; each with its reason."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caseapp.law.criminal import criminal_rows, criminal_verdict
from caseapp.law.errors import NoAnswer
from caseapp.law.limit_rows import Pause
from caseapp.law.penalty_desk import NOT_OFFERED, Deduction, PenaltyFacts, reckon_penalty

FACTS = PenaltyFacts(
    party_kind="entity",
    act_kinds=("CFA-1c", "CFA-2"),
    act_start=date(2023, 5, 1),
    act_end=date(2024, 3, 1),
    decided=date(2024, 6, 3),
    gains_kind="known",
    gross=Decimal(60_000),
    business=Decimal(90_000),
    fine=Decimal(100_000),
    confiscation=Decimal(60_000),
)


def part(facts, key):
    found = [one for one in reckon_penalty(facts).sections if one.key == key]
    return found[0] if found else None


def words(facts, key):
    return "".join(part(facts, key).sentences)


def test_gross_gains_of_the_patent_rule_are_the_usual_ones():
    answer = reckon_penalty(FACTS)
    assert (answer.gains.method, answer.gains.amount) == ("GAIN-71", Decimal(60_000))
    assert (answer.range.rule, answer.range.ceiling) == ("PEN-20", Decimal(300_000))


@pytest.mark.parametrize(
    ("gross", "ceiling"),
    [(49_999, 250_000), (50_000, 250_000), (50_001, 250_005)],
)
def test_the_ceiling_turns_at_fifty_thousand(gross, ceiling):
    assert reckon_penalty(replace(FACTS, gross=Decimal(gross))).range.ceiling == ceiling


def test_an_act_of_before_june_2021_keeps_its_milder_law():
    old = replace(FACTS, act_start=date(2020, 1, 1), act_end=date(2021, 5, 31))
    answer = reckon_penalty(old)
    assert (answer.range.rule, answer.range.ceiling) == ("PEN-08", Decimal(240_000))
    assert "从旧兼从轻" in words(old, "range")


def test_another_method_is_named_with_what_it_would_come_to():
    said = words(FACTS, "gains")
    assert "如按GAIN-SAIC计算" in said
    assert "如按GAIN-28计算" in said


def test_a_method_nobody_uses_by_itself_needs_a_reason():
    chosen = replace(FACTS, method="GAIN-SAIC")
    with pytest.raises(NoAnswer, match="应当写明理由"):
        reckon_penalty(chosen)
    with_cost = replace(
        chosen,
        method_reason="按市场监管部门的认定办法",
        deductions=(Deduction("purchase", Decimal(20_000), "进货单3张"),),
    )
    assert reckon_penalty(with_cost).gains.amount == Decimal(40_000)
    assert "证据：进货单3张" in words(with_cost, "gains")


def test_a_deduction_without_evidence_is_not_taken_off():
    bare = replace(FACTS, deductions=(Deduction("purchase", Decimal(1), " "),))
    with pytest.raises(NoAnswer, match="没有写明证据"):
        reckon_penalty(bare)


def test_a_deduction_the_method_does_not_know_is_refused():
    with pytest.raises(NoAnswer, match="不允许扣除"):
        reckon_penalty(replace(FACTS, deductions=(Deduction("tax", Decimal(1), "完税证"),)))


@pytest.mark.parametrize(("fine", "is_against"), [(300_000, False), ("300000.01", True)])
def test_a_fine_above_the_range_stands_against_it(fine, is_against):
    proposal = part(replace(FACTS, fine=Decimal(fine)), "proposal")
    assert proposal.is_against is is_against


@pytest.mark.parametrize(("fine", "met"), [(99_999, "不属于必须"), (100_000, "应当告知")])
def test_a_hearing_is_due_from_its_sum_on(fine, met):
    assert met in words(replace(FACTS, fine=Decimal(fine)), "hearing")


def test_the_office_of_2015_offers_a_hearing_unless_it_says_why_not():
    old = replace(
        FACTS,
        act_start=date(2015, 1, 1),
        act_end=date(2015, 9, 1),
        decided=date(2015, 12, 1),
        fine=Decimal(20_000),
    )
    assert "本案告知听证权利" in words(old, "hearing")
    silent = replace(old, hearing=NOT_OFFERED)
    assert part(silent, "hearing").is_against
    said = replace(silent, hearing_reason="数额不大，省内没有标准")
    assert not part(said, "hearing").is_against


ASKED = (
    "需要判断：是否有其他情节严重的情形（CR-6，法释〔2004〕19号第四条）？没有数额标准，由办案人员根据情节判断，"
    "认为有的应当移送；认为没有的，请在调查终结报告中写明理由。"
)
SUSPECTED = (
    "需要判断：是否有合理怀疑认为经公安机关进一步调查会达到标准？有的，虽未达到数额也应当移送。"
)


def test_an_act_under_the_old_interpretation_is_not_measured_by_a_harder_new_one():
    """Loss of 400,000: no crime when it was done, a crime by the figures of the decision's day."""
    facts = replace(
        FACTS, act_end=date(2024, 12, 31), decided=date(2025, 6, 3), loss=Decimal(400_000)
    )
    found = part(facts, "crime")
    assert found.sentences == (
        "对照的数额：非法经营数额90000元，违法所得60000元，直接经济损失400000元，涉及他人专利1项。",
        "结论：没有达到移送标准。适用行为终了时（2024年12月31日）有效的法释〔2004〕19号第四条。",
        "依据《中华人民共和国刑法》第十二条的从旧兼从轻原则，行为在新的司法解释施行以前终了的，适用行为时的规定，"
        "新规定较轻的除外：作出决定时（2025年6月3日）的法释〔2025〕5号第十条虽已达到（CR-3），"
        "但较重，不适用于本案。",
        ASKED,
        SUSPECTED,
    )
    assert (found.rules, found.is_open) == ((), True)


def test_an_act_that_is_a_crime_by_both_is_measured_by_its_own_day():
    facts = replace(
        FACTS, act_end=date(2025, 4, 25), decided=date(2025, 6, 3), loss=Decimal(500_000)
    )
    found = part(facts, "crime")
    assert found.sentences[1:] == (
        "结论：已达移送标准，应当移送。适用行为终了时（2025年4月25日）有效的法释〔2004〕19号第四条。",
        "给专利权人造成的直接经济损失500000元，已达500000元（CR-3，法释〔2004〕19号第四条），涉嫌假冒专利罪，"
        "应当依照《行政执法机关移送涉嫌犯罪案件的规定》第三条移送公安机关。",
        "依据《中华人民共和国刑法》第十二条的从旧兼从轻原则，行为在新的司法解释施行以前终了的，适用行为时的规定，"
        "新规定较轻的除外：作出决定时（2025年6月3日）的法释〔2025〕5号第十条并不更轻，不适用于本案。",
        ASKED,
    )
    assert found.rules == ("CR-3",)


def test_a_milder_new_interpretation_relieves():
    """Rows are data: figures raised after the act take the crime away."""
    rows = criminal_rows()
    milder = tuple(
        replace(row, figures=(("loss", 900_000),)) if row.valid_to is None and row.id == "CR-3"
        else row for row in rows
    )  # fmt: skip
    asked = {
        "decided": date(2025, 6, 3), "act_end": date(2024, 12, 31), "business_amount": Decimal(0),
        "gains": None, "loss": Decimal(500_000), "number_of_patents": 1, "entity": True,
        "repeat": False, "acts": ("CFA-1c",),
    }  # fmt: skip
    assert criminal_verdict(**asked).reached
    found = criminal_verdict(**asked, rows=milder)
    assert (found.reached, found.signals) == (False, ())
    assert found.sentences == (
        "结论：没有达到移送标准。适用作出决定时（2025年6月3日）有效的法释〔2025〕5号第十条。",
        "依据《中华人民共和国刑法》第十二条的从旧兼从轻原则，行为在新的司法解释施行以前终了的，新规定较轻的适用新规定："
        "作出决定时（2025年6月3日）的法释〔2025〕5号第十条没有达到，较行为时（2024年12月31日）的规定轻，"
        "适用决定时的规定。",
    )


@pytest.mark.parametrize(
    ("act_end", "rules"), [(date(2025, 4, 25), ()), (date(2025, 4, 26), ("CR-3",))]
)
def test_the_new_interpretation_measures_acts_from_its_day(act_end, rules):
    facts = replace(FACTS, act_end=act_end, decided=date(2025, 6, 3), loss=Decimal(300_000))
    assert part(facts, "crime").rules == rules


@pytest.mark.parametrize(("earlier", "rules"), [(109_999, ()), (110_000, ("CR-1",))])
def test_sums_of_two_years_add_up(earlier, rules):
    assert part(replace(FACTS, earlier_business=Decimal(earlier)), "crime").rules == rules


def test_acts_that_are_no_crime_are_not_compared():
    facts = replace(FACTS, act_kinds=("CFA-1b",), business=Decimal(9_000_000))
    assert part(facts, "crime").rules == ()
    assert "不属于假冒专利罪" in words(facts, "crime")


def test_the_surcharge_ends_at_the_fine():
    late = replace(
        FACTS, fine=Decimal(10_000), due_on=date(2024, 7, 1), surcharge_until=date(2024, 8, 31)
    )
    assert "以10000元为限" in words(late, "late")
    assert part(FACTS, "late") is None


def test_the_surcharge_of_the_desk_leaves_out_reconsideration_and_suit():
    late = replace(
        FACTS, fine=Decimal(10_000), due_on=date(2024, 7, 1), surcharge_until=date(2024, 7, 31),
        remedies=(Pause(date(2024, 7, 6), date(2024, 7, 25)),),
    )  # fmt: skip
    assert part(late, "late").sentences == (
        "依据《中华人民共和国行政强制法》第四十五条、《中华人民共和国行政处罚法》第七十二条、第七十三条，"
        "罚款10000元应当于2024年7月1日以前缴纳；截至2024年7月31日逾期10日，每日按罚款数额的百分之三加处，"
        "计3000元。复议、诉讼期间2024年7月6日至25日不计算。",
    )
    wrong = replace(late, remedies=(Pause(date(2024, 7, 6), date(2024, 7, 5)),))
    with pytest.raises(NoAnswer, match="末日早于首日"):
        reckon_penalty(wrong)


def test_an_act_over_two_versions_says_what_is_unsure():
    facts = replace(FACTS, act_start=date(2021, 5, 31), act_end=date(2021, 6, 1))
    found = part(facts, "range")
    assert found.sentences[1] == (
        "存疑：违法行为自2021年5月31日持续至2021年6月1日，跨越新旧规定，按行为终了时的规定（PEN-20）测算；"
        "跨越2021年6月1日的持续行为适用本条没有核实，请报法制审核确定。"
    )
    assert (found.rules, found.is_open) == (("PEN-20",), True)
    assert not part(replace(facts, act_start=date(2021, 6, 1)), "range").is_open


def test_the_method_that_nobody_confirmed_is_used_only_with_a_reason():
    facts = replace(
        FACTS, act_end=date(2026, 3, 25), decided=date(2026, 4, 1), act_start=date(2026, 3, 1)
    )
    assert reckon_penalty(facts).gains.method == "GAIN-71"
    assert part(facts, "gains").is_open
    chosen = replace(facts, method="GAIN-118")
    with pytest.raises(NoAnswer, match="通常适用GAIN-71；改用GAIN-118的，应当写明理由。"):
        reckon_penalty(chosen)
    said = replace(chosen, method_reason="法制审核意见：适用第118号令。")
    assert reckon_penalty(said).gains.method == "GAIN-118"


def test_facts_that_contradict_each_other_are_refused():
    with pytest.raises(NoAnswer, match="早于起始日"):
        reckon_penalty(replace(FACTS, act_end=date(2023, 4, 30)))
    with pytest.raises(NoAnswer, match="没有填写收入总额"):
        reckon_penalty(replace(FACTS, gross=None))
    with pytest.raises(NoAnswer, match="应当写明理由"):
        reckon_penalty(replace(FACTS, gains_kind="not_computable", gross=None))


STATED = replace(
    FACTS, act_kinds=("FS-11",), act_start=date(2024, 1, 20), confiscation=None, business=Decimal(0)
)


@pytest.mark.parametrize(
    ("fine", "holds"), [(0, True), (99_999, True), (100_000, True), (100_001, False)]
)
def test_dishonest_filing_is_warned_and_fined_up_to_one_hundred_thousand(fine, holds):
    answer = reckon_penalty(replace(STATED, fine=Decimal(fine)))
    assert (answer.range.rule, answer.range.ceiling, answer.range.confiscate) == (
        "PEN-IR100",
        Decimal(100_000),
        Decimal(0),
    )
    assert answer.range.text.endswith("应当警告；可以处100000元以下的罚款。")
    assert (answer.faults == ()) is holds
    assert answer.gains is None


def test_dishonest_filing_takes_no_gains_away():
    taken = reckon_penalty(replace(STATED, confiscation=Decimal(1)))
    assert taken.faults == (
        "拟没收1元：对弄虚作假的处罚只有警告和罚款，没有规定没收违法所得，不计算违法所得。"
        f"（依据{taken.range.basis}）",
    )
    assert "第一百条" in taken.range.basis


def test_acts_of_two_penalties_are_reckoned_apart():
    with pytest.raises(NoAnswer, match="请分别测算"):
        reckon_penalty(replace(STATED, act_kinds=("FS-11", "CFA-1b")))
    with pytest.raises(NoAnswer, match="没有收录2024年1月19日有效的罚款规定"):
        reckon_penalty(replace(STATED, act_start=date(2024, 1, 1), act_end=date(2024, 1, 19)))
