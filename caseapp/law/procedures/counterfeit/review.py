"""Report and legal review: the findings with their proposal, and who says yes or no to them."""

from __future__ import annotations

from caseapp.law.procedures import fields as ask
from caseapp.law.procedures.counterfeit.duties import AMOUNT, LEGAL, OFFICER, REVIEWING
from caseapp.law.procedures.gates.dates import not_before_start
from caseapp.law.procedures.gates.report import (
    act_dates_in_order,
    not_a_crime,
    penalty_is_proposed,
    penalty_not_proposed,
)
from caseapp.law.procedures.gates.terms import act_not_time_barred
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import Step


# A row of the table is read as a row.
# fmt: off
def report(*methods: tuple[str, str]) -> Step:
    """The final report, with the ways to reckon gains that an edition knows."""
    return Step("report", "提交调查终结报告", ("investigate", "report"), "report", by=OFFICER,
                gates=(not_before_start, act_dates_in_order, act_not_time_barred, *AMOUNT),
                fields=(*ask.ACT, *ask.gains(*methods), *ask.PROPOSAL, *ask.EARLIER_FINE),
                papers=("final_report",))


OFFICE_REPORT = report(ask.METHOD_71)
BUREAU_REPORT = report(ask.METHOD_71, ask.METHOD_28, ask.METHOD_SAIC, ask.METHOD_118)
REVIEW = (
    Step("send_review", "送审核", "report", "review", by=OFFICER, gates=(not_before_start,),
         starts=("CF-11",)),
    Step("pass_review", "审核通过", "review", "notice", by=LEGAL,
         gates=(*REVIEWING, penalty_is_proposed, not_a_crime), fields=ask.REVIEW_OPINION,
         papers=("legal_review", "penalty_notice"), stops=("CF-11",)),
    Step("pass_without_penalty", "审核通过（不作处罚）", "review", "deciding", by=LEGAL,
         gates=(*REVIEWING, penalty_not_proposed), fields=ask.REVIEW_OPINION,
         papers=("legal_review",), stops=("CF-11",)),
    Step("return_review", "退回补正", "review", "report", by=LEGAL, gates=REVIEWING,
         needs_reason=True, stops=("CF-11",)),
    Step("investigate_more", "补充调查", ("report", "notice", "defence", "collective"),
         "investigate", by=(Role.OFFICER, Role.CHIEF), gates=(not_before_start,),
         needs_reason=True),
)
# fmt: on
