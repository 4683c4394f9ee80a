"""Gates of the sessions, the agreement, the end without one, and what follows an ownership case."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date

GROUND_OF = {"requester_absent": "requester", "respondent_absent": "respondent"}


@gate("调解日期不早于通知之日", of_form=True)
def session_lies_ahead(facts: Facts) -> Against | None:
    """Refuse a session set for a day before its notice."""
    held_on = facts.day("session_on")
    if held_on is None or held_on >= facts.on:
        return None
    return Against(
        f"调解日期{long_date(held_on)}早于通知之日（{long_date(facts.on)}）", "请核对调解日期。"
    )


@gate("时间和地点通知双方当事人", gate_id="M-07", of_form=True)
def both_sides_told(facts: Facts) -> Against | None:
    """Refuse a notice of the session that did not go to both sides."""
    if facts.ticked("both_told"):
        return None
    return Against("未将调解的时间和地点通知双方当事人", "请通知双方后勾选。")


@gate("已通知调解的时间和地点", gate_id="M-07")
def session_was_told(facts: Facts) -> Against | None:
    """Refuse a session, or an absence, where nobody was told when and where, or before that day."""
    day = facts.mediation.session_on
    if day is None:
        return Against("尚未通知调解的时间和地点", "请先办理通知调解。")
    if facts.on >= day:
        return None
    return Against(f"通知的调解日期是{long_date(day)}", "改期的，请重新通知双方当事人。")


@gate("未到场且无正当理由", gate_id="M-08", of_form=True)
def absence_unexcused(facts: Facts) -> Against | None:
    """Draw consequences only from an absence without good reason; a good reason means a new day."""
    if facts.ticked("unexcused"):
        return None
    return Against("未确认没有正当理由", "有正当理由的，请另行通知调解日期。")


@gate("撤销案件的情形与到场记录相符", gate_id="M-08", of_form=True)
def absence_fits_ground(facts: Facts) -> Against | None:
    """Refuse an end for absence when the record says somebody else, or nobody, stayed away."""
    ground = facts.text("withdrawal")
    wanted = GROUND_OF.get(ground)
    if wanted is None or facts.mediation.absent in (wanted, "both"):
        return None
    who = "请求人" if wanted == "requester" else "被请求人"
    return Against(f"没有{who}无正当理由不到场的记录", "请核对情形，或者先记录未到场。")


@gate("双方签名盖章并加盖本机关公章", gate_id="M-09", of_form=True)
def agreement_complete(facts: Facts) -> Against | None:
    """Refuse an agreement that one side did not sign or that the office did not seal."""
    missing = []
    if not facts.ticked("both_signed"):
        missing.append("双方当事人签名或者盖章")
    if not facts.ticked("sealed"):
        missing.append("本机关公章")
    if not missing:
        return None
    return Against(f"调解协议书缺少{'、'.join(missing)}", "补齐后办理。")


@gate("接受强制执行的承诺有可以执行的内容", gate_id="M-10", of_form=True)
def promise_has_content(facts: Facts) -> Against | None:
    """Refuse the enforceable clause in an agreement with nothing to pay or give."""
    if not facts.ticked("enforcement_promise") or facts.ticked("has_performance"):
        return None
    return Against(
        "协议没有给付内容，不能办理赋予强制执行效力的公证", "请写明给付内容，或者去掉该条款。"
    )


@gate("属于专利申请权或者专利权归属纠纷", hides=True)
def about_ownership(facts: Facts) -> Against | None:
    """Keep what the law wants of ownership cases to ownership cases."""
    if facts.mediation.is_ownership:
        return None
    return Against("不是专利申请权或者专利权归属纠纷", "无需办理。")


@gate("不属于专利申请权或者专利权归属纠纷", hides=True)
def not_about_ownership(facts: Facts) -> Against | None:
    """Close at once only where nothing is owed to the national office."""
    if not facts.mediation.is_ownership:
        return None
    return Against("归属纠纷结案后应当抄送国务院专利行政部门", "请按“办结归属纠纷”办理。")


@gate("已达成调解协议", hides=True)
def agreement_reached(facts: Facts) -> Against | None:
    """Confirm in court only what was agreed."""
    return None if facts.mediation.agreed_on else Against("没有达成调解协议")


@gate("尚未登记司法确认申请", hides=True)
def confirmation_not_asked(facts: Facts) -> Against | None:
    """Ask the court once."""
    return Against("已登记司法确认申请") if facts.mediation.confirmation_asked else None


@gate("已登记司法确认申请", hides=True)
def confirmation_was_asked(facts: Facts) -> Against | None:
    """Record a court's answer only to a question."""
    return None if facts.mediation.confirmation_asked else Against("没有登记司法确认申请")


@gate("司法确认由双方共同申请", gate_id="M-11", of_form=True)
def both_sides_apply(facts: Facts) -> Against | None:
    """Refuse an application for judicial confirmation by one side alone (民事诉讼法第二百零五条)."""
    if facts.ticked("both_applied"):
        return None
    return Against("司法确认不是由双方当事人共同申请", "请双方共同向人民法院申请。")


@gate("在申请司法确认的期限内", gate_id="M-11")
def confirmation_in_time(facts: Facts) -> Against | None:
    """Refuse an application after the days that run from the agreement's taking effect."""
    ends = facts.mediation.confirmation_ends_on
    if ends is None or facts.on <= ends:
        return None
    return Against(
        f"申请司法确认的期限已于{long_date(ends)}届满", "协议仍有合同效力，可以依法起诉或者公证。"
    )


@gate("已出具受理证明", gate_id="M-12")
def acceptance_was_proved(facts: Facts) -> Against | None:
    """Note a stay only where the proof of acceptance it rests on was issued."""
    if facts.mediation.acceptance_proved:
        return None
    return Against("尚未出具受理证明", "请先办理出具受理证明。")


@gate("没有正在计算的中止期限", hides=True)
def stay_is_new(facts: Facts) -> Against | None:
    """Note a stay once; its extension has a row of its own."""
    return Against("已登记中止程序") if facts.mediation.stay_open else None


@gate("有正在计算的中止期限", hides=True)
def stay_is_open(facts: Facts) -> Against | None:
    """Extend only a stay that was noted."""
    return None if facts.mediation.stay_open else Against("没有登记中止程序")


@gate("在中止期满之前请求延长", gate_id="M-12")
def stay_extended_in_time(facts: Facts) -> Against | None:
    """Refuse an extension asked for after the stay has lapsed by itself."""
    ends = facts.mediation.stay_ends_on
    if ends is None or facts.on <= ends:
        return None
    return Against(
        f"中止期限已于{long_date(ends)}届满，国务院专利行政部门自行恢复程序", "不能再请求延长。"
    )


@gate("写明延长中止的月数", gate_id="M-12", of_form=True)
def stay_grows(facts: Facts) -> Against | None:
    """Refuse an extension by nothing: the national office says for how long it goes on."""
    months = facts.given.get("extend_months")
    if isinstance(months, int) and months > 0:
        return None
    return Against("延长的月数不是正数", "请按国务院专利行政部门同意的期间填写。")


@gate("尚未抄送国务院专利行政部门", hides=True)
def copy_is_due(facts: Facts) -> Against | None:
    """Send the copies once."""
    return Against("已经抄送") if facts.mediation.copied_on else None


@gate("有关文书已抄送国务院专利行政部门", gate_id="M-13")
def copy_was_sent(facts: Facts) -> Against | None:
    """Keep an ownership case open until the national office has the papers."""
    if facts.mediation.copied_on:
        return None
    return Against("有关文书尚未抄送国务院专利行政部门", "请先办理抄送。")


@gate("尚未登记恢复程序", hides=True)
def resumption_is_new(facts: Facts) -> Against | None:
    """Note once that the parties went to the national office to resume."""
    return Against("已登记恢复程序") if facts.mediation.resumed_on else None


@gate("办理日期不早于达成协议之日", of_form=True)
def not_before_agreement(facts: Facts) -> Against | None:
    """Refuse what follows an agreement when it is dated before it."""
    agreed = facts.mediation.agreed_on
    if agreed is None or facts.on >= agreed:
        return None
    return Against(
        f"办理日期{long_date(facts.on)}早于达成协议之日（{long_date(agreed)}）", "请核对办理日期。"
    )
