"""Gates about registered evidence: who approved it, whether any is still held."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate


@gate("先行登记保存已经负责人批准", of_form=True)
def registration_approved(facts: Facts) -> Against | None:
    """Refuse registration without the chief's approval on or before that day (行政处罚法第五十六条)."""
    approved_on = facts.day("approved_on")
    if facts.person("approved_by") is None or approved_on is None:
        return Against("未记明负责人批准", "请填写批准人和批准日期。")
    if approved_on > facts.on:
        return Against("批准日期晚于登记保存日期", "请核对批准日期。")
    return None


@gate("有待补办批准的紧急登记保存", hides=True)
def urgent_registration_is_open(facts: Facts) -> Against | None:
    """Ask for late approval only of an urgent registration that still waits for it."""
    if facts.counterfeit.urgent_registration_due:
        return None
    return Against("没有待补办批准的紧急登记保存")


@gate("紧急登记保存在规定时间内报告", of_form=True)
def urgent_registration_reported(facts: Facts) -> Against | None:
    """Refuse late approval of an urgent registration after its hours; the goods must then go back."""
    approved, due = facts.instant("approved_at"), facts.counterfeit.urgent_registration_due
    if approved is None or due is None or approved <= due:
        return None
    return Against("补办批准已超过规定时间", "请立即解除登记保存。")


@gate("登记保存期满自动解除", hides=True)
def registration_lapses(facts: Facts) -> Against | None:
    """Leave evidence registered before 2021-07-15 to a decision: its law let nothing lapse."""
    if facts.counterfeit.registration_lapses:
        return None
    return Against("登记保存时的规定没有期满自动解除", "请作出处理决定。")


@gate("确实无法抽样取证", of_form=True)
def sampling_impossible(facts: Facts) -> Against | None:
    """Under Order 71 evidence is registered only where sampling cannot be done (第四十条)."""
    if facts.ticked("sampling_impossible"):
        return None
    return Against("未确认无法抽样取证", "能够抽样的，请抽样取证。")


@gate("有先行登记保存的证据", hides=True)
def registration_is_open(facts: Facts) -> Against | None:
    """Refuse to dispose of registered evidence when none is held."""
    return None if facts.registration_open else Against("没有先行登记保存中的证据")


@gate("登记保存的期限已满", hides=True)
def registration_is_over(facts: Facts) -> Against | None:
    """Release registered evidence by itself only after its last day (行政处罚法第五十六条)."""
    due = facts.registration_due_on
    if due is not None and facts.on > due:
        return None
    return Against("先行登记保存的期限尚未届满")
