"""Gates of dishonest filing: the warning comes first, and nothing is taken away."""

from __future__ import annotations

from datetime import date

from caseapp.law.penalties import penalty
from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.procedures.gates.report import fine_against
from caseapp.law.wording import long_date

PENALTY = "PEN-IR100"
TAKEN = {"seized": "转为查封扣押", "confiscated": "没收"}


def _is_penalty(facts: Facts) -> bool:
    return (facts.text("proposal") or facts.proposal or "penalty") == "penalty"


@gate("行为终了时已有处罚规定", of_form=True)
def act_was_punishable(facts: Facts) -> Against | None:
    """Refuse a penalty for what ended before the rule began (专利法实施细则第一百条)."""
    ended, began = facts.act_end, penalty(PENALTY).valid_from or date.min
    if ended is None or ended >= began or not _is_penalty(facts):
        return None
    what = f"行为于{long_date(ended)}终了，处罚规定自{long_date(began)}起施行"
    return Against(what, "请建议不予行政处罚或者撤销案件。")


@gate("给予处罚的同时警告", of_form=True)
def warning_is_given(facts: Facts) -> Against | None:
    """Refuse a fine without the warning: the rule orders the warning and only allows the fine."""
    if not _is_penalty(facts) or facts.ticked("warning"):
        return None
    return Against("没有给予警告", "给予处罚的应当警告，罚款只能与警告并处，请勾选。")


@gate("罚款在警告以外可以并处的限额之内", gate_id="G-11")
def fine_beside_warning_in_range(facts: Facts) -> Against | None:
    """Refuse a fine beyond what the rule allows beside the warning."""
    return fine_against(facts)


@gate("物品不查封扣押、不没收", of_form=True)
def goods_are_given_back(facts: Facts) -> Against | None:
    """Keep registered papers from being seized or confiscated: the rule knows a warning and a fine."""
    what = TAKEN.get(facts.text("disposal"))
    if what is None:
        return None
    return Against(
        f"弄虚作假案件的处罚只有警告和罚款，物品不能{what}", "请返还、送检测鉴定或者随案移送。"
    )


@gate("决定不是单处警告", hides=True)
def decision_does_more_than_warn(facts: Facts) -> Against | None:
    """Show no decision that only warns: the register of penalties leaves it out."""
    if facts.decision_fine is None or facts.decision_fine > 0:
        return None
    return Against("单处警告的决定不在公示范围")
