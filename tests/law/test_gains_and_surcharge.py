"""Illegal gains by the method of the day; the surcharge on a late fine to the fen."""

from datetime import date
from decimal import Decimal

import pytest

from caseapp.law.errors import NoAnswer
from caseapp.law.gains import choose_gain_method, gain_method, gain_methods, illegal_gains
from caseapp.law.limit_rows import Pause
from caseapp.law.surcharge import surcharge


@pytest.mark.parametrize(
    ("decided", "authority", "method", "others", "unsure"),
    [
        ("2015-06-01", "ip_office", "GAIN-71", [], False),
        ("2022-06-01", "ip_office", "GAIN-71", ["GAIN-28"], False),
        ("2020-06-01", "market_bureau", "GAIN-71", ["GAIN-SAIC"], False),
        ("2026-03-19", "market_bureau", "GAIN-71", ["GAIN-SAIC", "GAIN-28"], False),
        ("2026-03-20", "market_bureau", "GAIN-71", ["GAIN-118", "GAIN-28"], True),
        ("2026-03-20", "ip_office", "GAIN-71", ["GAIN-28"], False),
    ],
)
def test_the_method_is_picked_by_the_day_of_the_decision(
    *, decided: str, authority: str, method: str, others: list[str], unsure: bool
) -> None:
    choice = choose_gain_method(date.fromisoformat(decided), authority)
    assert (choice.method.id, [row.id for row in choice.others]) == (method, others)
    assert choice.unsure is unsure
    assert ("存疑（GAIN-118）：第118号令与" in choice.text) is unsure


def test_before_every_method_there_is_no_answer() -> None:
    with pytest.raises(NoAnswer, match="系统没有收录2008年1月1日有效的违法所得计算方法。"):
        choose_gain_method(date(2008, 1, 1), "ip_office")
    with pytest.raises(NoAnswer, match="没有编号为“GAIN-1”的违法所得计算方法。"):
        gain_method("GAIN-1")


def test_the_old_method_is_gross_and_the_new_one_net() -> None:
    gross = Decimal(60000)
    old = illegal_gains(gain_method("GAIN-71"), gross, {})
    new = illegal_gains(
        gain_method("GAIN-118"), gross, {"purchase": Decimal(20000), "tax": Decimal("300.50")}
    )
    assert (old.amount, new.amount) == (gross, Decimal("39699.50"))
    assert new.text == (
        "收入60000元，扣除购进价款20000元，扣除已缴纳的税款300.50元，违法所得为39699.50元（GAIN-118）。"
    )
    assert new.deductions == (("purchase", Decimal(20000)), ("tax", Decimal("300.50")))


def test_gains_never_fall_below_nothing() -> None:
    saic = gain_method("GAIN-SAIC")
    assert illegal_gains(saic, Decimal(100), {"material": Decimal(900)}).amount == 0


def test_a_deduction_the_method_does_not_know_is_refused() -> None:
    with pytest.raises(NoAnswer, match="GAIN-71的计算方法不允许扣除购进价款。"):
        illegal_gains(gain_method("GAIN-71"), Decimal(100), {"purchase": Decimal(1)})
    with pytest.raises(NoAnswer, match="收入总额应当是零或者正数。"):
        illegal_gains(gain_method("GAIN-71"), Decimal(-1), {})


def test_all_four_methods_are_loaded() -> None:
    assert {row.id: row.deducts for row in gain_methods()} == {
        "GAIN-118": ("material", "purchase", "tax"),
        "GAIN-71": (),
        "GAIN-SAIC": ("material", "purchase", "service_goods"),
        "GAIN-28": ("refund",),
    }


@pytest.mark.parametrize(
    ("on", "days", "amount", "capped", "court"),
    [
        ("2022-01-10", 0, "0", False, False),
        ("2022-01-01", 0, "0", False, False),
        ("2022-01-11", 1, "300", False, False),
        ("2022-02-09", 30, "9000", False, False),
        ("2022-02-10", 31, "9300", False, True),
        ("2022-02-12", 33, "9900", False, True),
        ("2022-02-13", 34, "10000", True, True),
        ("2023-02-13", 399, "10000", True, True),
    ],
)
def test_three_percent_a_day_until_the_fine_itself(
    *, on: str, days: int, amount: str, capped: bool, court: bool
) -> None:
    answer = surcharge(Decimal(10000), date(2022, 1, 10), date.fromisoformat(on))
    assert (answer.late_days, answer.amount, answer.capped) == (days, Decimal(amount), capped)
    assert answer.may_ask_court is court


def test_days_of_a_suit_are_left_out_once() -> None:
    suit = [
        Pause(date(2022, 1, 12), date(2022, 1, 20)),
        Pause(date(2022, 1, 15), date(2022, 1, 21)),
    ]
    answer = surcharge(Decimal("333.33"), date(2022, 1, 10), date(2022, 1, 23), remedies=suit)
    assert (answer.late_days, answer.amount) == (3, Decimal("30.00"))
    assert answer.text == (
        "依据《中华人民共和国行政强制法》第四十五条、《中华人民共和国行政处罚法》第七十二条、第七十三条，"
        "罚款333.33元应当于2022年1月10日以前缴纳；截至2022年1月23日逾期3日，"
        "每日按罚款数额的百分之三加处，计30元。复议、诉讼期间2022年1月12日至21日不计算。"
    )


def test_leaving_days_out_before_the_new_law_is_marked() -> None:
    suit = [Pause(date(2016, 1, 12), date(2016, 1, 20))]
    text = surcharge(Decimal(100), date(2016, 1, 10), date(2016, 3, 30), remedies=suit).text
    assert text.endswith(
        "计213元，超过罚款数额，以100元为限。复议、诉讼期间2016年1月12日至20日不计算。"
        "2021年7月15日以前不计算的做法没有明文。"
    )


def test_before_2012_there_is_no_rule() -> None:
    with pytest.raises(NoAnswer, match="系统没有收录2011年3月2日有效的加处罚款规定。"):
        surcharge(Decimal(100), date(2011, 3, 1), date(2011, 4, 1))
