"""Mediation under 专利行政执法办法 (Order 60, then Order 71): the rows both texts share."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.gates.dates import (
    not_before_filing,
    not_before_receipt,
    not_before_start,
    not_in_future,
)
from caseapp.law.procedures.gates.delivery import result_is_delivered
from caseapp.law.procedures.gates.mediation_session import about_ownership, agreement_complete
from caseapp.law.procedures.gates.officers import actor_not_recused
from caseapp.law.procedures.mediation import fields as ask
from caseapp.law.procedures.mediation.rows import (
    AFTER_AGREEMENT,
    CHIEF,
    CLOSED,
    CLOSERS,
    MAIN_LINE,
    MEDIATING,
    NEVER,
    OFFICER,
    REQUEST_STEPS,
    SESSION_STEPS,
    STATES,
    STAY_STEPS,
    confirmation_steps,
    resumption_steps,
)
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Procedure, Step

# fmt: off
# A case of these days that lives on meets the limits of the new measures as far as they bind it.
END_STEPS = (
    Step("agree", "达成调解协议", "session", "agreed", by=OFFICER,
         gates=(not_before_start, agreement_complete), fields=ask.AGREEMENT,
         starts=("MED-09",), starts_for_ownership=("MED-06",),
         later_papers=("调解协议书",)),
    Step("withdraw", "撤销案件", MEDIATING, "failed", by=CHIEF, gates=(not_before_start,),
         fields=ask.withdrawal(ask.FAILURE), needs_reason=True,
         later_papers=("撤销案件通知书",)),
    Step("extend_case", "延长调解期限", MEDIATING, by=CHIEF,
         gates=(not_before_filing, about_ownership), needs_reason=True, extends=("MED-05",)),
    Step("close", "结案", ("agreed", "failed"), "closed", by=CLOSERS,
         gates=(not_before_start, result_is_delivered), stops=("MED-05",)),
)
# fmt: on
ALL_STATES = (*STATES, CLOSED)
ALL_STEPS = (
    *(*REQUEST_STEPS, *SESSION_STEPS, *STAY_STEPS, *END_STEPS),
    *confirmation_steps(*AFTER_AGREEMENT),
    *resumption_steps("agreed", "failed", "closed"),
)


def edition(key: str, first: date, last: date, *, name: str, basis: str) -> Procedure:
    """One of the two texts: the rows are the same, the name, the basis and the days are its own."""
    return Procedure(
        key=key,
        track="mediation",
        name="专利纠纷调解",
        edition=name,
        basis=basis,
        authority="patent_affairs",
        valid_from=first,
        valid_to=last,
        first="requested",
        main_line=MAIN_LINE,
        states=ALL_STATES,
        opening_limits={Source.REQUEST: ("MED-01",)},
        opening_papers=(),
        always=(not_in_future, not_before_receipt, actor_not_recused),
        steps=ALL_STEPS,
        never=NEVER,
    )
