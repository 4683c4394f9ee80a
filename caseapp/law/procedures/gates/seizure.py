"""Gates about sealing and seizure: grounds, approval, record, length."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.fields import SEIZABLE_GOODS, SEIZURE_RECORD
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date


@gate("有证据证明是假冒专利的产品", gate_id="G-04", of_form=True)
def counterfeit_shown(facts: Facts) -> Against | None:
    """Allow seizure only of products shown by evidence to be counterfeit (专利法第六十九条)."""
    if facts.ticked("counterfeit_shown"):
        return None
    return Against("未确认有证据证明是假冒专利的产品", "没有证据的，不得查封、扣押。")


@gate("查封扣押已事先批准", gate_id="G-05", of_form=True)
def seizure_approved(facts: Facts) -> Against | None:
    """Refuse a seizure not approved beforehand; urgent ones have a step of their own (行政强制法第十八条)."""
    approved, measure = facts.instant("approved_at"), facts.instant("measure_at")
    if facts.person("approved_by") is None or approved is None:
        return Against("未记明负责人批准", "情况紧急的，请按紧急查封扣押办理。")
    if measure is not None and approved > measure:
        return Against("批准时间晚于实施时间", "情况紧急的，请按紧急查封扣押办理。")
    return None


@gate("查封扣押可以先实施后补办批准", gate_id="G-05")
def urgency_is_known(_facts: Facts) -> Against | None:
    """Refuse a seizure before its approval in the years when no law knew one (until 2011-12-31)."""
    return Against("当时没有先实施后补办批准的规定", "请先经负责人批准，再按查封扣押办理。")


@gate("紧急查封扣押在规定时间内报告", gate_id="G-05", of_form=True)
def urgent_seizure_reported(facts: Facts) -> Against | None:
    """Refuse late approval of an urgent seizure; the goods must then go back (行政强制法第十九条)."""
    approved, due = facts.instant("approved_at"), facts.urgent_seizure_due
    if approved is None or due is None or approved <= due:
        return None
    return Against("补办批准已超过规定时间", "请立即解除查封、扣押。")


@gate("有待补办批准的紧急查封扣押", hides=True)
def urgent_seizure_is_open(facts: Facts) -> Against | None:
    """Ask for late approval only of an urgent seizure that still waits for it."""
    return None if facts.urgent_seizure_due else Against("没有待补办批准的紧急查封扣押")


@gate("查封扣押笔录完整", gate_id="G-18", of_form=True)
def seizure_record_complete(facts: Facts) -> Against | None:
    """Name what the record lacks: party called, reasons and remedies told, party heard, signatures."""
    missing = [f"“{box.label}”" for box in SEIZURE_RECORD if not facts.ticked(box.key)]
    if not facts.text("signature"):
        missing.append("“签名情况”")
    return Against(f"现场笔录缺少{'、'.join(missing)}", "请补全笔录。") if missing else None


@gate("查封扣押的物品与案件有关且依法可以查封扣押", gate_id="G-19", of_form=True)
def goods_may_be_seized(facts: Facts) -> Against | None:
    """Keep unrelated goods, necessities of life and goods sealed elsewhere out (行政强制法第二十三条)."""
    missing = "、".join(f"“{box.label}”" for box in SEIZABLE_GOODS if not facts.ticked(box.key))
    return Against(f"未确认{missing}", "不符合的物品请勿列入清单。") if missing else None


@gate("检测鉴定期间已确定并书面告知", gate_id="G-20", of_form=True)
def time_of_test_told(facts: Facts) -> Against | None:
    """Stop the seizure clock only for a fixed test period told in writing before it begins (第二十五条)."""
    first, last, told = facts.day("pause_first"), facts.day("pause_last"), facts.day("told_on")
    if first is None or last is None or last < first:
        return Against("检测鉴定的起止日期未确定", "请填写起止日期，止日不早于起日。")
    if told is None or told > first:
        return Against("未在检测鉴定开始前书面告知当事人", "未告知的期间计入查封扣押期限。")
    return None


@gate("有查封扣押的物品", hides=True)
def seizure_is_open(facts: Facts) -> Against | None:
    """Refuse what concerns seized goods when nothing is seized."""
    return None if facts.seizure_open else Against("没有查封扣押中的物品")


@gate("查封扣押尚可延长")
def seizure_extendable(facts: Facts) -> Against | None:
    """Allow one extension, before the period is over (行政强制法第二十五条)."""
    due = facts.seizure_due_on
    if facts.seizure_extended:
        return Against("查封扣押已经延长过一次", "请在期限内作出处理决定或者解除。")
    if due is not None and facts.on > due:
        return Against(f"查封扣押期限已于{long_date(due)}届满", "请立即解除并返还物品。")
    return None


@gate("延长查封扣押已书面告知当事人并说明理由", of_form=True)
def extension_told(facts: Facts) -> Against | None:
    """Refuse an extension the party was not told of in writing (行政强制法第二十五条)."""
    if facts.ticked("party_told"):
        return None
    return Against("延长决定未书面告知当事人", "请书面告知并说明理由。")
