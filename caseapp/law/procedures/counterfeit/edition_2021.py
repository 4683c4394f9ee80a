"""假冒专利案件, 2021 edition: the market bureau's penalty procedure under the Penalty Law of 2021."""

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

COUNTERFEIT_2021 = Procedure(
    key="counterfeit-2021",
    track="counterfeit",
    name="假冒专利案件",
    edition="市场监督管理行政处罚程序（2021年版）",
    basis="行政处罚法（2021）、市场监督管理行政处罚程序规定",
    authority="market_bureau",
    valid_from=date(2021, 7, 15),
    valid_to=None,
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
        *(*PROPOSING, bureau_penalty(*ask.PUBLICITY_NOTICE)),
        *(*without_penalty(closing=("CF-28",)), *LEAVING),
        *BUREAU_PERFORMANCE,
        *marking(limits=("CF-03",), told=("CF-04",)),
        *on_spot(limits=("CF-03",), closing=("CF-28",)),
    ),
)
