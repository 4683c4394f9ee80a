"""Facts with which a step may be taken, so that a test only says what it changes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from caseapp.law.procedures.facts import Facts, OfficerFact
from caseapp.law.procedures.gate import Gate
from caseapp.law.procedures.table import Field, Procedure, Step
from tests.law.procedures.ready_dispute import ready_dispute
from tests.law.procedures.ready_mediation import ready_mediation
from tests.law.procedures.ready_penalty import ready_penalty

FIRST, OLD, MIDDLE, NEW, LATEST = (date(year, 6, 8) for year in (2013, 2016, 2020, 2023, 2026))
WANG = OfficerFact(1, "王立", "辽A-0001", date(2011, 1, 1), date(2029, 12, 31))
LI = OfficerFact(2, "李敏", "辽A-0002", date(2011, 1, 1), date(2029, 12, 31))
NOON = datetime(2023, 6, 8, 4, 0, tzinfo=UTC)
TEXT = "ABCDE"
SUMS = {"paid": 32_000, "gains": 12_000, "confiscation": 12_000, "fine": 20_000}
READY_FOR = {
    "mediation": ready_mediation,
    "infringement": ready_dispute,
    "opinion": ready_dispute,
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
    make = READY_FOR.get(procedure.track)
    if make is not None:
        return make(procedure, step, day=day, **{"given": given, **changes})
    usual = {"given": given, "acting": (WANG, LI), "measured_at": NOON}
    return ready_penalty(procedure, step, day=day, **{**usual, **changes})
