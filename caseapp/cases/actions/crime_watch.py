"""Keeping the signals of a crime: one stands from the moment a recorded figure reaches its ground."""

from __future__ import annotations

from collections.abc import Collection

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.cases.crime_models import CrimeSignal
from caseapp.cases.crime_watch import PENDING, signals_in, standing, to_watch
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import open_file
from caseapp.ledger import actions as ledger


def watch_crimes(*, by: Person, case_ids: Collection[int]) -> None:
    """Compare what these cases record with the grounds: a new one stands, one no longer reached ends."""
    for case_id in to_watch(case_ids):
        _watch(by, db.session.get_one(CaseFile, case_id))


def _watch(by: Person, case: CaseFile) -> None:
    found = {one.rule: one for one in signals_in(open_file(case, by=by))}
    kept = {one.rule: one for one in standing(case.id) if one.rule != PENDING}
    for rule, row in kept.items():
        if rule not in found:
            row.ended_at = now()
            _record(by, case, row, act="case.crime_signal_ended")
    for rule, one in found.items():
        if rule not in kept:
            row = CrimeSignal(case_id=case.id, rule=rule, text=one.text, since=now())
            db.session.add(row)
            db.session.flush()
            _record(by, case, row, act="case.crime_signal")


def mark_pending(*, by: Person, case_id: int, number: str) -> None:
    """Let no penalty be decided while a transfer to the police waits for the head (第五条)."""
    case = db.session.get_one(CaseFile, case_id)
    row = CrimeSignal(case_id=case_id, rule=PENDING, text=number, since=now())
    db.session.add(row)
    db.session.flush()
    _record(by, case, row, act="case.crime_signal")


def end_pending(*, by: Person, case_id: int) -> None:
    """Take the mark away: the head decided, or the transfer was entered wrongly."""
    case = db.session.get_one(CaseFile, case_id)
    for row in standing(case_id):
        if row.rule == PENDING:
            row.ended_at = now()
            _record(by, case, row, act="case.crime_signal_ended")


def _record(by: Person, case: CaseFile, row: CrimeSignal, *, act: str) -> None:
    ledger.record(
        by=by,
        action=act,
        object_kind="case",
        object_id=case.id,
        object_key=case.case_no or case.lead_no,
        details={"rule": row.rule, "text": row.text},
    )
