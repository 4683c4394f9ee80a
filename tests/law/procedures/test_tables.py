"""The tables themselves: nothing dangling, nothing unreachable, every gate used and tested."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from caseapp.law import time_limits
from caseapp.law.procedures import PROCEDURES, gates
from caseapp.law.procedures.articles import ARTICLES
from caseapp.law.procedures.counterfeit.edition_2021 import COUNTERFEIT_2021
from caseapp.law.procedures.faults import faults
from caseapp.law.procedures.gate import Gate, gate
from caseapp.law.procedures.handbook import gates_of
from caseapp.law.procedures.papers import ALL_TITLES, PAPER_TITLES
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.sources import LEADS, Source
from caseapp.law.procedures.table import Field, State, Step
from tests.law.procedures.ready import day_of

EDITIONS = tuple(PROCEDURES.values())
COUNTERFEIT = tuple(one for one in EDITIONS if one.track == "counterfeit")
BY_RULES_OF_2021_TO_2024 = ("decision_is_shown", "reconsideration_named_first")
LATER_REVIEW = ("reviewed_after_hearing", "reviewer_is_qualified")
# Gates whose article did not hold on an ordinary day of the edition; each has a row for other days.
NOT_YET_ASKED = {
    "counterfeit-2011": {"urgency_is_known", *LATER_REVIEW, *BY_RULES_OF_2021_TO_2024},
    "counterfeit-2015": {*LATER_REVIEW, *BY_RULES_OF_2021_TO_2024},
    "counterfeit-2019": {"reviewed_after_hearing", "publicity_told", *BY_RULES_OF_2021_TO_2024},
    "counterfeit-2021": {"reconsideration_named_first"},
}
by_counterfeit = pytest.mark.parametrize("procedure", COUNTERFEIT, ids=lambda one: one.key)
by_key = pytest.mark.parametrize("procedure", EDITIONS, ids=lambda procedure: procedure.key)


def every_gate() -> Iterator[Gate]:
    for module in pkgutil.iter_modules(gates.__path__, f"{gates.__name__}."):
        found = vars(importlib.import_module(module.name)).values()
        yield from (value for value in found if isinstance(value, Gate))


def known_limits() -> set[str]:
    rows = time_limits.load().rows
    return {row.id for row in rows} | {row.family for row in rows}


def faults_with(**changes: object) -> tuple[str, ...]:
    changed = replace(COUNTERFEIT_2021, **changes)
    return faults(changed, papers=ALL_TITLES, limits=known_limits())


def faults_of_step(**changes: object) -> tuple[str, ...]:
    step = replace(COUNTERFEIT_2021.steps[0], **changes)
    return faults_with(steps=(step, *COUNTERFEIT_2021.steps[1:]))


@by_key
def test_an_edition_has_no_faults(procedure):
    assert faults(procedure, papers=ALL_TITLES, limits=known_limits()) == ()


@by_counterfeit
def test_an_edition_has_all_states_of_the_handbook(procedure):
    codes = {state.code for state in procedure.states}
    assert codes == {f"C{n}" for n in range(16) if n != 2} | {
        *("C2a", "C2b", "C2c", "C3x", "C12x"),
        *("C1b", "C2d", "C7b", "C8b", "C9a", "C9b", "C9c", "C9d"),
    }


@by_counterfeit
def test_the_unsure_limits_of_the_handbook_are_not_used(procedure):
    used = {limit for step in procedure.steps for limit in step.limits}
    assert used & {"CF-04b", "CF-05"} == set()


@by_counterfeit
def test_the_eleven_papers_of_the_story_are_all_drafted(procedure):
    drafted = {paper for step in procedure.steps for paper in step.papers}
    assert drafted | set(procedure.opening_papers) == set(PAPER_TITLES)


def test_the_limit_for_filing_follows_source_and_edition():
    by_edition = {one.key: one.limits_on_open for one in COUNTERFEIT}
    own = {"inspection", "media"}
    wanted = {
        "counterfeit-2011": lambda _source: (),
        "counterfeit-2015": lambda source: ("CF-01",) if source in own else ("CF-02",),
        "counterfeit-2019": lambda _source: ("CF-03",),
        "counterfeit-2021": lambda _source: ("CF-03",),
    }
    assert {(key, one): opened(one) for key, opened in by_edition.items() for one in LEADS} == {
        (key, one): opened(one) for key, opened in wanted.items() for one in LEADS
    }


def test_every_gate_is_asked_somewhere():
    asked = {gate for procedure in EDITIONS for gate in gates_of(procedure)}
    assert asked == set(every_gate())


def test_every_gate_has_articles_and_no_article_is_left_over():
    assert set(ARTICLES) == {gate.key for gate in every_gate()}


def test_the_gates_of_the_handbook_are_enforced():
    # G-16 is about what is shown: no step of this table.
    numbers = {f"G-{n:02d}" for n in range(1, 23)} - {"G-16"}
    for procedure in COUNTERFEIT:
        newer = set() if procedure.authority == "market_bureau" else {"G-21"}
        assert {gate.gate_id for gate in gates_of(procedure)} - {""} == numbers - newer


def test_every_gate_has_tests_of_its_own():
    written = {
        node.name
        for path in Path(__file__).parent.glob("test_gates_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    untested = {
        gate.key
        for gate in every_gate()
        if not any(name.startswith(f"test_{gate.key}_") for name in written)
    }
    assert untested == set()


def test_every_gate_says_what_it_does_to_the_case():
    assert [gate.key for gate in every_gate() if not gate.asks.__doc__] == []


def test_no_two_gates_share_a_key_or_a_question():
    all_gates = list(every_gate())
    assert len({gate.key for gate in all_gates}) == len(all_gates)
    assert len({gate.question for gate in all_gates}) == len(all_gates)


@by_counterfeit
def test_the_line_of_a_fresh_lead_lies_all_ahead(procedure):
    line = procedure.line("lead")
    assert [stop.state.key for stop in line] == list(procedure.main_line)
    assert [stop.mark for stop in line] == ["now", *["ahead"] * (len(line) - 1)]


@pytest.mark.parametrize(
    ("state", "drawn"),
    [
        ("closed", (12, "结案", [])),
        ("suspended", (3, "中止调查", [*"调审告陈待作送履结"])),
        ("hearing", (7, "听证", [*"待作送履结"])),
        ("not_filed", (2, "不予立案", [])),
        ("withdrawn", (9, "撤销案件", ["结"])),
        ("overdue", (11, "逾期未履行", ["结"])),
    ],
)
def test_the_line_shows_where_a_case_stands(state, drawn):
    line = COUNTERFEIT_2021.line(state)
    done = [stop for stop in line if stop.mark == "done"]
    now = [stop.state.name for stop in line if stop.mark == "now"]
    ahead = [stop.state.name[0] for stop in line if stop.mark == "ahead"]
    assert (len(done), now, ahead) == (drawn[0], [drawn[1]], drawn[2])


def test_a_state_without_a_way_out_or_in_is_a_fault():
    island = State("island", "C99", "孤岛", "")
    assert faults_with(states=(*COUNTERFEIT_2021.states, island)) == (
        "状态island不在主线上，也没有并列的主线状态",
        "状态island无法到达",
        "状态island没有出路",
    )


def test_a_state_listed_twice_is_a_fault():
    twin = replace(COUNTERFEIT_2021.states[-1], is_open=False)
    found = faults_with(states=(*COUNTERFEIT_2021.states, twin))
    assert set(found) == {"状态closed重复", "编号C15重复"}


def test_a_step_into_nowhere_is_a_fault():
    assert "状态nowhere没有定义" in faults_of_step(end="nowhere")


def test_two_steps_of_one_key_from_one_state_are_a_fault():
    found = faults_with(steps=(*COUNTERFEIT_2021.steps, COUNTERFEIT_2021.steps[0]))
    assert found == ("状态lead有两个步骤verify", "状态verify有两个步骤verify")


def test_one_key_with_two_names_is_a_fault():
    other = Step("verify", "另一名称", "filing", "verify", by=(Role.OFFICER,))
    assert faults_with(steps=(*COUNTERFEIT_2021.steps, other)) == ("步骤verify有两个名称",)


def test_unknown_papers_limits_and_gates_are_faults():
    @gate("没有依据的问题")
    def unheard_of(facts):
        return None

    assert faults_of_step(papers=("letter",), starts=("CF-99",), gates=(unheard_of,)) == (
        "步骤verify的文书letter没有登记",
        "步骤verify的期限CF-99没有登记",
        "步骤verify的前提unheard_of没有依据",
    )
    assert faults_with(
        opening_papers=("letter",), opening_limits={Source.REPORT: ("CF-03", "CF-99")}
    ) == ("登记线索的文书letter没有登记", "来源report的期限CF-99没有登记")


def test_a_day_that_no_form_asks_for_starts_nothing():
    assert faults_of_step(starts_told="perform_until") == (
        "步骤verify的起算日perform_until没有任何步骤填写",
    )


def test_a_step_of_nobody_and_a_field_asked_twice_are_faults():
    twice = (Field("a", "甲", "text"), Field("a", "乙", "text"))
    assert faults_of_step(by=(), fields=twice, override=True) == (
        "步骤verify没有办理人",
        "步骤verify的字段a重复",
        "步骤verify的例外准许与前提不符",
    )


def test_every_role_and_every_source_has_a_name():
    assert {role.label for role in Role} >= {"执法人员", "负责人", "法制审核员"}
    assert len({role.label for role in Role}) == len(Role)
    assert len({source.label for source in Source}) == len(Source)


@by_counterfeit
def test_an_article_is_in_force_for_every_gate_in_its_edition(procedure):
    silent = {
        one.key
        for one in gates_of(procedure)
        if not any(row.holds(day_of(procedure), procedure.authority) for row in ARTICLES[one.key])
    }
    assert silent == NOT_YET_ASKED[procedure.key]
