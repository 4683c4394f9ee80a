"""Gates about the people who act: their number, their certificates, their recusal."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts, OfficerFact
from caseapp.law.procedures.gate import Against, gate
from caseapp.law.wording import long_date

LEAST_OFFICERS = 2


@gate("办案人员不少于两人", gate_id="G-01", of_form=True)
def two_officers(facts: Facts) -> Against | None:
    """Refuse an act named for fewer than two different officers (行政处罚法第四十二条)."""
    if len({officer.person_id for officer in facts.acting}) >= LEAST_OFFICERS:
        return None
    return Against("办案人员少于两人", "请先指定第二名持证人员。")


def _certificate_fault(officer: OfficerFact, facts: Facts) -> str:
    if not officer.certificate_no:
        return f"{officer.name}没有执法证件"
    if officer.valid_from and facts.on < officer.valid_from:
        return f"{officer.name}的执法证件自{long_date(officer.valid_from)}起有效"
    if officer.valid_to and facts.on > officer.valid_to:
        return f"{officer.name}的执法证件已于{long_date(officer.valid_to)}到期"
    return ""


@gate("办案人员的执法证件在当日有效", gate_id="G-01", of_form=True)
def certificates_valid(facts: Facts) -> Against | None:
    """Name every officer whose certificate is not good on the day of the act, with its expiry."""
    faults = [fault for officer in facts.acting if (fault := _certificate_fault(officer, facts))]
    if not faults:
        return None
    on = long_date(facts.on)
    return Against(f"{'、'.join(faults)}，{on}不能执法", "请改由当日持有效证件的人员办理。")


@gate("已出示执法证件并记明时间", gate_id="G-02", of_form=True)
def certificate_shown(facts: Facts) -> Against | None:
    """Refuse a record that does not say when certificates were shown (行政处罚法第五十五条)."""
    if not facts.ticked("certificate_shown"):
        return Against("未记明已出示执法证件", "当事人有权拒绝未出示证件的检查，请出示并勾选。")
    if facts.instant("certificate_shown_at") is None:
        return Against("未记明出示执法证件的时间", "请填写出示时间。")
    return None


@gate("办案人员中没有已决定回避的人", gate_id="G-03", of_form=True)
def nobody_recused(facts: Facts) -> Against | None:
    """Keep officers whose recusal was decided out of the act (行政处罚法第四十三条)."""
    names = "、".join(officer.name for officer in facts.acting if officer.recused)
    return Against(f"{names}已被决定回避", "请另行指定办案人员。") if names else None


@gate("本人未被决定回避", gate_id="G-03")
def actor_not_recused(facts: Facts) -> Against | None:
    """Keep a person whose recusal was decided from taking any step (行政处罚法第四十三条)."""
    return Against("您已被决定回避本案", "请由其他人员办理。") if facts.by_recused else None
