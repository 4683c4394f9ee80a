"""Whole disputes walked at random: no decision without a vote, nothing half is left."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import queries
from caseapp.law.procedures import PROCEDURES
from caseapp.law.procedures.roles import Role
from caseapp.ledger import queries as ledger
from tests.disputes import INVENTION, MODEL, RECEIVED, Dispute, requested
from tests.people import CAST, People

GAPS = (0, 0, 1, 1, 3, 11, 16, 40, 120)
ROLE_OF = {member.login: member.role for member in CAST}
CITY = {
    Role.REGISTRAR: "zheng",
    Role.OFFICER: "wang",
    Role.UNIT_HEAD: "wu",
    Role.CHIEF: "chen",
    Role.LEGAL: "zhang",
    Role.PUBLICITY: "chu",
    Role.CLOCK: "wang",
}
# A court sends the case back, the panel opens the hearing again: the vote before it is history.
NEW_ROUND = {"suit_redo", "hear_again"}
FAR = 100_000
# Forms made bad in one way; each must be refused wherever it makes a difference.
SPOILED: tuple[dict[str, Any], ...] = (
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


class Walk(RuleBasedStateMachine):
    """One dispute; what the office holds of it is compared with what was done after each act."""

    people: People
    reached: set[tuple[str, str]]
    counts: dict[str, int]

    @initialize(edition=st.sampled_from(sorted(RECEIVED)), is_model=st.booleans())
    def begin(self, edition: int, *, is_model: bool) -> None:
        """Take the request in."""
        number = MODEL if is_model else INVENTION
        self.story: Dispute = requested(self.people, edition=edition, patent_as_printed=number)
        self.patent, self.number = number, 0
        self.done: list[str] = []

    @rule(data=st.data(), gap=st.sampled_from(GAPS))
    def act_by_the_table(self, data: st.DataObject, gap: int) -> None:
        """Take a row of the state by somebody whose row it is; gates may still say no."""
        case = self.story.case
        procedure = PROCEDURES[case.edition]
        rows = procedure.steps_from(case.state)
        if not rows:
            return
        onward = [row for row in rows if procedure.leads_on(row, case.state)]
        row = data.draw(st.sampled_from([*rows, *onward * 4]), label="row")
        who = CITY[data.draw(st.sampled_from(row.by), label="role")]
        self.attempt(row.key, who, gap=gap, changed={})

    @rule(data=st.data(), who=st.sampled_from(sorted(ROLE_OF)), bad=st.sampled_from(SPOILED))
    def act_against_the_table(self, data: st.DataObject, who: str, bad: dict[str, Any]) -> None:
        """Take any step of the procedure by anybody, with a form made bad."""
        rows = PROCEDURES[self.story.case.edition].steps
        row = data.draw(st.sampled_from(rows), label="row")
        self.attempt(row.key, who, gap=0, changed=dict(bad))

    def attempt(self, key: str, who: str, *, gap: int, changed: dict[str, Any]) -> None:
        """Try a step; refused means that nothing is left, done means one act with one audit row."""
        latest = (today() - self.story.day(0)).days
        number = min(self.number + gap, latest)
        if key == "verify":
            changed = {"patent_number": self.patent, **changed}
        if key in {"decide", "decide_repeat"}:
            changed = {"perform_until": self.story.day(number + 20), **changed}
        before, state = self.seen(key), self.story.case.state
        try:
            self.story.take(key, number, who, **changed)
        except (Refused, NotVisible):
            db.session.rollback()
            assert self.seen(key) == before
            self.counts["refused"] += 1
            return
        version, acts, rows = before
        assert self.seen(key) == (version + 1, acts + 1, rows + 1)
        self.lawful(key, who, state)
        self.number = number
        self.done = [*([] if key in NEW_ROUND else self.done), key]
        self.counts["taken"] += 1
        self.reached.add((self.story.case.edition, self.story.case.state))

    def seen(self, key: str) -> tuple[int, int, int]:
        """Version, acts in the history, and audit rows of this kind of act."""
        case = self.story.case
        rows = ledger.acts_on(object_kind="case", object_id=case.id)
        acts = sum(1 for row in rows if row["action"] == f"case.{key}")
        return case.version, len(queries.history(case.id)), acts

    def lawful(self, key: str, who: str, state: str) -> None:
        """What was done had a row, somebody whose row it is, and what its law asks before it."""
        case = self.story.case
        procedure = PROCEDURES[case.edition]
        row = next(step for step in procedure.steps_from(state) if step.key == key)
        assert ROLE_OF[who] in row.by
        assert procedure.state(state).is_open
        keys = {one.step for one in queries.history(case.id)}
        assert (case.case_no is not None) == ("file" in keys)
        assert (case.decided_on is not None) == bool(keys & {"decide", "decide_repeat"})
        if key == "decide":
            assert "deliberate" in self.done
        if key in {"hold_oral", "note_absence"}:
            assert keys & {"call_oral", "postpone_oral"}
        if key in {"perform", "apply_court", "mark_unperformed"}:
            assert keys & {"decide", "decide_repeat"}
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
        counted = self.story.limit("INF-09")
        if case.state == "suspended":
            assert counted.state == "paused"
        if case.decided_on is None:
            assert set(self.story.families) & {"INF-10", "INF-11", "INF-12"} == set()
        for row in (self.story.limit(family) for family in set(self.story.families)):
            assert row.due_on is None or row.due_on >= row.start_on


def test_no_random_walk_of_a_dispute_does_anything_unlawful(*, app, people, full_size):
    walks, acts = (300, 60) if full_size else (10, 24)
    seen: set[tuple[str, str]] = set()
    counted = {"taken": 0, "refused": 0}
    machine = type("AWalk", (Walk,), {"people": people, "reached": seen, "counts": counted})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=walks,
            stateful_step_count=acts,
            phases=(Phase.generate,),
            deadline=None,
            database=None,
            derandomize=not full_size,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert counted["taken"] > walks
    assert counted["refused"] > walks
    assert len(seen) > (20 if full_size else 2)  # kinds of states come to, of some forty
