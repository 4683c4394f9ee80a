"""Gates before filing: the lead was verified and the tests for filing are met."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.fields import FOUR_TESTS
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.procedures.gates.crime import TRANSFER


@gate("核查结果已记录")
def verification_recorded(facts: Facts) -> Against | None:
    """Refuse filing on a lead nobody has verified: the patent's status on the act date decides."""
    if facts.verification_recorded:
        return None
    return Against("尚未记录核查结果", "请先记录专利号及其在行为日的法律状态。")


@gate("案件已经立案", hides=True)
def was_filed(facts: Facts) -> Against | None:
    """Take back as a case only what was filed before it left."""
    return None if facts.filed_on is not None else Against("本案没有立案")


@gate("对方的退回在移送件上登记", hides=True)
def comes_back_as_it_went(facts: Facts) -> Against | None:
    """Let what went by a transfer come back by it: while the receiver has it, it is not ours to take."""
    if not facts.moved_by_transfer or facts.text(TRANSFER):
        return None
    return Against(
        f"案件随{facts.moved_by_transfer}移送", "请在该移送件上登记对方退回，再收回自办。"
    )


@gate("案件没有立案", hides=True)
def was_not_filed(facts: Facts) -> Against | None:
    """Take back as a lead only what was never filed: a filed case keeps its number."""
    return Against("本案已经立案") if facts.filed_on is not None else None


@gate("立案条件全部具备", of_form=True)
def four_tests_met(facts: Facts) -> Against | None:
    """Refuse filing unless each of the four tests is ticked, and name those that are not."""
    missing = "、".join(f"“{test.label}”" for test in FOUR_TESTS if not facts.ticked(test.key))
    return Against(f"未确认{missing}", "条件不具备的，应当不予立案。") if missing else None
