"""What a step's form is filled with before anybody types: what the file already knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from caseapp.base.clock import local, today
from caseapp.cases.given import stored_day, stored_money
from caseapp.cases.open_file import OpenFile
from caseapp.cases.penalty_facts import hearing_is_usual
from caseapp.law.procedures.table import Field, Step

ENTERED_LATE = timedelta(days=30)
# field -> the step whose latest value it repeats, under the name it had there
REPEATED: Mapping[str, tuple[str, str]] = {
    "fine": ("report", "proposed_fine"),
    "confiscation": ("report", "confiscation"),
    "hearing_officer": ("notify_hearing", "hearing_officer"),
    "act_ended_on": ("verify", "act_on"),
    "changed_fine": ("ask_decision", "fine"),
    "changed_confiscation": ("ask_decision", "confiscation"),
}

# The chief signs a decision between two sides as the panel drafted it.
SIGNED_FROM: Mapping[str, str] = {"decide": "draft_decision", "decide_repeat": "draft_repeat"}


def usual_day(file: OpenFile) -> date:
    """Return the day a form begins with: today, in a file entered long afterwards that of its last act."""
    last = file.history[-1] if file.history else None
    happened = last.taken_on if last is not None else file.case.received_on
    entered = last.taken_at if last is not None else file.case.created_at
    was_late = local(entered).date() - happened > ENTERED_LATE
    return file.last_step_on if was_late else today()


def preset_of(file: OpenFile, step: Step) -> dict[str, Any]:
    """Return what is known; an earlier take of the same step comes first, so that a redo starts from it."""
    found: dict[str, Any] = {}
    before = file.latest(step.key) if step.key in ("report", "verify") else None
    if step.key in SIGNED_FROM:
        before = file.in_round(SIGNED_FROM[step.key])
    for field in step.fields:
        value = _known(file, field, before)
        if value is not None:
            found[field.key] = value
    return found


def _known(file: OpenFile, field: Field, before: Any | None) -> Any:
    key, kind = field.key, field.kind
    if before is not None and key in before.given:
        return _read(before.given, key, kind)
    if key in FROM_FILE:
        return FROM_FILE[key](file)
    if key in REPEATED:
        step, name = REPEATED[key]
        source = file.in_round(step)
        return _read(source.given, name, kind) if source is not None else None
    return None


def _read(given: Mapping[str, Any], key: str, kind: str) -> Any:
    if kind == "date":
        return stored_day(given, key)
    if kind == "money":
        return stored_money(given, key)
    return given.get(key)


def _printed(file: OpenFile) -> str | None:
    first = next(iter(file.patents), None)
    return first.as_printed if first is not None else None


def _place(file: OpenFile) -> str | None:
    """A mediation is held where both sides were told; other acts happen where the goods are."""
    told = file.latest("notify_session")
    return str(told.given["session_place"]) if told is not None else file.case.place or None


FROM_FILE: Mapping[str, Callable[[OpenFile], Any]] = {
    "officers": lambda file: list(file.team_ids),
    "hearing_offered": hearing_is_usual,
    "looked_up_by": lambda file: file.by.id,
    "patent_number": _printed,
    "act_on": lambda file: file.case.received_on,
    "place": _place,
}
