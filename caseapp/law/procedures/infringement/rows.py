"""Infringement disputes: the states and the rows that editions share, from request to oral hearing."""

from __future__ import annotations

from caseapp.law.procedures.fields import SHOWN, TESTING, VERIFICATION
from caseapp.law.procedures.gate import Gate
from caseapp.law.procedures.gates.dates import lookup_not_in_future, not_before_start
from caseapp.law.procedures.gates.delivery import answer_is_delivered, request_is_delivered
from caseapp.law.procedures.gates.dispute_hearing import (
    absence_without_reason,
    agreement_is_signed,
    answer_period_over,
    answer_waits_to_be_passed,
    both_are_willing,
    both_sides_present,
    invalidation_is_new,
    invalidation_is_open,
    oral_day_ahead,
    oral_day_reached,
    oral_notice_in_time,
    reason_to_go_on_fits,
    requester_is_absent,
    respondent_is_absent,
    suspension_is_grounded,
)
from caseapp.law.procedures.gates.dispute_request import (
    actor_on_panel,
    clerk_is_apart,
    not_challenged,
    one_patent_one_respondent,
    panel_has_head,
    panel_is_odd,
    panel_not_challenged,
    papers_complete,
    patent_is_alive,
    request_admissible,
)
from caseapp.law.procedures.gates.officers import (
    certificate_shown,
    certificates_valid,
    nobody_recused,
    two_officers,
)
from caseapp.law.procedures.infringement import fields as ask
from caseapp.law.procedures.papers import ANSWER_COPY, ANSWER_NOTICE
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import Choices, Field, State, Step

CHIEF, OFFICER = (Role.CHIEF,), (Role.OFFICER,)
DESK = (Role.REGISTRAR, Role.OFFICER)
BY_TIME = (Role.CLOCK, Role.OFFICER)
PUBLISHERS = (Role.PUBLICITY, Role.OFFICER)
CLOSERS = (Role.UNIT_HEAD, Role.CHIEF)

# Whoever is challenged stops work; taking evidence that may be lost is excepted.
WORK = (not_before_start, not_challenged)
PANEL_WORK = (*WORK, actor_on_panel)
TOGETHER = (*PANEL_WORK, panel_not_challenged)
# Only who goes out to take evidence needs a certificate; sitting on a panel is no such act.
ON_SITE = (two_officers, certificates_valid, nobody_recused, certificate_shown)
NAMED = (panel_is_odd, panel_has_head, clerk_is_apart, nobody_recused)
FILING = (*WORK, request_admissible, papers_complete, patent_is_alive, one_patent_one_respondent)

HEARD_NEXT = ("answered", "evidence")
OPEN_INQUIRY = (*HEARD_NEXT, "oral", "heard")
AFTER_FILING = ("filed", "served_req", *OPEN_INQUIRY)
RUNNING = ("INF-03", "INF-04", "INF-05", "INF-07", "INF-08", "INF-09")

# A row of the table is read as a row.
# fmt: off
REQUESTED = State("requested", "I0", "收到请求书", "已登记")
SUPPLEMENT = State("supplement", "I0x", "补正", "等待补正", beside="requested")
OBJECTION = State("objection", "I2x", "管辖异议", "审理中", beside="served_req")
MOVED = State("moved", "I2z", "移送", "已移送", is_open=False, beside="filed", ends=True)
STATES = (
    State("filed", "I1b", "立案", "已立案"),
    State("served_req", "I2", "送达请求书", "等待答辩"),
    State("answered", "I3", "已过答辩", "审理中"),
    State("evidence", "I4", "调查取证", "审理中", beside="answered"),
    State("mediating", "I5", "案内调解", "调解中", beside="answered"),
    State("oral", "I6", "口头审理", "审理中"),
    State("absent", "I6x", "一方缺席", "审理中", beside="oral"),
    State("heard", "I6b", "合议", "待裁决"),
    State("deciding", "I7b", "裁决待签发", "待裁决"),
    State("suspended", "I7", "中止", "中止处理", beside="answered"),
    State("decided", "I8a", "作出裁决", "已裁决"),
    State("agreed", "I8b", "达成调解协议", "调解结案", beside="decided", ends=True),
    State("withdrawn", "I8c", "撤销案件", "已撤销", beside="decided", ends=True),
    State("served", "I9", "送达裁决", "已裁决"),
    State("suit", "I10", "行政诉讼", "诉讼中", beside="performed"),
    State("court", "I11", "申请强制执行", "强制执行中", beside="performed"),
    State("corrected", "I12", "变更或者撤销裁决", "已变更或者撤销", beside="performed", ends=True),
    State("performed", "I9b", "履行", "已履行"),
    State("closed", "I13", "结案", "已结案", is_open=False),
)
MAIN_LINE = (
    *("requested", "filed", "served_req", "answered", "oral", "heard", "deciding", "decided"),
    *("served", "performed", "closed"),
)


def request_steps(*, taking: tuple[Field, ...], gates: tuple[Gate, ...] = (),
                  refusals: Choices, unfiled: tuple[str, ...], taken: str,
                  refused: str) -> tuple[Step, ...]:
    """From the request to the filing with its panel, as the edition asks and names the notices."""
    return (
        Step("verify", "核查专利状态", "requested", by=DESK,
             gates=(*WORK, lookup_not_in_future), fields=VERIFICATION),
        Step("file", "立案", "requested", "filed", by=CHIEF,
             gates=(*FILING, *gates, *NAMED),
             fields=(*taking, *ask.PANEL), numbers="case",
             stops=("INF-01",), starts=("INF-03", "INF-09"),
             later_papers=("立案审批表", taken, "合议组成员告知书", "答辩通知书")),
        Step("refuse_filing", "不予立案", unfiled, "refused", by=CHIEF, gates=WORK,
             fields=ask.refusal(refusals), needs_reason=True, stops=("INF-01", "INF-02"),
             later_papers=(refused,)),
    )


def answer_steps(*, abroad: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """Serving the request, the answer or none, passing it on, and the panel while it changes."""
    return (
        Step("serve_request", "送达请求书副本", "filed", "served_req", by=DESK,
             gates=(*WORK, request_is_delivered), fields=ask.SERVED, on_served=ANSWER_NOTICE,
             stops=("INF-03",), starts=("INF-04", "INF-07"),
             starts_abroad=(*abroad, "INF-07") if abroad else (), later_papers=("送达回证",)),
        Step("record_answer", "登记答辩书", "served_req", "answered", by=DESK, gates=WORK,
             fields=ask.ANSWER, stops=("INF-04",), starts=("INF-05",),
             later_papers=("答辩书副本转送函",)),
        Step("record_answer", "登记答辩书", OPEN_INQUIRY, by=DESK, gates=WORK,
             fields=ask.ANSWER, starts=("INF-05",), later_papers=("答辩书副本转送函",)),
        Step("no_answer", "登记期满未答辩", "served_req", "answered", by=BY_TIME,
             gates=(*WORK, answer_period_over), stops=("INF-04",)),
        Step("pass_answer", "送达答辩书副本", OPEN_INQUIRY, by=DESK,
             gates=(*WORK, answer_waits_to_be_passed, answer_is_delivered), fields=ask.SERVED,
             on_served=ANSWER_COPY, stops=("INF-05",), later_papers=("送达回证",)),
        Step("change_panel", "更换合议组", AFTER_FILING, by=CHIEF,
             gates=(not_before_start, *NAMED), fields=ask.PANEL, needs_reason=True,
             later_papers=("合议组成员变更通知书",)),
    )


def inquiry_steps(*, tolls: Choices) -> tuple[Step, ...]:
    """Evidence, time that is not counted, mediation inside the case."""
    return (
        Step("take_evidence", "调查取证", (*HEARD_NEXT, "heard"), "evidence", by=OFFICER,
             gates=(not_before_start, *ON_SITE), fields=(*SHOWN, *ask.EVIDENCE),
             later_papers=("调查取证审批表", "调查笔录", "现场检查笔录", "抽样取证清单")),
        Step("tell_test", "委托检验鉴定", OPEN_INQUIRY, by=OFFICER, gates=PANEL_WORK,
             fields=TESTING, pauses=("INF-09",), later_papers=("技术鉴定委托书",)),
        Step("toll", "扣除不计入期限的时间", OPEN_INQUIRY, by=OFFICER, gates=PANEL_WORK,
             fields=ask.toll(tolls), needs_reason=True, pauses=("INF-09",)),
        # It runs inside the limit of the case; only what the parties settle by themselves is taken out.
        Step("mediate", "开始案内调解", (*HEARD_NEXT, "heard"), "mediating", by=OFFICER,
             gates=(*PANEL_WORK, both_are_willing), fields=ask.WILLING),
        Step("mediation_failed", "登记调解不成", "mediating", "answered", by=OFFICER,
             gates=PANEL_WORK, needs_reason=True),
        Step("agree", "达成调解协议", "mediating", "agreed", by=OFFICER,
             gates=(*PANEL_WORK, agreement_is_signed), fields=ask.AGREEMENT, stops=RUNNING,
             later_papers=("专利侵权纠纷调解协议书",)),
    )


def oral_steps(*, postponed: bool = False, due: tuple[Gate, ...] = ()) -> tuple[Step, ...]:
    """The oral hearing with its notice and receipts, and what absence leads to."""
    told = (*PANEL_WORK, oral_day_ahead, oral_notice_in_time)
    later = (
        Step("postpone_oral", "改期举行口头审理", "oral", by=OFFICER, gates=told,
             fields=ask.POSTPONED, needs_reason=True, later_papers=("口头审理改期通知书",)),
    )
    return (
        Step("call_oral", "通知口头审理", HEARD_NEXT, "oral", by=OFFICER, gates=told,
             fields=ask.ORAL_NOTICE,
             later_papers=("口头审理通知书", "口头审理回执", "口头审理公告")),
        Step("oral_receipt", "登记口头审理回执", "oral", by=DESK, gates=WORK,
             fields=ask.ORAL_RECEIPT),
        *(later if postponed else ()),
        Step("hold_oral", "举行口头审理", "oral", "heard", by=OFFICER,
             gates=(*TOGETHER, *due, oral_notice_in_time, oral_day_reached,
                    both_sides_present),
             fields=ask.ORAL_RECORD, later_papers=("口头审理笔录",)),
        Step("note_absence", "记录缺席", "oral", "absent", by=OFFICER,
             gates=(*PANEL_WORK, oral_notice_in_time, oral_day_reached, absence_without_reason),
             fields=ask.ABSENCE, later_papers=("口头审理笔录",)),
        Step("deem_withdrawn", "按撤回请求处理", "absent", "withdrawn", by=CHIEF,
             gates=(*WORK, requester_is_absent), stops=RUNNING,
             later_papers=("撤销专利侵权纠纷案件决定书",)),
        Step("hear_in_default", "缺席审理", "absent", "heard", by=OFFICER,
             gates=(*TOGETHER, respondent_is_absent), fields=ask.DEFAULT_RECORD,
             later_papers=("口头审理笔录",)),
        Step("recall_oral", "重新安排口头审理", "absent", "answered", by=OFFICER,
             gates=PANEL_WORK, needs_reason=True),
        Step("on_paper", "书面审理", HEARD_NEXT, "heard", by=OFFICER, gates=TOGETHER,
             needs_reason=True),
    )


def suspension_steps(*, grounds: Choices, reasons: Choices,
                     asked: tuple[Gate, ...] = ()) -> tuple[Step, ...]:
    """Invalidation of the patent, suspension with its exceptions, and going on again."""
    return (
        Step("note_invalidation", "登记无效宣告请求", (*AFTER_FILING, "deciding", "suspended"),
             by=DESK,
             gates=(*WORK, invalidation_is_new), fields=ask.INVALIDATION),
        Step("invalidation_ended", "登记无效宣告结果",
             (*AFTER_FILING, "deciding", "suspended", "decided", "served", "suit", "court",
              "performed"),
             by=DESK, gates=(not_before_start, invalidation_is_open),
             fields=ask.INVALIDATION_RESULT),
        Step("suspend", "中止处理", OPEN_INQUIRY, "suspended", by=CHIEF,
             gates=(*WORK, suspension_is_grounded, *asked),
             fields=ask.suspension(grounds), needs_reason=True, pauses=("INF-09",),
             later_papers=("中止处理通知书",)),
        Step("go_on", "不予中止", OPEN_INQUIRY, by=CHIEF,
             gates=(*WORK, invalidation_is_open, reason_to_go_on_fits),
             fields=ask.going_on(reasons), needs_reason=True,
             later_papers=("不予中止处理通知书",)),
        Step("resume", "恢复处理", "suspended", "answered", by=CHIEF, gates=WORK,
             needs_reason=True, resumes=("INF-09",), later_papers=("恢复处理通知书",)),
    )
# fmt: on
