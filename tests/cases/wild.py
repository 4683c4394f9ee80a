"""A machine that walks whole counterfeit cases by acts drawn at random, lawful and not, and watches."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from caseapp.base.clock import SHANGHAI, today
from caseapp.base.db import db
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.cases import queries
from caseapp.cases.facts import Asked, facts_of
from caseapp.cases.open_file import ROUND_OPENERS, OpenFile, open_file
from caseapp.documents import queries as documents
from caseapp.law.procedures.gates.review import MANY_EXTENSIONS
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import Field, Step
from caseapp.ledger import queries as ledger
from tests.people import CAST, People
from tests.stories import PATENT, SERVED, Story

GAPS = (0, 0, 1, 1, 1, 3, 8, 20, 45, 200)
AFTER_THE_END = {
    *("tell_reporter", "reconsideration", "suit", "lead_returned", "case_returned"),
}
# A walk may begin anywhere on the road, or the far end would hardly ever be seen.
BEGINNINGS = ("notify", "record_defence", "question", "", "serve_decision", "pass_review")
OUTCOMES = ("penalty", "penalty", "penalty", "no_penalty", "crime")
BY_TRANSFER = ("transfer_crime", "keep_crime", "police_returned")
# What a clumsy or a hostile hand does to a good form.
SPOILED = ("gone", "tomorrow", "before", "nonsense", "alone", "heavier", "stale")
ROLE_OF = {member.login: member.role for member in CAST}
BY_ROLE: dict[Role, list[str]] = {}
for login, role in ROLE_OF.items():
    BY_ROLE.setdefault(role, []).append(login)
CITY = {**{role: logins[0] for role, logins in BY_ROLE.items()}, Role.CLOCK: "wang"}


class WildWalk(RuleBasedStateMachine):
    """One case; what the office holds of it is compared with what was done after each act."""

    people: People
    edition: int
    opens: Callable[..., Story]
    reached: set[str]
    counts: dict[str, int]

    @initialize(until=st.sampled_from(BEGINNINGS))
    def begin(self, until: str) -> None:
        """Take the report, and bring the case lawfully to where the walk begins."""
        self.story: Story = self.opens(self.people, edition=self.edition)
        if until:
            self.story.walk(until)
        history = queries.history(self.story.case_id)
        login = {person.id: name for name, person in self.people.items()}
        self.on = max((one.taken_on for one in history), default=self.story.received_on)
        self.taken = [(one.step, login[one.by_id]) for one in history]
        self.frozen: dict[int, str] = {}

    def file(self) -> OpenFile:
        """The case as the officer has it open."""
        return open_file(self.story.case, by=self.people.wang)

    @rule(data=st.data(), gap=st.sampled_from(GAPS))
    def act_by_the_table(self, data: st.DataObject, gap: int) -> None:
        """Take a row of the state by somebody whose row it is; gates may still say no."""
        procedure, state = self.file().procedure, self.story.case.state
        rows = procedure.steps_from(state)
        if not rows:
            return
        onward = [row for row in rows if procedure.leads_on(row, state)]
        row = data.draw(st.sampled_from([*onward * 6, *rows]), label="row")
        if row.key in SERVED:
            self.serve(SERVED[row.key], gap)
            return
        who = CITY[data.draw(st.sampled_from(row.by), label="role")]
        self.attempt(row, who, self.filled(row, data, gap), gap=gap)

    @rule(data=st.data(), who=st.sampled_from(sorted(ROLE_OF)), how=st.sampled_from(SPOILED))
    def act_against_the_table(self, data: st.DataObject, who: str, how: str) -> None:
        """Take any step of the procedure by anybody, with a spoiled form."""
        rows = self.file().procedure.steps
        row = data.draw(st.sampled_from(rows), label="row")
        values = self.filled(row, data, 0)
        self.attempt(row, who, spoiled(row, values, how), gap=0, how=how)

    @precondition(lambda self: "file" in {key for key, _ in self.taken})
    @rule(kind=st.sampled_from(sorted(SERVED.values())))
    def serve_out_of_turn(self, kind: str) -> None:
        """Serve a paper whether its time has come or not."""
        self.serve(kind, 0)

    def serve(self, kind: str, gap: int) -> None:
        """Record a service; it brings its step about, or nothing."""
        if not any(row.kind == kind for row in documents.papers_of_case(self.story.case_id)):
            return
        key = next(step for step, paper in SERVED.items() if paper == kind)
        on = self.later(gap)
        self.watched(key, "wang", on=on, act=lambda: self.story.serve(kind, on=on))

    def attempt(
        self, row: Step, who: str, values: Mapping[str, Any], *, gap: int, how: str = ""
    ) -> None:
        """Try a step and compare what is there afterwards with what was there before."""
        on = self.later(gap)
        if how == "tomorrow":
            on = today() + timedelta(days=1)
        elif how == "before":
            on = self.story.received_on - timedelta(days=1)
        version = self.story.case.version - 1 if how == "stale" else None
        reason = "" if how == "gone" else "经审查，应当这样办理。"

        def take() -> None:
            self.story.take(row.key, who=who, on=on, reason=reason, version=version, **values)

        self.watched(row.key, who, on=on, act=take)

    def watched(self, key: str, who: str, *, on: date, act: Any) -> None:
        """Do it; refused means that nothing is left, done means one act with one audit row."""
        before = self.seen(key)
        state = self.story.case.state
        try:
            act()
        except (Conflict, Refused, NotVisible):
            db.session.rollback()
            assert self.seen(key) == before
            self.counts["refused"] += 1
            return
        if key in SERVED and self.seen(key) == before:
            # A paper nobody waits for any more: its service is on file and brings nothing about.
            assert not [row for row in self.file().procedure.steps_from(state) if row.key == key]
            return
        version, acts, rows = before
        assert self.seen(key) == (version + 1, acts + 1, rows + 1)
        self.lawful(key, who, state=state, on=on)
        self.taken.append((key, who))
        self.on = max(self.on, on)
        self.counts["taken"] += 1
        self.reached.add(self.story.case.state)
        event(self.story.case.state)
        if key == "file":
            self.story.name_party()
            self.story.find_goods()
        self.numbered()

    def seen(self, key: str) -> tuple[int, int, int]:
        """Version, acts in the history, and audit rows of this kind of act."""
        case = self.story.case
        rows = ledger.acts_on(object_kind="case", object_id=case.id)
        acts = sum(1 for row in rows if row["action"] == f"case.{key}")
        return case.version, len(queries.history(case.id)), acts

    def lawful(self, key: str, who: str, *, state: str, on: date) -> None:
        """What was done had a row, somebody whose row it is, and what its law asks before it."""
        procedure = self.file().procedure
        row = next(step for step in procedure.steps_from(state) if step.key == key)
        assert ROLE_OF[who] in row.by
        assert self.story.received_on <= on <= today()
        if not procedure.state(state).is_open:
            assert key in AFTER_THE_END
        if key in {"ask_decision", "decide"}:
            self.heard_and_reviewed()

    def heard_and_reviewed(self) -> None:
        """No decision without review by somebody else, notice, and the party's turn to speak."""
        done = self.round()
        reviewers = {who for key, who in done if key in {"pass_review", "review_hearing"}}
        assert reviewers
        assert reviewers.isdisjoint({"wang", "li"})
        keys = [key for key, _ in done]
        assert keys.index("pass_review") < keys.index("sign_notice") < keys.index("notify")
        asked = max((at for at, key in enumerate(keys) if key == "ask_hearing"), default=-1)
        dropped = {"hold_hearing", "drop_hearing"}
        assert asked < 0 or any(key in dropped for key in keys[asked:])
        if "hold_hearing" in keys or keys.count("extend_case") >= MANY_EXTENSIONS:
            assert "collective" in keys
        report = self.file().in_round("report")
        assert report is not None
        answered = {"police_returned", "keep_crime"} & {key for key, _ in self.taken}
        assert report.given["criminal_check"] == "none" or answered

    def round(self) -> list[tuple[str, str]]:
        """What was done since the case last went back to the inquiry."""
        at = max((n for n, (key, _) in enumerate(self.taken) if key in ROUND_OPENERS), default=-1)
        return self.taken[at + 1 :]

    def numbered(self) -> None:
        """No number before the signature, no signed paper that changes, no case number unfiled."""
        filed = any(key == "file" for key, _ in self.taken)
        assert (self.story.case.case_no is not None) == filed
        for paper in documents.papers_of_case(self.story.case_id):
            if paper.state == "draft":
                assert paper.number is None
                assert paper.signed_on is None
                continue
            record = documents.paper(paper.id)
            if record.sha256:
                assert self.frozen.setdefault(paper.id, record.sha256) == record.sha256

    def later(self, gap: int) -> date:
        """A day on, but never in the future."""
        return min(self.on + timedelta(days=gap), today())

    def filled(self, row: Step, data: st.DataObject, gap: int) -> dict[str, Any]:
        """A good form of a step."""
        on = self.later(gap)
        values = {field.key: self.answer(field, on) for field in row.fields}
        if "proposal" in values:
            values |= proposed(data.draw(st.sampled_from(OUTCOMES), label="proposal"))
        if "patent_status" in values:
            status = data.draw(st.sampled_from(("ended", "ended", "in_force")), label="status")
            values["patent_status"] = status
        if "spot_party" in values:
            values["fine"] = Decimal(20)
        if row.key in BY_TRANSFER:
            values["transfer"] = "鞍市监协登字〔2026〕1号"
        if "paid" in values:
            facts = facts_of(self.file(), Asked(on))
            values["paid"] = facts.amount_due - facts.amount_paid
        return values

    def answer(self, field: Field, on: date) -> Any:
        """Something sensible for a field on that day."""
        if field.key == "ended_on":
            return None  # one patent stands in many walks: each would tell another end of it
        if field.key in DAYS:
            return on + timedelta(days=DAYS[field.key])
        if field.choices:
            first = field.default or field.choices[0][0]
            return (first,) if field.kind == "choices" else first
        hour = HOURS.get(field.key, 10)
        people = self.people
        known: dict[str, Any] = {
            "date": on,
            "instant": datetime.combine(on, time(hour), SHANGHAI),
            "money": Decimal(SUMS.get(field.key, 2000)),
            "bool": True,
            "officers": (people.wang.id, people.li.id),
            "person": people.sun.id if field.key == "hearing_officer" else people.chen.id,
            "patent_number": PATENT,
        }
        return known.get(field.kind, "照实填写。")


DAYS = {
    "act_start": -20,
    "correct_by": 20,
    "hearing_on": 30,
    "pay_until": 30,
    "limit_on": 60,
    "pause_first": 1,
    "pause_last": 5,
    "period_ended_on": -1,
}
HOURS = {"started_at": 9, "certificate_shown_at": 8, "ended_at": 11}
SUMS = {"gains": 1000, "confiscation": 1000}


def proposed(outcome: str) -> dict[str, Any]:
    """What the report proposes, and the sums and the answer on crime that go with it."""
    if outcome == "penalty":
        return {"proposal": outcome, "criminal_check": "none"}
    crime = "suspected" if outcome == "crime" else "none"
    nothing = {"proposed_fine": Decimal(0), "confiscation": Decimal(0)}
    return {"proposal": outcome, "criminal_check": crime, **nothing}


def spoiled(row: Step, values: Mapping[str, Any], how: str) -> dict[str, Any]:
    """A good form made bad in one way, where the form has that place."""
    bad = dict(values)
    if how == "gone":
        bad |= dict.fromkeys((field.key for field in row.fields if field.required), None)
    if how == "nonsense":
        bad |= {field.key: "梦" for field in row.fields if field.kind == "choice"}
    if how == "alone" and "officers" in bad:
        bad["officers"] = bad["officers"][:1]
    if how == "heavier":
        bad |= {key: Decimal(10**7) for key in ("fine", "proposed_fine", "paid") if key in bad}
    return bad
