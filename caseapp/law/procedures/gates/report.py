"""Gates about the findings: act dates, gains, amount, crime, the same act fined before."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from caseapp.law.gains import gain_method
from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date, sum_of


@gate("违法行为起止日期先后正确", of_form=True)
def act_dates_in_order(facts: Facts) -> Against | None:
    """Refuse act dates that end before they begin or after the report: they pick the law."""
    start, end = facts.day("act_start"), facts.day("act_end")
    if start and end and start > end:
        return Against("违法行为的终止日期早于起始日期", "请核对行为日期。")
    if end and end > facts.on:
        return Against("违法行为的终止日期晚于报告日期", "行为仍在持续的，请填写查明之日。")
    return None


@gate("违法所得及其计算方法已记明", gate_id="G-11")
def gains_method_stored(facts: Facts) -> Against | None:
    """Refuse gains without a method, and gains that cannot be computed without the reason why."""
    kind = facts.text("gains_kind") or facts.gains_kind
    gains = facts.gains if facts.money("gains") is None else facts.money("gains")
    if kind == "known":
        if gains is None or gains <= 0:
            return Against("未填写违法所得数额", "没有违法所得的，请选择“没有违法所得”。")
        if not (facts.text("gains_method") or facts.gains_method):
            return Against("未记明违法所得的计算方法", "请选择计算方法。")
    if kind == "not_computable" and not (facts.text("gains_reason") or facts.gains_reason):
        return Against("违法所得无法计算而未说明理由", "请说明已查账目、单据及无法计算的原因。")
    return None


@gate("违法所得的计算方法在当日有效", gate_id="G-11", of_form=True)
def gains_method_in_force(facts: Facts) -> Against | None:
    """Refuse a way of reckoning that was not yet, or is no longer, in force for this office."""
    name = facts.text("gains_method")
    if not name or facts.text("gains_kind") != "known":
        return None
    method = gain_method(name)
    first, last = method.valid_from or date.min, method.valid_to or date.max
    if first <= facts.on <= last and method.authority in {"any", facts.authority}:
        if method.enabled or facts.text("gains_reason"):
            return None
        return Against(
            f"选用{method.id}而没有写明理由：{method.unsure}",
            "请在“计算过程，或者无法计算的理由”中写明选用的理由，并报法制审核确定。",
        )
    return Against(
        f"“{method.what}”的方法在{long_date(facts.on)}不适用", "请选择当日有效的计算方法。"
    )


@gate("罚款在法定幅度之内", gate_id="G-11")
def fine_in_range(facts: Facts) -> Against | None:
    """Refuse a fine outside the range of the chosen law, with the paragraph that computes it."""
    return fine_against(facts)


def fine_against(facts: Facts) -> Against | None:
    """Say what is wrong with the fine on the table: no range yet, or outside of it."""
    fine, limit = facts.fine, facts.fine_limit
    if not fine:
        return None
    if limit is None:
        return Against("尚未计算罚款幅度", "请先填写行为日期和违法所得。")
    if Decimal(0) <= fine <= limit.ceiling:
        return None
    what = f"罚款{sum_of(fine)}超出法定幅度，上限为{sum_of(limit.ceiling)}"
    return Against(what, limit.text, limit.basis)


@gate("没收数额不超过违法所得", gate_id="G-11")
def confiscation_in_range(facts: Facts) -> Against | None:
    """Refuse to confiscate more than the gains that were found."""
    taken = facts.confiscation or Decimal(0)
    if taken < 0:
        return Against("没收数额小于零", "请核对没收数额。")
    limit = facts.fine_limit
    if limit is None or limit.confiscate is None or taken <= limit.confiscate:
        return None
    what = f"没收{sum_of(taken)}超过违法所得{sum_of(limit.confiscate)}"
    return Against(what, "请核对没收数额。", limit.basis)


@gate("是否涉嫌犯罪已作判断", gate_id="G-12")
def criminal_check_answered(facts: Facts) -> Against | None:
    """Refuse a penalty while nobody has said whether the act may be a crime."""
    if facts.text("criminal_check") or facts.criminal_check:
        return None
    return Against("未对是否涉嫌犯罪作出判断", "请在调查终结报告中填写。")


@gate("是否涉嫌犯罪已当场判断", gate_id="G-12", of_form=True)
def criminal_check_on_the_spot(facts: Facts) -> Against | None:
    """On the spot there is no report: the form of the penalty itself asks whether it may be a crime."""
    if facts.text("criminal_check"):
        return None
    return Against("未对是否涉嫌犯罪作出判断", "请在本表中选择并写明理由。")


@gate("不以罚代刑", gate_id="G-12")
def not_a_crime(facts: Facts) -> Against | None:
    """Send a suspected crime to the police first; a penalty never stands in its place."""
    if not facts.may_be_crime:
        return None
    return Against("本案涉嫌犯罪，不得以行政处罚代替移送", "请先移送公安机关。")


@gate("同一违法行为未曾罚款", gate_id="G-17")
def not_fined_before(facts: Facts) -> Against | None:
    """Refuse a second fine for one act (行政处罚法第二十九条)."""
    if not facts.fined_before or not facts.fine:
        return None
    return Against(
        f"同一违法行为已受罚款：{facts.fined_before}",
        "不得再次罚款；确实不是同一行为的，请写明理由。",
    )


@gate("调查人员建议给予处罚", hides=True)
def penalty_is_proposed(facts: Facts) -> Against | None:
    """Draft a notice only where a penalty is proposed."""
    if facts.proposal == "penalty":
        return None
    return Against("调查终结报告没有建议给予处罚", "请按不予处罚、撤案或者移送办理。")


@gate("调查人员未建议给予处罚", hides=True)
def penalty_not_proposed(facts: Facts) -> Against | None:
    """Skip the notice only where no penalty is proposed."""
    if facts.proposal not in ("", "penalty"):
        return None
    return Against("调查终结报告没有建议不予处罚、撤案或者移送", "给予处罚的，应当先行告知。")
