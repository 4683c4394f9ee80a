"""Papers of a transfer that lie in its case, and the trail of what was taken out of the registers."""

from __future__ import annotations

from datetime import date

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.errors import Refused
from caseapp.cases import queries as cases
from caseapp.cases.actions.drafting import DraftFor, draft_paper
from caseapp.cooperation.paper_values import fitting
from caseapp.documents.catalogue import kind_of
from caseapp.ledger import actions as ledger
from caseapp.transfers import file_queries
from caseapp.transfers.models import Transfer
from caseapp.transfers.paper_owner import case_kinds, words_of


def draft_in_case(*, by: Person, transfer: Transfer, kind: str, on: date | None = None) -> int:
    """Draft a paper of a transfer in its case, with the words of both; it goes along the case's line."""
    matter = file_queries.matter_of(transfer.id)
    if matter.case_id is None or kind not in case_kinds(transfer):
        raise Refused("没有选择要起草的文书。", remedy="请按文书右边的“起草”。")
    case = cases.visible_case(matter.case_id, by=by)
    if not decide(by, "paper.draft", cases.thing_of(case, cases.officers(case.id))):
        raise Refused(
            f"不能起草《{kind_of(kind).title}》：您不承办案件 {case.case_no or case.lead_no}。",
            remedy="请由案件的承办人起草。",
        )
    words = fitting(kind_of(kind), words_of(transfer, kind_of(kind)))
    return draft_paper(by=by, case=case, kind=kind, on=on, made_for=DraftFor(transfer.id, words))


def note_register_exported(*, by: Person, words: str, rows: int, whole: bool) -> None:
    """Keep who took the register of transfers out of the office, before a byte of it goes."""
    ledger.record(
        by=by,
        action="transfer.register_exported",
        object_kind="register",
        object_id=by.id,
        object_key="移送协作登记簿",
        details={"narrowed": words, "rows": rows, "whole": whole},
    )
