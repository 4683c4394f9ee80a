"""C1, C2, C4: a server killed at any moment loses nothing it answered for; wrong orders are caught."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.crash.kill_points import POINTS
from tests.crash.place import Place
from tests.crash.serving import nursery, started
from tests.crash.trials import Trial, dice
from tests.crash.workload import Crew
from tests.figures import Figure
from tests.postgres import cluster


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    place = Place(tmp_path).open()
    return Trial(place, dice(), Crew.of(place))


@pytest.fixture
def trial_on_postgres(tmp_path: Path) -> Iterator[Trial]:
    with cluster() as address:
        place = Place(tmp_path, address.format(database="postgres")).open()
        yield Trial(place, dice(), Crew.of(place))


@pytest.mark.sqlite
@pytest.mark.timeout(1800)
def test_a_server_killed_at_any_moment_keeps_all_it_answered_for(
    trial: Trial, figure: Figure, *, full_size: bool
):
    kills, acts = (100, 40) if full_size else (30, 8)
    kill_again_and_again(trial, figure, test_id="C1", kills=kills, acts=acts)


@pytest.mark.weekly
@pytest.mark.postgres
@pytest.mark.timeout(1800)
def test_a_killed_server_on_postgres_keeps_all_it_answered_for(
    trial_on_postgres: Trial, figure: Figure, *, full_size: bool
):
    kills, acts = (100, 40) if full_size else (10, 8)
    kill_again_and_again(trial_on_postgres, figure, test_id="C2", kills=kills, acts=acts)


def kill_again_and_again(
    trial: Trial, figure: Figure, *, test_id: str, kills: int, acts: int
) -> None:
    with nursery(trial.place) as home:
        for number in range(kills):
            # Two in three die at a random moment, the third where it is worst.
            order = {"kill": [trial.dice.choice(POINTS), trial.dice.randint(1, 12)]}
            trial.live(home, acts, **(order if number % 3 == 2 else {}))
            left = trial.left()
            assert left.faults == (), f"after {number + 1} lives"
    with started(trial.place) as cold:
        restart, work = cold.seconds, cold.work
    trial.tell(figure, test_id, left, kills=kills)
    removed, after = trial.collected(), trial.left()
    figure(test_id, "files left after they were collected", reached=after.orphans, asked="0")
    assert (removed, after.orphans, after.faults) == (left.orphans, 0, ())
    figure(test_id, "start from nothing, seconds", reached=f"{restart:.1f}", asked="<= 5")
    figure(test_id, "start from nothing, seconds of CPU", reached=f"{work:.1f}", asked="<= 5")
    figure(
        test_id, "start, slowest of all lives", reached=f"{max(trial.restarts):.1f}", asked="<= 5"
    )
    assert len(trial.kept.said) > kills
    assert min(trial.restarts) <= 5


@pytest.mark.sqlite
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(
    ("wrong", "seen_as"), [("file", "half"), ("number", "gap"), ("outbox", "unindexed")]
)
def test_a_wrong_order_of_writing_is_seen(
    trial: Trial, figure: Figure, *, wrong: str, seen_as: str, full_size: bool
):
    kills = kills_until_seen(trial, wrong, seen_as, most=100 if full_size else 20)
    figure("C4", f"{wrong} in the wrong order, kills until seen", reached=kills, asked="<= 100")


def kills_until_seen(trial: Trial, wrong: str, seen_as: str, *, most: int) -> int:
    """Kill before a push right after some commit, every week at random moments."""
    # An index that was never built lacks nothing: what is lost shows beside one that serves.
    with trial.place.inside() as app:
        drain_all(REACTIONS)
        app.extensions["search"].feed.mend()
    with nursery(trial.place) as home:
        for number in range(1, most + 1):
            turn = trial.dice.randint(25, 50) if wrong == "number" else trial.dice.randint(3, 9)
            order = {"kill": ["after_commit", turn]} if most < 100 else {}
            trial.live(home, 30, wrong=wrong, **order)
            left = trial.left()
            if left.count(seen_as):
                return number
    raise AssertionError(f"{wrong} was not seen: {left}")
