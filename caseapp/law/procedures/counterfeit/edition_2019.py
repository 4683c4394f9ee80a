"""假冒专利案件, 2019 edition: the market bureau's first procedure (Order 2) under the old Penalty Law."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures import fields as ask
from caseapp.law.procedures.counterfeit.decision import (
    LEAVING,
    PROPOSING,
    bureau_penalty,
    without_penalty,
)
from caseapp.law.procedures.counterfeit.duties import ALWAYS
from caseapp.law.procedures.counterfeit.filing import (
    LONGER_FILING,
    SHORTER_FILING,
    VERIFYING,
    filing,
)
from caseapp.law.procedures.counterfeit.inquiry import BUREAU_INQUIRY
from caseapp.law.procedures.counterfeit.marking import marking
from caseapp.law.procedures.counterfeit.notice import BUREAU_NOTICE
from caseapp.law.procedures.counterfeit.on_spot import on_spot
from caseapp.law.procedures.counterfeit.performance import BUREAU_PERFORMANCE
from caseapp.law.procedures.counterfeit.review import BUREAU_REPORT, REVIEW
from caseapp.law.procedures.counterfeit.sampling import SAMPLING
from caseapp.law.procedures.counterfeit.states import MAIN_LINE, STATES
from caseapp.law.procedures.sources import LEADS
from caseapp.law.procedures.table import Procedure

COUNTERFEIT_2019 = Procedure(
    key="counterfeit-2019",
    track="counterfeit",
    name="假冒专利案件",
    edition="市场监督管理行政处罚程序（2019年版）",
    basis="行政处罚法（2017）、市场监督管理行政处罚程序暂行规定",
    authority="market_bureau",
    valid_from=date(2019, 4, 1),
    valid_to=date(2021, 7, 14),
    first="lead",
    main_line=MAIN_LINE,
    states=STATES,
    opening_limits=dict.fromkeys(LEADS, ("CF-03",)),
    opening_papers=("case_source",),
    always=ALWAYS,
    steps=(
        *(*VERIFYING, LONGER_FILING, SHORTER_FILING),
        *filing(limits=("CF-03",), told=("CF-04",)),
        *SAMPLING,
        *BUREAU_INQUIRY,
        *(BUREAU_REPORT, *REVIEW),
        *BUREAU_NOTICE,
        # What the party is told of publicity is asked from 2021-09-01 on; before, nobody had to say it.
        *(*PROPOSING, bureau_penalty(*ask.PUBLICITY_NOTICE_IF_DUE)),
        *(*without_penalty(closing=("CF-28",)), *LEAVING),
        *BUREAU_PERFORMANCE,
        *marking(limits=("CF-03",), told=("CF-04",)),
        *on_spot(limits=("CF-03",), shown=("CF-20",), closing=("CF-28",)),
    ),
)
