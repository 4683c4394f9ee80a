"""Mediation of patent disputes: the states and the rows that every edition shares."""

from __future__ import annotations

from caseapp.law.procedures.gates.dates import (
    not_before_filing,
    not_before_start,
    record_times_in_order,
)
from caseapp.law.procedures.gates.delivery import (
    notice_is_delivered,
    notice_is_new,
    session_notice_delivered,
)
from caseapp.law.procedures.gates.mediation_request import (
    about_open_licence,
    granted_before_request,
    mediator_named,
    opinion_period_over,
    place_is_ours,
    refusal_fits,
    remit_is_ours,
)
from caseapp.law.procedures.gates.mediation_session import (
    about_ownership,
    absence_unexcused,
    acceptance_was_proved,
    agreement_reached,
    both_sides_apply,
    both_sides_told,
    confirmation_in_time,
    confirmation_not_asked,
    confirmation_was_asked,
    not_before_agreement,
    resumption_is_new,
    session_lies_ahead,
    session_was_told,
    stay_extended_in_time,
    stay_grows,
    stay_is_new,
    stay_is_open,
)
from caseapp.law.procedures.gates.officers import nobody_recused
from caseapp.law.procedures.mediation import fields as ask
from caseapp.law.procedures.papers import OPINION_NOTICE
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import State, Step

CHIEF, OFFICER = (Role.CHIEF,), (Role.OFFICER,)
DESK = (Role.REGISTRAR, Role.OFFICER)
BY_TIME = (Role.CLOCK, Role.OFFICER)
CLOSERS = (Role.UNIT_HEAD, Role.CHIEF)

UNFILED = ("requested", "sent", "opinion", "declined")
MEDIATING = ("filed", "session", "no_show")
OURS = (not_before_start, remit_is_ours, granted_before_request, place_is_ours)
MEDIATORS = (mediator_named, nobody_recused)

# A row of the table is read as a row.
# fmt: off
STATES = (
    State("requested", "M0", "收到请求", "已登记"),
    State("sent", "M1", "通知陈述意见", "听取意见中"),
    State("opinion", "M2", "同意调解", "听取意见中"),
    State("declined", "M2x", "未同意调解", "听取意见中", beside="opinion"),
    State("filed", "M3a", "立案", "已立案"),
    State("not_filed", "M3b", "不予立案", "不予立案", is_open=False, beside="filed", ends=True),
    State("routed", "M3c", "告知另行提出", "已告知另行提出", is_open=False, beside="filed",
          ends=True),
    State("session", "M4", "调解", "调解中"),
    State("no_show", "M4x", "当事人未到场", "调解中", beside="session"),
    State("agreed", "M5a", "达成协议", "已达成协议"),
    State("failed", "M5b", "撤销案件", "已撤销", beside="agreed", ends=True),
)
CLOSED = State("closed", "M7", "办结", "已结案", is_open=False)
MAIN_LINE = ("requested", "sent", "opinion", "filed", "session", "agreed", "closed")

REQUEST_STEPS = (
    Step("send_notice", "发出意见陈述通知书", "requested", "sent", by=DESK, gates=OURS,
         fields=ask.NOTICE, stops=("MED-01",),
         later_papers=("意见陈述通知书",)),
    Step("notice_served", "送达意见陈述通知书", "sent", by=DESK,
         gates=(not_before_start, notice_is_new, notice_is_delivered), fields=ask.SERVED,
         on_served=OPINION_NOTICE, starts=("MED-02",), later_papers=("送达回证",)),
    # The law closes no door to a late consent while nothing was refused.
    Step("consent", "登记同意调解的意见", ("sent", "declined"), "opinion", by=DESK,
         gates=(not_before_start,), fields=ask.OPINION, stops=("MED-02", "MED-04"),
         starts=("MED-03",)),
    Step("decline", "登记不同意调解的意见", "sent", "declined", by=DESK,
         gates=(not_before_start,), fields=ask.OPINION, stops=("MED-02",), starts=("MED-04",)),
    Step("stay_silent", "记录期满未陈述意见", "sent", "declined", by=BY_TIME,
         gates=(not_before_start, opinion_period_over), stops=("MED-02",), starts=("MED-04",),
         starts_after="MED-02"),
    Step("file", "立案", "opinion", "filed", by=CHIEF,
         gates=(*OURS, *MEDIATORS), fields=ask.FILING, numbers="case",
         stops=("MED-03",), starts_for_ownership=("MED-05",),
         later_papers=("立案通知书",)),
    Step("refuse_filing", "不予立案", UNFILED, "not_filed", by=CHIEF,
         gates=(not_before_start, remit_is_ours, refusal_fits), fields=ask.REFUSAL,
         needs_reason=True, stops=("MED-01", "MED-02", "MED-03", "MED-04"),
         later_papers=("不予立案通知书",)),
    Step("route_away", "告知另行提出", UNFILED, "routed", by=CHIEF,
         gates=(not_before_start, about_open_licence), fields=ask.ROUTING,
         stops=("MED-01", "MED-02", "MED-03", "MED-04"), later_papers=("告知书",)),
)

SESSION_STEPS = (
    Step("notify_session", "通知调解", MEDIATING, "session", by=OFFICER,
         gates=(not_before_start, session_lies_ahead, both_sides_told),
         fields=ask.SESSION_NOTICE, later_papers=("调解通知书",)),
    Step("mediate", "记录调解", "session", by=OFFICER,
         gates=(not_before_start, session_was_told, *MEDIATORS, record_times_in_order),
         fields=ask.SESSION, later_papers=("调解笔录",)),
    Step("note_absence", "记录未到场", "session", "no_show", by=OFFICER,
         gates=(not_before_start, session_was_told, session_notice_delivered,
                absence_unexcused),
         fields=ask.ABSENCE,
         later_papers=("调解笔录",)),
    Step("change_mediators", "更换调解人员", MEDIATING, by=CHIEF,
         gates=(not_before_filing, *MEDIATORS), fields=(ask.MEDIATORS,), needs_reason=True),
)

# 专利法实施细则 lets the parties have the national office wait while the ownership is settled.
STAY_STEPS = (
    Step("prove_acceptance", "出具受理证明", (*MEDIATING, "agreed", "failed"), by=OFFICER,
         gates=(not_before_filing, about_ownership), fields=ask.PROOF,
         later_papers=("受理证明",)),
    Step("note_stay", "登记中止程序", (*MEDIATING, "agreed", "failed"), by=DESK,
         gates=(not_before_filing, about_ownership, stay_is_new, acceptance_was_proved),
         fields=ask.STAY, starts=("MED-08",)),
    Step("extend_stay", "登记延长中止", (*MEDIATING, "agreed", "failed"), by=DESK,
         gates=(not_before_filing, about_ownership, stay_is_open, stay_extended_in_time,
                stay_grows),
         fields=ask.STAY_EXTENSION, needs_reason=True, extends=("MED-08",)),
)

AFTER_AGREEMENT = ("agreed", "closed")
NO_SEIZURE = "调解专利纠纷没有查封、扣押的职权，只有查处假冒专利案件才能采取。"
NEVER = dict.fromkeys(("seize", "seize_urgent", "extend_seizure"), NO_SEIZURE)


def confirmation_steps(*states: str) -> tuple[Step, ...]:
    """The rows of judicial confirmation, from the states an edition has after an agreement."""
    return (
        Step("ask_confirmation", "登记司法确认申请", states, by=DESK,
             gates=(not_before_agreement, agreement_reached, confirmation_not_asked,
                    both_sides_apply, confirmation_in_time),
             fields=ask.CONFIRMATION, stops=("MED-09",), later_papers=("司法确认申请书",)),
        Step("confirmation_result", "登记司法确认结果", states, by=DESK,
             gates=(not_before_agreement, confirmation_was_asked),
             fields=ask.CONFIRMATION_RESULT),
    )


def resumption_steps(*states: str) -> tuple[Step, ...]:
    """The row for the parties' return to the national office, from the states an edition has."""
    return (
        Step("note_resumption", "登记恢复程序", states, by=DESK,
             gates=(not_before_start, about_ownership, resumption_is_new), fields=ask.RESUMED,
             stops=("MED-06", "MED-08")),
    )
# fmt: on
