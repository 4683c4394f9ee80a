"""The office's seal on a signed paper, as the register of its uses keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseapp.accounts.person import Person
from caseapp.base.chinese import date_words
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.documents import queries
from caseapp.documents.actions.papers import record_act
from caseapp.documents.catalogue import kind_of
from caseapp.documents.issue_models import SealUse
from caseapp.documents.models import PaperRecord
from caseapp.ledger import actions as ledger

SEALED_BY = "国家行政机关用印须经本机关负责人审批（国务院关于国家行政机关印章管理的规定）"


@dataclass(frozen=True)
class SealGiven:
    """What is told about a use of the seal."""

    copies: int
    on: date
    sealed_by: str
    note: str = ""


def seal(*, by: Person, paper_id: int, given: SealGiven) -> int:
    """Record that the seal was put on so many copies of a signed paper, by whom and on which day."""
    record = queries.paper_to_change(paper_id)
    _sealable(record, given)
    row = SealUse(
        paper_id=record.id,
        copies=given.copies,
        sealed_on=given.on,
        sealed_by=given.sealed_by,
        note=given.note,
        recorded_by=by.id,
        recorded_by_name=by.name,
        recorded_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    details = {"copies": given.copies, "on": given.on.isoformat(), "sealed_by": given.sealed_by}
    record_act(by, "paper.seal", record, details=details)
    ledger.announce(event="paper.changed", object_kind="paper", object_id=record.id)
    return row.id


def _sealable(record: PaperRecord, given: SealGiven) -> None:
    if not kind_of(record.kind).seal:
        raise Refused(
            f"《{record.title}》不加盖机关印章。", remedy="内部审批表、笔录和清单不用登记用印。"
        )
    if record.state not in ("signed", "served") or record.signed_on is None:
        why = "已经作废" if record.state == "void" else "还没有签发"
        raise Refused(
            f"《{record.title}》{why}，不能用印。",
            article=SEALED_BY,
            remedy="请在签发以后用印。",
        )
    if not record.signed_on <= given.on <= today():
        raise Refused(
            f"用印日期应当在签发之日（{date_words(record.signed_on)}）至今天之间。",
            remedy="请核对用印日期。",
        )
