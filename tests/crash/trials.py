"""Trials by killing: lives of one office one after the other, and what its clients were told."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field

from tests.crash import checking
from tests.crash.place import Place
from tests.crash.serving import Nursery
from tests.crash.workload import Client, Crew, Kept
from tests.figures import Figure

CLIENTS = 3
LONGEST = 10.0


@dataclass
class Trial:
    """Lives of one office, one after the other, and what the clients were told meanwhile."""

    place: Place
    dice: random.Random
    crew: Crew
    kept: Kept = field(default_factory=Kept)
    restarts: list[float] = field(default_factory=list)

    def live(self, home: Nursery, acts: int, **order: object) -> None:
        """Let one server live for so many acts at most, work on it, kill it at some moment."""
        life = home.bear(**order)
        self.restarts.append(life.seconds)
        # One that is to die by itself is not killed before.
        wanted = len(self.kept.said) + (10_000 if "kill" in order else self.dice.randint(0, acts))
        workers = self.at_work(life.port)
        end = time.monotonic() + LONGEST
        while len(self.kept.said) < wanted and time.monotonic() < end:
            time.sleep(0.01)
            if not any(worker.is_alive() for worker in workers):
                break  # it died by itself
        time.sleep(self.dice.uniform(0.0, 0.3))
        home.kill(life)
        for worker in workers:
            worker.join(timeout=30)

    def at_work(self, port: int) -> list[threading.Thread]:
        """Let clients work until their server is gone."""
        clients = [Client(self.crew, self.kept, dice(self.dice.random())) for _ in range(CLIENTS)]
        threads = [threading.Thread(target=one.work, args=(port,)) for one in clients]
        for one in threads:
            one.start()
        return threads

    def left(self) -> checking.Left:
        """Look at what is there now that nobody works."""
        assert self.kept.refused == []
        with self.place.inside() as app:
            return checking.look(app, self.kept)

    def collected(self) -> int:
        """Remove the files nobody refers to."""
        with self.place.inside() as app:
            return checking.collect(app)

    def tell(self, figure: Figure, test_id: str, left: checking.Left, *, kills: int) -> None:
        """Print what was found beside what was asked."""
        figure(test_id, f"acts, kills {kills}", reached=left.acts, asked=">= 1000 weekly")
        for kind in checking.KINDS:
            figure(test_id, kind, reached=left.count(kind), asked="0")
        figure(test_id, "acknowledged", reached=len(self.kept.said), asked="")
        figure(test_id, "files nobody refers to", reached=left.orphans, asked="allowed")


def dice(seed: float = 20_261_122) -> random.Random:
    """Give dice that fall the same way each time."""
    return random.Random(seed)  # noqa: S311 - repeatable, and no secret
