"""Who is away in the demo office: a chief with a deputy, an officer whose case went to somebody else."""

from __future__ import annotations

from datetime import timedelta

from caseapp.accounts import actions as accounts
from caseapp.accounts.actions import DeputyGiven
from caseapp.base.clock import today
from caseapp.cases import actions as cases
from caseapp.cases import queries
from caseapp.cases.actions import SuccessionGiven
from caseapp.cli.demo.people import Staff

AWAY = timedelta(days=9)


def go_on_leave(staff: Staff) -> None:
    """Let one chief sign for the other, and hand one officer's first open case on."""
    chief, deputy = staff.chiefs[:2]
    accounts.add_deputy(
        by=chief,
        given=DeputyGiven(chief.id, deputy.id, today(), today() + AWAY, "外出培训，请假单已批准。"),
    )
    leaving, successor = staff.officers[0], staff.officers[-1]
    held = queries.team_of([row.id for row in queries.running(leaving, 50)])
    free = sorted(number for number, team in held.items() if successor.id not in team)
    given = SuccessionGiven(leaving.id, successor.id, free[:1], "借调省局三个月。")
    cases.hand_over_cases(by=staff.head, given=given)
