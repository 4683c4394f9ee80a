"""The records beside a case follow its acts, in the same transaction, and what is corrected about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.cases.companion_models import Challenge, Companion, Extension, Payment, Performance
from caseapp.cases.companion_reading import Written
from caseapp.cases.companions import WRITTEN
from caseapp.cases.given import stored_money
from caseapp.cases.models import CaseStep
from caseapp.cases.open_file import OpenFile
from caseapp.cases.surcharges import surcharge_on
from caseapp.deadlines import queries as deadlines
from caseapp.law import time_limits
from caseapp.law.procedures.table import Step

# Acts that look at what is owed: each reckons the surcharge up to its own day.
RECKONING = frozenset({
    *("mark_overdue", "demand", "pay_part", "perform", "apply_court", "court_enforced"),
    *("remedy_upheld", "remedy_changed", "defer_payment"),
})  # fmt: skip


def keep_beside(file: OpenFile, step: Step, row: CaseStep) -> None:
    """Write what an act says into the records beside its case; limits of the act have begun by then."""
    written = WRITTEN.get(file.procedure.track, {}).get(row.step, ())
    if not written and not step.extends:
        return
    now = replace(file, history=[*file.history, row], limits=deadlines.of_case(file.case.id))
    for one in written:
        if one.when(now, row) and not one.only_corrects:
            _write(now, row, one)
    for family in step.extends:
        _note_extension(file, now, family=family, row=row)
    _settle(now, row)


def keep_corrected(file: OpenFile, step_id: int) -> None:
    """Let the records read as the acts do after a correction; no act becomes another by it."""
    written = WRITTEN.get(file.procedure.track, {})
    acts = {row.id: row for row in file.history}
    corrected = acts[step_id]
    for one in written.get(corrected.step, ()):
        marked = getattr(one.model, one.mark) == step_id
        record = db.session.scalars(sa.select(one.model).where(marked)).first()
        if record is not None:
            _rewrite(file, record)
        elif one.opens and one.when(file, corrected):
            _open(file, corrected, one)
    _correct_extensions(file, corrected)
    _settle(file, corrected)


def _write(file: OpenFile, row: Any, one: Written) -> None:
    if one.opens:
        _open(file, row, one)
        return
    record = _last(one.model, file.case.id)
    if record is None:
        # The case is older than its records: what began it still stands in the history.
        _replay(file, one.model, before=row.id)
        record = _last(one.model, file.case.id)
    if record is not None:
        _put(file, row, one, record=record)


def _open(file: OpenFile, row: Any, one: Written) -> None:
    record = one.model(case_id=file.case.id, step_id=row.id)
    _put(file, row, one, record=record)
    db.session.add(record)
    db.session.flush()


def _put(file: OpenFile, row: Any, one: Written, *, record: Companion) -> None:
    setattr(record, one.mark, row.id)
    for column, read in one.columns.items():
        setattr(record, column, read(file, row))


def _replay(file: OpenFile, model: type[Companion], *, before: int) -> None:
    for row, one in _of_model(file, file.history, model):
        if row.id < before and one.opens and one.when(file, row):
            _open(file, row, one)


def _rewrite(file: OpenFile, record: Companion) -> None:
    """Read again every act that wrote into a record, in the order they were taken."""
    for row, one in _of_model(file, file.history, type(record)):
        if getattr(record, one.mark) == row.id:
            upto = replace(file, history=[act for act in file.history if act.id <= row.id])
            _put(upto, row, one, record=record)


def _of_model(
    file: OpenFile, acts: Sequence[Any], model: type[Companion]
) -> Iterable[tuple[Any, Written]]:
    written = WRITTEN[file.procedure.track]
    return ((row, one) for row in acts for one in written.get(row.step, ()) if one.model is model)


def _last(model: type[Companion], case_id: int) -> Any:
    wanted = sa.select(model).where(model.case_id == case_id).order_by(model.id.desc())
    return db.session.scalars(wanted.limit(1)).first()


def _note_extension(file: OpenFile, now: OpenFile, *, family: str, row: CaseStep) -> None:
    """Keep which limit was prolonged, from which end to which: both as they stood that day."""
    running = [one for one in file.limits if one.stopped_on is None]
    before = [one for one in running if family in (one.rule_id, one.family)][-1]
    after = next(one for one in now.limits if one.id == before.id)
    db.session.add(
        Extension(
            case_id=file.case.id,
            step_id=row.id,
            deadline_id=after.id,
            family=family,
            rule_id=after.rule_id,
            what=after.what,
            turn=len(after.extensions) - 1,
            length=after.extensions[-1]["length"],
            unit=_unit(after),
            due_before=before.due_on,
            due_after=after.due_on,
            decided_on=row.taken_on,
            approved_by=row.by_name,
            reason=str(row.given.get("reason", "")),
        )
    )
    db.session.flush()


def _unit(limit: Any) -> str:
    """Say in which unit the last extension is counted: that of the sentence that allows it."""
    rules = time_limits.load().row(limit.rule_id).extensions
    turn = len(limit.extensions) - 1
    # Days granted under an article that speaks of months are named with the decision.
    if named := limit.extensions[turn].get("unit"):
        return str(named)
    return rules[min(turn, len(rules) - 1)].unit if rules else str(limit.unit)


def _correct_extensions(file: OpenFile, corrected: Any) -> None:
    """The last extension of a limit ends where the limit now ends; the corrected one has its day."""
    limits = {one.id: one for one in file.limits}
    wanted = sa.select(Extension).where(Extension.case_id == file.case.id)
    for record in db.session.scalars(wanted.order_by(Extension.id)):
        if record.step_id == corrected.id:
            record.decided_on = corrected.taken_on
        limit = limits[record.deadline_id]
        record.length = limit.extensions[record.turn]["length"]
        if record.turn == len(limit.extensions) - 1:
            record.due_after = limit.due_on


def _settle(file: OpenFile, row: Any) -> None:
    """Put payments to what they are paid on, and reckon the surcharge where the act looks at it."""
    if row.step not in RECKONING and row.step != "collect_cash":
        return
    record: Performance | None = _last(Performance, file.case.id)
    if record is None:
        return
    wanted = sa.select(Payment).where(Payment.case_id == file.case.id).order_by(Payment.id)
    payments = db.session.scalars(wanted).all()
    for payment in payments:
        if payment.performance_id is None:
            payment.performance_id = record.id
    mine = [one for one in payments if one.performance_id == record.id]
    _reckon(file, record, mine)
    db.session.flush()


def _reckon(file: OpenFile, record: Performance, payments: Sequence[Payment]) -> None:
    """Reckon up to the last act that looked; a fine paid in time bears none."""
    looked = [one.taken_on for one in file.round if one.step in RECKONING]
    found = surcharge_on(
        fine=_fine_now(file, record),
        paid=[(one.paid_on, one.paid) for one in payments],
        due_on=file.due("CF-18"),
        on=max(looked, default=None),
        challenges=_not_counted(file),
    )
    if found is None:
        record.surcharge_to = record.surcharge = record.surcharge_cap = None
        return
    record.surcharge_to, record.surcharge, record.surcharge_cap = found


def _fine_now(file: OpenFile, record: Performance) -> Decimal:
    """A review or a court may have put another sum in the place of the one decided."""
    changed = file.in_round("remedy_changed")
    put = stored_money(changed.given, "changed_fine") if changed is not None else None
    return (record.fine or Decimal(0)) if put is None else put


def _not_counted(file: OpenFile) -> Sequence[Challenge]:
    """Days of reconsideration and suit are left out under every edition (行政处罚法第七十三条)."""
    wanted = sa.select(Challenge).where(Challenge.case_id == file.case.id)
    return db.session.scalars(wanted.order_by(Challenge.id)).all()
