"""Cases heard together and cases that come from one request: linked, and taken apart again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import queries
from caseapp.cases.dispute_models import CaseLink
from caseapp.cases.dispute_queries import numbered, open_link
from caseapp.cases.models import CaseFile
from caseapp.ledger import actions as ledger
from caseapp.parties import queries as parties
from caseapp.patents import queries as patents

BASIS = "专利纠纷行政裁决和调解办法第二十一条"
LINKED = "infringement"


@dataclass(frozen=True)
class LinkGiven:
    """Which case is heard together with this one, from when and why."""

    number: str
    on: date
    why: str


def join_cases(*, by: Person, case: CaseFile, given: LinkGiven) -> int:
    """Hear two cases together that share a patent or a party; each stays a case of its own."""
    other = _other(by, case, given.number)
    if case.track != LINKED or other.track != LINKED:
        raise Refused("只有专利侵权纠纷案件可以并案审理。", article=BASIS)
    if not (case.is_open and other.is_open):
        raise Refused("已结的案件不能并案审理。", article=BASIS, remedy="请核对案号。")
    _refuse_linking(case, other, given)
    if not _common(case.id, other.id):
        raise Refused(
            "两案没有相同的专利，也没有相同的当事人，不能并案审理。",
            article=BASIS,
            remedy="请核对案号。",
        )
    return link_cases(by=by, case=case, other=other, kind="bundle", given=given)


def link_cases(*, by: Person, case: CaseFile, other: CaseFile, kind: str, given: LinkGiven) -> int:
    """Keep that two cases belong together; a split comes from one request, a bundle is heard at once."""
    first, second = sorted((case.id, other.id))
    row = CaseLink(
        case_id=first,
        other_id=second,
        kind=kind,
        since=given.on,
        why=given.why.strip(),
        by_name=by.name,
        made_at=now(),
        ended_why="",
    )
    db.session.add(row)
    db.session.flush()
    _record(by, case, other, action="case.linked", reason=row.why)
    return row.id


def separate_cases(*, by: Person, case: CaseFile, link_id: int, on: date, why: str) -> None:
    """Take cases apart that were heard together; the row stays with its reason."""
    row = db.session.get(CaseLink, link_id)
    if row is None or case.id not in (row.case_id, row.other_id) or row.ended_on is not None:
        raise NotVisible
    if row.kind != "bundle":
        raise Refused("分案的关联是案件的来历，不能解除。")
    if not why.strip():
        raise Refused("请写明分开审理的理由。")
    if on < row.since or on > today():
        raise Refused("分开审理的日期应在并案之后、今天之前。", remedy="请核对日期。")
    row.ended_on, row.ended_why = on, why.strip()
    db.session.flush()
    other = queries.visible_case(row.other_id if row.case_id == case.id else row.case_id, by=by)
    _record(by, case, other, action="case.separated", reason=row.ended_why)


def _other(by: Person, case: CaseFile, number: str) -> CaseFile:
    found = numbered(number.strip())
    # Not there and not yours look the same.
    unknown = Refused("没有这个案号的案件。", remedy="请照案件页写全案号或者请求编号。")
    if found is None:
        raise unknown
    if found == case.id:
        raise Refused("不能与本案自身并案。", remedy="请填写另一案的案号。")
    try:
        return queries.visible_case(found, by=by)
    except NotVisible:
        raise unknown from None


def _refuse_linking(case: CaseFile, other: CaseFile, given: LinkGiven) -> None:
    if open_link(case.id, other.id) is not None:
        raise Refused("两案已经关联。")
    if not given.why.strip():
        raise Refused("请写明并案审理的理由。")
    if given.on > today() or given.on < max(case.received_on, other.received_on):
        raise Refused("并案日期应在收到两案请求之后、今天之前。", remedy="请核对日期。")


def _common(one: int, other: int) -> bool:
    """Say whether two cases share a patent or a party."""
    return bool(
        _ids(patents.patents_of_case(one)) & _ids(patents.patents_of_case(other))
        or _ids(parties.parties_of_case(one)) & _ids(parties.parties_of_case(other))
    )


def _ids(rows: Any) -> set[int]:
    return {row.id for row in rows}


def _record(by: Person, case: CaseFile, other: CaseFile, *, action: str, reason: str) -> None:
    for one, another in ((case, other), (other, case)):
        ledger.record(
            by=by,
            action=action,
            object_kind="case",
            object_id=one.id,
            object_key=one.case_no or one.lead_no,
            reason=reason,
            details={"other": another.case_no or another.lead_no},
        )
        ledger.announce(event="case.saved", object_kind="case", object_id=one.id)
