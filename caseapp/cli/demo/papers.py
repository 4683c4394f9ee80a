"""Papers of the demo office: completed where the case does not know a word, frozen where it closes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.cases import actions as cases
from caseapp.cases.models import CaseFile
from caseapp.documents import queries as documents
from caseapp.documents.catalogue import kind_of
from caseapp.law.procedures.registry import PROCEDURES

OPINION = "交承办人核查，在规定期限内提出是否立案的意见。"


def complete_drafts(case: CaseFile, *, by: Person, identity: str, head: str) -> None:
    """Type what an officer would type on the draft's page, and the day the lead really came in."""
    known = {
        "登记时间": f"{case.received_on.isoformat()}T09:30",
        "办案机构意见": OPINION,
        "办案机构负责人": head,
        "身份证件": identity,
        "案号": case.case_no or "",
    }
    for one in _drafts(case.id):
        said = _missing(one.kind, documents.paper(one.id).data, known)
        if said:
            cases.change_draft(by=by, case=case, paper_id=one.id, data=said, version=one.version)


def freeze_records(case: CaseFile, *, by: Person, on: date) -> None:
    """Close what no step signs, on the day of the act it records; an open lead has no number yet."""
    signed_by_step = {step.signs for step in PROCEDURES[case.edition].steps}
    for one in _drafts(case.id):
        is_lead = case.filed_on is None and case.state != "closed"
        if one.kind in signed_by_step or (is_lead and one.kind != "case_source"):
            continue
        begun = documents.paper(one.id).data.get("开始时间", "")
        day = date.fromisoformat(begun[:10]) if begun else on
        cases.close_record(by=by, case=case, paper_id=one.id, on=day)


def _missing(kind: str, data: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, str]:
    asked = {one.key for one in kind_of(kind).fields}
    said = {key: text for key, text in known.items() if key in asked and text}
    always = ("登记时间",)
    return {
        key: text
        for key, text in said.items()
        if not data.get(key) or (key in always and data[key] != text)
    }


def _drafts(case_id: int) -> list[Any]:
    return [one for one in documents.papers_of_case(case_id) if one.state == "draft"]
