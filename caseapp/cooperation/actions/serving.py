"""How a letter of a matter reached its receiver: by whoever works with the matter, with its receipt."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.base.errors import Refused
from caseapp.cases import queries as cases
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cooperation.owners import Matter
from caseapp.cooperation.paper_line import may_draft
from caseapp.documents import actions as documents
from caseapp.documents import queries as papers
from caseapp.documents.words import ServiceGiven


def serve_paper(*, by: Person, matter: Matter, paper_id: int, given: ServiceGiven) -> int:
    """Record the service of a signed letter and draft its receipt; each receiver has a record."""
    paper = papers.paper_of_cooperation(matter.entry.id, paper_id)
    if not may_draft(by, matter):
        raise Refused(
            f"不能登记《{paper.title}》的送达：您不承办 {matter.entry.number}。",
            remedy="请由承办单位的人办理。",
        )
    if matter.entry.case_id is not None:
        case = cases.visible_case(matter.entry.case_id, by=by)
        texts = {"受送达人": given.addressee, "收件人": given.receiver, "备注": given.note}
        refuse_sealed_words(case, texts, what="送达不能登记", at="填写内容")
    return documents.serve(by=by, paper_id=paper_id, given=given)
