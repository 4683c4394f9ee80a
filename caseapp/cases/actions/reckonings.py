"""Putting a reckoning of the penalty into the file, with every input and every rule it went by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import queries
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cases.models import CaseFile
from caseapp.cases.record_models import PenaltyReckoning
from caseapp.law.errors import NoAnswer
from caseapp.law.penalty_desk import PenaltyAnswer, PenaltyFacts, reckon_penalty
from caseapp.ledger import actions as ledger


def keep_reckoning(
    *, by: Person, case: CaseFile, facts: PenaltyFacts, in_words: Sequence[dict[str, str]]
) -> int:
    """Keep a reckoning in the file; a proposal outside the range is refused, the officer decides the rest."""
    db.session.refresh(case, with_for_update=True)
    if not decide(by, "case.note", queries.thing_of(case, queries.officers(case.id))):
        raise NotVisible
    if not case.is_open:
        raise Refused("案件已结，不能再把测算存入案卷。")
    if facts.decided < case.received_on:
        raise Refused(
            f"作出决定的日期（{facts.decided}）早于线索接收日（{case.received_on}）。",
            remedy="请核对作出决定的日期。",
        )
    refuse_sealed_words(
        case, {one["label"]: one["value"] for one in in_words}, what="不能存入案卷", at="测算"
    )
    answer = _answer(facts)
    row = PenaltyReckoning(
        case_id=case.id,
        reckoned_for=facts.decided,
        given={"fields": list(in_words), "reckoned_on": today().isoformat()},
        answer=[asdict(one) for one in answer.sections],
        by_id=by.id,
        by_name=by.name,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    _record(row, answer, by=by, case=case)
    return row.id


def _answer(facts: PenaltyFacts) -> PenaltyAnswer:
    try:
        answer = reckon_penalty(facts)
    except NoAnswer as no:
        raise Refused(no.sentence) from None
    if answer.faults:
        raise Refused(*answer.faults, article=answer.range.basis, remedy="改正后再存入案卷。")
    return answer


def _record(row: PenaltyReckoning, answer: PenaltyAnswer, *, by: Person, case: CaseFile) -> None:
    details: dict[str, Any] = {
        "reckoning": row.id,
        "rules": [rule for one in answer.sections for rule in one.rules],
        "ceiling": str(answer.range.ceiling),
    }
    ledger.record(
        by=by,
        action="case.penalty_reckoned",
        object_kind="case",
        object_id=case.id,
        object_key=case.case_no or case.lead_no,
        details=details,
    )
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
