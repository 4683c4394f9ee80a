"""The last look before a text of a case stands for good: no sealed identity goes out with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.crypto import Locked
from caseapp.base.errors import Refused
from caseapp.cases.models import CaseFile
from caseapp.documents import actions as documents
from caseapp.documents import queries as papers
from caseapp.documents.models import PaperRecord
from caseapp.documents.offices import Series
from caseapp.parties.outgoing import leaks

_BASIS = "行政处罚法第五十条（保密）；举报人信息不得写入对外文书"


def sign_paper(
    *,
    case: CaseFile,
    by: Person,
    paper_id: int,
    on: date,
    series: Series | None = None,
    opinions: Sequence[Any] = (),
) -> PaperRecord:
    """Sign a paper of a case, unless it holds what is sealed in that case; the only way to sign one."""
    paper = papers.paper(paper_id)
    refuse_sealed_words(
        case, paper.data, what=f"《{paper.title}》不能签发", at=f"《{paper.title}》"
    )
    return documents.sign(by=by, paper_id=paper_id, on=on, series=series, opinions=opinions)


def refuse_sealed_words(case: CaseFile, texts: Mapping[str, Any], *, what: str, at: str) -> None:
    """Refuse a text with a protected name, number or address, naming the field and never the word."""
    try:
        found = leaks(texts, case_id=case.id, alias=case.informant_alias)
    except Locked as fault:
        raise Refused(
            f"{what}：无法核对其中有没有受保护的身份。{fault}",
            article=_BASIS,
            remedy="请系统管理员从备份恢复密钥目录后再办。",
        ) from fault
    if not found:
        return
    raise Refused(
        *(f"{what}：{at}的“{'”“'.join(one.places)}”写有{one.alias}的受保护信息。" for one in found),
        article=_BASIS,
        remedy="请改写为代号或者删去后再办。这次拦截已记入审计日志。",
        note={
            "action": "paper.held_back",
            "object_kind": "case",
            "object_id": case.id,
            "object_key": case.case_no or case.lead_no,
            "result": "alarm",
            "reason": f"{at}：{'、'.join(place for one in found for place in one.places)}",
            "details": {"aliases": [one.alias for one in found]},
        },
    )
