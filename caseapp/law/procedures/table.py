"""A procedure as a table: states, steps, who, gates, papers, limits, and the engine that reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from caseapp.base.errors import Refused
from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Gate, Obstacle
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.sources import Source

Authority = Literal["ip_office", "market_bureau", "patent_affairs"]
Kind = Literal[
    "date",
    "instant",
    "text",
    "longtext",
    "money",
    "int",
    "bool",
    "choice",
    "choices",
    "officers",
    "person",
    "patent_number",
]
Choices = tuple[tuple[str, str], ...]


class NotOffered(Refused):
    """The step does not start from this state, or belongs to somebody else."""


class Obstructed(Refused):
    """The step is right but something stands against it; carries every obstacle."""

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        super().__init__(*(obstacle.text for obstacle in obstacles))
        self.obstacles = obstacles


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a step's form; its key is the name under which the value is kept."""

    key: str
    label: str
    kind: Kind
    required: bool = True
    help: str = ""
    choices: Choices = ()
    default: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands: code of the handbook, its name, and what outsiders are told."""

    key: str
    code: str
    name: str
    public: str
    is_open: bool = True
    # A side state is drawn in place of this state of the main line.
    beside: str = ""
    # From here the case goes straight to its end; the stops between are not drawn.
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One lawful act: from where, to where (empty: it stays), who, and what it brings about.

    Limits are families; one with no row in force on the day of the act starts nothing.
    """

    key: str
    name: str
    start: str | tuple[str, ...]
    end: str = ""
    by: tuple[Role, ...] = ()
    gates: tuple[Gate, ...] = ()
    fields: tuple[Field, ...] = ()
    papers: tuple[str, ...] = ()
    later_papers: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    starts_for_reporter: tuple[str, ...] = ()
    starts_for_ownership: tuple[str, ...] = ()
    # In the place of what it starts, where the respondent has no domicile in China.
    starts_abroad: tuple[str, ...] = ()
    # Beside what it starts always: what it starts where a condition holds (see conditions.py).
    starts_if: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # Beside what it starts from its own day: what runs from a day of its form, once that is known.
    starts_from: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # What it starts runs from the end of this limit, not from the day of the record.
    starts_after: str = ""
    # It runs from the day an earlier form gave under this key, however late the act is recorded.
    starts_told: str = ""
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    signs: str = ""
    # Brought about by a recorded service: of everybody the paper is for, or of one while another waits.
    on_served: str = ""
    on_one_served: str = ""
    numbers: str = ""
    needs_reason: bool = False
    override: bool = False

    @property
    def origins(self) -> tuple[str, ...]:
        """The states this step starts from."""
        return (self.start,) if isinstance(self.start, str) else self.start

    def end_from(self, state: str) -> str:
        """The state the case is in after this step."""
        return self.end or state

    @property
    def waits_for(self) -> str:
        """The paper whose service takes this step; such a step has no form of its own."""
        return self.on_served or self.on_one_served

    @property
    def limits(self) -> tuple[str, ...]:
        """Every limit family the step touches."""
        return (
            *self.starts,
            *self.starts_for_reporter,
            *self.starts_for_ownership,
            *self.starts_abroad,
            *(family for _, families in self.starts_if for family in families),
            *(family for _, families in self.starts_from for family in families),
            *self.stops,
            *self.pauses,
            *self.resumes,
            *self.extends,
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that could come next, what stands against it, and whether it is for this person."""

    step: Step
    obstacles: tuple[Obstacle, ...]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on the line of the procedure as the case page draws it."""

    state: State
    mark: Literal["done", "now", "ahead"]


@dataclass(frozen=True)
class Procedure:
    """One edition of one procedure; a case keeps the edition it began under."""

    key: str
    track: str
    name: str
    edition: str
    basis: str
    authority: Authority
    valid_from: date
    valid_to: date | None
    first: str
    main_line: tuple[str, ...]
    states: tuple[State, ...]
    opening_limits: Mapping[Source, tuple[str, ...]]
    opening_papers: tuple[str, ...]
    # Asked before every step: dates that cannot be, people who may not.
    always: tuple[Gate, ...]
    steps: tuple[Step, ...]
    # Acts other tracks know and this one never does, each with the sentence that says why.
    never: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def state_by_key(self) -> Mapping[str, State]:
        """The states by key."""
        return MappingProxyType({state.key: state for state in self.states})

    @cached_property
    def _steps_from(self) -> Mapping[str, tuple[Step, ...]]:
        found: dict[str, list[Step]] = defaultdict(list)
        for step in self.steps:
            for origin in step.origins:
                found[origin].append(step)
        return {state: tuple(steps) for state, steps in found.items()}

    def state(self, key: str) -> State:
        """The state of that key."""
        return self.state_by_key[key]

    def steps_from(self, state: str) -> tuple[Step, ...]:
        """The rows that start from this state, in the order of the table."""
        return self._steps_from.get(state, ())

    def limits_on_open(self, source: str) -> tuple[str, ...]:
        """The limit families a lead or request of this source starts with its receipt."""
        return self.opening_limits.get(Source(source), ())

    def served_step(self, paper: str, state: str, *, everybody: bool = True) -> Step | None:
        """The step that a recorded service of this paper brings about in this state."""
        found = (
            step
            for step in self.steps_from(state)
            if paper == (step.on_served if everybody else step.on_one_served)
        )
        return next(found, None)

    def signing_step(self, paper: str, state: str) -> Step | None:
        """The step by which this paper is signed and numbered in this state."""
        return next((step for step in self.steps_from(state) if step.signs == paper), None)

    def is_signed_by_step(self, paper: str) -> bool:
        """Say whether this paper is signed with a step of the procedure, not on its own page."""
        return any(step.signs == paper for step in self.steps)

    def offers(self, state: str, roles: Collection[str], facts: Facts) -> tuple[Offer, ...]:
        """Every step there is something to do for, with what already stands against it.

        Forms are not judged yet; steps of others are given too, marked as not mine.
        """
        return tuple(
            Offer(
                step=step,
                obstacles=self._obstacles(step, facts, with_form=False),
                is_mine=_may_take(step, roles),
            )
            for step in self.steps_from(state)
            if not any(gate.hides and gate(facts) for gate in step.gates)
        )

    def take(  # noqa: PLR0917 - the order of a sentence: this step, from here, by these, on these facts
        self, step_key: str, state: str, roles: Collection[str], facts: Facts
    ) -> Step:
        """Give the row if the step may be taken now, else refuse with every sentence against it."""
        step = self._row(step_key, state)
        if not _may_take(step, roles):
            raise NotOffered(f"“{step.name}”由{_who(step)}办理。")
        against = self._obstacles(step, facts, with_form=True)
        aside = self.set_aside(step, roles, facts)
        standing = tuple(obstacle for obstacle in against if obstacle not in aside)
        if standing:
            raise Obstructed(standing)
        return step

    def set_aside(self, step: Step, roles: Collection[str], facts: Facts) -> tuple[Obstacle, ...]:
        """The obstacles the chief's written reason sets aside in this act, for the audit chain."""
        if not (step.override and Role.CHIEF in roles and facts.override_reason.strip()):
            return ()
        against = self._obstacles(step, facts, with_form=True)
        return tuple(obstacle for obstacle in against if obstacle.may_be_set_aside)

    def line(self, state: str) -> tuple[Stop, ...]:
        """The main line with the stops done, the one where the case stands, and those ahead."""
        here = self.state(state)
        at = self.main_line.index(here.beside or here.key)
        done = [Stop(self.state(key), "done") for key in self.main_line[:at]]
        ahead = self.main_line[-1:] if here.ends else self.main_line[at + 1 :]
        rest = [Stop(self.state(key), "ahead") for key in ahead if here.is_open]
        return (*done, Stop(here, "now"), *rest)

    def leads_on(self, step: Step, state: str) -> bool:
        """Whether a step signs what is waited for, or brings the case on along the line."""
        ahead = {stop.state.key for stop in self.line(state) if stop.mark == "ahead"}
        if step.signs or step.end in ahead:
            return True
        here = self.state(state)
        waiting = self.state(step.end_from(state))
        if waiting == here or waiting.beside != (here.beside or here.key):
            return False
        # A stop beside the line counts where it opens a way on that is not open from here.
        onward = (one for one in self.steps if waiting.key in one.origins and one.end in ahead)
        return any(state not in one.origins for one in onward)

    def _row(self, step_key: str, state: str) -> Step:
        rows = self.steps_from(state)
        for step in rows:
            if step.key == step_key:
                return step
        if step_key in self.never:
            raise NotOffered(self.never[step_key])
        here = self.state(state).name
        named = next((step.name for step in self.steps if step.key == step_key), "")
        if not named:
            raise NotOffered(f"本程序没有这一步骤，案件现处于“{here}”阶段。")
        raise NotOffered(f"案件现处于“{here}”阶段，不能{named}。")

    def _obstacles(self, step: Step, facts: Facts, *, with_form: bool) -> tuple[Obstacle, ...]:
        found = list(_form_faults(step, facts)) if with_form else []
        for gate in (*self.always, *step.gates):
            if gate.of_form and not with_form:
                continue
            if obstacle := gate(facts):
                found.append(obstacle)
        return tuple(
            replace(obstacle, sentence=f"不能{step.name}：{obstacle.sentence}")
            for obstacle in found
        )


def _may_take(step: Step, roles: Collection[str]) -> bool:
    return any(role in roles for role in step.by)


def _who(step: Step) -> str:
    return "、".join(role.label for role in step.by)


def _form_faults(step: Step, facts: Facts) -> tuple[Obstacle, ...]:
    # The form says the same at the field; this also holds for whoever comes without a form.
    faults = [fault for field in step.fields if (fault := _field_fault(field, facts))]
    if step.needs_reason and not facts.reason.strip():
        faults.append(Obstacle("没有写明理由。", remedy="请填写理由。"))
    return tuple(faults)


def _field_fault(field: Field, facts: Facts) -> Obstacle | None:
    value = facts.given.get(field.key)
    if value is None or value in ("", ()):
        # Who acts is judged by the gate on officers, in the words of the article.
        if not field.required or field.kind == "officers":
            return None
        return Obstacle(f"没有填写“{field.label}”。", remedy=f"请填写“{field.label}”。")
    if not field.choices:
        return None
    chosen = value if isinstance(value, tuple) else (value,)
    if all(one in {key for key, _ in field.choices} for one in chosen):
        return None
    return Obstacle(f"“{field.label}”不在可选范围之内。", remedy="请重新选择。")
