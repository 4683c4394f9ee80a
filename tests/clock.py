"""The clock of the tests: a working Monday until somebody moves it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import time_machine

from caseapp.base.clock import SHANGHAI

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)


class Clock:
    """Moves what caseapp.base.clock answers."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    def set(self, when: date | datetime) -> None:
        """Make it this instant, or ten in the morning of this day in the office."""
        if not isinstance(when, datetime):
            when = datetime.combine(when, time(10, 0))
        if when.tzinfo is None:
            when = when.replace(tzinfo=SHANGHAI)
        self._traveller.move_to(when, tick=False)

    def forward(self, **length: float) -> None:
        """Let time pass, said as timedelta says it: days=3, minutes=20."""
        self._traveller.shift(timedelta(**length))


@contextmanager
def stopped() -> Iterator[Clock]:
    """Stop the clock on a working Monday at ten."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield Clock(traveller)
