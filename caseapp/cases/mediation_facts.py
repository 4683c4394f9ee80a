"""What the gates of a mediation may look at, from the open file."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseapp.cases.asked import Asked
from caseapp.cases.given import stored_day
from caseapp.cases.open_file import OpenFile
from caseapp.law.procedures.mediation.facts import MediationFacts
from caseapp.law.procedures.papers import SESSION_NOTICE


def mediation_facts(file: OpenFile, _asked: Asked) -> dict[str, Any]:
    """Gather what a mediation adds to the facts every track has."""
    about = file.mediation
    found: dict[str, Any] = {} if about is None else _requested(about)
    return {"mediation": MediationFacts(**found, **_heard(file), **_ended(file), **_stayed(file))}


def _requested(about: Any) -> dict[str, Any]:
    return {
        "kind": about.kind,
        "granted_on": about.granted_on,
        "seat_is_here": about.seat_is_here,
        "act_is_here": about.act_is_here,
    }


def _heard(file: OpenFile) -> dict[str, Any]:
    told, stayed_away = file.latest("notify_session"), file.latest("note_absence")
    return {
        "notice_served_on": _on(file, "notice_served"),
        "opinion_ends_on": file.due("MED-02"),
        "session_on": stored_day(told.given, "session_on") if told else None,
        "session_told_on": _told_on(file),
        "mediator_ids": file.team_ids,
        "absent": stayed_away.given.get("absent", "") if stayed_away else "",
    }


def _told_on(file: OpenFile) -> date | None:
    """Return when the later of the two sides was served with the notice of the latest session."""
    notice = file.paper(SESSION_NOTICE)
    served = [one.served_on for one in file.services if notice and one.paper_id == notice.id]
    return max(served, default=None)


def _ended(file: OpenFile) -> dict[str, Any]:
    return {
        "agreed_on": _on(file, "agree"),
        "confirmation_asked": file.latest("ask_confirmation") is not None,
        "confirmation_ends_on": file.due("MED-09"),
        "copied_on": _on(file, "copy_papers"),
        "resumed_on": _on(file, "note_resumption"),
    }


def _stayed(file: OpenFile) -> dict[str, Any]:
    stay = file.limit("MED-08")
    return {
        "acceptance_proved": file.latest("prove_acceptance") is not None,
        "stay_open": stay is not None and stay.stopped_on is None,
        "stay_ends_on": stay.due_on if stay is not None else None,
    }


def _on(file: OpenFile, step: str) -> date | None:
    taken = file.latest(step)
    return taken.taken_on if taken is not None else None
