"""The seal on a letter of a matter: whoever keeps it, never whoever handed the letter in."""

from __future__ import annotations

from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.errors import Refused
from caseapp.cases import queries as cases
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cooperation.owners import Matter
from caseapp.documents import actions as documents
from caseapp.documents import approval, issuing
from caseapp.documents import queries as papers
from caseapp.documents.actions import SealGiven
from caseapp.documents.actions.sealing import SEALED_BY


def seal_paper(*, by: Person, matter: Matter, paper_id: int, given: SealGiven) -> None:
    """Record a use of the seal on a signed letter."""
    paper = papers.paper_of_cooperation(matter.entry.id, paper_id)
    if not keeps_seal(by=by, matter=matter):
        raise Refused(
            f"《{paper.title}》不能由您登记用印。", remedy="请由管理印章的登记员或者负责人办理。"
        )
    handed_in = approval.round_of(issuing.opinions(paper_id))[:1]
    if any(one.by_id == by.id for one in handed_in):
        raise Refused(
            "这份文书由您承办，不能由您登记用印：承办和用印应当分开。",
            article=SEALED_BY,
            remedy="请由管理印章的其他人员办理。",
        )
    if matter.entry.case_id is not None:
        case = cases.visible_case(matter.entry.case_id, by=by)
        refuse_sealed_words(case, {"备注": given.note}, what="用印不能登记", at="填写内容")
    documents.seal(by=by, paper_id=paper_id, given=given)


def keeps_seal(*, by: Person, matter: Matter) -> bool:
    """Say whether this person keeps the seal of the office a matter lies with."""
    return bool(decide(by, "paper.seal", Thing(matter.entry.unit_path)))
