"""A right holder's wrong mark on a good patent: an order to put it right, and no penalty ever."""

from __future__ import annotations

from caseapp.law.procedures.counterfeit.duties import CHIEF, CLOSERS, OFFICER
from caseapp.law.procedures.counterfeit.fields import CORRECTION_CHECK, MARKING
from caseapp.law.procedures.counterfeit.states import INQUIRY
from caseapp.law.procedures.gates.closing import goods_disposed
from caseapp.law.procedures.gates.dates import not_before_start
from caseapp.law.procedures.gates.filing import verification_recorded
from caseapp.law.procedures.gates.marking import (
    mark_corrected,
    marked_by_holder,
    patent_was_valid,
)
from caseapp.law.procedures.table import Step


# A row of the table is read as a row.
# fmt: off
def marking(*, limits: tuple[str, ...] = (), told: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """Rows from the order to the look whether it was followed; `limits` are those for filing."""
    return (
        Step("order_correction", "责令改正标识", ("verify", "filing", *INQUIRY, "correcting"),
             "correcting", by=CHIEF,
             gates=(not_before_start, verification_recorded, patent_was_valid, marked_by_holder),
             fields=MARKING, stops=(*limits, "CF-12"), starts_for_reporter=told,
             later_papers=("责令改正通知书",)),
        Step("check_correction", "复查改正情况", "correcting", by=OFFICER,
             gates=(not_before_start,), fields=CORRECTION_CHECK),
        Step("close", "结案", "correcting", "closed", by=CLOSERS,
             gates=(not_before_start, mark_corrected, goods_disposed),
             papers=("closing_approval",)),
    )
# fmt: on
