"""From the lead to the filed case: rows that all editions of the counterfeit procedure share."""

from __future__ import annotations

from caseapp.law.procedures import fields as ask
from caseapp.law.procedures.counterfeit.duties import CHIEF, NAMED, OFFICER, RECEIVERS, RECORDED
from caseapp.law.procedures.counterfeit.fields import DEDUCTION
from caseapp.law.procedures.counterfeit.states import INQUIRY
from caseapp.law.procedures.gates.closing import goods_disposed
from caseapp.law.procedures.gates.dates import (
    deduction_in_order,
    lookup_not_in_future,
    not_before_answer,
    not_before_receipt,
    not_before_start,
)
from caseapp.law.procedures.gates.filing import (
    comes_back_as_it_went,
    four_tests_met,
    verification_recorded,
    was_filed,
    was_not_filed,
)
from caseapp.law.procedures.gates.terms import act_not_time_barred
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import Step

Limits = tuple[str, ...]

# A row of the table is read as a row.
# fmt: off
VERIFYING = (
    Step("verify", "记录核查", ("lead", "verify"), "verify", by=OFFICER,
         gates=(lookup_not_in_future,), fields=ask.VERIFICATION),
    Step("inspect", "现场检查", "verify", by=OFFICER, gates=RECORDED,
         fields=ask.INSPECTION, papers=("site_record",)),
    Step("question", "询问", "verify", by=OFFICER, gates=RECORDED,
         fields=ask.QUESTIONING, papers=("questioning_record",)),
)
# Only the rules for market bureaus let the chief prolong the time for filing.
LONGER_FILING = Step("extend_filing", "延长立案期限", ("verify", "filing"), by=CHIEF,
                     gates=(not_before_start,), extends=("CF-03",), needs_reason=True)
# What others need for a test or an opinion is not the office's time.
SHORTER_FILING = Step("deduct_time", "扣除检测鉴定等期间", ("verify", "filing"), by=OFFICER,
                      gates=(not_before_receipt, deduction_in_order), fields=DEDUCTION,
                      pauses=("CF-03",))


def filing(
    *, limits: Limits = (), again: Limits = (), told: Limits = ()
) -> tuple[Step, ...]:
    """Rows that decide on the lead; `again` is what runs once it comes back from elsewhere."""
    return (
        Step("ask_filing", "报请立案", "verify", "filing", by=OFFICER,
             gates=(not_before_start, verification_recorded), fields=ask.ASK_FILING),
        Step("file", "立案", "filing", "filed", by=CHIEF,
             gates=(not_before_start, verification_recorded, four_tests_met,
                    act_not_time_barred, *NAMED),
             fields=ask.FILING, papers=("filing_approval",), numbers="case",
             stops=limits, starts=("CF-12",), starts_for_reporter=told),
        Step("return_filing", "退回补充核查", "filing", "verify", by=CHIEF,
             gates=(not_before_start,), needs_reason=True),
        Step("refuse_filing", "不予立案", "filing", "not_filed", by=CHIEF,
             gates=(not_before_start, verification_recorded), fields=ask.REFUSAL,
             needs_reason=True, stops=limits, starts_for_reporter=told,
             later_papers=("不予立案审批表",)),
        Step("tell_reporter", "告知举报人", ("not_filed", "correcting", "filed", "investigate"),
             by=(Role.INFORMANT_DESK,), gates=(not_before_answer,),
             fields=ask.REPLY, stops=told,
             later_papers=("举报处理结果告知书",)),
        *_moving(limits, again or limits),
    )


def _moving(limits: Limits, again: Limits) -> tuple[Step, ...]:
    # A case that comes back goes on where it left: its days elsewhere are taken out of the count.
    return (
        Step("transfer", "移送管辖", ("lead", "verify", "filing"), "moved", by=CHIEF,
             gates=(not_before_start, goods_disposed), fields=ask.TRANSFER, needs_reason=True,
             stops=limits, later_papers=("案件移送函",)),
        Step("transfer", "移送管辖", INQUIRY, "moved", by=CHIEF,
             gates=(not_before_start, goods_disposed), fields=ask.TRANSFER, needs_reason=True,
             pauses=("CF-12",), later_papers=("案件移送函",)),
        Step("lead_returned", "收回退回的线索", "moved", "verify", by=RECEIVERS,
             gates=(not_before_start, was_not_filed, comes_back_as_it_went), needs_reason=True,
             starts=again),
        Step("case_returned", "收回退回的案件", "moved", "investigate", by=RECEIVERS,
             gates=(not_before_start, was_filed, comes_back_as_it_went), needs_reason=True,
             resumes=("CF-12",)),
    )
# fmt: on
