"""假冒专利案件, 2015 edition: the patent office's procedure under 专利行政执法办法 (Order 71)."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.counterfeit.decision import OFFICE_DECISION
from caseapp.law.procedures.counterfeit.duties import ALWAYS
from caseapp.law.procedures.counterfeit.filing import VERIFYING, filing
from caseapp.law.procedures.counterfeit.inquiry import OFFICE_INQUIRY
from caseapp.law.procedures.counterfeit.marking import marking
from caseapp.law.procedures.counterfeit.notice import OFFICE_NOTICE
from caseapp.law.procedures.counterfeit.on_spot import on_spot
from caseapp.law.procedures.counterfeit.performance import office_performance
from caseapp.law.procedures.counterfeit.review import OFFICE_REPORT, REVIEW
from caseapp.law.procedures.counterfeit.sampling import SAMPLING
from caseapp.law.procedures.counterfeit.states import MAIN_LINE, STATES
from caseapp.law.procedures.sources import BROUGHT_TO_OFFICE, FOUND_BY_OFFICE
from caseapp.law.procedures.table import Procedure

COUNTERFEIT_2015 = Procedure(
    key="counterfeit-2015",
    track="counterfeit",
    name="假冒专利案件",
    edition="专利行政执法办法（2015年版）",
    basis="专利行政执法办法（国家知识产权局令第71号）、行政处罚法",
    authority="ip_office",
    valid_from=date(2015, 7, 1),
    valid_to=date(2019, 3, 31),
    first="lead",
    main_line=MAIN_LINE,
    states=STATES,
    opening_limits={
        **dict.fromkeys(FOUND_BY_OFFICE, ("CF-01",)),
        **dict.fromkeys(BROUGHT_TO_OFFICE, ("CF-02",)),
    },
    opening_papers=("case_source",),
    always=ALWAYS,
    steps=(
        *VERIFYING,
        *filing(limits=("CF-01", "CF-02"), again=("CF-02",)),
        *SAMPLING,
        *OFFICE_INQUIRY,
        *(OFFICE_REPORT, *REVIEW),
        *OFFICE_NOTICE,
        *OFFICE_DECISION,
        *office_performance(again=("CF-02",)),
        *marking(limits=("CF-01", "CF-02")),
        *on_spot(limits=("CF-01", "CF-02"), shown=("CF-20",)),
    ),
)
