"""Papers of the demo office: completed where the case does not know a word, frozen where it closes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.cases import actions as cases
from caseapp.cases.approvals import way_of
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import open_file
from caseapp.cli.demo.people import Staff
from caseapp.documents import issuing
from caseapp.documents import queries as documents
from caseapp.documents.actions import SealGiven
from caseapp.documents.approval import CHIEF, LEGAL, UNIT_HEAD
from caseapp.documents.catalogue import kind_of
from caseapp.documents.models import PaperRecord
from caseapp.documents.placeholders import PLACEHOLDERS, Type
from caseapp.documents.render import with_rows_of_day
from caseapp.documents.samples import sample_values
from caseapp.law.procedures.registry import PROCEDURES

HANDED_IN, AGREED = "请审批。", "同意。"
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


def freeze_records(case: CaseFile, *, by: Person, on: date, staff: Staff) -> None:
    """Close what no step signs, on the day of the act it records; an open lead has no number yet."""
    signed_by_step = {step.signs for step in PROCEDURES[case.edition].steps}
    for one in _drafts(case.id):
        is_lead = case.filed_on is None and case.state != "closed"
        if one.kind in signed_by_step or (is_lead and one.kind != "case_source"):
            continue
        begun = documents.paper(one.id).data.get("开始时间", "")
        day = date.fromisoformat(begun[:10]) if begun else on
        finish_paper(case, one.id, by=by, on=day, staff=staff)


def finish_paper(case: CaseFile, paper_id: int, *, by: Person, on: date, staff: Staff) -> None:
    """Close a record, or bring a paper along its line of approval on one day."""
    paper = documents.paper(paper_id)
    type_missing(case, paper, by=by, on=on)
    if way_of(open_file(case, by=by), paper).by_hand:
        cases.close_record(by=by, case=case, paper_id=paper_id, on=on)
        return
    approvers = {UNIT_HEAD: staff.head, LEGAL: staff.legal[0], CHIEF: staff.chiefs[0]}
    asked = cases.OpinionGiven(on, HANDED_IN)
    cases.hand_in_paper(by=by, case=case, paper_id=paper_id, given=asked)
    while paper.state == "draft":
        given = cases.OpinionGiven(on, AGREED, version=paper.version)
        cases.agree_to_paper(
            by=approvers[paper.waits_for], case=case, paper_id=paper_id, given=given
        )


def seal_signed(case: CaseFile, *, on: date, staff: Staff) -> None:
    """Put the seal on what was signed before this day; what is signed today waits for the keeper."""
    due = {
        one.id: one
        for one in documents.papers_of_case(case.id)
        if one.state in ("signed", "served") and one.signed_on < on and kind_of(one.kind).seal
    }
    for paper_id in sorted(due.keys() - issuing.sealed_ids(due)):
        given = SealGiven(kind_of(due[paper_id].kind).copies, on, staff.registrar.name)
        cases.seal_paper(by=staff.registrar, case=case, paper_id=paper_id, given=given)


def type_missing(case: CaseFile, paper: PaperRecord, *, by: Person, on: date) -> None:
    """Type the words a paper needs and the case does not know, as its sample has them."""
    said = missing_words(paper, on=on)
    if said:
        cases.change_draft(by=by, case=case, paper_id=paper.id, data=said, version=paper.version)


def missing_words(paper: PaperRecord, *, on: date) -> dict[str, Any]:
    """Return the words a paper needs and nobody knows yet, as its sample has them."""
    kind = kind_of(paper.kind)
    known, invented = with_rows_of_day(kind, paper.data, on), sample_values(paper.kind)
    of_day = {Type.DATE: on.isoformat(), Type.INSTANT: f"{on.isoformat()}T09:30"}
    return {
        key: of_day.get(PLACEHOLDERS[key].type, invented.get(key, ""))
        for key in kind.required_keys(on)
        if not known.get(key)
    }


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
