"""Dishonest filing: passed on by the nation's office, warned, and where it was grave fined."""

from __future__ import annotations

from decimal import Decimal

from caseapp.cases import actions as cases
from caseapp.cases.actions import LeadGiven
from caseapp.cli.demo.walk import Walk

MONTHS = 60  # working days over which the applications were filed
FOUND = "当事人提出的多件专利申请编造实验数据、照片，不以真实的发明创造活动为基础。"


def passed_on(walk: Walk) -> None:
    """Register what the national office passed on."""
    given = LeadGiven(
        source=walk.plan.source,
        received_on=walk.day,
        unit_id=walk.staff.unit_id,
        content=f"国家知识产权局移送：{walk.trader.name}提出的专利申请涉嫌弄虚作假。",
        respondent=walk.trader.name,
        place=walk.trader.address,
        patent_as_printed=walk.number,
        track="false-statement",
    )
    walk.case_id = cases.open_lead(by=walk.officer, given=given).id


def verify_filing(walk: Walk) -> None:
    """Look at the applications themselves."""
    walk.step(
        "verify",
        walk.officer,
        patent_number=walk.number,
        act_on=walk.days.before(walk.day, 1),
        patent_status=walk.plan.status,
        looked_up_by=walk.officer.id,
        looked_up_on=walk.day,
        lookup_source="专利审查信息查询",
        finding=FOUND,
        found_by="cnipa",
        found_no=f"演示国知函〔{walk.day.year}〕{walk.turn}号",
    )


def report_filing(walk: Walk) -> None:
    """Report what was made up, and propose the warning with or without a fine."""
    walk.step(
        "report",
        walk.officer,
        act_kinds=("FS-11",),
        act_start=walk.days.before(walk.day, MONTHS),
        act_end=walk.days.before(walk.day, 1),
        act_facts=f"{walk.trader.name}{FOUND.removeprefix('当事人')}",
        proposal="penalty",
        warning=True,
        proposed_fine=Decimal(walk.plan.fine),
        discretion="初次违法，已主动撤回全部申请，危害后果有限。",
        criminal_check="none",
        criminal_reason="没有伪造、变造国家机关公文、证件。",
    )


def ask_warning(walk: Walk) -> None:
    """Ask the chief for the warning as it was told to the party."""
    walk.step(
        "ask_decision",
        walk.officer,
        warning=True,
        fine=Decimal(walk.plan.fine),
        correction="撤回编造的专利申请",
    )


def decide_warning(walk: Walk) -> None:
    """Sign it; a decision that only warns is not shown."""
    told = "told" if walk.plan.fine else "not_shown"
    walk.step("decide", walk.chief, publicity_notice=told)


def perform_warning(walk: Walk) -> None:
    """Take the fine, if there is one."""
    walk.step(
        "perform",
        walk.staff.finance,
        paid=Decimal(walk.plan.fine),
        pay_reference=f"演示缴款{walk.day:%Y%m%d}{walk.turn:02d}" if walk.plan.fine else "",
        corrected="全部申请已撤回。",
    )


ACTS = {
    one.__name__: one
    for one in (
        *(passed_on, verify_filing, report_filing),
        *(ask_warning, decide_warning, perform_warning),
    )
}
