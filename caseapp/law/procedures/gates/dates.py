"""Gates about the legal date of an act: never in the future, never before what it follows."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date


def _before(facts: Facts, start: date | None, event: str) -> Against | None:
    if start is None or facts.on >= start:
        return None
    return Against(
        f"办理日期{long_date(facts.on)}早于{event}（{long_date(start)}）", "请核对办理日期。"
    )


@gate("办理日期不晚于今天", of_form=True)
def not_in_future(facts: Facts) -> Against | None:
    """Refuse an act dated after today: only what has happened is recorded."""
    if facts.on <= facts.today:
        return None
    return Against(
        f"办理日期{long_date(facts.on)}晚于今天（{long_date(facts.today)}）", "请核对办理日期。"
    )


@gate("办理日期不早于线索接收日", of_form=True)
def not_before_receipt(facts: Facts) -> Against | None:
    """Refuse an act dated before the lead came in."""
    return _before(facts, facts.received_on, "线索接收日")


@gate("办理日期不早于上一步", of_form=True)
def not_before_start(facts: Facts) -> Against | None:
    """Refuse a step dated before the step it follows, so that limits never run backwards."""
    return _before(facts, facts.last_step_on, "上一步的日期")


@gate("办理日期不早于立案日", of_form=True)
def not_before_filing(facts: Facts) -> Against | None:
    """Refuse an act of inquiry dated before filing; among themselves these come in any order."""
    return _before(facts, facts.filed_on, "立案日")


@gate("送达日期不早于告知书签发日", of_form=True)
def not_before_notice(facts: Facts) -> Against | None:
    """Refuse a service of the notice dated before its signing."""
    return _before(facts, facts.notice_signed_on, "告知书签发日")


@gate("办理日期不早于告知书送达日", of_form=True)
def not_before_notice_served(facts: Facts) -> Against | None:
    """Refuse a defence dated before the party was told."""
    return _before(facts, facts.notice_served_on, "告知书送达日")


@gate("办理日期不早于决定日", of_form=True)
def not_before_decision(facts: Facts) -> Against | None:
    """Refuse what follows a decision when it is dated before it."""
    return _before(facts, facts.decided_on, "决定日")
