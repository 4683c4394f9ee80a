"""Time acts: steps that the law takes by itself when a period has passed."""

from __future__ import annotations

from datetime import date

from caseapp.accounts.person import Person
from caseapp.cases import queries
from caseapp.cases.actions.steps import TakeGiven, take_step
from caseapp.cases.asked import Asked
from caseapp.cases.facts import facts_of
from caseapp.cases.open_file import open_file
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.roles import Role


def let_time_act(*, by: Person, day: date) -> int:
    """Take every step the clock may take that day (视为放弃、逾期、自动解除); returns how many.

    A step that asks for words is left to a person; a gate that stands against one leaves it for later.
    """
    taken = 0
    for case in queries.open_cases_in(_states()):
        file = open_file(case, by=by)
        offers = file.procedure.offers(case.state, {Role.CLOCK}, facts_of(file, Asked(day)))
        for offer in offers:
            asks = any(field.required for field in offer.step.fields) or offer.step.needs_reason
            if offer.is_mine and not offer.obstacles and not asks:
                take_step(by=by, case=case, key=offer.step.key, given=TakeGiven(on=day))
                taken += 1
                break  # one a day: the next one looks at the new state
    return taken


def _states() -> tuple[tuple[str, str], ...]:
    return tuple(
        {
            (procedure.key, state)
            for procedure in PROCEDURES.values()
            for step in procedure.steps
            if Role.CLOCK in step.by
            for state in step.origins
        }
    )
