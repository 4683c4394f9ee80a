"""Gates about performance and closing: money, goods, publicity, the way to the court."""

from __future__ import annotations

from decimal import Decimal

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date, sum_of


@gate("收缴人不是决定人", gate_id="G-13")
def collector_is_not_decider(facts: Facts) -> Against | None:
    """Keep whoever decided the fine from recording its payment (行政处罚法第六十七条)."""
    if facts.decider_id is None or facts.by_id != facts.decider_id:
        return None
    return Against("作出决定的人不得收缴罚款", "请由财务或者其他人员登记缴款。")


@gate("缴款数额正确", of_form=True)
def payment_is_sound(facts: Facts) -> Against | None:
    """Refuse a negative payment or one beyond what is owed."""
    paid = facts.money("paid") or Decimal(0)
    if paid < 0:
        return Against("缴款数额小于零", "请核对缴款数额。")
    left = facts.amount_due - facts.amount_paid
    if paid <= left:
        return None
    return Against(f"缴款{sum_of(paid)}多于应缴余额{sum_of(left)}", "请核对缴款数额。")


@gate("本次缴款后全部缴清", of_form=True)
def pays_the_rest(facts: Facts) -> Against | None:
    """Call a decision performed only when this payment settles it."""
    left = facts.amount_due - facts.amount_paid - (facts.money("paid") or Decimal(0))
    if left <= 0:
        return None
    return Against(f"尚欠{sum_of(left)}", "未缴清的，请按部分缴款登记。")


@gate("罚没款已全部缴清")
def fully_paid(facts: Facts) -> Against | None:
    """Refuse to close a case that is not paid for."""
    left = facts.amount_due - facts.amount_paid
    return Against(f"罚没款尚欠{sum_of(left)}", "请先登记履行。") if left > 0 else None


@gate("涉案物品全部处理完毕", gate_id="G-14")
def goods_disposed(facts: Facts) -> Against | None:
    """Refuse to close while registered or seized goods are held (行政强制法第二十七条、第二十八条)."""
    if facts.goods_open <= 0 and not facts.registration_open and not facts.seizure_open:
        return None
    count = f"（{facts.goods_open}件）" if facts.goods_open > 0 else ""
    return Against(f"登记保存或者查封扣押的物品{count}尚未处理", "请先处理物品。")


@gate("公示事项已决定", gate_id="G-15")
def publicity_decided(facts: Facts) -> Against | None:
    """Refuse to close before it is recorded what was published, or why not."""
    if facts.publicity_decided:
        return None
    return Against("公示事项尚未决定", "请登记公示，或者写明不予公示的理由。")


@gate("决定已经公示", hides=True)
def decision_is_published(facts: Facts) -> Against | None:
    """Take down only what the public can see (行政处罚法第四十八条)."""
    return None if facts.is_published else Against("没有已公示的决定")


@gate("缴款期限已满而未缴清", hides=True)
def payment_overdue(facts: Facts) -> Against | None:
    """Call a fine overdue only after its last day and while something is owed."""
    if facts.amount_due <= facts.amount_paid:
        return Against("罚没款已经缴清")
    if facts.pay_due_on is None:
        return Against("缴款期限尚未起算", "决定书送达后起算。")
    if facts.on <= facts.pay_due_on:
        return Against(f"缴款期限至{long_date(facts.pay_due_on)}届满")
    return None


@gate("缴款期限正在计算", hides=True)
def payment_term_runs(facts: Facts) -> Against | None:
    """Put off only a payment that is not overdue yet; afterwards no day is left to move."""
    if "CF-18" in facts.counterfeit.running:
        return None
    return Against("没有正在计算的缴款期限")


@gate("复议和诉讼期限已满")
def remedy_period_over(facts: Facts) -> Against | None:
    """Go to the court only when the party has let review and suit pass (行政强制法第五十三条)."""
    if facts.remedy_over:
        return None
    return Against("当事人申请复议或者起诉的期限尚未届满", "期满以后办理。")


@gate("复议诉讼期满尚未登记", hides=True)
def remedy_lapse_is_new(facts: Facts) -> Against | None:
    """Record the end of review and suit once: the limit for the court starts with it."""
    return Against("复议诉讼期满已经登记") if facts.remedy_lapse_recorded else None


@gate("催告期已满")
def demand_waited(facts: Facts) -> Against | None:
    """Go to the court only after a demand and its waiting time (行政强制法第五十四条)."""
    ends = facts.demand_ends_on
    if ends is None:
        return Against("尚未催告", "请先送达催告书。")
    if facts.on > ends:
        return None
    return Against(f"催告期至{long_date(ends)}届满", "期满以后办理。")
