"""What the passing of a day does to transfers: successors take over, what is late is pressed for."""

from __future__ import annotations

from datetime import date

from caseapp.accounts.person import Person
from caseapp.transfers.actions.pressing import press
from caseapp.transfers.actions.succeeding import succeed


def let_time_act(*, by: Person, day: date) -> int:
    """Let successors have what merged bodies had, then press for what is late; returns how many acts."""
    return succeed(by=by, day=day) + press(by=by, day=day)
