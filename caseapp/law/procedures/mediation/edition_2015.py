"""专利纠纷调解, 2015 edition: 专利行政执法办法 as revised (Order 71)."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.gates.dates import not_before_receipt, not_in_future
from caseapp.law.procedures.gates.officers import actor_not_recused
from caseapp.law.procedures.mediation.order_71 import ALL_STATES, ALL_STEPS
from caseapp.law.procedures.mediation.rows import MAIN_LINE, NEVER
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Procedure

MEDIATION_2015 = Procedure(
    key="mediation-2015",
    track="mediation",
    name="专利纠纷调解",
    edition="专利行政执法办法（2015年版）",
    basis="专利行政执法办法（国家知识产权局令第71号）、专利法实施细则",
    authority="patent_affairs",
    valid_from=date(2015, 7, 1),
    valid_to=date(2025, 1, 31),
    first="requested",
    main_line=MAIN_LINE,
    states=ALL_STATES,
    opening_limits={Source.REQUEST: ("MED-01",)},
    opening_papers=(),
    always=(not_in_future, not_before_receipt, actor_not_recused),
    steps=ALL_STEPS,
    never=NEVER,
)
