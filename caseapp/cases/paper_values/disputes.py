"""What a dispute tells its papers beside what any case does: patent, panel, claims, whose place is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.base.identifiers.patent_numbers import KIND_NAMES
from caseapp.cases.claim_chart import VERDICTS, features_of
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_values import shared
from caseapp.cases.paper_values.shared import Values
from caseapp.cases.parts import CLERK, ON_PANEL, PANEL_HEAD, PANEL_MEMBER

DUTIES = {PANEL_HEAD: "组长", PANEL_MEMBER: "成员"}
LICENSED = {"requester": "请求人证照", "respondent": "被请求人证照"}


def words_of_dispute(file: OpenFile, asked: Set[str]) -> Values:
    """Return the asked words of a dispute; each group is read only where a paper names it."""
    found: Values = {}
    for names, read in READERS.items():
        if asked & set(names):
            found.update(read(file))
    return found


def _patent(file: OpenFile) -> Values:
    first = next(iter(file.patents), None)
    if first is None:
        return {}
    return {
        "专利类型": KIND_NAMES.get(first.kind, "").removeprefix("PCT"),
        "申请日": first.application_on.isoformat() if first.application_on else "",
        "授权公告日": first.granted_on.isoformat() if first.granted_on else "",
    }


def _request(file: OpenFile) -> Values:
    asked = file.request
    return {} if asked is None else {"主张的权利要求": asked.claims, "请求人主张": asked.grounds}


def _licences(file: OpenFile) -> Values:
    """Name the licence of each firm; the number of somebody's identity card stays off the paper."""
    found: Values = {}
    for row in file.parties:
        if row.part in LICENSED and row.left_on is None and row.kind != "person":
            called, number = shared.licence(row)
            found[LICENSED[row.part]] = f"{called}：{number}" if number else ""
    return found


def _panel(file: OpenFile) -> Values:
    members = [row for row in file.team if row.until is None and row.part in ON_PANEL]
    known = {one.id: one for one in accounts.colleagues(file.case.unit_path)}
    rows = [
        {
            "职责": DUTIES[row.part],
            "姓名": file.names.get(row.person_id, ""),
            "单位和职务": _place(known.get(row.person_id)),
        }
        for row in sorted(members, key=lambda one: one.part != PANEL_HEAD)
    ]
    clerk = next((row for row in file.team if row.until is None and row.part == CLERK), None)
    return {"合议组名单": rows, "书记员": file.names.get(clerk.person_id, "") if clerk else ""}


def _place(person: Any | None) -> str:
    return f"{person.unit_name}{person.post}" if person is not None else ""


def _chart(file: OpenFile) -> Values:
    rows = [
        {
            "权利要求": str(row.claim_no),
            "专利特征": row.feature,
            "被控特征": row.product_feature,
            "结论": VERDICTS[row.verdict],
        }
        for row in features_of(file.case.id)
    ]
    return {"特征比对": rows}


def _looked_at(file: OpenFile) -> Values:
    """Evidence is taken at the respondent's, as a rule; the officer writes who else it is."""
    row = shared.respondent(file)
    if row is None:
        return {}
    return {
        "被取证人": row.name,
        "被取证人负责人": row.legal_representative,
        "被取证人住所": row.address,
        "被取证人电话": row.phone,
    }


READERS: Mapping[tuple[str, ...], Callable[[OpenFile], Values]] = {
    ("专利类型", "申请日", "授权公告日"): _patent,
    ("主张的权利要求", "请求人主张"): _request,
    tuple(LICENSED.values()): _licences,
    ("合议组名单",): _panel,
    ("特征比对",): _chart,
    ("被取证人",): _looked_at,
}
