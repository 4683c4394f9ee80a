"""Whole mediations walked at random: nothing unlawful is done, nothing half is left."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from caseapp.law.procedures import PROCEDURES
from caseapp.law.procedures.mediation.facts import KINDS
from tests.mediations import Mediation, asked
from tests.requested import RECEIVED
from tests.walking import RandomWalk, walk_at_random

# What the law still lets somebody do after the end.
AFTER_THE_END = {"ask_confirmation", "confirmation_result", "note_resumption"}
OWNERSHIP_ONLY = {
    *("prove_acceptance", "note_stay", "extend_stay", "extend_case", "close_ownership"),
    *("copy_papers", "note_resumption"),
}
OWNED = {"MED-05", "MED-06", "MED-07", "MED-08"}


class Walk(RandomWalk):
    """One mediation; what the office holds of it is compared with what was done after each act."""

    story: Mediation
    gaps = (0, 0, 1, 1, 5, 17, 40, 400)
    onward = 3
    # Forms made bad in one way; each must be refused wherever it makes a difference.
    spoiled = (
        {"both_signed": False},
        {"both_applied": False},
        {"both_told": False},
        {"officers": ()},
        {"extend_months": 0},
        {"withdrawal": "respondent_absent"},
        {"refusal": "not_ours"},
        {"told_how": None},
    )

    @initialize(
        edition=st.sampled_from(sorted(RECEIVED)), kind=st.sampled_from([key for key, _ in KINDS])
    )
    def begin(self, edition: int, kind: str) -> None:
        """Take the request in."""
        self.begun(asked(self.people, kind=kind, edition=edition))

    def told(self, key: str, number: int) -> dict[str, Any]:
        """A session on the day of its notice."""
        return {"session_on": self.story.day(number)} if key == "notify_session" else {}

    def lawful(self, key: str, state: str) -> None:
        """What was done had before it what its law asks."""
        case, owned = self.story.case, self.story.kind == "ownership"
        assert PROCEDURES[case.edition].state(state).is_open or key in AFTER_THE_END
        assert (case.case_no is not None) == ("file" in {*self.done, key})
        assert owned or key not in OWNERSHIP_ONLY
        if key == "file":
            assert "consent" in self.done
        if key in {"agree", "mediate", "note_absence"}:
            assert "notify_session" in self.done
        if key == "route_away":
            assert self.story.kind == "open_licence"
        families = set(self.story.families)
        assert owned or families & OWNED == set()
        # Whoever was never filed has no limit of mediating.
        assert case.case_no or families & {*OWNED, "MED-09"} == set()
        assert all(self.story.limit(one).start_on >= date(2011, 2, 1) for one in families)


def test_no_random_walk_does_anything_unlawful(*, app, people, full_size):
    walk_at_random(Walk, people, full_size=full_size)
