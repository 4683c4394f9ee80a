"""专利侵权纠纷, edition of 2025: 专利纠纷行政裁决和调解办法."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.fields import FEWER_DAYS
from caseapp.law.procedures.gates.dates import (
    not_before_decision,
    not_before_receipt,
    not_in_future,
)
from caseapp.law.procedures.gates.dispute_decision import (
    adjudication_published,
    asked_before_withdrawal,
    change_published,
    chief_extended_before,
    infringement_is_found,
    office_term_over,
    time_bar_holds,
)
from caseapp.law.procedures.gates.dispute_hearing import objection_in_time, suspended_when_due
from caseapp.law.procedures.gates.dispute_request import (
    no_other_way_agreed,
    requester_told_first,
    supplement_has_term,
    supplement_in_time,
    supplement_is_first,
)
from caseapp.law.procedures.gates.filing import comes_back_as_it_went, was_not_filed
from caseapp.law.procedures.gates.officers import actor_not_recused
from caseapp.law.procedures.infringement import fields as ask
from caseapp.law.procedures.infringement.outcome import (
    NEVER,
    UNDECIDED,
    change_steps,
    decision_steps,
    ending_steps,
    later_steps,
    withdrawal_steps,
)
from caseapp.law.procedures.infringement.rows import (
    AFTER_FILING,
    BY_TIME,
    CHIEF,
    DESK,
    MAIN_LINE,
    MOVED,
    OBJECTION,
    OFFICER,
    PANEL_WORK,
    REQUESTED,
    RUNNING,
    STATES,
    SUPPLEMENT,
    WORK,
    answer_steps,
    inquiry_steps,
    oral_steps,
    request_steps,
    suspension_steps,
)
from caseapp.law.procedures.papers import RULING
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Procedure, State, Step

UNFILED = ("requested", "supplement")

# A row of the table is read as a row.
# fmt: off
OWN_STATES = (
    REQUESTED,
    SUPPLEMENT,
    State("refused", "I1a", "不予立案", "不予立案", is_open=False, beside="filed", ends=True),
    MOVED,
    OBJECTION,
)
OWN_STEPS = (
    Step("ask_supplement", "通知补正", "requested", "supplement", by=DESK,
         gates=(*WORK, supplement_is_first, supplement_has_term), fields=ask.SUPPLEMENT,
         starts=("INF-02",), pauses=("INF-01",), later_papers=("补正通知书",)),
    Step("supplemented", "登记补正", "supplement", "requested", by=DESK,
         gates=(*WORK, supplement_in_time), fields=ask.SUPPLIED, stops=("INF-02",),
         resumes=("INF-01",)),
    Step("extend_filing", "延长立案期限", "requested", by=CHIEF, gates=WORK, needs_reason=True,
         extends=("INF-01",)),
    Step("pass_on", "移送有管辖权的部门", UNFILED, "moved", by=CHIEF,
         gates=(*WORK, requester_told_first), fields=ask.TRANSFER, needs_reason=True,
         stops=("INF-01", "INF-02"), later_papers=("案件移送函",)),
    # Back from where it went: the time for filing begins with the day it came back.
    Step("request_returned", "收回退回的请求", "moved", "requested", by=DESK,
         gates=(*WORK, was_not_filed, comes_back_as_it_went), needs_reason=True,
         starts=("INF-01",)),
    Step("extend_answer", "延长答辩期限", "served_req", by=OFFICER, gates=PANEL_WORK,
         fields=ask.LATER_DAY, needs_reason=True, extends=("INF-04",)),
    Step("object_jurisdiction", "登记管辖异议", "served_req", "objection", by=DESK,
         gates=(*WORK, objection_in_time), fields=ask.OBJECTION, starts=("INF-08",),
         pauses=("INF-09",)),
    Step("reject_objection", "驳回管辖异议", "objection", "served_req", by=CHIEF, gates=WORK,
         needs_reason=True, stops=("INF-08",), resumes=("INF-09",),
         later_papers=("管辖权异议答复",)),
    Step("uphold_objection", "认可管辖异议并移送", "objection", "moved", by=CHIEF,
         gates=(*WORK, requester_told_first), fields=ask.TRANSFER, needs_reason=True,
         stops=RUNNING, later_papers=("管辖权异议答复", "案件移送函")),
    Step("object_time_bar", "登记时效抗辩", AFTER_FILING, by=DESK, gates=WORK,
         fields=ask.TIME_BAR),
    Step("extend_superior", "登记上级机关批准延长", UNDECIDED[:-1], by=OFFICER,
         gates=(*PANEL_WORK, chief_extended_before), fields=ask.SUPERIOR, needs_reason=True,
         extends=("INF-09",), later_papers=("案件延期审批表",)),
    Step("office_let_pass", "转由权利人申请强制执行", "served", by=BY_TIME,
         gates=(not_before_decision, infringement_is_found, office_term_over),
         stops=("INF-11",), starts=("INF-11b",), starts_after="INF-11"),
)
# fmt: on
STEPS = (
    *request_steps(
        taking=(*ask.TESTS, ask.NO_OTHER_WAY),
        gates=(no_other_way_agreed,),
        refusals=ask.REFUSALS_NEW,
        unfiled=UNFILED,
        taken="立案通知书",
        refused="不予立案通知书",
    ),
    *answer_steps(abroad=("INF-04b",)),
    *inquiry_steps(tolls=ask.TOLLS_NEW),
    *oral_steps(postponed=True, due=(suspended_when_due,)),
    *suspension_steps(grounds=ask.SUSPENSIONS_NEW, reasons=ask.GOING_ON_NEW),
    *decision_steps(paper=RULING, due=(suspended_when_due,), longer=FEWER_DAYS),
    *withdrawal_steps(
        grounds=ask.GROUNDS_NEW,
        states=(*UNDECIDED, "objection"),
        gates=(asked_before_withdrawal, time_bar_holds),
    ),
    *later_steps(publishing=(change_published,), published=("corrected",), changed=("INF-12b",)),
    *change_steps(),
    *ending_steps(
        end=(change_published, adjudication_published),
        settled=(change_published,),
        corrected=(change_published, adjudication_published),
    ),
    *OWN_STEPS,
)

INFRINGEMENT_2025 = Procedure(
    key="infringement-2025",
    track="infringement",
    name="专利侵权纠纷案件",
    edition="专利纠纷行政裁决和调解办法（2025年）",
    basis="专利纠纷行政裁决和调解办法（国家知识产权局令第81号）、专利法（2020年修正）",
    authority="patent_affairs",
    valid_from=date(2025, 2, 1),
    valid_to=None,
    first="requested",
    main_line=MAIN_LINE,
    states=(*OWN_STATES, *STATES),
    opening_limits={Source.REQUEST: ("INF-01",)},
    opening_papers=(),
    always=(not_in_future, not_before_receipt, actor_not_recused),
    steps=STEPS,
    never=NEVER,
)
