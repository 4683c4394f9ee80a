from datetime import date
from decimal import Decimal

import pytest

from caseapp.law.procedures.counterfeit.facts import CounterfeitFacts
from caseapp.law.procedures.gates.closing import (
    collector_is_not_decider,
    decision_is_published,
    demand_waited,
    fully_paid,
    goods_disposed,
    payment_is_sound,
    payment_overdue,
    payment_term_runs,
    pays_the_rest,
    publicity_decided,
    remedy_lapse_is_new,
    remedy_period_over,
)
from tests.law.procedures.ready import MIDDLE, NEW, OLD, said

YUAN = Decimal
DAY_BEFORE = date(2023, 6, 7)
OWED = {"amount_due": YUAN(100), "amount_paid": YUAN(40)}


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (OLD, "专利行政执法办法第四十九条、原行政处罚法第四十六条"),
        (MIDDLE, "原行政处罚法第四十六条"),
        (NEW, "行政处罚法第六十七条"),
    ],
)
def test_collector_is_not_decider_of_the_fine(on, article):
    assert said(collector_is_not_decider, on, by_id=7, decider_id=7) == (
        f"作出决定的人不得收缴罚款（{article}）。请由财务或者其他人员登记缴款。"
    )
    assert said(collector_is_not_decider, on, by_id=8, decider_id=7) is None
    assert said(collector_is_not_decider, on, by_id=8) is None


def test_payment_is_sound_up_to_what_is_owed():
    assert said(payment_is_sound, **OWED) is None
    assert said(payment_is_sound, **OWED, given={"paid": YUAN(60)}) is None
    assert said(payment_is_sound, **OWED, given={"paid": YUAN("60.01")}) == (
        "缴款60.01元多于应缴余额60元。请核对缴款数额。"
    )
    assert said(payment_is_sound, **OWED, given={"paid": YUAN(-1)}) == (
        "缴款数额小于零。请核对缴款数额。"
    )


def test_pays_the_rest_or_it_is_a_part():
    assert said(pays_the_rest, **OWED, given={"paid": YUAN(60)}) is None
    assert said(pays_the_rest) is None
    assert said(pays_the_rest, **OWED, given={"paid": YUAN(59)}) == (
        "尚欠1元。未缴清的，请按部分缴款登记。"
    )


def test_fully_paid_before_the_case_is_closed():
    assert said(fully_paid, **OWED) == "罚没款尚欠60元。请先登记履行。"
    assert said(fully_paid, amount_due=YUAN(40), amount_paid=YUAN(40)) is None


def test_goods_disposed_before_the_case_is_closed():
    article = "（行政强制法第二十七条、第二十八条）。请先处理物品。"
    assert said(goods_disposed) is None
    assert said(goods_disposed, goods_open=3) == (
        f"登记保存或者查封扣押的物品（3件）尚未处理{article}"
    )
    for fact in ("registration_open", "seizure_open"):
        assert said(goods_disposed, **{fact: True}) == (
            f"登记保存或者查封扣押的物品尚未处理{article}"
        )


@pytest.mark.parametrize(
    ("on", "authority", "article"),
    [
        (OLD, "ip_office", "专利行政执法办法第四十六条"),
        (date(2021, 8, 31), "market_bureau", "专利行政执法办法第四十六条"),
        (date(2021, 9, 1), "market_bureau", "市场监督管理行政处罚信息公示规定第三条"),
        (date(2021, 9, 1), "ip_office", "专利行政执法办法第四十六条"),
    ],
)
def test_publicity_decided_before_the_case_is_closed(on, authority, article):
    assert said(publicity_decided, on, authority=authority) == (
        f"公示事项尚未决定（{article}）。请登记公示，或者写明不予公示的理由。"
    )
    assert said(publicity_decided, on, authority=authority, publicity_decided=True) is None


def test_payment_overdue_after_the_last_day_while_something_is_owed():
    gate = payment_overdue
    assert said(gate) == "罚没款已经缴清。"
    assert said(gate, **OWED) == "缴款期限尚未起算。决定书送达后起算。"
    assert said(gate, **OWED, pay_due_on=NEW) == "缴款期限至2023年6月8日届满。"
    assert said(gate, **OWED, pay_due_on=DAY_BEFORE) is None


def test_payment_term_runs_or_nothing_is_left_to_put_off():
    running = CounterfeitFacts(running=frozenset({"CF-18"}))
    assert said(payment_term_runs, counterfeit=running) is None
    assert said(payment_term_runs) == "没有正在计算的缴款期限。"


def test_remedy_period_over_before_the_court_is_asked():
    assert said(remedy_period_over) == (
        "当事人申请复议或者起诉的期限尚未届满（行政强制法第五十三条）。期满以后办理。"
    )
    assert said(remedy_period_over, remedy_over=True) is None


def test_decision_is_published_before_it_is_taken_down():
    assert said(decision_is_published) == "没有已公示的决定。"
    assert said(decision_is_published, is_published=True) is None


def test_remedy_lapse_is_new_only_once():
    assert said(remedy_lapse_is_new) is None
    assert said(remedy_lapse_is_new, remedy_lapse_recorded=True) == "复议诉讼期满已经登记。"


def test_demand_waited_before_the_court_is_asked():
    assert said(demand_waited) == "尚未催告（行政强制法第五十四条）。请先送达催告书。"
    assert said(demand_waited, demand_ends_on=NEW) == (
        "催告期至2023年6月8日届满（行政强制法第五十四条）。期满以后办理。"
    )
    assert said(demand_waited, demand_ends_on=DAY_BEFORE) is None
