"""Whole disputes walked at random: no decision without a vote and a draft, nothing half is left."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from caseapp.cases import queries
from caseapp.documents import queries as documents
from caseapp.law.procedures import PROCEDURES
from caseapp.law.procedures.papers import RULINGS
from tests.disputes import INVENTION, MODEL, requested
from tests.requested import RECEIVED
from tests.walking import RandomWalk, walk_at_random

FAR = 100_000
DECISIONS = {"decide", "decide_repeat"}
DRAFTS = {"draft_decision", "draft_repeat"}


class Walk(RandomWalk):
    """One dispute; what the office holds of it is compared with what was done after each act."""

    gaps = (0, 0, 1, 1, 3, 11, 16, 40, 120)
    # Forms made bad in one way; each must be refused wherever it makes a difference.
    spoiled = (
        {"officers": ()},
        {"clerk": None},
        {"panel_head": FAR},
        {"both_signed": False},
        {"requester_present": False},
        {"unexcused": False},
        {"order_words": "停止制造，赔偿十万元。"},
        {"masked": False},
        {"finding": None},
        {"perform_until": date(2011, 2, 1)},
    )
    # A court sends the case back, the panel opens the hearing again: the vote before it is history.
    new_round = frozenset({"suit_redo", "hear_again"})

    @initialize(edition=st.sampled_from(sorted(RECEIVED)), is_model=st.booleans())
    def begin(self, edition: int, *, is_model: bool) -> None:
        """Take the request in."""
        self.patent = MODEL if is_model else INVENTION
        self.begun(requested(self.people, edition=edition, patent_as_printed=self.patent))
        self.until: date | None = None

    def told(self, key: str, number: int) -> dict[str, Any]:
        """The patent of this walk; a term to perform that lies ahead, signed as it was drafted."""
        if key == "verify":
            return {"patent_number": self.patent}
        if key in DRAFTS:
            return {"perform_until": self.story.day(number + 200)}
        drafted = [one for one in queries.history(self.story.case_id) if one.step in DRAFTS]
        if key in DECISIONS and drafted:
            return {"perform_until": date.fromisoformat(drafted[-1].given["perform_until"])}
        return {}

    def lawful(self, key: str, state: str) -> None:
        """What was done had before it what its law asks."""
        case = self.story.case
        assert PROCEDURES[case.edition].state(state).is_open
        keys = {one.step for one in queries.history(case.id)}
        assert (case.case_no is not None) == ("file" in keys)
        assert (case.decided_on is not None) == bool(keys & DECISIONS)
        if key == "draft_decision":
            assert "deliberate" in self.done
        if key in DECISIONS:
            assert set(self.done) & DRAFTS
            assert self.story.paper(*RULINGS).number
        if key == "serve_decision":
            sides = documents.services_of_paper(self.story.paper(*RULINGS).id)
            assert {one.part for one in sides} == {"requester", "respondent"}
        if key in {"hold_oral", "note_absence"}:
            assert keys & {"call_oral", "postpone_oral"}
        if key in {"perform", "apply_court", "mark_unperformed"}:
            assert "serve_decision" in keys
        if key in {"deliberate", "decide"} and self.must_wait():
            assert "go_on" in keys
        if key == "file":
            panel = [one for one in queries.officers(case.id) if one.part.startswith("合议组")]
            assert len(panel) % 2 == 1
            assert len(panel) > 1
        self.limits_hold()

    def must_wait(self) -> bool:
        """Say whether the measures of 2025 call for suspension: a model whose patent is attacked."""
        last = [
            one.step
            for one in queries.history(self.story.case_id)
            if one.step in {"note_invalidation", "invalidation_ended"}
        ]
        is_open = bool(last) and last[-1] == "note_invalidation"
        return is_open and self.patent == MODEL and self.story.edition == 2025

    def limits_hold(self) -> None:
        """A suspended case counts no days; nobody may sue before there is a decision."""
        case = self.story.case
        if case.state == "suspended":
            assert self.story.limit("INF-09").state == "paused"
        if case.decided_on is None:
            assert set(self.story.families) & {"INF-10", "INF-11", "INF-12"} == set()


def test_no_random_walk_of_a_dispute_does_anything_unlawful(*, app, people, full_size):
    walk_at_random(Walk, people, full_size=full_size)
