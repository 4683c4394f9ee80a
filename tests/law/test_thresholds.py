"""Transfer to the police, hearings, on-the-spot fines: the figure of the day, or none."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from caseapp.law.criminal import criminal_law, criminal_rows, suspicion_is_enough
from caseapp.law.errors import NoAnswer
from caseapp.law.thresholds import criminal_signals, hearing_threshold, summary_limits

QUIET: dict[str, Any] = {
    "business_amount": Decimal(0),
    "gains": None,
    "loss": Decimal(0),
    "number_of_patents": 1,
    "act_end": date(2025, 4, 26),
    "entity": False,
    "repeat": False,
}
OLD, NEW = date(2025, 4, 25), date(2025, 4, 26)


def grounds(**figures: Any) -> list[str]:
    return [one.rule for one in criminal_signals(**{**QUIET, **figures})]


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ({}, []),
        ({"business_amount": Decimal("199999.99")}, []),
        ({"business_amount": Decimal(200000)}, ["CR-1"]),
        ({"gains": Decimal(100000)}, ["CR-2"]),
        ({"gains": Decimal("99999.99")}, []),
        ({"loss": Decimal(300000)}, ["CR-3"]),
        ({"loss": Decimal("299999.99")}, []),
        ({"loss": Decimal(300000), "act_end": OLD}, []),
        ({"loss": Decimal(500000), "act_end": OLD}, ["CR-3"]),
        ({"business_amount": Decimal(100000), "number_of_patents": 2}, ["CR-4"]),
        ({"gains": Decimal(50000), "number_of_patents": 3}, ["CR-4"]),
        ({"business_amount": Decimal(100000)}, []),
        ({"gains": Decimal(50000), "repeat": True}, ["CR-5"]),
        ({"gains": Decimal(50000), "repeat": True, "act_end": OLD}, []),
        ({"business_amount": Decimal(200000), "gains": Decimal(100000)}, ["CR-1", "CR-2"]),
        ({"business_amount": Decimal(200000), "entity": True, "act_end": date(2007, 4, 4)}, []),
        ({"business_amount": Decimal(600000), "entity": True, "act_end": date(2007, 4, 4)},
         ["CR-1"]),
        ({"business_amount": Decimal(200000), "entity": True, "act_end": date(2007, 4, 5)},
         ["CR-1"]),
        ({"business_amount": Decimal(200000), "act_end": date(2007, 4, 4)}, ["CR-1"]),
    ],
)  # fmt: skip
def test_each_ground_is_named_from_its_figure_on(figures: dict[str, Any], found: list[str]) -> None:
    assert grounds(**figures) == found


def test_the_signal_is_a_sentence_with_figure_and_article() -> None:
    signals = criminal_signals(**{**QUIET, "loss": Decimal(400000), "repeat": True})
    assert [one.text for one in signals] == [
        "给专利权人造成的直接经济损失400000元，已达300000元（CR-3，法释〔2025〕5号第十条），"
        "涉嫌假冒专利罪，应当依照《行政执法机关移送涉嫌犯罪案件的规定》第三条移送公安机关。"
    ]
    repeated = criminal_signals(**{**QUIET, "gains": Decimal(50000), "repeat": True})
    assert repeated[0].text.startswith(
        "二年内因同类行为受过刑事处罚或者行政处罚后再犯，违法所得50000元，已达50000元（CR-5，"
    )


def test_only_acts_that_can_be_a_crime_give_signals() -> None:
    much = {"business_amount": Decimal(900000)}
    assert grounds(**much, acts=["CFA-1a", "CFA-2"]) == []
    assert grounds(**much, acts=["CFA-2", "CFA-1c"]) == ["CR-1"]
    assert criminal_law()["acts"] == ["CFA-1c", "CFA-3c", "CFA-4"]


def test_acts_before_the_first_interpretation_have_no_standard() -> None:
    with pytest.raises(NoAnswer, match="系统没有收录2004年12月21日有效的刑事追诉标准。"):
        grounds(act_end=date(2004, 12, 21))


def test_suspicion_is_enough_since_the_revision_of_2020() -> None:
    assert [suspicion_is_enough(date(2020, 8, day)) for day in (6, 7)] == [False, True]


def test_both_interpretations_are_loaded() -> None:
    assert [row.id for row in criminal_rows() if row.valid_to is None] == [
        f"CR-{number}" for number in range(1, 7)
    ]
    assert [row.id for row in criminal_rows() if row.valid_to] == [
        "CR-1", "CR-2", "CR-3", "CR-4", "CR-6",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("party", "fine", "confiscation", "on", "met", "rules"),
    [
        ("person", "10000", "0", "2019-04-01", True, ("TH-4",)),
        ("person", "9999.99", "0", "2019-04-01", False, ("TH-4", "TH-6")),
        ("entity", "99999.99", "99999.99", "2022-01-01", False, ("TH-5", "TH-6")),
        ("entity", "100000", "0", "2022-01-01", True, ("TH-5",)),
        ("entity", "0", "100000", "2022-01-01", True, ("TH-6",)),
        ("person", "10000", "10000", "2022-01-01", True, ("TH-4", "TH-6")),
    ],
)
def test_a_hearing_is_offered_from_the_figure_on(
    *, party: str, fine: str, confiscation: str, on: str, met: bool, rules: tuple[str, ...]
) -> None:
    answer = hearing_threshold(
        party_kind=party,
        fine=Decimal(fine),
        confiscation=Decimal(confiscation),
        on=date.fromisoformat(on),
    )
    assert (answer.met, answer.rules) == (met, rules)
    assert answer.threshold == Decimal(10000 if party == "person" else 100000)


def test_the_answer_about_a_hearing_is_a_sentence() -> None:
    answer = hearing_threshold(
        party_kind="entity", fine=Decimal(120000), confiscation=Decimal(0), on=date(2022, 1, 4)
    )
    assert answer.text == (
        "依据《中华人民共和国行政处罚法》第六十三条、《市场监督管理行政处罚听证办法》第五条，"
        "对法人或者其他组织拟罚款120000元，达到100000元（TH-5），应当告知当事人有要求听证的权利。"
        "省级规定可以另定数额（听证办法第五条），辽宁省另定的数额没有查到，请核对。"
    )


def test_without_a_figure_the_office_is_advised_to_offer_a_hearing() -> None:
    answer = hearing_threshold(
        party_kind="person", fine=Decimal(500), confiscation=Decimal(0), on=date(2016, 1, 4)
    )
    assert (answer.met, answer.threshold, answer.rules) == (None, None, ("TH-7",))
    assert answer.text == (
        "2016年1月4日由管理专利工作的部门作出处罚的听证标准没有确定："
        "“较大数额”由省级规定确定，辽宁省对专利部门的数额没有查到。建议告知当事人有要求听证的权利。"
    )
    nobody = hearing_threshold(
        party_kind="person", fine=Decimal(1), confiscation=Decimal(0), on=date(1990, 1, 4)
    )
    assert (nobody.met, nobody.rules, nobody.basis) == (None, (), "")


def test_a_party_is_a_person_or_an_entity() -> None:
    with pytest.raises(NoAnswer, match="当事人类型应当是person或者entity。"):
        hearing_threshold(
            party_kind="shop", fine=Decimal(1), confiscation=Decimal(0), on=date(2022, 1, 4)
        )


def test_on_the_spot_figures_rose_with_the_new_penalty_law() -> None:
    old, new = summary_limits(date(2021, 7, 14)), summary_limits(date(2021, 7, 15))
    assert [old.person, old.entity, old.cash] == [Decimal(sum_) for sum_ in (50, 1000, 20)]
    assert [new.person, new.entity, new.cash] == [Decimal(sum_) for sum_ in (200, 3000, 100)]
    assert new.basis == (
        "《中华人民共和国行政处罚法》第五十一条、《中华人民共和国行政处罚法》第六十八条"
    )
    with pytest.raises(NoAnswer, match="系统没有收录1996年9月30日有效的当场处罚限额。"):
        summary_limits(date(1996, 9, 30))
