"""Whole mediations walked at random: nothing unlawful is done, nothing half is left."""

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
from caseapp.law.procedures.mediation.facts import KINDS
from caseapp.law.procedures.roles import Role
from caseapp.ledger import queries as ledger
from tests.mediations import RECEIVED, Mediation, asked
from tests.people import CAST, People

GAPS = (0, 0, 1, 1, 5, 17, 40, 400)
ROLE_OF = {member.login: member.role for member in CAST}
CITY = {
    Role.REGISTRAR: "zheng",
    Role.OFFICER: "wang",
    Role.UNIT_HEAD: "wu",
    Role.CHIEF: "chen",
    Role.CLOCK: "wang",
}
# What the law still lets somebody do after the end.
AFTER_THE_END = {"ask_confirmation", "confirmation_result", "note_resumption"}
OWNERSHIP_ONLY = {
    *("prove_acceptance", "note_stay", "extend_stay", "extend_case", "close_ownership"),
    *("copy_papers", "note_resumption"),
}
# Forms made bad in one way; each must be refused wherever it makes a difference.
SPOILED: tuple[dict[str, Any], ...] = (
    {"both_signed": False},
    {"both_applied": False},
    {"both_told": False},
    {"officers": ()},
    {"extend_months": 0},
    {"withdrawal": "respondent_absent"},
    {"refusal": "not_ours"},
    {"told_how": None},
)


class Walk(RuleBasedStateMachine):
    """One mediation; what the office holds of it is compared with what was done after each act."""

    people: People
    reached: set[tuple[str, str]]
    counts: dict[str, int]

    @initialize(
        edition=st.sampled_from(sorted(RECEIVED)), kind=st.sampled_from([key for key, _ in KINDS])
    )
    def begin(self, edition: int, kind: str) -> None:
        """Take the request in."""
        self.story: Mediation = asked(self.people, kind=kind, edition=edition)
        self.number = 0
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
        row = data.draw(st.sampled_from([*rows, *onward * 3]), label="row")
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
        if key == "notify_session":
            changed = {"session_on": self.story.day(number), **changed}
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
        self.done.append(key)
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
        assert procedure.state(state).is_open or key in AFTER_THE_END
        assert (case.case_no is not None) == ("file" in {*self.done, key})
        assert self.story.kind == "ownership" or key not in OWNERSHIP_ONLY
        if key == "file":
            assert "consent" in self.done
        if key in {"agree", "mediate", "note_absence"}:
            assert "notify_session" in self.done
        if key == "route_away":
            assert self.story.kind == "open_licence"
        self.limits_hold()

    def limits_hold(self) -> None:
        """Only an ownership case has the limits of one; whoever was never filed has none of mediating."""
        families = set(self.story.families)
        if self.story.kind != "ownership":
            assert families & {"MED-05", "MED-06", "MED-07", "MED-08"} == set()
        if self.story.case.case_no is None:
            assert families & {"MED-05", "MED-06", "MED-07", "MED-08", "MED-09"} == set()
        for row in (self.story.limit(family) for family in families):
            assert row.due_on is None or row.due_on >= row.start_on
            assert row.start_on >= date(2011, 2, 1)


def test_no_random_walk_does_anything_unlawful(*, app, people, full_size):
    walks, acts = (300, 60) if full_size else (10, 25)
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
