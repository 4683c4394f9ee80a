"""Gates about notice, defence and hearing: nobody is punished unheard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date, sum_of

UNTOLD = "听证标准没有确定，未告知听证权利也没有写明理由"


@gate("告知书已起草、待签发", hides=True)
def notice_awaits_signature(facts: Facts) -> Against | None:
    """Let a notice be signed once, and only after it is drafted."""
    stands = facts.papers.get("penalty_notice", "none")
    if stands == "draft":
        return None
    return Against("告知书尚未起草" if stands == "none" else "告知书已经签发")


@gate("告知书已送达")
def notice_is_served(facts: Facts) -> Against | None:
    """Open the defence only with a recorded service of the notice."""
    if facts.papers.get("penalty_notice") == "served":
        return None
    return Against("行政处罚告知书尚未送达", "请先签发告知书并登记送达。")


@gate("当事人已获告知，陈述申辩期满或者明确放弃", gate_id="G-06")
def party_was_heard(facts: Facts) -> Against | None:
    """Refuse a decision before notice and defence period, unless clearly waived (行政处罚法第六十二条)."""
    if facts.papers.get("penalty_notice") != "served":
        return Against("行政处罚告知书尚未送达", "请先签发告知书并登记送达。")
    ends = facts.defence_ends_on
    if facts.defence_waived or (ends is not None and facts.on > ends):
        return None
    if ends is None:
        wait = Against("当事人未陈述申辩，也未明确放弃", "请记录陈述申辩或者放弃的情况。")
        return None if facts.defence_recorded else wait
    return Against(f"陈述申辩期限至{long_date(ends)}届满", "期满或者当事人明确放弃后办理。")


@gate("陈述申辩期限已满")
def defence_period_over(facts: Facts) -> Against | None:
    """Read silence as waiver only after the period is over."""
    ends = facts.defence_ends_on
    if ends is None or facts.on <= ends:
        return Against("陈述申辩期限尚未届满")
    return None


@gate("告知书载明的期限已满", of_form=True)
def stated_period_over(facts: Facts) -> Against | None:
    """Record silence only after the period the notice itself gave; Order 71 sets none."""
    ends = facts.day("period_ended_on")
    if ends is None or facts.on > ends:
        return None
    return Against(f"告知书载明的期限至{long_date(ends)}届满", "期满以后办理。")


@gate("当事人的陈述申辩情况尚未记录", hides=True)
def defence_unrecorded(facts: Facts) -> Against | None:
    """Keep silence from being recorded over words already on file."""
    if facts.defence_recorded or facts.defence_waived:
        return Against("当事人的陈述申辩情况已经记录")
    return None


@gate("处罚不重于告知的处罚", gate_id="G-07")
def not_heavier(facts: Facts) -> Against | None:
    """Refuse a penalty heavier than the notice: new facts need a new notice (行政处罚法第四十五条)."""
    pairs = (
        ("罚款", facts.fine, facts.notice_fine),
        ("没收数额", facts.confiscation, facts.notice_confiscation),
    )
    heavier = [
        f"{name}{sum_of(now)}重于告知的{sum_of(told)}"
        for name, now, told in pairs
        if told is not None and (now or Decimal(0)) > told and now is not None
    ]
    if not heavier:
        return None
    remedy = "不得因申辩加重处罚；发现新事实的，请补充调查后重新告知。"
    return Against("，".join(heavier), remedy)


@gate("达到听证标准的已告知听证权利", gate_id="G-08", of_form=True)
def hearing_right_told(facts: Facts) -> Against | None:
    """Refuse a notice without the hearing right where the threshold is met (行政处罚法第六十三条)."""
    test = facts.hearing_test
    if test is None or test.met is False or facts.ticked("hearing_offered"):
        return None
    if test.met:
        return Against("拟处罚达到听证标准而未告知听证权利", test.text)
    if facts.text("hearing_refusal"):
        return None
    return Against(UNTOLD, f"{test.text}请勾选“一并告知听证权利”，或者写明不告知的理由。")


@gate("听证权利已得到保障", gate_id="G-08")
def hearing_right_kept(facts: Facts) -> Against | None:
    """Refuse a decision while a hearing is owed: not offered, still to be asked for, or not held."""
    if facts.hearing_held_on is not None:
        return None
    if facts.hearing_asked:
        return Against("当事人已申请听证而听证尚未举行", "请先举行听证。")
    if facts.hearing_offered:
        ends = facts.hearing_ends_on
        if facts.hearing_waived or ends is None or facts.on > ends:
            return None
        return Against(f"申请听证的期限至{long_date(ends)}届满", "期满或者当事人明确放弃后办理。")
    return _not_told(facts)


def _not_told(facts: Facts) -> Against | None:
    test = facts.hearing_test
    if test is None or test.met is False:
        return None
    if test.met:
        return Against("拟处罚达到听证标准而未告知听证权利", "请补充调查后重新告知。")
    if facts.counterfeit.hearing_refusal:
        return None
    return Against(UNTOLD, "请补充调查后重新告知，或者在告知时写明不告知的理由。")


@gate("当事人享有听证权利并在期限内申请", may_be_set_aside=True)
def hearing_may_be_asked(facts: Facts) -> Against | None:
    """Refuse a late request or one without the right; the chief may grant it with a reason."""
    test = facts.hearing_test
    if not facts.hearing_offered:
        # Whoever was not told of the right is not late with it; an unknown figure refuses nobody.
        if test is None or test.met is not False:
            return None
        return Against("未告知听证权利，拟处罚未达到听证标准", test.text)
    ends = facts.hearing_ends_on
    if ends is None or facts.on <= ends:
        return None
    return Against(
        f"申请听证的期限已于{long_date(ends)}届满", "有正当理由的，由负责人写明理由准许。"
    )


def _too_late(served: date, facts: Facts) -> Against | None:
    latest = facts.hearing_notice_by
    if latest is None or served <= latest:
        return None
    return Against(f"听证通知书最迟应于{long_date(latest)}送达", "请改定听证日期。")


@gate("听证日期留足通知时间", of_form=True)
def hearing_day_far_enough(facts: Facts) -> Against | None:
    """Refuse a hearing day the notice cannot reach in time."""
    served = facts.day("hearing_notice_served_on")
    return _too_late(served, facts) if served else None


@gate("听证通知书已按时送达")
def hearing_notice_in_time(facts: Facts) -> Against | None:
    """Refuse a hearing whose notice was not served, or too late for the party to prepare."""
    served = facts.hearing_notice_served_on
    if served is None:
        return Against("听证通知书尚未送达", "请先送达听证通知书。")
    return _too_late(served, facts)


@gate("听证的日期已到", of_form=True)
def hearing_day_reached(facts: Facts) -> Against | None:
    """Refuse the record of a hearing before the day its notice named: the party relied on that day."""
    day = facts.hearing_on
    if day is None or facts.on >= day:
        return None
    return Against(
        f"通知的听证日期是{long_date(day)}", "听证举行以后办理；提前举行的，请重新通知听证。"
    )


@gate("听证主持人不是本案调查人员", gate_id="G-08", of_form=True)
def hearing_officer_is_independent(facts: Facts) -> Against | None:
    """Keep investigators from presiding over the hearing (行政处罚法第六十四条)."""
    if facts.person("hearing_officer") not in facts.investigator_ids:
        return None
    return Against("听证主持人是本案调查人员", "请另行指定听证主持人。")
