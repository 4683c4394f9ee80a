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
