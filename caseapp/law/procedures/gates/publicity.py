"""Gates of showing a decision beside the office's own site: credit register, another province."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate


@gate("有待报送的“双公示”信息", hides=True)
def credit_report_is_due(facts: Facts) -> Against | None:
    """Report a decision to the credit register once, while its limit is open."""
    if "CF-31" in facts.counterfeit.running:
        return None
    return Against("没有待报送的“双公示”信息")


@gate("有待推送外省的处罚信息", hides=True)
def push_is_due(facts: Facts) -> Against | None:
    """Push a decision to where the party is registered, if that is another province."""
    if "CF-22" in facts.counterfeit.running:
        return None
    return Against("没有待推送外省的处罚信息")


@gate("推送的处罚信息对方尚未登记收到", hides=True)
def push_is_under_way(facts: Facts) -> Against | None:
    """Let the time of the other province begin once, with the day it got what was pushed."""
    if facts.counterfeit.pushed:
        return None
    return Against("没有等待对方收到的推送信息")


@gate("推送的处罚信息对方已收到而未登记公示", hides=True)
def push_is_shown_next(facts: Facts) -> Against | None:
    """End the time of the other province with the day it showed the decision."""
    if "CF-22b" in facts.counterfeit.running:
        return None
    return Against("没有等待外省公示的处罚信息")


@gate("公示的是变更以前的决定", hides=True)
def old_sums_are_shown(facts: Facts) -> Against | None:
    """Take down a decision that stands only where it was changed since it was shown (行政处罚法第四十八条)."""
    if facts.counterfeit.shows_old_sums:
        return None
    return Against("公示的决定没有被变更")
