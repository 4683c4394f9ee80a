"""What is wrong with a procedure table, in sentences; a sound edition has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from caseapp.law.procedures.articles import ARTICLES
from caseapp.law.procedures.conditions import CONDITIONS
from caseapp.law.procedures.table import Procedure, Step


def faults(
    procedure: Procedure, *, papers: Collection[str], limits: Collection[str]
) -> tuple[str, ...]:
    """Name every state, paper, limit, gate or key of the table that does not hold."""
    return (
        *_state_faults(procedure),
        *_way_faults(procedure),
        *_key_faults(procedure),
        *_told_faults(procedure),
        *(fault for step in procedure.steps for fault in _step_faults(step, papers, limits)),
        *_opening_faults(procedure, papers, limits),
    )


def _state_faults(procedure: Procedure) -> Iterator[str]:
    known = set(procedure.state_by_key)
    for kind, values in (("状态", procedure.states), ("编号", procedure.states)):
        counted = Counter(value.key if kind == "状态" else value.code for value in values)
        yield from (f"{kind}{value}重复" for value, times in counted.items() if times > 1)
    named = {
        procedure.first,
        *procedure.main_line,
        *(state.beside for state in procedure.states if state.beside),
        *(key for step in procedure.steps for key in (*step.origins, step.end) if key),
    }
    yield from (f"状态{key}没有定义" for key in sorted(named - known))
    for state in procedure.states:
        if (state.beside or state.key) not in procedure.main_line:
            yield f"状态{state.key}不在主线上，也没有并列的主线状态"


def _way_faults(procedure: Procedure) -> Iterator[str]:
    reached = {procedure.first}
    frontier = [procedure.first]
    while frontier:
        here = frontier.pop()
        ends = {step.end_from(here) for step in procedure.steps_from(here)} - reached
        reached |= ends
        frontier.extend(ends)
    for state in procedure.states:
        if state.key not in reached:
            yield f"状态{state.key}无法到达"
        ways = procedure.steps_from(state.key)
        if state.is_open and all(step.end_from(state.key) == state.key for step in ways):
            yield f"状态{state.key}没有出路"


def _key_faults(procedure: Procedure) -> Iterator[str]:
    for state in procedure.states:
        counted = Counter(step.key for step in procedure.steps_from(state.key))
        yield from (f"状态{state.key}有两个步骤{key}" for key, n in counted.items() if n > 1)
    names: dict[str, str] = {}
    for step in procedure.steps:
        if names.setdefault(step.key, step.name) != step.name:
            yield f"步骤{step.key}有两个名称"


def _told_faults(procedure: Procedure) -> Iterator[str]:
    asked = {one.key for step in procedure.steps for one in step.fields if one.kind == "date"}
    for step in procedure.steps:
        if step.starts_told and step.starts_told not in asked:
            yield f"步骤{step.key}的起算日{step.starts_told}没有任何步骤填写"


def _step_faults(step: Step, papers: Collection[str], limits: Collection[str]) -> Iterator[str]:
    yield from _name_faults(step, papers, limits)
    yield from _start_faults(step)
    if not step.by:
        yield f"步骤{step.key}没有办理人"
    fields = Counter(field.key for field in step.fields)
    yield from (f"步骤{step.key}的字段{key}重复" for key, n in fields.items() if n > 1)
    if step.override != any(gate.may_be_set_aside for gate in step.gates):
        yield f"步骤{step.key}的例外准许与前提不符"


def _name_faults(step: Step, papers: Collection[str], limits: Collection[str]) -> Iterator[str]:
    for paper in (*step.papers, step.signs, step.waits_for):
        if paper and paper not in papers:
            yield f"步骤{step.key}的文书{paper}没有登记"
    for limit in step.limits:
        if limit not in limits:
            yield f"步骤{step.key}的期限{limit}没有登记"
    for gate in step.gates:
        if gate.key not in ARTICLES:
            yield f"步骤{step.key}的前提{gate.key}没有依据"


def _start_faults(step: Step) -> Iterator[str]:
    for condition, _ in step.starts_if:
        if condition not in CONDITIONS:
            yield f"步骤{step.key}的条件{condition}没有登记"
    days = {field.key for field in step.fields if field.kind == "date"}
    for day, _ in step.starts_from:
        if day not in days:
            yield f"步骤{step.key}的起算日{day}不在表单里"


def _opening_faults(
    procedure: Procedure, papers: Collection[str], limits: Collection[str]
) -> Iterator[str]:
    for paper in procedure.opening_papers:
        if paper not in papers:
            yield f"登记线索的文书{paper}没有登记"
    for source, families in procedure.opening_limits.items():
        yield from (
            f"来源{source}的期限{limit}没有登记" for limit in families if limit not in limits
        )
