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


@gate("行为日和查询日期不晚于核查日期", of_form=True)
def lookup_not_in_future(facts: Facts) -> Against | None:
    """Refuse a patent status looked up, or an act said to have happened, after the verification."""
    for key, what in (("act_on", "行为日"), ("looked_up_on", "查询日期")):
        day = facts.day(key)
        if day is not None and day > facts.on:
            return Against(
                f"{what}（{long_date(day)}）晚于核查日期（{long_date(facts.on)}）",
                f"请核对{what}。",
            )
    return None


@gate("笔录的结束时间不早于开始时间", of_form=True)
def record_times_in_order(facts: Facts) -> Against | None:
    """Refuse a record that ends before it begins: nobody could sign it."""
    started, ended = facts.instant("started_at"), facts.instant("ended_at")
    if started is None or ended is None or started <= ended:
        return None
    return Against("笔录的结束时间早于开始时间", "请核对起止时间。")


@gate("办理日期不早于是否立案的决定日", of_form=True)
def not_before_answer(facts: Facts) -> Against | None:
    """Refuse a reply to the reporter dated before what it tells was decided."""
    return _before(facts, facts.counterfeit.filing_answered_on, "是否立案的决定日")


@gate("扣除的期间首尾先后正确，不早于期限起算", of_form=True)
def deduction_in_order(facts: Facts) -> Against | None:
    """Leave out of a limit only days that lie inside it and in their order."""
    first, last = facts.day("pause_first"), facts.day("pause_last")
    if first is None or last is None:
        return None
    if last < first:
        return Against("扣除期间的止日早于起日", "请核对起止日期。")
    begins = facts.filed_on or facts.received_on
    if begins is None or first >= begins:
        return None
    event = "立案日" if facts.filed_on else "线索接收日"
    return Against(f"扣除期间的起日早于{event}（{long_date(begins)}）", "请核对起止日期。")


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
