"""Papers of a case: changing a draft, closing a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.errors import Conflict, Refused
from caseapp.base.merging import Merge
from caseapp.cases.actions.outgoing import sign_paper
from caseapp.cases.approvals import makers_of, way_of
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import open_file
from caseapp.cases.paper_values import shared
from caseapp.documents import actions as documents
from caseapp.documents import queries as papers
from caseapp.documents.approval import STAGE_WORDS
from caseapp.law.wording import long_date
from caseapp.ledger import actions as ledger
from caseapp.revisions import queries as revisions

APPROVED_FIRST = "党政机关公文处理工作条例第二十二条（公文应当经本机关负责人审批签发）"


def change_draft(
    *, by: Person, case: CaseFile, paper_id: int, data: Mapping[str, Any], version: int
) -> Merge:
    """Save a draft's fields; two who save at once both keep their text."""
    kept = papers.paper_of_case(case.id, paper_id).data
    # An empty box for a word the draft never had changes nothing.
    words = {name: word for name, word in data.items() if word or name in kept}
    both = documents.edit(by=by, paper_id=paper_id, data=words, version=version)
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
    return both


def close_record(
    *, by: Person, case: CaseFile, paper_id: int, on: date, version: int | None = None
) -> None:
    """Freeze a record or sheet no step signs, as the page of `version` showed it."""
    paper = papers.paper_of_case(case.id, paper_id)
    _refuse_unread(papers.paper_to_change(paper.id), version)
    way = way_of(open_file(case, by=by), paper)
    if way.by_step:
        raise Refused(
            f"《{paper.title}》由负责人签发时编号，不能在这里定稿。",
            remedy="请由负责人在案件页办理签发。",
        )
    if way.by_line:
        signer = STAGE_WORDS[way.stages[-1]]
        raise Refused(
            f"《{paper.title}》应当经审批后由{signer}签发，不能由承办人定稿。",
            article=APPROVED_FIRST,
            remedy="请在文书页的“审批”中报批。",
        )
    refuse_before_its_act(case, paper, on, by=by)
    series = shared.series_of(case, paper.kind, on)
    sign_paper(case=case, by=by, paper_id=paper_id, on=on, series=series)
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)


def _refuse_unread(paper: Any, version: int | None) -> None:
    if version is None or version == paper.version or paper.state != "draft":
        return
    latest = revisions.revision("paper", paper.id, paper.version)
    raise Conflict(
        f"您打开本页之后，《{paper.title}》的内容已被他人修改，没有定稿。请看过下面的最新内容再定稿。",
        theirs={},
        mine={},
        who=latest.saved_by_name if latest else "",
        when=latest.saved_at if latest else None,
        version=paper.version,
    )


def refuse_before_its_act(case: CaseFile, paper: Any, on: date, *, by: Person) -> None:
    """A record is not signed before the day on which what it records was done."""
    file = open_file(case, by=by)
    made = file.latest(*makers_of(file, paper))
    first = made.taken_on if made is not None else case.received_on
    if on < first:
        raise Refused(
            f"《{paper.title}》的定稿日期{long_date(on)}早于所记事项的日期（{long_date(first)}）。",
            remedy="请核对定稿日期。",
        )
