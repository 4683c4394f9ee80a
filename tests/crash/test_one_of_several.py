"""C2: of several processes that work on one office any may be killed, the others go on.

One process answers people (C13 lets no second one in), so that what can die alone is one of the
background workers, of which one at a time is elected, or the server beside them.
"""

from __future__ import annotations

import dataclasses
import time
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from caseapp.base.db import db
from caseapp.ledger import queries as ledger
from caseapp.search.finder import Finder
from tests.crash.place import Place
from tests.crash.serving import Life, Nursery, nursery
from tests.crash.trials import Trial, dice
from tests.crash.workload import Client, Crew
from tests.figures import Figure

WORKERS = 2
EQUAL_WITHIN = 30.0


class Alone(Place):
    """An office whose server leaves the background to processes of their own."""

    @property
    def environ(self) -> dict[str, str]:
        """Give the settings without the server's own worker."""
        return {**super().environ, "CASEAPP_WORKER": "apart"}


@dataclass
class Several:
    """A server and its workers, each in a nursery of its own."""

    trial: Trial
    server_home: Nursery
    homes: list[Nursery]
    server: Life | None = None
    workers: list[Life] = field(default_factory=list)
    killed: int = 0

    def begin(self) -> None:
        """Start all of them."""
        self.workers = [home.bear(worker=True) for home in self.homes]
        self.server = self.server_home.bear()
        self.trial.restarts.append(self.server.seconds)

    def replace_one(self) -> None:
        """Kill one of the workers while the others go on, and start another."""
        number = self.trial.dice.randrange(WORKERS)
        self.homes[number].kill(self.workers[number])
        self.workers[number] = self.homes[number].bear(worker=True)
        self.killed += 1

    def end(self) -> None:
        """Kill all of them, in any order."""
        assert self.server is not None
        lives = [(self.server_home, self.server), *zip(self.homes, self.workers, strict=True)]
        self.trial.dice.shuffle(lives)
        for home, life in lives:
            home.kill(life)
        self.killed += len(lives)

    def round(self) -> None:
        """Let people work while workers die, then kill everything and look."""
        self.begin()
        assert self.server is not None
        clients = self.trial.at_work(self.server.port)
        for _ in range(WORKERS):
            time.sleep(self.trial.dice.uniform(0.1, 0.6))
            before = len(self.trial.kept.said)
            self.replace_one()
            self._goes_on(before)
        time.sleep(self.trial.dice.uniform(0.0, 0.3))
        self.end()
        for one in clients:
            one.join(timeout=30)

    def _goes_on(self, before: int) -> None:
        """People are answered although a worker died."""
        end = time.monotonic() + EQUAL_WITHIN
        while len(self.trial.kept.said) <= before and time.monotonic() < end:
            time.sleep(0.01)
        assert len(self.trial.kept.said) > before
        assert self.trial.kept.refused == []

    def left_alone(self) -> float:
        """Kill the worker that was elected; return after how many seconds the other has caught up."""
        self.begin()
        assert self.server is not None
        self.homes[0].kill(self.workers[0])
        began = time.monotonic()
        Client(self.trial.crew, self.trial.kept, self.trial.dice).work(self.server.port, cases=1)
        with self.trial.place.inside():
            assert ledger.lag().waiting > 0
            while ledger.lag().waiting and time.monotonic() < began + EQUAL_WITHIN:
                db.session.rollback()
                time.sleep(0.2)
        seconds = time.monotonic() - began
        self.homes[1].kill(self.workers[1])
        self.server_home.kill(self.server)
        return seconds


@pytest.mark.timeout(3600)
def test_of_several_at_work_on_one_office_any_may_be_killed(
    place: Place, database: str, figure: Figure, *, full_size: bool
):
    rounds = 20 if full_size else 2
    alone = Alone(**dataclasses.asdict(place))
    trial = Trial(alone, dice(), Crew.of(alone))
    with ExitStack() as open_homes:
        homes = [open_homes.enter_context(nursery(alone)) for _ in range(WORKERS + 1)]
        several = Several(trial, homes[0], homes[1:])
        for number in range(rounds):
            several.round()
            left = trial.left()
            assert left.faults == (), f"after {number + 1} rounds"
        seconds = several.left_alone()
    left = trial.left()
    with alone.inside() as app:
        finder: Finder = app.extensions["search"]
        drift = finder.feed.drift()
    what = f"{database}, several processes"
    trial.tell(figure, "C2", left, kills=several.killed)
    figure("C2", f"{what}: seconds until the next worker caught up", reached=f"{seconds:.1f}",
           asked="<= 30")  # fmt: skip
    figure("C2", f"{what}: index unlike the database", reached=len(drift), asked="0")
    assert left.faults == ()
    assert drift == []
    assert seconds < EQUAL_WITHIN
    assert several.killed >= 5 * rounds
