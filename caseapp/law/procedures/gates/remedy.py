"""Gates of a pending reconsideration: its own time, and what its silence means."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date


@gate("复议正在审理", hides=True)
def review_is_pending(facts: Facts) -> Against | None:
    """Prolong only the time of a reconsideration whose acceptance is on file."""
    if facts.counterfeit.review_ends_on is not None:
        return None
    return Against("没有登记复议受理日，或者不是行政复议")


@gate("复议审理期限已满而未作决定", hides=True)
def review_is_overdue(facts: Facts) -> Against | None:
    """Let the party's time to sue begin with the end of a reconsideration that stays silent."""
    ends = facts.counterfeit.review_ends_on
    if ends is None or facts.counterfeit.review_silent:
        return Against("没有逾期未决定的行政复议")
    if facts.on > ends:
        return None
    return Against(f"复议审理期限至{long_date(ends)}届满")
