"""Gates of limits whose end forbids the act: the row of the limit decides, in its own words."""

from datetime import date

import pytest

from caseapp.law.procedures.counterfeit.facts import CounterfeitFacts, Term
from caseapp.law.procedures.gates.terms import (
    act_not_time_barred,
    court_term_open,
    defence_term_open,
    higher_court_term_open,
    refusal_is_open,
)
from caseapp.law.time_bar import time_bar
from tests.law.procedures.ready import MIDDLE, NEW, OLD, said

DAY_BEFORE = date(2023, 6, 7)


def ended(rule, on=DAY_BEFORE, *, effect="block", running=()):
    term = Term("某事", on, effect, "自某日起三个月。")
    return {"counterfeit": CounterfeitFacts(terms={rule: term}, running=frozenset(running))}


@pytest.mark.parametrize(
    ("gate", "rule", "article", "remedy"),
    [
        (
            court_term_open, "CF-25", "行政强制法第五十三条",
            "人民法院不再受理；批准过暂缓或者分期的，请核对登记的日期。",
        ),
        (
            higher_court_term_open, "CF-25b", "行政强制法第五十六条、第五十八条",
            "收到裁定的日期有误的，请更正登记。",
        ),
        (
            defence_term_open, "CF-27d", "行政诉讼法第六十七条",
            "经人民法院准许延期的，由负责人写明准许的情况。",
        ),
    ],
)  # fmt: skip
def test_an_act_is_refused_only_by_a_lapsed_limit_that_forbids_it(*, gate, rule, article, remedy):
    runs = ("CF-27d",)
    assert said(gate, **ended(rule, running=runs)) == (
        f"“某事”的期限已于2023年6月7日届满（{article}）。自某日起三个月。{remedy}"
    )
    assert said(gate, **ended(rule, NEW, running=runs)) is None
    assert said(gate, **ended(rule, None, running=runs)) is None
    # The row says what follows: another effect of the same end forbids nothing.
    assert said(gate, **ended(rule, effect="warn", running=runs)) is None
    assert said(gate, **ended("CF-24", running=runs)) is None
    assert said(gate) is None


def test_court_term_open_in_the_days_before_the_law_on_compulsion():
    assert said(court_term_open, date(2011, 12, 30), **ended("CF-25", date(2011, 12, 1))) is None


def test_higher_court_term_open_is_no_term_of_the_first_court():
    assert said(higher_court_term_open, **ended("CF-25")) is None


def test_defence_term_open_is_asked_of_a_suit_that_still_waits_for_it():
    assert said(defence_term_open, **ended("CF-27d")) is None


def test_refusal_is_open_while_the_time_to_complain_is_counted():
    assert said(refusal_is_open) == "没有可以申请复议的裁定。"
    assert said(refusal_is_open, **ended("CF-25b", running=("CF-25b",))) is None


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (OLD, "原行政处罚法第二十九条"),
        (MIDDLE, "原行政处罚法第二十九条"),
        (NEW, "行政处罚法第三十六条"),
    ],
)
def test_act_not_time_barred_by_the_article_of_the_day(on, article):
    bar = CounterfeitFacts(time_bar=Term("追究责任", date(2016, 6, 1), "block", "两年。"))
    late = {"counterfeit": bar, "received_on": date(2016, 6, 2)}
    assert said(act_not_time_barred, on, **late) == (
        f"“追究责任”的期限已于2016年6月1日届满（{article}）。两年。本案线索于2016年6月2日发现。"
        "请不予立案；已经立案的，建议不予行政处罚或者撤销案件。行为持续到以后的，请核对终止日。"
    )


def test_act_not_time_barred_when_found_in_time_or_spared_anyway():
    bar = CounterfeitFacts(time_bar=Term("追究责任", DAY_BEFORE, "block", "两年。"))
    assert said(act_not_time_barred, counterfeit=bar, received_on=DAY_BEFORE) is None
    assert said(act_not_time_barred, counterfeit=bar) is None
    assert said(act_not_time_barred, received_on=NEW) is None
    for spared in ({"proposal": "no_penalty"}, {"given": {"proposal": "withdraw"}}):
        assert said(act_not_time_barred, counterfeit=bar, received_on=NEW, **spared) is None
    assert said(act_not_time_barred, counterfeit=bar, received_on=NEW, proposal="penalty")


@pytest.mark.parametrize(
    ("end", "grave_harm", "until"),
    [
        (date(2021, 6, 8), False, date(2023, 6, 8)),
        (date(2022, 3, 1), False, date(2024, 3, 1)),
        # The longer time holds only for acts since it is law.
        (date(2021, 7, 14), True, date(2023, 7, 14)),
        (date(2021, 7, 15), True, date(2026, 7, 15)),
        (date(2022, 3, 1), True, date(2027, 3, 1)),
    ],
)
def test_a_breach_is_barred_after_two_years_or_five(end, grave_harm, until):
    row, answer = time_bar(end, grave_harm=grave_harm)
    assert (answer.due, row.on_expiry, row.length) == (until, "block", until.year - end.year)
    assert answer.text.startswith("依据")
