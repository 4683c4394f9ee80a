"""Notes of the team on a case: short, kept as they were written, seen by whoever sees the case."""

from __future__ import annotations

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import queries
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cases.kept_models import CaseNote
from caseapp.cases.models import CaseFile
from caseapp.ledger import actions as ledger


def write_note(*, by: Person, case: CaseFile, words: str) -> CaseNote:
    """Write a note on a case; a sealed identity is kept out of it as out of any other text."""
    thing = queries.thing_of(case, queries.officers(case.id))
    if not decide(by, "case.note", thing):
        raise NotVisible
    words = words.strip()
    if not words:
        raise Refused("请写明记事内容。")
    refuse_sealed_words(case, {"内容": words}, what="记事不能保存", at="记事")
    row = keep_note(by=by, case=case, words=words)
    ledger.record(
        by=by,
        action="case.noted",
        object_kind="case",
        object_id=case.id,
        object_key=case.case_no or case.lead_no,
        details={"note": row.id},
    )
    return row


def keep_note(*, by: Person, case: CaseFile, words: str) -> CaseNote:
    """Keep a note as part of another act, which stands in the trail itself."""
    row = CaseNote(
        case_id=case.id,
        words=words,
        by_id=by.id,
        by_name=by.name,
        noted_on=today(),
        noted_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
    return row
