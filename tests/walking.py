"""Whole cases walked at random: nothing unlawful is done, nothing half is left."""

from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import queries
from caseapp.law.procedures import PROCEDURES
from caseapp.law.procedures.roles import Role
from caseapp.ledger import queries as ledger
from tests.people import CAST, People
from tests.requested import Requested

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


class RandomWalk(RuleBasedStateMachine):
    """One case; what the office holds of it is compared with what was done after each act."""

    people: People
    reached: set[tuple[str, str]]
    counts: dict[str, int]
    story: Requested
    # How many days lie between two acts, how much rather the main line is walked, bad forms.
    gaps: ClassVar[tuple[int, ...]]
    onward: ClassVar[int] = 4
    spoiled: ClassVar[tuple[dict[str, Any], ...]]
    new_round: ClassVar[frozenset[str]] = frozenset()

    def begun(self, story: Requested) -> None:
        """Walk from here."""
        self.story, self.number = story, 0
        self.done: list[str] = []

    @rule(data=st.data())
    def act_by_the_table(self, data: st.DataObject) -> None:
        """Take a row of the state by somebody whose row it is; gates may still say no."""
        case = self.story.case
        procedure = PROCEDURES[case.edition]
        rows = procedure.steps_from(case.state)
        if not rows:
            return
        leading = [row for row in rows if procedure.leads_on(row, case.state)]
        row = data.draw(st.sampled_from([*rows, *leading * self.onward]), label="row")
        who = CITY[data.draw(st.sampled_from(row.by), label="role")]
        gap = data.draw(st.sampled_from(self.gaps), label="gap")
        self.attempt(row.key, who, gap=gap, changed={})

    @rule(data=st.data(), who=st.sampled_from(sorted(ROLE_OF)))
    def act_against_the_table(self, data: st.DataObject, who: str) -> None:
        """Take any step of the procedure by anybody, with a form made bad."""
        rows = PROCEDURES[self.story.case.edition].steps
        row = data.draw(st.sampled_from(rows), label="row")
        bad = data.draw(st.sampled_from(self.spoiled), label="bad")
        self.attempt(row.key, who, gap=0, changed=dict(bad))

    def attempt(self, key: str, who: str, *, gap: int, changed: dict[str, Any]) -> None:
        """Try a step; refused means that nothing is left, done means one act with one audit row."""
        latest = (today() - self.story.day(0)).days
        number = min(self.number + gap, latest)
        before, state = self.seen(key), self.story.case.state
        try:
            self.story.take(key, number, who, **{**self.told(key, number), **changed})
        except (Refused, NotVisible):
            db.session.rollback()
            assert self.seen(key) == before
            self.counts["refused"] += 1
            return
        version, acts, rows = before
        assert self.seen(key) == (version + 1, acts + 1, rows + 1)
        self.taken(key, who, state)
        self.number = number
        self.done = [*([] if key in self.new_round else self.done), key]
        self.counts["taken"] += 1
        self.reached.add((self.story.case.edition, self.story.case.state))

    def told(self, _key: str, _number: int) -> dict[str, Any]:
        """What this walk says differently from the story."""
        return {}

    def seen(self, key: str) -> tuple[int, int, int]:
        """Version, acts in the history, and audit rows of this kind of act."""
        case = self.story.case
        rows = ledger.acts_on(object_kind="case", object_id=case.id)
        acts = sum(1 for row in rows if row["action"] == f"case.{key}")
        return case.version, len(queries.history(case.id)), acts

    def taken(self, key: str, who: str, state: str) -> None:
        """What was done had a row, and somebody whose row it is."""
        row = next(
            step
            for step in PROCEDURES[self.story.case.edition].steps_from(state)
            if step.key == key
        )
        assert ROLE_OF[who] in row.by
        for limit in map(self.story.limit, set(self.story.families)):
            assert limit.due_on is None or limit.due_on >= limit.start_on
        self.lawful(key, state)

    def lawful(self, key: str, state: str) -> None:
        """What the law of the track asks before the act."""
        raise NotImplementedError


def walk_at_random(machine: type[RandomWalk], people: People, *, full_size: bool) -> None:
    """Run many walks; both kinds of acts and many states must have been come to."""
    walks, acts = (300, 60) if full_size else (10, 25)
    seen: set[tuple[str, str]] = set()
    counted = {"taken": 0, "refused": 0}
    run_state_machine_as_test(
        type("AWalk", (machine,), {"people": people, "reached": seen, "counts": counted}),
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
