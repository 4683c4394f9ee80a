"""Gates about the decision itself: its paper, its limit, what the party is told of publicity."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date


@gate("决定书已起草、待签发")
def decision_awaits_signature(facts: Facts) -> Against | None:
    """Let a decision be signed only once it is drafted."""
    if facts.papers.get("penalty_decision") == "draft":
        return None
    return Against("行政处罚决定书尚未起草", "请先由办案人员报请决定。")


@gate("未建议给予处罚，或者已听取当事人的意见", hides=True)
def sparing_is_open(facts: Facts) -> Against | None:
    """Spare whom nobody proposed to punish, or who has said something the chief may find right."""
    heard = facts.defence_recorded or facts.hearing_held_on is not None
    if facts.proposal not in ("", "penalty") or (facts.proposal == "penalty" and heard):
        return None
    return Against(
        "调查终结报告建议给予处罚，也没有当事人陈述申辩或者听证的记录",
        "应当不予处罚的，请退回补充调查后重新报告。",
    )


@gate("当事人的陈述申辩或者听证已有记录", hides=True)
def party_was_answered(facts: Facts) -> Against | None:
    """Accept only a defence that is on file, in words or in a hearing."""
    if facts.defence_recorded or facts.hearing_held_on is not None:
        return None
    return Against("没有当事人陈述申辩或者听证的记录", "请先记录陈述申辩。")


@gate("办案期限未超过", may_be_set_aside=True)
def inside_case_limit(facts: Facts) -> Against | None:
    """A late decision stays valid but is a fault: the chief says why and it is reported."""
    due = facts.case_limit_due
    if due is None or facts.on <= due:
        return None
    return Against(f"办案期限已于{long_date(due)}届满", "请由负责人写明超期理由。")


@gate("公示事项已随决定书告知", gate_id="G-21", of_form=True)
def publicity_told(facts: Facts) -> Against | None:
    """Refuse a decision that will be shown without telling the party in its service papers."""
    if facts.text("publicity_notice"):
        return None
    return Against("未随决定书告知将予公示", "请书面告知，或者选明依法不予公示。")


@gate("决定书已送达")
def decision_is_served(facts: Facts) -> Against | None:
    """Start performance only with a recorded service of the decision."""
    if facts.papers.get("penalty_decision") == "served":
        return None
    return Against("行政处罚决定书尚未送达", "请登记送达。")
