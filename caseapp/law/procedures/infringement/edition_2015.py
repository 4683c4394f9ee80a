"""专利侵权纠纷, edition of 2015: 专利行政执法办法 as revised."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.gates.dates import not_before_receipt, not_in_future
from caseapp.law.procedures.gates.officers import actor_not_recused
from caseapp.law.procedures.infringement.order_71 import STATES_71, STEPS_71
from caseapp.law.procedures.infringement.outcome import NEVER
from caseapp.law.procedures.infringement.rows import MAIN_LINE
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Procedure

INFRINGEMENT_2015 = Procedure(
    key="infringement-2015",
    track="infringement",
    name="专利侵权纠纷案件",
    edition="专利行政执法办法（2015年修改）",
    basis="专利行政执法办法（国家知识产权局令第71号）、专利法",
    authority="patent_affairs",
    valid_from=date(2015, 7, 1),
    valid_to=date(2025, 1, 31),
    first="requested",
    main_line=MAIN_LINE,
    states=STATES_71,
    opening_limits={Source.REQUEST: ("INF-01",)},
    opening_papers=(),
    always=(not_in_future, not_before_receipt, actor_not_recused),
    steps=STEPS_71,
    never=NEVER,
)
