"""Whole counterfeit procedures walked at random: nothing unlawful is done, nothing half is left."""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from caseapp.ledger.queries import verify_chain
from tests.cases.wild import WildWalk
from tests.stories import RECEIVED


@pytest.mark.parametrize("edition", RECEIVED)
def test_no_random_walk_does_anything_unlawful(*, app, people, edition, full_size, figure):
    walks, acts = (100, 80) if full_size else (6, 20)
    seen: set[str] = set()
    counted = {"taken": 0, "refused": 0}
    own = {"people": people, "edition": edition, "reached": seen, "counts": counted}
    machine = type("Walk", (WildWalk,), own)
    run_state_machine_as_test(
        machine if full_size else seed(edition)(machine),
        settings=settings(
            max_examples=walks,
            stateful_step_count=acts,
            phases=(Phase.generate,),
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    acted = counted["taken"] + counted["refused"]
    figure("C9", f"random acts on cases of {edition}", reached=acted, asked=f"{walks} walks")
    assert counted["taken"] > walks
    assert counted["refused"] > walks
    assert verify_chain().ok
