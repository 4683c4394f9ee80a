"""Infringement disputes under 专利行政执法办法: the rows of its two texts, of 2010 and of 2015."""

from __future__ import annotations

from caseapp.law.procedures.gates.dispute_decision import (
    decision_is_publishable,
    finding_published,
    suit_period_over,
)
from caseapp.law.procedures.gates.dispute_hearing import suspension_was_asked
from caseapp.law.procedures.infringement import fields as ask
from caseapp.law.procedures.infringement.outcome import (
    UNDECIDED,
    decision_steps,
    ending_steps,
    later_steps,
    withdrawal_steps,
)
from caseapp.law.procedures.infringement.rows import (
    REQUESTED,
    STATES,
    answer_steps,
    inquiry_steps,
    oral_steps,
    request_steps,
    suspension_steps,
)
from caseapp.law.procedures.table import State

STATES_71 = (
    REQUESTED,
    State("refused", "I1a", "不予受理", "不予受理", is_open=False, beside="filed", ends=True),
    *STATES,
)
STEPS_71 = (
    *request_steps(taking=ask.TESTS, refusals=ask.REFUSALS_OLD, unfiled=("requested",)),
    *answer_steps(),
    *inquiry_steps(tolls=ask.TOLLS_OLD),
    *oral_steps(),
    *suspension_steps(
        grounds=ask.SUSPENSIONS_OLD, reasons=ask.GOING_ON_OLD, asked=(suspension_was_asked,)
    ),
    *decision_steps(paper="专利侵权纠纷处理决定书"),
    *withdrawal_steps(grounds=ask.GROUNDS_OLD, states=UNDECIDED),
    *later_steps(
        publishing=(decision_is_publishable,),
        enforced_after="INF-10",
        enforcing=(suit_period_over,),
    ),
    *ending_steps(end=(finding_published,)),
)
