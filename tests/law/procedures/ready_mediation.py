"""Facts with which a step of a mediation may be taken."""

from datetime import date, timedelta
from typing import Any

from caseapp.law.procedures.facts import Facts, OfficerFact
from caseapp.law.procedures.mediation.facts import MediationFacts
from caseapp.law.procedures.papers import TWO_SIDED_TITLES
from caseapp.law.procedures.table import Procedure, Step

ZHAO = OfficerFact(1, "赵明", "辽A-0003", date(2011, 1, 1), date(2029, 12, 31))


def kind_for(asked: set[str]) -> str:
    """The kind of dispute a step is for."""
    if "about_open_licence" in asked:
        return "open_licence"
    return "ownership" if "about_ownership" in asked else "reward"


def about(asked: set[str], day: date, **changes: Any) -> MediationFacts:
    """A mediation in which all that was to be done before is done."""
    before = day - timedelta(days=1)
    facts: dict[str, Any] = {
        "kind": kind_for(asked),
        "granted_on": day - timedelta(days=400),
        "notice_served_on": None if "notice_is_new" in asked else day - timedelta(days=20),
        "opinion_ends_on": before,
        "session_on": day,
        "session_told_on": before,
        "mediator_ids": (1,),
        "agreed_on": before,
        "confirmation_asked": "confirmation_was_asked" in asked,
        "confirmation_ends_on": day,
        "acceptance_proved": True,
        "stay_open": "stay_is_open" in asked,
        "stay_ends_on": day,
        "copied_on": before if "copy_was_sent" in asked else None,
    }
    return MediationFacts(**{**facts, **changes})


def ready_mediation(
    procedure: Procedure, step: Step, *, day: date, given: dict[str, object], **changes: Any
) -> Facts:
    """Facts that satisfy every gate of this step."""
    asked = {gate.key for gate in step.gates}
    fitting: dict[str, object] = {"session_on": day, "extend_months": 6}
    given = {key: fitting.get(key, value) for key, value in given.items()}
    facts: dict[str, Any] = {
        "on": day,
        "today": day,
        "by_id": 9,
        "acting": (ZHAO,),
        "given": given,
        "reason": "经审查，应当这样办理。",
        "authority": procedure.authority,
        "received_on": day - timedelta(days=60),
        "last_step_on": day - timedelta(days=1),
        "filed_on": day - timedelta(days=50),
        "mediation": about(asked, day),
    }
    served = frozenset(TWO_SIDED_TITLES)
    return Facts(**{"delivered": served, "reached": served, **facts, **changes})
