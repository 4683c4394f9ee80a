"""The tables of mediation: their states, their ways, what the clock does, what never happens in them."""

from dataclasses import replace
from itertools import groupby

import pytest

from caseapp.law.procedures import PROCEDURES
from caseapp.law.procedures.articles import ARTICLES
from caseapp.law.procedures.handbook import gates_of
from caseapp.law.procedures.mediation.facts import KINDS
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import NotOffered, Obstructed, Procedure, Step
from tests.law.procedures.ready import day_of, ready

EDITIONS = tuple(one for one in PROCEDURES.values() if one.track == "mediation")
NEWEST = PROCEDURES["mediation-2025"]
by_key = pytest.mark.parametrize("procedure", EDITIONS, ids=lambda procedure: procedure.key)
R, O, C = Role.REGISTRAR, Role.OFFICER, Role.CHIEF  # noqa: E741 - read as a column of the story
BEGIN = [("send_notice", R), ("notice_served", R), ("consent", R), ("file", C)]
TALK = [("notify_session", O), ("mediate", O)]


def row(procedure: Procedure, state: str, key: str) -> Step:
    return next(step for step in procedure.steps_from(state) if step.key == key)


def walk(procedure: Procedure, way: list[tuple[str, Role]]) -> list[str]:
    """The states a case passes when these steps are taken one after another."""
    passed = [procedure.first]
    for key, role in way:
        here = passed[-1]
        step = procedure.take(key, here, {role}, ready(procedure, row(procedure, here, key)))
        passed.append(step.end_from(here))
    return [state for state, _ in groupby(passed)]


@by_key
def test_an_edition_has_all_states_of_the_handbook(procedure):
    codes = {state.code for state in procedure.states}
    newer = {"M6"} if procedure is NEWEST else set()
    assert codes == newer | {
        *("M0", "M1", "M2", "M2x", "M3a", "M3b", "M3c", "M4", "M4x", "M5a", "M5b", "M7"),
    }


@by_key
def test_a_request_becomes_an_agreement(procedure):
    end = [("agree", O), ("close", C)]
    assert walk(procedure, [*BEGIN, *TALK, *end]) == [
        *("requested", "sent", "opinion", "filed", "session", "agreed", "closed"),
    ]


@by_key
@pytest.mark.parametrize(
    ("way", "end"),
    [
        ([("refuse_filing", C)], "not_filed"),
        ([("route_away", C)], "routed"),
        ([*BEGIN[:2], ("decline", R), ("refuse_filing", C)], "not_filed"),
        ([*BEGIN[:2], ("stay_silent", Role.CLOCK), ("refuse_filing", C)], "not_filed"),
        ([*BEGIN[:2], ("decline", R), ("consent", R)], "opinion"),
        ([*BEGIN, *TALK, ("withdraw", C), ("close", Role.UNIT_HEAD)], "closed"),
        ([*BEGIN, TALK[0], ("note_absence", O), ("withdraw", C)], "failed"),
        ([*BEGIN, TALK[0], ("note_absence", O), ("notify_session", O)], "session"),
    ],
)
def test_the_other_ways_of_a_request(procedure, way, end):
    assert walk(procedure, way)[-1] == end


def test_an_ownership_case_goes_on_until_the_copies_are_out():
    way = [("close_ownership", C), ("copy_papers", R), ("finish", O)]
    assert walk(NEWEST, [*BEGIN, *TALK, ("agree", O), *way])[-3:] == ["agreed", "after", "closed"]


@by_key
def test_only_silence_is_a_matter_of_time(procedure):
    assert {step.key for step in procedure.steps if Role.CLOCK in step.by} == {"stay_silent"}


@by_key
def test_an_article_is_in_force_for_every_gate_in_its_edition(procedure):
    silent = {
        one.key
        for one in gates_of(procedure)
        if not any(row.holds(day_of(procedure), procedure.authority) for row in ARTICLES[one.key])
    }
    # The open licence came in 2021, within the edition of 2015.
    assert silent == (set() if procedure is NEWEST else {"remit_is_ours"})


@by_key
def test_every_limit_of_the_handbook_is_started_ended_or_extended(procedure):
    used = {limit for step in procedure.steps for limit in step.limits}
    opened = set(procedure.limits_on_open("request"))
    newer = {"MED-07"} if procedure is NEWEST else set()
    # MED-10 is the unit's own day toward its inventor: the page shows it, no step of the office ends it.
    assert used | opened == newer | {f"MED-{n:02d}" for n in (1, 2, 3, 4, 5, 6, 8, 9)}


@by_key
def test_nothing_is_seized_in_a_mediation(procedure):
    with pytest.raises(NotOffered, match="调解专利纠纷没有查封、扣押的职权"):
        procedure.take("seize", "session", {Role.OFFICER}, ready(procedure, procedure.steps[0]))


def test_every_kind_of_the_regulation_is_there():
    assert [key for key, _ in KINDS] == [
        *("ownership", "inventor", "reward", "pre_grant_fee", "other", "damages", "open_licence"),
    ]


def test_a_refusal_names_the_article_of_its_day():
    said = {}
    for procedure in EDITIONS:
        step = row(procedure, "session", "agree")
        facts = ready(procedure, step)
        unsigned = replace(facts, given={**facts.given, "both_signed": False})
        with pytest.raises(Obstructed) as refusal:
            procedure.take("agree", "session", {Role.OFFICER}, unsigned)
        said[procedure.key] = refusal.value.sentences[0]
    assert [words.partition("（")[2].partition("。")[0] for words in said.values()] == [
        "专利行政执法办法（2010））",
        "专利行政执法办法第二十六条）",
        "专利纠纷行政裁决和调解办法）",
    ]
