"""Papers of a ticket: drafted from its words, changed, signed with a number, voided, served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.errors import Conflict, Refused
from caseapp.base.merging import Merge
from caseapp.cases.paper_values import shared
from caseapp.documents import actions as documents
from caseapp.documents import queries as papers
from caseapp.documents.approval import AGREE, UNDERTAKER
from caseapp.documents.catalogue import kind_of
from caseapp.documents.words import ServiceGiven
from caseapp.hotline.actions.secrecy import refuse_sealed_words
from caseapp.hotline.callers import refuse_to_tell
from caseapp.hotline.models import Ticket
from caseapp.hotline.ticket_paper_values import words_for
from caseapp.hotline.ticket_papers import kind_for, may_draft, may_sign, signer_of
from caseapp.law.wording import long_date

SIGNED_BY = "党政机关公文处理工作条例第二十二条（公文应当经本机关负责人审批签发）"


@dataclass(frozen=True)
class _Said:
    """The signer's agreement, as a sheet prints it."""

    stage: str
    by_name: str
    given_on: date
    text: str = "同意。"
    verdict: str = AGREE


def draft_ticket_paper(*, by: Person, ticket: Ticket, kind: str) -> int:
    """Draft a paper with the words the ticket knows; a sealed caller stands in it by alias."""
    of_kind = kind_for(ticket, kind)
    _refuse_stranger(by, ticket, what="起草")
    data = words_for(ticket, of_kind, by=by)
    return documents.draft(by=by, case_id=None, ticket_id=ticket.id, kind=kind, data=data)


def change_ticket_paper(
    *, by: Person, ticket: Ticket, paper_id: int, data: Mapping[str, Any], version: int
) -> Merge:
    """Save the words of a draft, merged with what others saved; no sealed identity is saved with it."""
    kept = papers.paper_of_ticket(ticket.id, paper_id)
    _refuse_stranger(by, ticket, what="修改")
    words = {name: word for name, word in data.items() if word or name in kept.data}
    refuse_sealed_words(ticket=ticket, texts=words, what=f"保存《{kept.title}》")
    return documents.edit(by=by, paper_id=paper_id, data=words, version=version)


def sign_ticket_paper(*, by: Person, ticket: Ticket, paper_id: int, on: date, version: int) -> Any:
    """Sign a paper as its chain says; number and files are frozen, a sealed identity goes out with none."""
    paper = papers.paper_of_ticket(ticket.id, paper_id)
    kind = kind_of(paper.kind)
    if why := may_sign(by, ticket, kind, drafted_by=paper.drafted_by):
        raise Refused(
            f"《{paper.title}》不能由您签发：{why}", article=SIGNED_BY, remedy="请转有权签发的人。"
        )
    if paper.state == "draft" and version != paper.version:
        raise Conflict(
            f"您打开本页之后，《{paper.title}》的内容已被他人修改，没有签发。请看过最新内容再签发。",
            theirs={},
            mine={},
            version=paper.version,
        )
    if on < ticket.received_on:
        raise Refused(
            f"签发日期{long_date(on)}早于收到工单之日（{long_date(ticket.received_on)}）。",
            remedy="请核对日期。",
        )
    refuse_sealed_words(ticket=ticket, texts=paper.data, what=f"签发《{paper.title}》")
    stage = signer_of(kind.chain)
    said = () if stage == UNDERTAKER else (_Said(stage, by.name, on),)
    series = shared.series_of(ticket, paper.kind, on)
    return documents.sign(by=by, paper_id=paper_id, on=on, series=series, opinions=said)


def void_ticket_paper(*, by: Person, ticket: Ticket, paper_id: int, why: str) -> None:
    """Void a paper with its reason: a draft by whoever works with the ticket, a signed one by its signer."""
    paper = papers.paper_of_ticket(ticket.id, paper_id)
    _refuse_stranger(by, ticket, what="作废", paper=paper)
    documents.void(by=by, paper_id=paper_id, why=why)


def serve_ticket_paper(*, by: Person, ticket: Ticket, paper_id: int, given: ServiceGiven) -> int:
    """Record the service of a signed paper; a sealed caller is served by the informant desk alone."""
    paper = papers.paper_of_ticket(ticket.id, paper_id)
    _refuse_stranger(by, ticket, what="登记送达")
    refuse_to_tell(by, ticket, what=f"送达《{paper.title}》")
    texts = {
        "受送达人": given.addressee,
        "收件人": given.receiver,
        "送达地点": given.place,
        "备注": given.note,
    }
    refuse_sealed_words(ticket=ticket, texts=texts, what=f"登记《{paper.title}》的送达")
    return documents.serve(by=by, paper_id=paper_id, given=given)


def _refuse_stranger(by: Person, ticket: Ticket, *, what: str, paper: Any = None) -> None:
    signed = paper is not None and paper.state != "draft"
    if signed and not may_sign(by, ticket, kind_of(paper.kind), drafted_by=0):
        return
    if not signed and may_draft(by, ticket):
        return
    raise Refused(
        f"不能{what}：您不承办工单 {ticket.number}。",
        remedy="请由持有单位的承办人办理；已签发的由签发人作废。",
    )
