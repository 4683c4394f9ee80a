"""Gates on answer, objection, mediation inside the case, oral hearing and suspension."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date


@gate("答辩期限已经届满", gate_id="I-10")
def answer_period_over(facts: Facts) -> Against | None:
    """Go on without an answer only after the period for it."""
    ends = facts.dispute.answer_ends_on
    if ends is None:
        return Against("请求书副本的送达没有登记，答辩期限没有起算", "请先登记送达。")
    if facts.on > ends:
        return None
    return Against(f"答辩期限至{long_date(ends)}，尚未届满", "请等待期限届满，或者登记答辩书。")


@gate("有尚未转送的答辩书", hides=True)
def answer_waits_to_be_passed(facts: Facts) -> Against | None:
    """Pass on only an answer that came and was not passed on yet."""
    if facts.dispute.answer_recorded and not facts.dispute.answer_passed:
        return None
    return Against("没有需要转送的答辩书")


@gate("管辖异议在答辩期内提出", gate_id="I-11", of_form=True)
def objection_in_time(facts: Facts) -> Against | None:
    """Hear an objection to jurisdiction only within the period for the answer."""
    ends = facts.dispute.answer_ends_on
    if ends is None or facts.on <= ends:
        return None
    return Against(f"答辩期限已于{long_date(ends)}届满", "管辖异议不再受理，请继续办理。")


@gate("双方愿意调解", gate_id="I-12", of_form=True)
def both_are_willing(facts: Facts) -> Against | None:
    """Mediate only between two who want it."""
    if facts.ticked("both_willing"):
        return None
    return Against("没有确认双方都愿意调解", "一方不愿意的，请继续审理并及时裁决。")


@gate("调解协议已由双方签署并加盖印章", gate_id="I-12", of_form=True)
def agreement_is_signed(facts: Facts) -> Against | None:
    """An agreement ends the case only when both signed and the office sealed it."""
    if facts.ticked("both_signed") and facts.ticked("sealed"):
        return None
    return Against("调解协议没有双方签署，或者没有加盖印章", "请签署、盖章后再办理。")


@gate("口头审理在通知之后举行", gate_id="I-13", of_form=True)
def oral_day_ahead(facts: Facts) -> Against | None:
    """Refuse a hearing that would be over before it is told."""
    on = facts.dispute.oral_on
    if on is None or on > facts.on:
        return None
    return Against("口头审理日期没有晚于通知日期", "请改为以后的日期。")


@gate("口头审理通知书按时送达双方", gate_id="I-13", of_form=True)
def oral_notice_in_time(facts: Facts) -> Against | None:
    """Refuse a hearing whose notice came later than the day counted back from it (INF-06)."""
    served, latest = facts.dispute.oral_notice_served_on, facts.dispute.oral_notice_by
    if served is None:
        return Against("没有记录通知书送达双方的日期", "请填写两个送达日期。")
    if latest is None or served <= latest:
        return None
    return Against(
        f"通知书于{long_date(served)}送达，最迟应在{long_date(latest)}送达",
        "请改期举行口头审理。",
    )


@gate("口头审理的日期已到", gate_id="I-13", of_form=True)
def oral_day_reached(facts: Facts) -> Against | None:
    """Record nothing of a hearing that has not begun."""
    on = facts.dispute.oral_on
    if on is not None and facts.on >= on:
        return None
    return Against("口头审理的日期未到", "请核对办理日期。")


@gate("双方到场", gate_id="I-14", of_form=True)
def both_sides_present(facts: Facts) -> Against | None:
    """Hear both sides; when one is away, that is recorded and has its own effect."""
    if facts.ticked("requester_present") and facts.ticked("respondent_present"):
        return None
    return Against("有一方没有到场", "请办理“记录缺席”。")


@gate("缺席没有正当理由", gate_id="I-14", of_form=True)
def absence_without_reason(facts: Facts) -> Against | None:
    """Attach the effect of absence only where no good reason was found."""
    if facts.ticked("unexcused"):
        return None
    return Against("没有核实缺席有无正当理由", "有正当理由的，请改期举行口头审理。")


@gate("缺席的是请求人", hides=True)
def requester_is_absent(facts: Facts) -> Against | None:
    """Only the requester's absence takes the request back."""
    return None if facts.dispute.absent == "requester" else Against("缺席的不是请求人")


@gate("缺席的是被请求人", hides=True)
def respondent_is_absent(facts: Facts) -> Against | None:
    """Only the respondent's absence leads to a hearing by default."""
    return None if facts.dispute.absent == "respondent" else Against("缺席的不是被请求人")


@gate("中止的事由已经登记", gate_id="I-15", of_form=True)
def suspension_is_grounded(facts: Facts) -> Against | None:
    """Suspend for an invalidation only when its acceptance stands in the file."""
    if facts.text("suspension") != "invalidation" or facts.dispute.invalidation_open:
        return None
    return Against("没有登记已受理的无效宣告请求", "请先登记无效宣告请求。")


@gate("旧规定的中止由被请求人请求", gate_id="I-15", of_form=True)
def suspension_was_asked(facts: Facts) -> Against | None:
    """Before 2025 the office suspends only when the respondent asks for it."""
    if facts.ticked("asked_by_party"):
        return None
    return Against("被请求人没有请求中止", "请继续办理，或者取得书面的中止请求。")


@gate("无效宣告请求正在审理", hides=True)
def invalidation_is_open(facts: Facts) -> Against | None:
    """There is nothing to go on in spite of when no invalidation is open."""
    return None if facts.dispute.invalidation_open else Against("没有正在审理的无效宣告请求")


@gate("没有正在审理的无效宣告请求", hides=True)
def invalidation_is_new(facts: Facts) -> Against | None:
    """Note one request for invalidation at a time."""
    return Against("已登记无效宣告请求") if facts.dispute.invalidation_open else None


@gate("不予中止的理由与案情相符", gate_id="I-16", of_form=True)
def reason_to_go_on_fits(facts: Facts) -> Against | None:
    """Refuse a reason code the file itself contradicts."""
    about, reason = facts.dispute, facts.text("goes_on")
    if reason == "invention" and not about.is_invention:
        return Against("涉案专利不是发明专利", "请改选相符的理由，或者办理中止。")
    if reason == "second" and not about.invalidation_second:
        return Against("登记的无效宣告请求不是撤回后再次提出的", "请改选相符的理由。")
    if reason == "report" and "evaluation" not in about.papers:
        return Against("案卷中没有专利权评价报告", "请先由请求人提交评价报告。")
    return None


@gate("应当中止的已经中止", gate_id="I-16")
def suspended_when_due(facts: Facts) -> Against | None:
    """A utility model or design under invalidation is not decided unless a reason is recorded."""
    about = facts.dispute
    if not about.invalidation_open or about.is_invention or about.goes_on:
        return None
    return Against(
        "实用新型或者外观设计专利的无效宣告请求已被受理，应当中止处理",
        "请办理中止，或者记录不予中止的理由。",
    )
