"""Gates about legal review and collective meeting: who reviews, and that it was done."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate

MANY_EXTENSIONS = 2


@gate("审核人员不是本案调查人员", gate_id="G-09")
def reviewer_is_independent(facts: Facts) -> Against | None:
    """Keep whoever investigated the case from reviewing it (行政处罚法第五十八条)."""
    if facts.by_id not in facts.investigator_ids:
        return None
    return Against("审核人员是本案调查人员", "请由未参与调查的审核人员办理。")


@gate("审核人员具备规定的资格", gate_id="G-09")
def reviewer_is_qualified(facts: Facts) -> Against | None:
    """Keep a new reviewer without the legal qualification from reviewing (行政处罚法第五十八条)."""
    if facts.reviewer_qualified:
        return None
    return Against(
        "审核人员未取得法律职业资格",
        "请由具备资格的审核人员办理；已取得的，请系统管理员在人员资料中登记证号和日期。",
    )


@gate("审核已经通过", gate_id="G-09")
def review_passed(facts: Facts) -> Against | None:
    """Refuse a decision whose review was not passed by somebody outside the investigation."""
    if facts.review_result != "passed":
        return Against("审核没有通过", "请先送审核。")
    if facts.reviewer_id is None or facts.reviewer_id in facts.investigator_ids:
        return Against("审核人员是本案调查人员", "请由未参与调查的审核人员重新审核。")
    return None


@gate("听证以后已经法制审核", gate_id="G-09")
def reviewed_after_hearing(facts: Facts) -> Against | None:
    """Demand a review of the hearing's result before the decision (行政处罚法第五十八条)."""
    held, reviewed = facts.hearing_held_on, facts.review_on
    if held is None or (reviewed is not None and reviewed >= held):
        return None
    return Against("听证以后尚未进行法制审核", "请由审核人员办理听证后审核。")


@gate("已经集体讨论", gate_id="G-10")
def collective_when_needed(facts: Facts) -> Against | None:
    """Demand a collective record in complex or major cases, after a hearing or repeated extension."""
    why = ""
    if facts.complex_or_major:
        why = "案件情节复杂或者重大"
    elif facts.hearing_held_on is not None:
        why = "案件经过听证"
    elif facts.extensions >= MANY_EXTENSIONS:
        why = "办案期限已多次延长"
    if not why or facts.collective_recorded:
        return None
    return Against(f"{why}而没有集体讨论记录", "请先提交集体讨论。")
