"""Facts with which a step may be taken, so that a test only says what it changes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from caseapp.law.procedures.counterfeit.facts import CounterfeitFacts
from caseapp.law.procedures.facts import Facts, FineLimit, HearingTest, OfficerFact
from caseapp.law.procedures.gate import Gate
from caseapp.law.procedures.table import Field, Procedure, Step
from tests.law.procedures.ready_dispute import ready_dispute
from tests.law.procedures.ready_mediation import ready_mediation

FIRST, OLD, MIDDLE, NEW, LATEST = (date(year, 6, 8) for year in (2013, 2016, 2020, 2023, 2026))
WANG = OfficerFact(1, "王立", "辽A-0001", date(2011, 1, 1), date(2029, 12, 31))
LI = OfficerFact(2, "李敏", "辽A-0002", date(2011, 1, 1), date(2029, 12, 31))
NOON = datetime(2023, 6, 8, 4, 0, tzinfo=UTC)
TEXT = "ABCDE"
SUMS = {"paid": 32_000, "gains": 12_000, "confiscation": 12_000, "fine": 20_000}
# These two are about what is still to happen; every other step comes after it.
DRAFTED = {
    "notice_awaits_signature": "penalty_notice",
    "decision_awaits_signature": "penalty_decision",
}


def said(gate: Gate, on: date = NEW, **facts: Any) -> str | None:
    """What a gate answers, sentence and remedy in one."""
    authority = "ip_office" if on < date(2019, 4, 1) else "market_bureau"
    obstacle = gate(Facts(**{"on": on, "today": on, "authority": authority, **facts}))
    return None if obstacle is None else obstacle.text


def day_of(procedure: Procedure) -> date:
    """A day inside the edition."""
    days = (FIRST, OLD, MIDDLE, NEW, LATEST)
    return next(day for day in days if day >= procedure.valid_from)


def answer(field: Field, day: date) -> object:
    """Something sensible for a field."""
    by_kind: dict[str, object] = {
        "date": day - timedelta(days=7),
        "instant": NOON,
        "money": Decimal(SUMS.get(field.key, 20_000)),
        "bool": True,
        "officers": (1, 2),
        "person": 5,
    }
    if field.choices:
        first = field.default or field.choices[0][0]
        return (first,) if field.kind == "choices" else first
    return by_kind.get(field.kind, TEXT)


def ready(procedure: Procedure, step: Step, **changes: Any) -> Facts:
    """Facts that satisfy every gate of this step."""
    day = day_of(procedure)
    given = {field.key: answer(field, day) for field in step.fields}
    if procedure.track == "mediation":
        return ready_mediation(procedure, step, day=day, **{"given": given, **changes})
    if procedure.track in {"infringement", "opinion"}:
        return ready_dispute(procedure, step, day=day, **{"given": given, **changes})
    asked = {gate.key for gate in step.gates}
    if "spot_fine_small" in asked:
        given["fine"] = Decimal(50)
    if "cash_may_be_taken" in asked:
        given["cash_ground"] = "remote"
    facts: dict[str, Any] = {
        "on": day,
        "today": day,
        "by_id": 9,
        "acting": (WANG, LI),
        "given": given,
        "reason": "经审查，应当这样办理。",
        "authority": procedure.authority,
        "received_on": day - timedelta(days=60),
        "last_step_on": day - timedelta(days=1),
        "verification_recorded": True,
        "filed_on": None if "was_not_filed" in asked else day - timedelta(days=50),
        "investigator_ids": (1, 2),
        "proposal": "no_penalty" if "penalty_not_proposed" in asked else "penalty",
        "gains_kind": "known",
        "gains": Decimal(12_000),
        "gains_method": "GAIN-71",
        "proposed_fine": Decimal(20_000),
        "proposed_confiscation": Decimal(12_000),
        "fine_limit": FineLimit(Decimal(48_000), "上限为违法所得的四倍。", Decimal(12_000)),
        "criminal_check": "none",
        "review_result": "passed",
        "reviewer_id": 5,
        "review_on": day - timedelta(days=10),
        "papers": {
            paper: "draft" if gate in asked else "served" for gate, paper in DRAFTED.items()
        },
        "notice_signed_on": day - timedelta(days=9),
        "notice_served_on": day - timedelta(days=8),
        "notice_fine": Decimal(20_000),
        "notice_confiscation": Decimal(12_000),
        "defence_ends_on": day - timedelta(days=1),
        "hearing_test": HearingTest(met=True),
        "hearing_offered": True,
        "hearing_ends_on": day,
        "hearing_waived": True,
        "hearing_notice_by": day - timedelta(days=7),
        "hearing_notice_served_on": day - timedelta(days=7),
        "decider_id": 7,
        "decided_on": day - timedelta(days=5),
        "case_limit_due": day,
        "publicity_decided": True,
        "is_published": True,
        "registration_open": "registration_is_open" in asked,
        "registration_due_on": day - timedelta(days=1),
        "seizure_open": "seizure_is_open" in asked,
        "seizure_due_on": day,
        "urgent_seizure_due": NOON,
        "amount_due": Decimal(32_000),
        "amount_paid": Decimal(32_000 if "fully_paid" in asked else 0),
        "pay_due_on": day - timedelta(days=1),
        "remedy_over": True,
        "demand_ends_on": day - timedelta(days=1),
        "counterfeit": CounterfeitFacts(
            patent_status="in_force",
            correction="corrected",
            cash_is_held="cash_is_held" in asked,
            registration_lapses=True,
            urgent_registration_due=NOON,
        ),
    }
    return Facts(**{**facts, **changes})
