"""Gates of a pending reconsideration: its own time, and what its silence means."""

from __future__ import annotations

from decimal import Decimal

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date, sum_of


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


@gate("变更后的数额不为负，也不重于原决定", of_form=True)
def change_is_sound(facts: Facts) -> Against | None:
    """Refuse sums no review or judgment can give: it never makes the party worse off by itself."""
    pairs = (
        ("罚款", facts.money("changed_fine"), facts.decision_fine),
        ("没收数额", facts.money("changed_confiscation"), facts.decision_confiscation),
    )
    for name, now, before in pairs:
        if now is not None and now < 0:
            return Against(f"变更后的{name}小于零", "请核对变更的内容。")
        worse = now is not None and now > (before or Decimal(0))
        if now is not None and worse and not facts.ticked("third_party_asked"):
            return Against(
                f"变更后的{name}{sum_of(now)}重于原决定的{sum_of(before or Decimal(0))}",
                "请核对变更的内容；第三人提出相反请求的，请勾选。",
            )
    return None
