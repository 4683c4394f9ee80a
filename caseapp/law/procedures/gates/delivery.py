"""Gates about papers between two sides: what waits for a service goes on only once it is recorded."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.procedures.papers import (
    ANSWER_COPY,
    ANSWER_NOTICE,
    MEDIATED,
    MEDIATION_ENDED,
    OPINION_NOTICE,
    RULINGS,
    SESSION_NOTICE,
    TWO_SIDED_TITLES,
    WITHDRAWAL,
)
from caseapp.law.wording import long_date

RECORD = "请在文书页登记送达。"


def _undelivered(facts: Facts, *papers: str) -> Against | None:
    if facts.delivered & set(papers):
        return None
    return Against(f"《{_title(facts, papers)}》尚未送达", RECORD)


def _title(facts: Facts, papers: tuple[str, ...]) -> str:
    there = next((one for one in papers if one in facts.papers), papers[0])
    return TWO_SIDED_TITLES[there]


@gate("裁决书已送达双方当事人")
def ruling_is_delivered(facts: Facts) -> Against | None:
    """What follows a decision begins when both sides hold it; each side's own time with its own day."""
    return _undelivered(facts, *RULINGS)


@gate("裁决书已送达一方当事人")
def ruling_reached_one(facts: Facts) -> Against | None:
    """The time to sue of the side served first runs at once."""
    if facts.reached & set(RULINGS):
        return None
    return Against(f"《{_title(facts, RULINGS)}》尚未送达", RECORD)


@gate("撤销案件决定书已送达双方当事人")
def withdrawal_is_delivered(facts: Facts) -> Against | None:
    """A withdrawal is told to both sides."""
    return _undelivered(facts, WITHDRAWAL)


@gate("请求书副本已随答辩通知书送达被请求人")
def request_is_delivered(facts: Facts) -> Against | None:
    """The time to answer runs from the day the respondent holds the request."""
    return _undelivered(facts, ANSWER_NOTICE)


@gate("答辩书副本已送达请求人")
def answer_is_delivered(facts: Facts) -> Against | None:
    """An answer is passed on when the requester holds it."""
    return _undelivered(facts, ANSWER_COPY)


@gate("请求书副本和意见陈述通知书已送达被请求人")
def notice_is_delivered(facts: Facts) -> Against | None:
    """The time for an opinion runs from the day the respondent holds the notice."""
    return _undelivered(facts, OPINION_NOTICE)


@gate("意见陈述通知书的送达尚未登记", hides=True)
def notice_is_new(facts: Facts) -> Against | None:
    """The day from which an opinion is due is recorded once."""
    if facts.mediation.notice_served_on is None:
        return None
    return Against("意见陈述通知书的送达已经登记")


@gate("调解通知书已在调解日期之前送达双方当事人", gate_id="M-07")
def session_notice_delivered(facts: Facts) -> Against | None:
    """Nobody's absence counts who was not told in writing of the day before it came."""
    told, held = facts.mediation.session_told_on, facts.mediation.session_on
    if told is None or held is None or told <= held:
        return _undelivered(facts, SESSION_NOTICE)
    return Against(
        f"《调解通知书》于{long_date(told)}送达，晚于调解日期（{long_date(held)}）",
        "请另行通知调解日期。",
    )


@gate("调解协议书或者撤销案件通知书已送达双方当事人")
def result_is_delivered(facts: Facts) -> Against | None:
    """A mediation is closed when both sides hold what came of it."""
    return _undelivered(facts, MEDIATED if facts.mediation.agreed_on else MEDIATION_ENDED)
