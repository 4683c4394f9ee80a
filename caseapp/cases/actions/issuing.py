"""What follows the signature of a paper of a case: seal, proof of service, correction, voiding."""

from __future__ import annotations

from typing import Any

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cases.correcting_kinds import correcting_kind
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import open_file
from caseapp.cases.paper_values.of_case import words_of_case
from caseapp.documents import actions as documents
from caseapp.documents import approval, issuing
from caseapp.documents import queries as papers
from caseapp.documents.actions import SealGiven
from caseapp.documents.actions.sealing import SEALED_BY
from caseapp.law.procedures.roles import Role
from caseapp.ledger import actions as ledger

CORRECTED = "已经送达的文书不再改动；文字错误另行制作补正文书"


def seal_paper(*, by: Person, case: CaseFile, paper_id: int, given: SealGiven) -> None:
    """Record a use of the seal; whoever undertakes the case does not keep the seal."""
    papers.paper_of_case(case.id, paper_id)
    handed_in = approval.round_of(issuing.opinions(paper_id))[:1]
    # A registrar who took a request stands on its team and still keeps the seal.
    undertakes = by.id in open_file(case, by=by).team_ids and not by.has_role(Role.REGISTRAR.value)
    if undertakes or any(one.by_id == by.id for one in handed_in):
        raise Refused(
            "这份文书由您承办，不能由您登记用印：承办和用印应当分开。",
            article=SEALED_BY,
            remedy="请由管理印章的登记员办理。",
        )
    refuse_sealed_words(case, {"备注": given.note}, what="用印不能登记", at="填写内容")
    documents.seal(by=by, paper_id=paper_id, given=given)
    _announce(case)


def prove_service(
    *, by: Person, case: CaseFile, paper_id: int, service_id: int, what: str, files: Any
) -> None:
    """Attach what proves a service to its record: receipt, slip, screenshot, photo."""
    papers.paper_of_case(case.id, paper_id)
    if not files:
        raise Refused("没有选择文件。", remedy="请选择回证的扫描件、邮寄凭证、截图或者照片。")
    for file in files:
        documents.prove(by=by, paper_id=paper_id, service_id=service_id, what=what, file=file)


def void_paper(*, by: Person, case: CaseFile, paper_id: int, why: str) -> None:
    """Void a draft, or as chief a signed paper nobody was served; its number stays with the reason."""
    paper, file = papers.paper_of_case(case.id, paper_id), open_file(case, by=by)
    if paper.state == "signed" and file.procedure.is_signed_by_step(paper.kind):
        raise Refused(
            f"《{paper.title}》由案件步骤签发，案件已据此办理，不能单独作废。",
            remedy="文字有误的，送达以后制作补正文书；内容有误的，依法撤销或者变更。",
        )
    if paper.state == "signed" and not decide(by, "paper.sign", file.thing):
        raise Refused(
            f"《{paper.title}》已经签发，只有负责人可以作废。",
            remedy="请向负责人说明作废的原因，由负责人在本页办理。",
        )
    refuse_sealed_words(case, {"作废原因": why}, what="不能作废", at="填写内容")
    documents.void(by=by, paper_id=paper_id, why=why)
    _announce(case)


def correct_served(*, by: Person, case: CaseFile, paper_id: int) -> int:
    """Begin the paper that puts a served one right, with its name, number and days filled in."""
    paper, file = papers.paper_of_case(case.id, paper_id), open_file(case, by=by)
    kind = correcting_kind(case.track, paper.kind)
    if kind is None:
        raise Refused(
            f"本程序没有用来补正《{paper.title}》的文书。",
            article=CORRECTED,
            remedy="请在案件页记明错误，另行制作内容正确的文书并重新送达。",
        )
    served = max((one.served_on for one in papers.services_of_paper(paper_id)), default=None)
    about = {
        "原文书名称": paper.title,
        "原文书文号": paper.number or case.case_no or "",
        "原文书送达日期": served.isoformat() if served else "",
        "决定书文号": paper.number or case.case_no or "",
        "决定日期": paper.signed_on.isoformat() if paper.signed_on else "",
    }
    data = {**words_of_case(file, kind, today()), **about}
    made = documents.correct_paper(by=by, paper_id=paper_id, kind=kind.key, data=data)
    _announce(case)
    return made


def _announce(case: CaseFile) -> None:
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
