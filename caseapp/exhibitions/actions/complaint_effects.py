"""What a move writes into the complaint, and what of it goes into the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from caseapp.exhibitions import complaint_rules, fair_queries
from caseapp.exhibitions.actions.filing import open_case
from caseapp.exhibitions.actions.repeating import note_finding
from caseapp.exhibitions.asked import Asked
from caseapp.exhibitions.completeness import day_of
from caseapp.exhibitions.receivers import receiver_of


def _complete(asked: Asked) -> Mapping[str, Any]:
    asked.complaint.complete_at = asked.at
    return {}


def _refuse(asked: Asked) -> Mapping[str, Any]:
    complaint = asked.complaint
    complaint.refused_for = asked.told["refused_for"]
    row = complaint_rules.ground(complaint.refused_for, complaint.right_kind, day_of(complaint))
    return {} if row is None else {"ground": row.name, "basis": row.cited}


def _pass_on(asked: Asked) -> Mapping[str, Any]:
    asked.complaint.passed_at = asked.at
    return _receiver(asked)


def _move(asked: Asked) -> Mapping[str, Any]:
    return _receiver(asked)


def _receiver(asked: Asked) -> Mapping[str, Any]:
    body = receiver_of(asked.complained, asked.told["receiver"], asked.day, doing=asked.row.name)
    return {"receiver": body.body_id, "receiver_name": body.name, "competence": body.reason}


def _notify(asked: Asked) -> Mapping[str, Any]:
    asked.complaint.notified_at = asked.at
    return {"organiser_to": asked.told.get("organiser_to") or _organiser(asked)}


def _organiser(asked: Asked) -> str:
    """Return whom of the organiser the notice went to where nobody named them."""
    contacts = fair_queries.contacts_of(asked.fair.id)
    found = next((row.name for row in contacts if row.part == "organiser" and row.name), "")
    return found or asked.fair.organiser


def _answer(asked: Asked) -> Mapping[str, Any]:
    asked.complaint.answer, asked.complaint.answered_at = asked.told["answer"], asked.at
    return {}


def _late_answer(asked: Asked) -> Mapping[str, Any]:
    """Take a late answer beside what was decided; an answer in time stays the answer."""
    complaint = asked.complaint
    if not complaint.answer:
        complaint.answer = asked.told["answer"]
    return {"late": True}


def _decide(asked: Asked) -> Mapping[str, Any]:
    complaint = asked.complaint
    complaint.outcome, complaint.outcome_words = asked.told["outcome"], asked.told["outcome_words"]
    complaint.decided_at = asked.at
    barred = note_finding(by=asked.by, complained=asked.complained, on=asked.day)
    return {"barred": barred} if barred else {}


def _tell(asked: Asked) -> Mapping[str, Any]:
    asked.complaint.told_on = date.fromisoformat(asked.told["told_on"])
    return {}


EFFECTS: Mapping[str, Callable[[Asked], Mapping[str, Any]]] = {
    "complete": _complete,
    "refuse": _refuse,
    "pass_on": _pass_on,
    "notify": _notify,
    "answer": _answer,
    "late_answer": _late_answer,
    "decide": _decide,
    "tell": _tell,
    "move": _move,
    "file": open_case,
}
