"""Gates on the decision of a dispute, on its withdrawal, and on what follows."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.procedures.papers import RULINGS
from caseapp.law.wording import long_date

# What the signature and the draft both say, by the words of the form.
DRAFTED = {
    "finding": "裁决结果",
    "order": "责令采取的措施",
    "order_words": "措施的具体内容",
    "perform_until": "履行期限",
}
ASKED_FIRST = ("claims_unnamed", "papers_missing")


@gate("合议组成员全部参加合议", gate_id="I-17", of_form=True)
def panel_is_whole(facts: Facts) -> Against | None:
    """Refuse a vote of others than the panel, or of a part of it."""
    if {officer.person_id for officer in facts.acting} == set(facts.dispute.panel_ids):
        return None
    return Against("参加合议的不是全体合议组成员", "请勾选全部成员；成员有变更的，先更换合议组。")


@gate("合议已经记录", gate_id="I-17")
def deliberation_recorded(facts: Facts) -> Against | None:
    """No decision without the vote of the panel."""
    return None if facts.dispute.deliberated else Against("合议组尚未合议", "请先记录合议。")


@gate("裁决结果与合议结论一致", gate_id="I-17", of_form=True)
def decision_follows_panel(facts: Facts) -> Against | None:
    """The chief does not sign another result than the panel voted for."""
    voted, chosen = facts.dispute.deliberated, facts.text("finding")
    if not voted or not chosen or voted == chosen:
        return None
    return Against("裁决结果与合议结论不一致", "请改正，或者退回合议组重新合议。")


@gate("裁决书已拟定、待签发", gate_id="I-17")
def ruling_awaits_signature(facts: Facts) -> Against | None:
    """Nothing is signed that nobody drafted."""
    if _is_drafted(facts):
        return None
    return Against("裁决书尚未拟定", "请先由合议组拟定裁决书。")


@gate("直接裁决的裁决书已拟定、待签发", hides=True)
def repeat_is_drafted(facts: Facts) -> Against | None:
    """A direct decision on a repeat is signed from its draft too."""
    return None if _is_drafted(facts) else Against("裁决书尚未拟定")


def _is_drafted(facts: Facts) -> bool:
    return any(facts.papers.get(one) == "draft" for one in RULINGS)


@gate("签发的内容与拟定的裁决书一致", gate_id="I-17", of_form=True)
def decision_follows_draft(facts: Facts) -> Against | None:
    """The chief signs the paper as it was drafted, or sends it back."""
    drafted = facts.dispute.drafted
    other = [
        words for key, words in DRAFTED.items() if _differs(facts.given.get(key), drafted, key)
    ]
    if not drafted or not other:
        return None
    return Against(
        f"{'、'.join(other)}与拟定的裁决书不一致", "请按拟定的内容签发，或者退回合议组改正。"
    )


def _differs(typed: object, drafted: Mapping[str, object], key: str) -> bool:
    known = drafted.get(key)
    return (typed or None) != (known or None)


@gate("侵权成立的写明措施和履行期限", gate_id="I-18", of_form=True)
def order_is_complete(facts: Facts) -> Against | None:
    """An order to stop says what is to be done and until when; a dismissal orders nothing."""
    if facts.text("finding") == "not_infringed" and facts.given.get("order"):
        # The ruling prints an order wherever measures are chosen.
        return Against("侵权不成立，却选择了责令采取的措施", "请取消选择的措施，或者核对裁决结果。")
    if facts.text("finding") != "infringed":
        return None
    if not facts.given.get("order") or not facts.text("order_words"):
        return Against("没有写明责令采取的措施", "请选择措施并写明具体内容。")
    until = facts.day("perform_until")
    if until is None or until < facts.on:
        return Against("没有写明履行期限，或者期限早于裁决日", "请填写履行期限。")
    return None


@gate("不对赔偿数额作出裁决", gate_id="I-19", of_form=True)
def damages_not_decided(facts: Facts) -> Against | None:
    """Damages are mediated on request and never decided."""
    if "赔偿" not in facts.text("order_words"):
        return None
    return Against("措施中写有赔偿", "赔偿数额只能应当事人请求调解，请删去后再办。")


@gate("在办案期限之内", gate_id="I-20", may_be_set_aside=True)
def inside_dispute_limit(facts: Facts) -> Against | None:
    """Refuse a decision after the limit of the case, unless the chief writes why (INF-09)."""
    due = facts.case_limit_due
    if due is None or facts.on <= due:
        return None
    return Against(f"办案期限已于{long_date(due)}届满", "请由负责人写明超期理由。")


@gate("办案期限尚未延长过", gate_id="I-20")
def first_extension(facts: Facts) -> Against | None:
    """The chief prolongs a case once."""
    if not facts.extensions:
        return None
    return Against("办案期限已由负责人延长过一次", "仍不能结案的，按规定报上一级机关批准。")


@gate("负责人已经批准延长过", gate_id="I-20")
def chief_extended_before(facts: Facts) -> Against | None:
    """The superior office is asked only after the chief's own extension."""
    if facts.extensions:
        return None
    return Against("本机关负责人尚未批准延长", "请先由负责人批准延长。")


@gate("重复侵权的条件齐备", gate_id="I-21", of_form=True)
def repeat_is_shown(facts: Facts) -> Against | None:
    """Decide without a new procedure only on the same patent and the same kind of act."""
    effective = facts.day("effective_on")
    if facts.ticked("same_patent") and facts.ticked("same_kind"):
        if effective is not None and effective <= facts.on:
            return None
        return Against("前一决定或者判决没有生效", "请核对生效日期。")
    return Against("没有确认同一专利权、同类行为", "不符合的，请按一般程序办理。")


@gate("撤销案件前已要求补充", gate_id="I-22", of_form=True)
def asked_before_withdrawal(facts: Facts) -> Against | None:
    """Withdraw for missing claims or papers only after the requester was asked for them."""
    ground = facts.text("withdrawal")
    if ground == "claims_unnamed" and facts.dispute.claims:
        return Against("请求人已指明主张的权利要求", "请改选其他情形。")
    if ground in ASKED_FIRST and not facts.ticked("asked_before"):
        return Against("没有先要求请求人补充", "请先书面要求补充，逾期未补充的再撤销案件。")
    return None


@gate("时效抗辩成立", gate_id="I-22", of_form=True)
def time_bar_holds(facts: Facts) -> Against | None:
    """Withdraw on the time bar only on the respondent's objection, with nothing to break it (INF-13)."""
    about = facts.dispute
    if facts.text("withdrawal") != "time_barred":
        return None
    if not about.time_bar_objected:
        return Against("被请求人没有提出时效抗辩", "本机关不主动适用时效。")
    ends = about.time_bar_ends_on
    if ends is None or (facts.received_on or facts.on) <= ends:
        return Against("请求没有超过时效", "时效抗辩不成立，请继续办理。")
    if facts.ticked("no_interruption"):
        return None
    return Against(
        "没有查明时效有无中止、中断、延长和行为是否仍在继续",
        "行为仍在继续、专利权有效的，应当受理。",
    )


@gate("裁决认定侵权成立", hides=True)
def infringement_is_found(facts: Facts) -> Against | None:
    """Only an order to stop is performed, enforced or lapses into enforcement."""
    return None if facts.dispute.is_infringed else Against("裁决没有认定侵权")


@gate("裁决没有认定侵权", hides=True)
def nothing_to_perform(facts: Facts) -> Against | None:
    """A dismissed request leaves nothing to perform."""
    return Against("裁决认定侵权，尚待履行") if facts.dispute.is_infringed else None


@gate("裁决依规定应当公开", hides=True)
def decision_is_publishable(facts: Facts) -> Against | None:
    """Before 2025 only findings of infringement are published, from then on every decision."""
    return None if facts.dispute.is_infringed else Against("未认定侵权的决定不公开")


@gate("裁决信息已经公开", gate_id="I-23")
def adjudication_published(facts: Facts) -> Against | None:
    """Close only after every adjudication was published, secrets and names masked."""
    return None if facts.dispute.published else Against("裁决信息尚未公开", "请先登记公开。")


@gate("认定侵权的决定已经公开", gate_id="I-23")
def finding_published(facts: Facts) -> Against | None:
    """Under the older text only a finding of infringement has to be published before closing."""
    about = facts.dispute
    if about.published or not about.is_infringed:
        return None
    return Against("认定侵权的决定尚未公开", "请先登记公开。")


@gate("裁决因诉讼被撤销或者变更、尚待公开", hides=True)
def change_awaits_publication(facts: Facts) -> Against | None:
    """Publish a change only where a court brought one about that is not published yet."""
    return None if facts.dispute.change_unpublished else Against("没有待公开的撤销或者变更")


@gate("裁决被撤销或者变更的情况已经公开", gate_id="I-23")
def change_published(facts: Facts) -> Against | None:
    """What a suit changed or annulled is published before anything else is, and before closing."""
    if not facts.dispute.change_unpublished:
        return None
    return Against(
        "裁决因诉讼被撤销或者变更的情况尚未公开", "请先办理“公开裁决撤销或者变更的情况”。"
    )


@gate("秘密和隐私已遮盖", gate_id="I-23", of_form=True)
def secrets_are_masked(facts: Facts) -> Against | None:
    """Nothing is published with trade secrets or private life in it."""
    return None if facts.ticked("masked") else Against("没有确认已遮盖", "请遮盖后勾选。")


@gate("起诉期限已经届满", gate_id="I-24")
def suit_period_over(facts: Facts) -> Against | None:
    """A decision stands when the time to sue is over (INF-10)."""
    ends = facts.dispute.suit_ends_on
    if ends is None:
        return Against("裁决书的送达没有登记，起诉期限没有起算", "请先登记送达。")
    if facts.on > ends:
        return None
    return Against(f"起诉期限至{long_date(ends)}，尚未届满", "请等待期限届满。")


@gate("起诉期满尚未登记", hides=True)
def suit_lapse_is_new(facts: Facts) -> Against | None:
    """Record once that nobody sued."""
    return Against("已登记期满未起诉") if facts.dispute.suit_lapsed else None


@gate("履行期限已过而未履行", gate_id="I-25")
def performance_is_overdue(facts: Facts) -> Against | None:
    """Enforcement begins only when the time to perform is over."""
    until = facts.dispute.perform_until
    if until is None:
        return Against("裁决没有写明履行期限，不能认定逾期")
    if facts.on > until and not facts.dispute.performed:
        return None
    return Against(f"履行期限至{long_date(until)}，尚未届满")


@gate("逾期未履行尚未登记", hides=True)
def overdue_is_new(facts: Facts) -> Against | None:
    """Record once that the decision was not performed."""
    return Against("已登记逾期未履行") if facts.dispute.unperformed_marked else None


@gate("在申请强制执行的期限之内", gate_id="I-26")
def court_term_is_open(facts: Facts) -> Against | None:
    """Apply to the court only within the office's own term (INF-11)."""
    ends = facts.dispute.court_ends_on
    if ends is None:
        return Against("尚未登记逾期未履行", "请先登记履行期满未履行。")
    if facts.on <= ends:
        return None
    return Against(f"申请强制执行的期限已于{long_date(ends)}届满", "权利人可以自行申请的，请告知。")


@gate("催告期满后申请", gate_id="I-26", of_form=True)
def demanded_before_court(facts: Facts) -> Against | None:
    """Demand what is overdue, and wait the days the law leaves the party, before the court is asked."""
    demanded, until = facts.day("demanded_on"), facts.dispute.perform_until
    ends = facts.demand_ends_on
    if demanded is None or ends is None:
        return Against("没有送达催告书", "请先送达催告书。")
    if until is not None and demanded <= until:
        return Against(
            f"催告书在履行期限届满（{long_date(until)}）之前送达", "请在期满未履行后重新催告。"
        )
    if facts.on > ends:
        return None
    return Against(f"催告期至{long_date(ends)}届满", "期满仍未履行的，再申请强制执行。")


@gate("本机关申请强制执行的期限已过", gate_id="I-27")
def office_term_over(facts: Facts) -> Against | None:
    """The holder's own term follows when the office let its term pass."""
    ends = facts.dispute.court_ends_on
    if ends is None:
        return Against("尚未登记逾期未履行，申请强制执行的期限没有起算", "请先登记履行期满未履行。")
    if facts.on > ends and not facts.dispute.holder_marked:
        return None
    return Against("本机关申请强制执行的期限尚未届满")


@gate("专利权已被宣告无效或者部分无效", gate_id="I-28")
def patent_fell(facts: Facts) -> Against | None:
    """Change or revoke a decision only after the patent it rests on fell."""
    if facts.dispute.invalidation_result in ("invalid", "part"):
        return None
    return Against("没有登记宣告专利权无效的结果", "请先登记无效宣告请求的结果。")
