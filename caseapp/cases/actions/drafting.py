"""Papers of a case made by hand: drafted anew, taken back to an earlier text, filled from another paper."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.merging import Merge
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import open_file
from caseapp.cases.paper_copying import shared_words
from caseapp.cases.paper_gate import edition_in, refuse_draft
from caseapp.cases.paper_known import words_for_draft
from caseapp.documents import actions as documents
from caseapp.documents import queries as papers
from caseapp.documents.catalogue import filed_kinds
from caseapp.law.wording import long_date
from caseapp.ledger import actions as ledger
from caseapp.revisions import queries as revisions


@dataclass(frozen=True)
class DraftFor:
    """The matter with another body a paper of a case is made for, and what that matter says in its words."""

    cooperation_id: int
    words: Mapping[str, Any] = field(default_factory=dict)


def draft_paper(
    *,
    by: Person,
    case: CaseFile,
    kind: str,
    on: date | None = None,
    made_for: DraftFor | None = None,
) -> int:
    """Draft a paper by hand with the words the case knows; what a track forbids is refused here too."""
    if on is not None and not case.received_on <= on <= today():
        raise Refused(
            f"文书的日期应当在收到线索之日（{long_date(case.received_on)}）和今天之间。",
            remedy="请核对日期。",
        )
    entry = next((one for one in filed_kinds() if one.key == kind), None)
    if entry is None:
        raise Refused("没有选择要起草的文书。", remedy="请按文书右边的“起草”。")
    file = open_file(case, by=by)
    of_kind = edition_in(file.procedure, entry)
    refuse_draft(file, of_kind, for_matter=made_for is not None)
    data = words_for_draft(file, of_kind)
    paper_id = documents.draft(
        by=by,
        case_id=case.id,
        cooperation_id=None if made_for is None else made_for.cooperation_id,
        kind=of_kind.key,
        data=data if made_for is None else {**data, **made_for.words},
        on=on,
    )
    _announce(case)
    return paper_id


def restore_version(
    *, by: Person, case: CaseFile, paper_id: int, number: int, version: int
) -> Merge:
    """Take a draft back to an earlier text, as a new version; no text in between is lost."""
    paper = papers.paper_of_case(case.id, paper_id)
    earlier = revisions.revision("paper", paper_id, number)
    if earlier is None:
        raise NotVisible
    if number == paper.version:
        raise Refused(f"第 {number} 版就是现在的内容。", remedy="请选择以前的版本。")
    # Words that came later are emptied: the draft is what it was.
    later = dict.fromkeys(set(paper.data) - set(earlier.data), "")
    both = documents.edit(by=by, paper_id=paper_id, data={**later, **earlier.data}, version=version)
    _announce(case)
    return both


@dataclass(frozen=True)
class CopyGiven:
    """Which words of which paper are taken over, and on which version of the draft."""

    from_id: int
    words: Collection[str]
    version: int


def copy_words(*, by: Person, case: CaseFile, paper_id: int, given: CopyGiven) -> Merge:
    """Take words over from another paper of the same case, in one act and as a new version."""
    paper = papers.paper_of_case(case.id, paper_id)
    source = papers.paper_of_case(case.id, given.from_id)
    offered = shared_words(source, paper)
    taken = {word: source.data[word] for word in given.words if word in offered}
    if not taken:
        raise Refused("没有选择要带入的内容。", remedy="请勾选至少一项。")
    both = documents.edit(by=by, paper_id=paper_id, data=taken, version=given.version)
    _announce(case)
    return both


def _announce(case: CaseFile) -> None:
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
