"""Facts with which a step of a penalty case may be taken, subject by subject."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from caseapp.law.procedures.counterfeit.facts import CounterfeitFacts
from caseapp.law.procedures.facts import Facts, FineLimit, HearingTest
from caseapp.law.procedures.table import Procedure, Step

# These two are about what is still to happen; every other step comes after it.
DRAFTED = {
    "notice_awaits_signature": "penalty_notice",
    "decision_awaits_signature": "penalty_decision",
}
# How far a request for help has come when each of its gates lets a step pass.
HELP = {
    "assistance_is_asked": "asked",
    "assistance_is_running": "received",
    "assistance_is_open": "received",
}
FREE = {"penalty_not_proposed", "sparing_is_open"}
FINE, GAINS = Decimal(20_000), Decimal(12_000)


def ready_penalty(
    procedure: Procedure,
    step: Step,
    *,
    day: date,
    given: dict[str, object],
    measured_at: datetime,
    **changes: Any,
) -> Facts:
    """Facts that satisfy every gate of this step."""
    asked = {gate.key for gate in step.gates}
    facts: dict[str, Any] = {
        "on": day,
        "today": day,
        "by_id": 9,
        "with_police": True,
        "by_principal": "head_decides_in_person" in asked,
        "given": fitting(given, asked),
        "reason": "经审查，应当这样办理。",
        "authority": procedure.authority,
        "received_on": day - timedelta(days=60),
        "last_step_on": day - timedelta(days=1),
        **found(asked, day),
        **told(asked, day),
        **heard(day),
        **decided(asked, day),
        **held(asked, day, measured_at),
        "counterfeit": of_counterfeit(asked, day, measured_at),
    }
    return Facts(**{**facts, **changes})


def fitting(given: dict[str, object], asked: set[str]) -> dict[str, object]:
    """The form, small enough where the step is a small one."""
    small: dict[str, object] = {}
    if "spot_fine_small" in asked:
        small["fine"] = Decimal(50)
    if "change_is_sound" in asked:
        small |= {"changed_fine": FINE / 2, "changed_confiscation": GAINS}
    if "cash_may_be_taken" in asked:
        small["cash_ground"] = "remote"
    # The number of the transfer is no field of the form.
    by_transfer = (
        {"transfer": "鞍市监协登字〔2026〕1号"} if "decided_on_a_transfer" in asked else {}
    )
    return given | {key: value for key, value in small.items() if key in given} | by_transfer


def found(asked: set[str], day: date) -> dict[str, Any]:
    """What was verified, filed, reported and reviewed."""
    return {
        "verification_recorded": True,
        "filed_on": None if "was_not_filed" in asked else day - timedelta(days=50),
        "investigator_ids": (1, 2),
        "proposal": "no_penalty" if FREE & asked else "penalty",
        "gains_kind": "known",
        "gains": GAINS,
        "gains_method": "GAIN-71",
        "proposed_fine": FINE,
        "proposed_confiscation": GAINS,
        "fine_limit": FineLimit(Decimal(48_000), "上限为违法所得的四倍。", GAINS),
        "criminal_check": "none",
        "review_result": "passed",
        "reviewer_id": 5,
        "review_on": day - timedelta(days=10),
    }


def told(asked: set[str], day: date) -> dict[str, Any]:
    """What the party was told, and the papers that stand for it."""
    return {
        "papers": {
            paper: "draft" if gate in asked else "served" for gate, paper in DRAFTED.items()
        },
        "notice_signed_on": day - timedelta(days=9),
        "notice_served_on": day - timedelta(days=8),
        "notice_fine": FINE,
        "notice_confiscation": GAINS,
        "defence_ends_on": day - timedelta(days=1),
        "defence_recorded": "party_was_answered" in asked,
    }


def heard(day: date) -> dict[str, Any]:
    """The right to a hearing, told and waived."""
    return {
        "hearing_test": HearingTest(met=True),
        "hearing_offered": True,
        "hearing_ends_on": day,
        "hearing_waived": True,
        "hearing_notice_by": day - timedelta(days=7),
        "hearing_notice_served_on": day - timedelta(days=7),
    }


def decided(asked: set[str], day: date) -> dict[str, Any]:
    """The decision, what is owed on it, and what was shown of it."""
    return {
        "decision_fine": FINE if "change_is_sound" in asked else None,
        "decision_confiscation": GAINS if "change_is_sound" in asked else None,
        "decider_id": 7,
        "decided_on": day - timedelta(days=5),
        "case_limit_due": day,
        "publicity_decided": True,
        "is_published": True,
        "amount_due": FINE + GAINS,
        "amount_paid": FINE + GAINS if "fully_paid" in asked else Decimal(0),
        "pay_due_on": day - timedelta(days=1),
        "remedy_over": True,
        "demand_ends_on": day - timedelta(days=1),
    }


def held(asked: set[str], day: date, measured_at: datetime) -> dict[str, Any]:
    """Registered evidence and seized goods, where the step is about them."""
    return {
        "registration_open": "registration_is_open" in asked,
        "registration_due_on": day - timedelta(days=1),
        "seizure_open": "seizure_is_open" in asked,
        "seizure_due_on": day,
        "urgent_seizure_due": measured_at,
    }


def of_counterfeit(asked: set[str], day: date, measured_at: datetime) -> CounterfeitFacts:
    """What only these cases know."""
    return CounterfeitFacts(
        patent_status="in_force",
        correction="corrected",
        cash_is_held="cash_is_held" in asked,
        cash_in_office="cash_is_in_office" in asked,
        registration_lapses=True,
        urgent_registration_due=measured_at,
        assistance=next((way for gate, way in HELP.items() if gate in asked), ""),
        running=frozenset({"CF-18", "CF-22", "CF-22b", "CF-25b", "CF-31"}),
        pushed="push_is_under_way" in asked,
        review_ends_on=day - timedelta(days=1),
        shows_old_sums="old_sums_are_shown" in asked,
    )
