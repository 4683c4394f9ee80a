"""专利纠纷调解, 2025 edition: 专利纠纷行政裁决和调解办法 (Order 81), with what follows an ownership case."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.fields import FEWER_DAYS
from caseapp.law.procedures.gates.dates import (
    not_before_filing,
    not_before_receipt,
    not_before_start,
    not_in_future,
)
from caseapp.law.procedures.gates.delivery import result_is_delivered
from caseapp.law.procedures.gates.mediation_session import (
    about_ownership,
    absence_fits_ground,
    agreement_complete,
    copy_is_due,
    copy_was_sent,
    not_about_ownership,
    promise_has_content,
)
from caseapp.law.procedures.gates.officers import actor_not_recused
from caseapp.law.procedures.mediation import fields as ask
from caseapp.law.procedures.mediation.rows import (
    CHIEF,
    CLOSED,
    CLOSERS,
    DESK,
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
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Procedure, State, Step

# fmt: off
AFTER = State("after", "M6", "权属纠纷后续", "已结案", beside="agreed")

END_STEPS = (
    Step("agree", "达成调解协议", "session", "agreed", by=OFFICER,
         gates=(not_before_start, agreement_complete, promise_has_content),
         fields=(*ask.AGREEMENT, *ask.PROMISE),
         starts=("MED-09",), starts_for_ownership=("MED-06",),
         later_papers=("调解协议书",)),
    Step("withdraw", "撤销案件", MEDIATING, "failed", by=CHIEF,
         gates=(not_before_start, absence_fits_ground),
         fields=ask.withdrawal((*ask.FAILURE, *ask.ABSENT)), needs_reason=True,
         later_papers=("撤销案件通知书",)),
    Step("extend_case", "延长调解期限", MEDIATING, by=CHIEF,
         gates=(not_before_filing, about_ownership), fields=FEWER_DAYS, needs_reason=True,
         extends=("MED-05",)),
    Step("close", "结案", ("agreed", "failed"), "closed", by=CLOSERS,
         gates=(not_before_start, not_about_ownership, result_is_delivered)),
    Step("close_ownership", "办结归属纠纷", ("agreed", "failed"), "after", by=CLOSERS,
         gates=(not_before_start, about_ownership, result_is_delivered), stops=("MED-05",),
         starts=("MED-07",)),
    Step("copy_papers", "抄送国务院专利行政部门", "after", by=DESK,
         gates=(not_before_start, copy_is_due), fields=ask.COPY, stops=("MED-07",)),
    Step("finish", "办结后续事项", "after", "closed", by=(Role.OFFICER, *CLOSERS),
         gates=(not_before_start, copy_was_sent)),
)
# fmt: on

MEDIATION_2025 = Procedure(
    key="mediation-2025",
    track="mediation",
    name="专利纠纷调解",
    edition="专利纠纷行政裁决和调解办法（2025年施行）",
    basis="专利纠纷行政裁决和调解办法（国家知识产权局令第81号）、专利法实施细则",
    authority="patent_affairs",
    valid_from=date(2025, 2, 1),
    valid_to=None,
    first="requested",
    main_line=MAIN_LINE,
    states=(*STATES, AFTER, CLOSED),
    opening_limits={Source.REQUEST: ("MED-01",)},
    opening_papers=(),
    always=(not_in_future, not_before_receipt, actor_not_recused),
    steps=(
        *(*REQUEST_STEPS, *SESSION_STEPS, *STAY_STEPS, *END_STEPS),
        *confirmation_steps("agreed", "after", "closed"),
        *resumption_steps("agreed", "failed", "after", "closed"),
    ),
    never=NEVER,
)
