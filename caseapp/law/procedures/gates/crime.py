"""Gates between a penalty and the police: who decides on the transfer, and that no fine stands in its place."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate

# Under this key the transfer by which a step is taken gives its number; no form has such a field.
TRANSFER = "transfer"


@gate("由正职负责人或者主持工作的负责人本人决定", gate_id="G-12")
def head_decides_in_person(facts: Facts) -> Against | None:
    """Let only the principal head decide on a transfer, in person; a deputy or stand-in may not."""
    if facts.by_principal:
        return None
    return Against(
        "是否移送公安机关由本机关正职负责人或者主持工作的负责人本人决定",
        "请由其本人办理；副职、分管负责人和代签的人不能代为决定。",
    )


@gate("移送涉嫌犯罪案件已经登记", gate_id="G-12", hides=True)
def decided_on_a_transfer(facts: Facts) -> Against | None:
    """Take this only from the page of the transfer: there run its limits and there is its receipt."""
    if facts.text(TRANSFER):
        return None
    return Against(
        "没有登记移送涉嫌犯罪案件，专案组没有报告", "请先登记移送涉嫌犯罪案件，报请决定。"
    )


@gate("案件在公安机关", hides=True)
def is_with_the_police(facts: Facts) -> Against | None:
    """Let only a case come back that went there; one closed with the police opens again."""
    if facts.with_police:
        return None
    return Against("案件不在公安机关", "请核对案件的阶段。")


@gate("公安机关的退回在移送件上登记", hides=True)
def comes_back_by_its_transfer(facts: Facts) -> Against | None:
    """What went by a transfer comes back by it; a file of before has none."""
    if not facts.sent_by_transfer or facts.text(TRANSFER):
        return None
    return Against(
        f"案件随{facts.sent_by_transfer}移送公安机关", "请在该移送件上登记公安机关的结果。"
    )


@gate("达到追诉标准的，已由负责人决定是否移送", gate_id="G-12")
def threshold_was_decided(facts: Facts) -> Against | None:
    """Refuse an end over grounds the head has not decided on and the police have not answered."""
    if not facts.crime_reached:
        return None
    return Against(
        f"本案数额已达追诉标准，不得以行政处罚代替移送：{facts.crime_reached}",
        "请登记移送涉嫌犯罪案件，由正职负责人或者主持工作的负责人决定是否移送。",
    )


@gate("是否移送公安机关已经决定", gate_id="G-12")
def suspicion_was_decided(facts: Facts) -> Against | None:
    """Refuse an end of the case while a suspected crime waits for the head's decision."""
    if not facts.crime_pending:
        return None
    return Against(
        f"{facts.crime_pending}正在报请决定是否移送公安机关，决定以前不得处罚或者不予处罚",
        "请由正职负责人或者主持工作的负责人先作出决定。",
    )
