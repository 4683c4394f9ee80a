"""The summary procedure: a small penalty on the spot, without filing, and its cash."""

from __future__ import annotations

from caseapp.law.procedures.conditions import SUED_AT_ONCE
from caseapp.law.procedures.counterfeit.duties import NAMED, OFFICER
from caseapp.law.procedures.counterfeit.fields import BANKING, CASH, HANDING_IN, ON_SPOT
from caseapp.law.procedures.gates.closing import payment_is_sound, pays_the_rest
from caseapp.law.procedures.gates.crime import suspicion_was_decided, threshold_was_decided
from caseapp.law.procedures.gates.dates import not_before_decision, not_before_start
from caseapp.law.procedures.gates.officers import certificate_shown
from caseapp.law.procedures.gates.on_spot import (
    cash_is_held,
    cash_is_in_office,
    cash_may_be_taken,
    reconsideration_named_first,
    spot_complete,
    spot_fine_small,
)
from caseapp.law.procedures.gates.report import (
    act_dates_in_order,
    criminal_check_on_the_spot,
    fine_in_range,
    not_a_crime,
    not_fined_before,
)
from caseapp.law.procedures.gates.terms import act_not_time_barred
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import Step

SPOT = (not_before_start, *NAMED, certificate_shown, spot_complete, spot_fine_small)
LAWFUL = (
    *(act_dates_in_order, act_not_time_barred, fine_in_range, not_fined_before),
    *(criminal_check_on_the_spot, not_a_crime, threshold_was_decided, suspicion_was_decided),
)


# A row of the table is read as a row.
# fmt: off
def on_spot(
    *, limits: tuple[str, ...] = (), shown: tuple[str, ...] = (), closing: tuple[str, ...] = ()
) -> tuple[Step, ...]:
    """Rows from the penalty on the spot to its cash; `shown` is the limit for showing it, if any."""
    return (
        Step("punish_on_spot", "当场处罚", ("lead", "verify"), "on_spot", by=OFFICER,
             gates=(*SPOT, *LAWFUL, reconsideration_named_first), fields=ON_SPOT,
             stops=limits, starts=("CF-18", *shown, "CF-26"),
             starts_if=((SUED_AT_ONCE, ("CF-27",)),),
             later_papers=("当场行政处罚决定书",)),
        Step("collect_cash", "当场收缴罚款", "on_spot", "perform", by=OFFICER,
             gates=(not_before_decision, cash_may_be_taken, payment_is_sound, pays_the_rest),
             fields=CASH, stops=("CF-18",), starts=("CF-30", *closing)),
        Step("hand_in_cash", "上缴当场收缴的罚款", "perform", by=(Role.OFFICER, Role.FINANCE),
             gates=(not_before_decision, cash_is_held), fields=HANDING_IN, stops=("CF-30",),
             starts=("CF-30b",)),
        Step("bank_cash", "将当场罚款缴付银行", "perform", by=(Role.FINANCE, Role.OFFICER),
             gates=(not_before_decision, cash_is_in_office), fields=BANKING, stops=("CF-30b",)),
    )
# fmt: on
