"""Report, notice and decision: what was found, by which law, how much and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from caseapp.cases.asked import Asked
from caseapp.cases.facts import facts_of
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_values import shared
from caseapp.cases.paper_values.shared import Values
from caseapp.documents.offices import bases_on
from caseapp.law.penalties import penalty
from caseapp.law.procedures.false_statement.fields import BROKEN
from caseapp.law.procedures.fields import GAINS_KINDS
from caseapp.law.procedures.gates.false_statement import PENALTY as DISHONEST
from caseapp.law.procedures.sources import Source

CORRECT = "责令立即停止假冒专利行为，改正违法标注，并予公告"
WARN = "给予警告"


def final_report(file: OpenFile) -> Values:
    """Fill the final report from the step that handed it in."""
    given, on = _report(file)
    return {
        **shared.head(file, on),
        **shared.party(file),
        **shared.patent(file),
        **shared.officers(file.team_ids, on),
        **_breach(given, on),
        **_sums(given, fine_key="proposed_fine"),
        **_filed(file),
        "签发日期": on.isoformat(),
        "证据": shared.evidence_rows(file),
        "案件经过": _course(file),
        "违法所得": shared.sum_text(given.get("gains")),
        "违法所得说明": _gains_words(given),
        "裁量理由": given.get("discretion", ""),
        "罚款幅度": _bounds(file, on),
    }


def penalty_notice(file: OpenFile) -> Values:
    """Fill the notice: the planned penalty itself, the right to answer and, where due, to a hearing."""
    given, _ = _report(file)
    on = file.last_step_on
    test = facts_of(file, Asked(on)).hearing_test
    hearing = test is not None and test.met is not False
    return {
        **shared.head(file, on),
        **shared.party(file),
        **_breach(given, on),
        **_sums(given, fine_key="proposed_fine"),
        **shared.terms(on, hearing=hearing),
        "裁量理由": given.get("discretion", ""),
    }


def penalty_decision(file: OpenFile) -> Values:
    """Fill the decision from report, notice, defence, hearing and the officers' request."""
    given, _ = _report(file)
    on = file.last_step_on
    asked = file.in_round("ask_decision")
    wanted: Mapping[str, Any] = asked.given if asked else {}
    notice = file.paper("penalty_notice")
    served = file.in_round("notify")
    sums = _sums(wanted, fine_key="fine")
    return {
        **shared.head(file, on),
        **shared.party(file),
        **_breach(given, on),
        **sums,
        **shared.terms(on),
        "责令改正": _orders(wanted),
        "罚没款合计": _total(wanted),
        "证据": shared.evidence_rows(file),
        "告知书文号": notice.number if notice is not None else "",
        "告知日期": served.taken_on.isoformat() if served else "",
        "案件经过": _course(file),
        "陈述申辩": _defence(file),
        "听证情况": _hearing(file),
        "集体讨论": "本案经本局负责人集体讨论决定。" if file.in_round("collective") else "",
        "裁量理由": given.get("discretion", ""),
    }


def _report(file: OpenFile) -> tuple[Mapping[str, Any], date]:
    step = file.in_round("report")
    return (step.given, step.taken_on) if step else ({}, file.last_step_on)


def _orders(wanted: Mapping[str, Any]) -> str:
    ordered = wanted.get("correction") or ("" if wanted.get("warning") else CORRECT)
    return "；".join(one for one in (WARN if wanted.get("warning") else "", ordered) if one)


def _breach(given: Mapping[str, Any], on: date) -> Values:
    broken = [BROKEN[one] for one in given.get("act_kinds", []) if one in BROKEN]
    if broken:
        return {
            **shared.bases(on),
            "违反条款": "、".join(broken),
            "处罚依据": penalty(DISHONEST).basis(),
            "违法事实": given.get("act_facts", ""),
            "案件性质": f"当事人的行为属于{shared.act_words(given)}。",
            "责令改正": WARN if given.get("warning") else "",
        }
    act_end = date.fromisoformat(given["act_end"]) if given.get("act_end") else on
    # The articles of the breach follow the act, those of the procedure the day of the paper.
    of_act = bases_on(act_end)
    kept: Values = {name: of_act[name] for name in ("处罚依据", "违反条款") if name in of_act}
    return {
        **shared.bases(on),
        **kept,
        "违法事实": given.get("act_facts", ""),
        "案件性质": f"当事人的行为属于{shared.act_words(given)}，构成假冒专利。",
        "责令改正": CORRECT,
    }


def _sums(given: Mapping[str, Any], *, fine_key: str) -> Values:
    return {
        "没收金额": shared.sum_text(given.get("confiscation")),
        "罚款金额": shared.sum_text(given.get(fine_key)),
    }


def _total(given: Mapping[str, Any]) -> str:
    total = Decimal(given.get("fine") or 0) + Decimal(given.get("confiscation") or 0)
    return str(total) if total else ""


def _filed(file: OpenFile) -> Values:
    return {"立案日期": file.case.filed_on.isoformat() if file.case.filed_on else ""}


def _course(file: OpenFile) -> str:
    """Tell the course of the case in the order of its acts."""
    told = [f"{_day(file.case.received_on)}，本局根据{Source(file.case.source).label}登记线索"]
    shown = ("inspect", "question", "file", "register_evidence")
    told += [f"{_day(one.taken_on)}{one.name}" for one in file.history if one.step in shown]
    return "；".join(told) + "。"


def _gains_words(given: Mapping[str, Any]) -> str:
    kind = dict(GAINS_KINDS).get(given.get("gains_kind", ""), "")
    reason = given.get("gains_reason", "")
    return f"{kind}。{reason}" if reason else f"{kind}。" if kind else ""


def _bounds(file: OpenFile, on: date) -> str:
    limit = facts_of(file, Asked(on)).fine_limit
    return limit.text if limit is not None else ""


def _defence(file: OpenFile) -> str:
    step = file.in_round("record_defence")
    if step is not None:
        text, answer = step.given.get("defence_text", ""), step.given.get("defence_answer", "")
        return f"{_day(step.taken_on)}，当事人提出陈述、申辩：{text}本局复核认为：{answer}"
    waived = file.in_round("waive_defence", "deem_waived")
    return "当事人放弃陈述、申辩。" if waived is not None else ""


def _hearing(file: OpenFile) -> str:
    held = file.in_round("hold_hearing")
    if held is None:
        return ""
    return (
        f"{_day(held.taken_on)}，本局依当事人申请举行听证。{held.given.get('hearing_opinion', '')}"
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
