"""What a case brings about in its transfer: a penalty is told to police, procuratorate and right holder."""

from __future__ import annotations

from collections.abc import Collection

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.cooperation.models import Cooperation
from caseapp.documents import queries as documents
from caseapp.transfers.actions.moving import move
from caseapp.transfers.criminal_facts import (
    case_of,
    last_move,
    owes_an_answer,
    penalty_since,
    waiting_for_case,
)
from caseapp.transfers.given import MoveGiven
from caseapp.transfers.models import Transfer
from caseapp.transfers.queries import moves_made

DECISIONS = ("penalty_decision", "on_spot_decision")


def follow_cases(*, by: Person, case_ids: Collection[int]) -> None:
    """Begin the ten days of copies with the penalty; close what ended without one (高检会〔2006〕2号)."""
    for transfer in waiting_for_case(case_ids):
        _follow(by, transfer)


def _follow(by: Person, transfer: Transfer) -> None:
    matter = db.session.get_one(Cooperation, transfer.id)
    case, last = case_of(matter), last_move(transfer.id)
    if case is None or last is None:
        return
    penalty = penalty_since(matter)
    if penalty is not None:
        given = MoveGiven(
            on=max(penalty.taken_on, last.taken_on), values={"decision": _number(case.id)}
        )
        move(by=by, transfer=transfer, key="punish", given=given)
    elif not case.is_open and not _owes_an_answer(transfer):
        on = max(case.closed_on or last.taken_on, last.taken_on)
        move(by=by, transfer=transfer, key="end", given=MoveGiven(on=on, reason="案件已经办结。"))


def _owes_an_answer(transfer: Transfer) -> bool:
    return owes_an_answer([one.move for one in moves_made(transfer.id)])


def _number(case_id: int) -> str:
    rows = [
        row for row in documents.papers_of_case(case_id) if row.kind in DECISIONS and row.number
    ]
    return rows[-1].number if rows else "见案卷"
