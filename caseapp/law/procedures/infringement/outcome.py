"""Infringement disputes: the rows that editions share, from the vote of the panel to the end."""

from __future__ import annotations

from caseapp.law.procedures.gate import Gate
from caseapp.law.procedures.gates.dates import not_before_decision, not_before_filing
from caseapp.law.procedures.gates.delivery import (
    ruling_is_delivered,
    ruling_reached_one,
    withdrawal_is_delivered,
)
from caseapp.law.procedures.gates.dispute_decision import (
    change_awaits_publication,
    court_term_is_open,
    damages_not_decided,
    decision_follows_draft,
    decision_follows_panel,
    deliberation_recorded,
    demanded_before_court,
    first_extension,
    infringement_is_found,
    inside_dispute_limit,
    nothing_to_perform,
    order_is_complete,
    overdue_is_new,
    panel_is_whole,
    patent_fell,
    performance_is_overdue,
    repeat_is_drafted,
    repeat_is_shown,
    ruling_awaits_signature,
    secrets_are_masked,
    suit_lapse_is_new,
    suit_period_over,
)
from caseapp.law.procedures.gates.dispute_request import panel_not_challenged
from caseapp.law.procedures.gates.officers import nobody_recused
from caseapp.law.procedures.infringement import fields as ask
from caseapp.law.procedures.infringement.rows import (
    AFTER_FILING,
    BY_TIME,
    CHIEF,
    CLOSERS,
    DESK,
    OFFICER,
    PUBLISHERS,
    RUNNING,
    TOGETHER,
    WORK,
)
from caseapp.law.procedures.papers import TWO_SIDED_TITLES, WITHDRAWAL
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import Choices, Field, Step

LEGAL = (Role.LEGAL,)
AFTER = (not_before_decision,)
BEFORE_HEARING = ("filed", "served_req", "answered")
UNDECIDED = (*AFTER_FILING, "deciding", "mediating", "absent", "suspended")
STANDING = ("served", "court", "performed")
ORDER = (order_is_complete, damages_not_decided)


# A row of the table is read as a row.
# fmt: off
def decision_steps(*, paper: str, due: tuple[Gate, ...] = (),
                   longer: tuple[Field, ...] = ()) -> tuple[Step, ...]:
    """The vote, the decision with its service, the direct decision on a repeat, the chief's extension."""
    return (
        Step("deliberate", "记录合议", "heard", by=OFFICER,
             gates=(*TOGETHER, *due, nobody_recused, panel_is_whole), fields=ask.DELIBERATION,
             later_papers=("合议笔录",)),
        Step("hear_again", "恢复审理", "heard", "answered", by=OFFICER, gates=WORK,
             needs_reason=True),
        Step("draft_decision", "拟定裁决书", "heard", "deciding", by=OFFICER,
             gates=(*TOGETHER, *due, deliberation_recorded, decision_follows_panel, *ORDER),
             fields=ask.DECISION, later_papers=(TWO_SIDED_TITLES[paper],)),
        Step("return_decision", "退回合议组", "deciding", "heard", by=CHIEF, gates=WORK,
             needs_reason=True),
        Step("decide", "作出裁决", "deciding", "decided", by=CHIEF, override=True,
             gates=(*WORK, panel_not_challenged, *due, ruling_awaits_signature,
                    decision_follows_draft, *ORDER, inside_dispute_limit),
             fields=ask.DECISION, signs=paper, stops=RUNNING, starts=("INF-12",),
             later_papers=("结案审批表",)),
        Step("draft_repeat", "拟定重复侵权的裁决书", BEFORE_HEARING, by=OFFICER,
             gates=(*TOGETHER, *due, repeat_is_shown, *ORDER),
             fields=(*ask.REPEAT, *ask.DECISION), later_papers=(TWO_SIDED_TITLES[paper],)),
        Step("decide_repeat", "对重复侵权直接作出裁决", BEFORE_HEARING, "decided", by=CHIEF,
             override=True,
             gates=(*WORK, panel_not_challenged, *due, repeat_is_drafted, repeat_is_shown,
                    decision_follows_draft, *ORDER, inside_dispute_limit),
             fields=(*ask.REPEAT, *ask.DECISION), signs=paper, stops=RUNNING, starts=("INF-12",),
             later_papers=("结案审批表",)),
        Step("extend_case", "延长办案期限", UNDECIDED[:-1], by=CHIEF,
             gates=(*WORK, first_extension), fields=longer, needs_reason=True, extends=("INF-09",),
             later_papers=("案件延期审批表",)),
        # Each side has its own time to sue, from the day it was served itself.
        Step("serve_one_side", "送达裁决（先送达的一方）", "decided", by=DESK,
             gates=(*AFTER, ruling_reached_one), fields=ask.SERVED, on_one_served=paper,
             starts=("INF-10",), later_papers=("送达回证",)),
        Step("serve_decision", "送达裁决", "decided", "served", by=DESK,
             gates=(*AFTER, ruling_is_delivered), fields=ask.SERVED, on_served=paper,
             starts=("INF-10",), later_papers=("送达回证",)),
    )


def withdrawal_steps(*, grounds: Choices, states: tuple[str, ...],
                     gates: tuple[Gate, ...] = ()) -> tuple[Step, ...]:
    """Taking the case off, on the grounds the edition knows."""
    return (
        Step("withdraw", "撤销案件", states, "withdrawn", by=CHIEF, gates=(*WORK, *gates),
             fields=ask.withdrawal(grounds), needs_reason=True, stops=RUNNING,
             later_papers=("撤销专利侵权纠纷案件决定书",)),
        Step("serve_withdrawal", "送达撤销案件决定", "withdrawn", by=DESK,
             gates=(not_before_filing, withdrawal_is_delivered), fields=ask.SERVED,
             on_served=WITHDRAWAL, later_papers=("送达回证",)),
    )


def later_steps(*, publishing: tuple[Gate, ...] = (), published: tuple[str, ...] = (),
                enforced_after: str = "",
                enforcing: tuple[Gate, ...] = (),
                changed: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """Publication, suit, performance, enforcement and correction."""
    return (
        Step("publish", "公开裁决信息", ("decided", *STANDING, "suit", *published),
             by=PUBLISHERS, gates=(*AFTER, *publishing, secrets_are_masked), fields=ask.PUBLICATION,
             stops=("INF-12",), later_papers=("行政裁决信息公开表",)),
        Step("correct_words", "更正文字错误", ("served", "performed"), by=CHIEF, gates=AFTER,
             fields=ask.CLERICAL, needs_reason=True, later_papers=("行政裁决修改更正通知书",)),
        Step("suit", "登记行政诉讼", STANDING, "suit", by=LEGAL, gates=AFTER, fields=ask.SUIT,
             stops=("INF-10",), later_papers=("行政诉讼答辩状", "证据清单")),
        Step("suit_upheld", "登记裁决获维持", "suit", "served", by=LEGAL, gates=AFTER,
             fields=ask.JUDGMENT),
        Step("suit_redo", "登记责令重新处理", "suit", "heard", by=LEGAL, gates=AFTER,
             fields=ask.JUDGMENT, stops=("INF-11",), starts=(*changed, "INF-09")),
        Step("suit_annulled", "登记裁决被撤销或者变更", "suit", "corrected", by=LEGAL, gates=AFTER,
             fields=ask.JUDGMENT, stops=("INF-11",), starts=changed),
        Step("suit_lapsed", "登记期满未起诉", "served", by=BY_TIME,
             gates=(*AFTER, suit_lapse_is_new, suit_period_over), stops=("INF-10",)),
        Step("mark_unperformed", "登记履行期满未履行", "served", by=BY_TIME,
             gates=(*AFTER, infringement_is_found, overdue_is_new, *enforcing,
                    performance_is_overdue),
             starts=("INF-11",), starts_after=enforced_after,
             starts_told="" if enforced_after else "perform_until"),
        Step("perform", "登记履行完毕", ("served", "court"), "performed", by=OFFICER,
             gates=(*AFTER, infringement_is_found), fields=ask.PERFORMANCE, stops=("INF-11",),
             later_papers=("执行笔录",)),
        Step("apply_court", "申请强制执行", "served", "court", by=CHIEF,
             gates=(*AFTER, infringement_is_found, suit_period_over, court_term_is_open,
                    demanded_before_court),
             fields=ask.COURT, stops=("INF-11",), later_papers=("催告书", "强制执行申请书")),
        Step("court_refused", "登记法院不予执行", "court", "served", by=LEGAL, gates=AFTER,
             needs_reason=True),
        Step("correct_decision", "变更或者撤销裁决", ("served", "court", "performed"),
             "corrected", by=CHIEF, gates=(*AFTER, patent_fell), fields=ask.CHANGE,
             stops=("INF-10", "INF-11"), later_papers=("行政裁决变更（撤销）决定书",)),
    )


def change_steps() -> tuple[Step, ...]:
    """What a suit changed or annulled is published too, wherever the case went from there."""
    return (
        Step("publish_change", "公开裁决撤销或者变更的情况",
             (*UNDECIDED, "decided", *STANDING, "suit", "agreed", "withdrawn", "corrected"),
             by=PUBLISHERS, gates=(*AFTER, change_awaits_publication, secrets_are_masked),
             fields=ask.PUBLICATION, stops=("INF-12",), later_papers=("行政裁决信息公开表",)),
    )


def ending_steps(*, end: tuple[Gate, ...], settled: tuple[Gate, ...] = (),
                 corrected: tuple[Gate, ...] = ()) -> tuple[Step, ...]:
    """The end of the case, when what the edition asks for before it is done."""
    return (
        Step("close", "结案", "performed", "closed", by=CLOSERS, gates=(*AFTER, *end),
             stops=("INF-10", "INF-12")),
        # A dismissed request is over when nobody sued.
        Step("close", "结案", "served", "closed", by=CLOSERS,
             gates=(*AFTER, nothing_to_perform, suit_period_over, *end),
             stops=("INF-10", "INF-12")),
        Step("close", "结案", ("agreed", "withdrawn"), "closed", by=CLOSERS,
             gates=(*WORK, *settled), stops=("INF-10", "INF-12")),
        Step("close", "结案", "corrected", "closed", by=CLOSERS, gates=(*WORK, *corrected),
             stops=("INF-10", "INF-12")),
        Step("close", "结案", "court", "closed", by=CLOSERS, gates=(*AFTER, *end),
             needs_reason=True, stops=("INF-10", "INF-12")),
    )
# fmt: on

NO_SEIZURE = (
    "专利侵权纠纷案件不能查封、扣押：查封、扣押只适用于有证据证明是假冒专利的产品"
    "（2020年修正的专利法第六十九条、2008年修正的专利法第六十四条）。"
    "需要固定证据的，请办理“调查取证”，采取抽样取证或者登记保存。"
)
NEVER = dict.fromkeys(("seize", "seize_urgent", "extend_seizure"), NO_SEIZURE) | {
    "decide_damages": "赔偿数额不能裁决，只能应当事人的请求调解。"
}
