"""take_step: the only way a case changes its state; one act, one transaction, one right check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import in_whose_place
from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Conflict
from caseapp.cases import given as forms
from caseapp.cases.actions.effects import follow
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cases.asked import Asked
from caseapp.cases.facts import facts_of
from caseapp.cases.models import CaseFile, CaseStep
from caseapp.cases.open_file import OpenFile, open_file
from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.table import Step
from caseapp.ledger import actions as ledger

NAME_ROOM = 60  # of every column that keeps who did something


@dataclass(frozen=True)
class TakeGiven:
    """What is given with a step; version is that of the page it was taken from, None if from none."""

    on: date
    values: Mapping[str, object] = field(default_factory=dict)
    reason: str = ""
    override_reason: str = ""
    version: int | None = None


def take_step(*, by: Person, case: CaseFile, key: str, given: TakeGiven) -> CaseStep:
    """Take one step of the procedure: state, history, limits, papers, audit and news, or nothing.

    Refuses with every sentence that stands against it; a stale page ends in Conflict.
    """
    db.session.refresh(case, with_for_update=True)  # two who act at once act one after the other
    file = open_file(case, by=by)
    _refuse_stale(file, key, given)
    asked = Asked(given.on, given.values, given.reason, given.override_reason)
    facts = facts_of(file, asked)
    step = file.procedure.take(key, case.state, file.roles, facts)
    words = _words_of(step, given)
    refuse_sealed_words(case, words, what=f"“{step.name}”不能办理", at="填写内容")
    file = _signed_by(file, step)
    row = _change(file, step, given)
    follow(file, step, row, values=given.values)
    _record(file, step, row, facts=facts)
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
    return row


def _signed_by(file: OpenFile, step: Step) -> OpenFile:
    """Let the record say in whose place a deputy acts."""
    away = in_whose_place(file.by, file.thing, step.by)
    if not away:
        return file
    name = f"{file.by.name}（代{accounts.names_of([away])[away]}）"
    return replace(file, by=replace(file.by, name=name[:NAME_ROOM]))


def _words_of(step: Step, given: TakeGiven) -> dict[str, object]:
    """Return what was typed, by the label it was typed under; two fields of one label are both kept."""
    words: dict[str, object] = {"办理理由": given.reason, "仍要办理的理由": given.override_reason}
    for one in step.fields:
        words[one.label] = [words.get(one.label), given.values.get(one.key)]
    return words


def _change(file: OpenFile, step: Step, given: TakeGiven) -> CaseStep:
    case, by = file.case, file.by
    stored = forms.plain(given.values)
    if given.reason:
        stored["reason"] = given.reason
    if given.override_reason:
        stored["override_reason"] = given.override_reason
    row = CaseStep(
        case_id=case.id,
        step=step.key,
        name=step.name,
        from_state=case.state,
        to_state=step.end_from(case.state),
        taken_on=given.on,
        taken_at=now(),
        by_id=by.id,
        by_name=by.name,
        given=stored,
    )
    case.state = row.to_state
    case.is_open = file.procedure.state(row.to_state).is_open
    case.version += 1
    case.updated_at = now()
    # A case that comes back from elsewhere is open again.
    case.closed_on = None if case.is_open else given.on
    db.session.add(row)
    db.session.flush()
    return row


def _record(file: OpenFile, step: Step, row: CaseStep, *, facts: Facts) -> None:
    aside = file.procedure.set_aside(step, file.roles, facts)
    ledger.record(
        by=file.by,
        action=f"case.{step.key}",
        object_kind="case",
        object_id=file.case.id,
        object_key=file.case.case_no or file.case.lead_no,
        reason=str(row.given.get("reason", "")),
        details={
            "from": row.from_state,
            "to": row.to_state,
            "on": row.taken_on.isoformat(),
            "set_aside": [one.sentence for one in aside],
        },
    )


def _refuse_stale(file: OpenFile, key: str, given: TakeGiven) -> None:
    case = file.case
    if given.version is None or given.version == case.version:
        return
    last = file.history[-1] if file.history else None
    mine = next((one.name for one in file.procedure.steps if one.key == key), key)
    raise Conflict(
        "您打开本页之后，案件已有新的办理。您填写的内容都在下面的表单里，请核对后再办。",
        theirs={"办理的步骤": last.name if last else ""},
        mine={"办理的步骤": f"{mine}（尚未办理）"},
        who=last.by_name if last else "",
        when=last.taken_at if last else None,
        version=case.version,
    )
