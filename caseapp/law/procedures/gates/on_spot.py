"""Gates of the penalty on the spot: small, complete, its remedy told, its cash handed in."""

from __future__ import annotations

from decimal import Decimal

from caseapp.law.procedures.counterfeit.fields import SPOT_TESTS
from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.thresholds import summary_limits
from caseapp.law.wording import sum_of


@gate("当场罚款在限额以内", of_form=True)
def spot_fine_small(facts: Facts) -> Against | None:
    """Refuse a fine on the spot beyond the sum of the day for this kind of party (TH-1, TH-2)."""
    fine, limits = facts.money("fine") or Decimal(0), summary_limits(facts.on)
    most = limits.person if facts.text("spot_party") == "person" else limits.entity
    if fine <= most:
        return None
    what = f"罚款{sum_of(fine)}超过当场处罚的限额{sum_of(most)}"
    return Against(what, "请按普通程序核查、立案。", limits.basis)


@gate("当场处罚的条件和程序齐备", of_form=True)
def spot_complete(facts: Facts) -> Against | None:
    """Name what the penalty on the spot lacks; gains must be confiscated, so they need a full case."""
    missing = "、".join(f"“{test.label}”" for test in SPOT_TESTS if not facts.ticked(test.key))
    return Against(f"未确认{missing}", "不具备的，请按普通程序办理。") if missing else None


@gate("当场处罚已告知先申请行政复议", gate_id="G-22", of_form=True)
def reconsideration_named_first(facts: Facts) -> Against | None:
    """Refuse a decision on the spot that sends the party to the court first (行政复议法第二十三条)."""
    if facts.text("remedy_told") == "reconsideration_first":
        return None
    return Against(
        "当场处罚的救济途径告知有误", "请告知当事人先申请行政复议，对复议决定不服再起诉。"
    )


@gate("可以当场收缴", of_form=True)
def cash_may_be_taken(facts: Facts) -> Against | None:
    """Refuse cash on the spot beyond the small sum of the day without another ground (TH-3)."""
    paid, limits = facts.money("paid") or Decimal(0), summary_limits(facts.on)
    if paid <= limits.cash or facts.text("cash_ground") in {"hard_later", "remote"}:
        return None
    what = f"当场收缴{sum_of(paid)}超过限额{sum_of(limits.cash)}"
    return Against(what, "请由当事人到指定的银行缴款，或者选明其他情形。", limits.basis)


@gate("有尚未上缴的当场罚款", hides=True)
def cash_is_held(facts: Facts) -> Against | None:
    """Hand in only what was collected on the spot."""
    return None if facts.counterfeit.cash_is_held else Against("没有尚未上缴的当场罚款")


@gate("有尚未缴付银行的当场罚款", hides=True)
def cash_is_in_office(facts: Facts) -> Against | None:
    """Pay into the bank only what the officers have handed in."""
    return None if facts.counterfeit.cash_in_office else Against("没有尚未缴付银行的当场罚款")


@gate("当场收缴的罚款已经上缴并缴付银行", gate_id="G-13")
def cash_handed_in(facts: Facts) -> Against | None:
    """Refuse to close while a fine collected on the spot is with the officers or in the office."""
    if facts.counterfeit.cash_is_held:
        return Against("当场收缴的罚款尚未上缴", "请先登记上缴。")
    if facts.counterfeit.cash_in_office:
        return Against("当场收缴的罚款尚未缴付银行", "请先登记缴付银行。")
    return None


@gate("决定不是当场作出的", hides=True)
def decision_is_shown(facts: Facts) -> Against | None:
    """Show only decisions of the ordinary procedure; those on the spot are left out by the rule."""
    if not facts.counterfeit.on_spot:
        return None
    return Against("当场作出的处罚决定不在公示范围")
