"""Facts with which a step of an infringement dispute may be taken."""

from datetime import date, timedelta
from typing import Any

from caseapp.law.procedures.facts import Facts, OfficerFact
from caseapp.law.procedures.infringement.facts import DisputeFacts
from caseapp.law.procedures.papers import RULINGS, TWO_SIDED_TITLES
from caseapp.law.procedures.table import Procedure, Step

PANEL = tuple(
    OfficerFact(number, name, f"辽A-010{number}", date(2011, 1, 1), date(2029, 12, 31))
    for number, name in ((1, "赵明"), (2, "钱进"), (3, "孙立"))
)
ONE_DAY = timedelta(days=1)


def about(asked: set[str], day: date, **changes: Any) -> DisputeFacts:
    """A dispute in which all that was to be done before is done."""
    later, before = day + timedelta(days=10), day - ONE_DAY
    facts: dict[str, Any] = {
        "claims": "权利要求1",
        "papers": ("identity", "register", "evaluation"),
        "patents": 1,
        "respondents": 1,
        "patent_kind": "1",
        "patent_status": "in_force",
        "panel_ids": (1, 2, 3),
        "answer_ends_on": before if "answer_period_over" in asked else day,
        "answer_recorded": True,
        "oral_on": later if "oral_day_ahead" in asked else before,
        "oral_notice_by": day,
        "oral_notice_served_on": before,
        "absent": "requester" if "requester_is_absent" in asked else "respondent",
        "invalidation_open": "invalidation_is_new" not in asked,
        "invalidation_result": "invalid",
        "waiting_ends_on": day - timedelta(days=61),
        "deliberated": "infringed",
        "finding": "not_infringed" if "nothing_to_perform" in asked else "infringed",
        "perform_until": before,
        "published": True,
        "change_unpublished": "change_awaits_publication" in asked,
        "suit_ends_on": before,
        "court_ends_on": before if "office_term_over" in asked else day,
    }
    return DisputeFacts(**{**facts, **changes})


def ready_dispute(
    procedure: Procedure, step: Step, *, day: date, given: dict[str, object], **changes: Any
) -> Facts:
    """Facts that satisfy every gate of this step."""
    asked = {gate.key for gate in step.gates}
    later = day + timedelta(days=10)
    fitting: dict[str, object] = {
        "officers": (1, 2, 3),
        "panel_head": 1,
        "limit_on": later,
        "perform_until": later,
        "demanded_on": day,
    }
    given = {key: fitting.get(key, value) for key, value in given.items()}
    facts: dict[str, Any] = {
        "on": day,
        "today": day,
        "by_id": 1,
        "acting": PANEL,
        "given": given,
        "reason": "经审查，应当这样办理。",
        "authority": procedure.authority,
        "received_on": day - timedelta(days=60),
        "last_step_on": day - ONE_DAY,
        "verification_recorded": True,
        "filed_on": None if "was_not_filed" in asked else day - timedelta(days=50),
        "decided_on": day - timedelta(days=5),
        "case_limit_due": day,
        "demand_ends_on": day - ONE_DAY,
        "extensions": 1 if "chief_extended_before" in asked else 0,
        "papers": dict.fromkeys(RULINGS, "draft"),
        "delivered": frozenset(TWO_SIDED_TITLES),
        "reached": frozenset(TWO_SIDED_TITLES),
        "dispute": about(asked, day),
    }
    return Facts(**{**facts, **changes})
