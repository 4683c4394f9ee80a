"""Infringement disputes under 专利行政执法办法: the rows of its two texts, of 2010 and of 2015."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.gates.dates import not_before_receipt, not_in_future
from caseapp.law.procedures.gates.dispute_decision import (
    decision_is_publishable,
    finding_published,
    suit_period_over,
)
from caseapp.law.procedures.gates.dispute_hearing import suspension_was_asked
from caseapp.law.procedures.gates.officers import actor_not_recused
from caseapp.law.procedures.infringement import fields as ask
from caseapp.law.procedures.infringement.outcome import (
    NEVER,
    UNDECIDED,
    decision_steps,
    ending_steps,
    later_steps,
    withdrawal_steps,
)
from caseapp.law.procedures.infringement.rows import (
    MAIN_LINE,
    REQUESTED,
    STATES,
    answer_steps,
    inquiry_steps,
    oral_steps,
    request_steps,
    suspension_steps,
)
from caseapp.law.procedures.papers import OLD_RULING
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Procedure, State

STATES_71 = (
    REQUESTED,
    State("refused", "I1a", "不予受理", "不予受理", is_open=False, beside="filed", ends=True),
    *STATES,
)
STEPS_71 = (
    *request_steps(
        taking=ask.TESTS,
        refusals=ask.REFUSALS_OLD,
        unfiled=("requested",),
        taken="专利侵权纠纷处理请求受理通知书",
        refused="专利侵权纠纷处理请求不予受理通知书",
    ),
    *answer_steps(),
    *inquiry_steps(tolls=ask.TOLLS_OLD),
    *oral_steps(),
    *suspension_steps(
        grounds=ask.SUSPENSIONS_OLD, reasons=ask.GOING_ON_OLD, asked=(suspension_was_asked,)
    ),
    *decision_steps(paper=OLD_RULING),
    *withdrawal_steps(grounds=ask.GROUNDS_OLD, states=UNDECIDED),
    *later_steps(
        publishing=(decision_is_publishable,),
        enforced_after="INF-10",
        enforcing=(suit_period_over,),
    ),
    *ending_steps(end=(finding_published,)),
)


def edition(key: str, first: date, last: date, *, name: str, basis: str) -> Procedure:
    """One of the two texts: the rows are the same, the name, the basis and the days are its own."""
    return Procedure(
        key=key,
        track="infringement",
        name="专利侵权纠纷案件",
        edition=name,
        basis=basis,
        authority="patent_affairs",
        valid_from=first,
        valid_to=last,
        first="requested",
        main_line=MAIN_LINE,
        states=STATES_71,
        opening_limits={Source.REQUEST: ("INF-01",)},
        opening_papers=(),
        always=(not_in_future, not_before_receipt, actor_not_recused),
        steps=STEPS_71,
        never=NEVER,
    )
