"""The tables of lives name nothing that is not there, and every open stage has a way on."""

import pytest

from caseapp.accounts import words
from caseapp.accounts.permissions import PERMISSIONS
from caseapp.bodies.words import KINDS as BODY_KINDS
from caseapp.documents.catalogue import kind_of
from caseapp.law import time_limits
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.roles import Role
from caseapp.law.rights import MATTERS
from caseapp.transfers.asked import EFFECTS, GATES
from caseapp.transfers.case_steps import WAYS
from caseapp.transfers.kinds import KINDS, LIVES, REGISTERS
from caseapp.transfers.life import BODY, CLOCK, OFFICE
from caseapp.transfers.rules import read_rules

ROWS = [(life, row) for life in LIVES.values() for row in life.moves.values()]
OWN = ("out", "in", "asking_superior", "tasking", "tasked")
FAMILIES = {name for one in time_limits.load().rows for name in (one.id, one.family)}
STEPS = {step.key for one in PROCEDURES.values() for step in one.steps}


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_kind_names_what_is_there(kind):
    assert kind.life in LIVES
    assert kind.register in REGISTERS
    assert kind.direction in {"out", "in"}
    assert kind.case in {"must", "may", "none"}
    assert set(kind.receivers) <= set(BODY_KINDS)
    assert kind.matter in {"", *MATTERS}
    assert [kind_of(key).key for key in kind.papers] == list(kind.papers)


def test_every_row_of_every_life_names_what_is_there():
    assert {"caseapp.transfers.gates", "caseapp.transfers.effects"} <= set(read_rules())
    for life, row in ROWS:
        where = f"{life.key}.{row.key}"
        assert row.permission in PERMISSIONS, where
        assert set(row.sides) <= {OFFICE, BODY, CLOCK}, where
        assert set(row.roles) <= {one.value for one in Role}, where
        assert row.holder in {"", "office", "body", "superior"}, where
        assert {*row.starts, *row.stops, *row.pauses, *row.resumes} <= FAMILIES, where
        assert set(row.gates) <= set(GATES), where
        assert set(row.effects) <= set(EFFECTS), where
        assert {*row.after, *row.unless} <= set(life.moves), where
        assert row.case_step in {"", *WAYS, *STEPS}, where
        for key in row.papers:
            kind_of(key)


def test_ways_of_a_case_are_steps_of_its_procedures():
    assert {key for keys in WAYS.values() for key in keys} <= STEPS


@pytest.mark.parametrize("life", LIVES.values(), ids=list(LIVES))
def test_every_open_stage_is_reached_and_left(life):
    rows = [row for row in life.moves.values() if row.sides != (CLOCK,)]
    reached = ({row.to_state for row in rows} | {life.first.key}) - {""}
    assert set(life.stages) == reached
    for key in life.open_states:
        ways = [row for row in rows if key in row.from_states and row.to_state not in {"", key}]
        assert ways, f"{life.key}.{key}"
        turns = {life.stages[key].turn, OFFICE}  # what others do we may take down
        assert any(turns & set(row.sides) for row in ways), f"{life.key}.{key}"


@pytest.mark.parametrize("life", [LIVES[key] for key in OWN], ids=OWN)
def test_what_goes_back_to_the_office_is_held_by_it_and_what_is_over_by_nobody(life):
    for row in life.moves.values():
        stage = life.stages[row.to_state] if row.to_state else None
        if stage is None or not stage.is_open:
            continue
        turns = {life.stages[key].turn for key in row.from_states} - {stage.turn}
        # Whose turn it is has it: a move that changes the turn names the holder.
        assert not turns or row.holder, f"{life.key}.{row.key}"


def test_every_move_has_its_words_in_the_trail(app):
    keys = {f"transfer.{row.key}" for life in LIVES.values() for row in life.moves.values()}
    assert [key for key in sorted(keys) if not words.act_words(key)] == []
    assert words.act_words("transfer.approve") == "批准移送"


def test_what_is_over_is_not_opened_again():
    opened = [
        f"{life.key}.{row.key}"
        for life, row in ROWS
        if row.to_state in life.open_states
        and any(not life.stages[key].is_open for key in row.from_states)
    ]
    assert opened == []
