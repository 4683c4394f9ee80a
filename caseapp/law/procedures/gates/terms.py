"""Gates of limits whose end forbids the act: what the row of the limit says decides, not the gate."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.counterfeit.facts import Term
from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date

FORBIDS = "block"


def _over(term: Term | None, on: date, remedy: str) -> Against | None:
    """Read the row: an end that only warns, or that nobody can count, stands against nothing."""
    if term is None or term.on_expiry != FORBIDS or term.due_on is None or on <= term.due_on:
        return None
    return Against(f"“{term.what}”的期限已于{long_date(term.due_on)}届满", f"{term.text}{remedy}")


def _is_penalty(facts: Facts) -> bool:
    return (facts.text("proposal") or facts.proposal or "penalty") == "penalty"


@gate("违法行为在追究处罚责任的期限内被发现")
def act_not_time_barred(facts: Facts) -> Against | None:
    """Punish nobody for what nobody found in time; the day of the report or finding counts (CF-29)."""
    found = facts.received_on
    if found is None or not _is_penalty(facts):
        return None
    said = f"本案线索于{long_date(found)}发现。"
    remedy = (
        "请不予立案；已经立案的，建议不予行政处罚或者撤销案件。行为持续到以后的，请核对终止日。"
    )
    return _over(facts.counterfeit.time_bar, found, f"{said}{remedy}")


@gate("申请法院强制执行的期限未届满")
def court_term_open(facts: Facts) -> Against | None:
    """Refuse an application the court must refuse: its three months are over (CF-25)."""
    remedy = "人民法院不再受理；批准过暂缓或者分期的，请核对登记的日期。"
    return _over(facts.counterfeit.terms.get("CF-25"), facts.on, remedy)


@gate("向上一级法院申请复议的期限未届满")
def higher_court_term_open(facts: Facts) -> Against | None:
    """Refuse to ask the next higher court after its time (CF-25b)."""
    remedy = "收到裁定的日期有误的，请更正登记。"
    return _over(facts.counterfeit.terms.get("CF-25b"), facts.on, remedy)


@gate("法院的不予受理、不予执行裁定尚可申请复议", hides=True)
def refusal_is_open(facts: Facts) -> Against | None:
    """Ask the higher court once, and only while a refusal stands."""
    if "CF-25b" in facts.counterfeit.running:
        return None
    return Against("没有可以申请复议的裁定")


@gate("提交答辩状和证据的期限未届满", may_be_set_aside=True)
def defence_term_open(facts: Facts) -> Against | None:
    """Late evidence counts as none; what the court let come later is told with the reason (CF-27d)."""
    if "CF-27d" not in facts.counterfeit.running:
        return None
    remedy = "经人民法院准许延期的，由负责人写明准许的情况。"
    return _over(facts.counterfeit.terms.get("CF-27d"), facts.on, remedy)
