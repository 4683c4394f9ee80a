"""假冒专利案件, 2011 edition: the patent office's procedure under 专利行政执法办法 (Order 60)."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.counterfeit.decision import OFFICE_DECISION
from caseapp.law.procedures.counterfeit.duties import ALWAYS
from caseapp.law.procedures.counterfeit.filing import VERIFYING, filing
from caseapp.law.procedures.counterfeit.inquiry import (
    OFFICE_REGISTRATION,
    OFFICE_REST,
    RECORDS,
    seizure,
)
from caseapp.law.procedures.counterfeit.marking import marking
from caseapp.law.procedures.counterfeit.notice import OFFICE_NOTICE
from caseapp.law.procedures.counterfeit.on_spot import on_spot
from caseapp.law.procedures.counterfeit.performance import office_performance
from caseapp.law.procedures.counterfeit.review import OFFICE_REPORT, REVIEW
from caseapp.law.procedures.counterfeit.sampling import SAMPLING
from caseapp.law.procedures.counterfeit.states import MAIN_LINE, STATES
from caseapp.law.procedures.gates.seizure import urgency_is_known
from caseapp.law.procedures.sources import LEADS
from caseapp.law.procedures.table import Procedure

COUNTERFEIT_2011 = Procedure(
    key="counterfeit-2011",
    track="counterfeit",
    name="假冒专利案件",
    edition="专利行政执法办法（2010年版）",
    basis="专利行政执法办法（国家知识产权局令第60号）、行政处罚法",
    authority="ip_office",
    valid_from=date(2011, 2, 1),
    valid_to=date(2015, 6, 30),
    first="lead",
    main_line=MAIN_LINE,
    states=STATES,
    # Order 60 asks to file promptly and names no number of days.
    opening_limits=dict.fromkeys(LEADS, ()),
    opening_papers=("case_source",),
    always=ALWAYS,
    steps=(
        *VERIFYING,
        *filing(),
        *(*SAMPLING, *RECORDS, *OFFICE_REGISTRATION),
        # Until 行政强制法 took effect in 2012, no seizure could come before its approval.
        *seizure(urgent=(urgency_is_known,)),
        *OFFICE_REST,
        *(OFFICE_REPORT, *REVIEW),
        *OFFICE_NOTICE,
        *OFFICE_DECISION,
        *office_performance(),
        *marking(),
        *on_spot(shown=("CF-20",)),
    ),
)
