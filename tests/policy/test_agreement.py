"""A11: what is decided of one case, what a list is filtered by and what a list shows never differ."""

import random
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from caseapp.accounts.models import PersonRow, Unit
from caseapp.accounts.permissions import decide, visible_units
from caseapp.accounts.person import Person
from caseapp.accounts.sight import RULES, Rule, condition, judge, who
from caseapp.base.db import db, finish, start_write
from caseapp.cases import queries, seen_by
from caseapp.cases.models import CaseFile
from caseapp.cases.team import CASES
from tests.policy.worlds import World, draw

PERMISSIONS = ("case.read", "case.step", "paper.read", "case.protect")
CASES_EACH = 10
SEED = 20260302


@pytest.fixture
def worlds(app) -> Callable[[int], Iterator[World]]:
    """Give random offices, each gone again when the next one comes."""
    ids = list(db.session.scalars(sa.select(PersonRow.id).order_by(PersonRow.id)))
    unit_ids = {row.path: row.id for row in db.session.execute(sa.select(Unit.path, Unit.id))}
    dice = random.Random(SEED)  # noqa: S311 - the same worlds in every run

    def each(many: int) -> Iterator[World]:
        for _ in range(many):
            start_write()
            try:
                yield draw(dice, ids=ids, unit_ids=unit_ids, cases=CASES_EACH)
            finally:
                finish(commit=False)

    return each


def filtered(world: World, person: Person, permission: str) -> set[int]:
    seen = queries.is_visible(person, permission)
    return set(db.session.scalars(sa.select(CaseFile.id).where(seen)))


def listed(person: Person) -> set[int]:
    page = queries.page_of_cases(person, queries.Filters(openness="all"), "")
    ids = {row.id for row in page.rows}
    assert page.total == len(ids), "the count of the list is not what it shows"
    return ids


@pytest.mark.timeout(1800)  # ten thousand worlds take some minutes
def test_decision_filter_and_list_agree_on_random_worlds(worlds, full_size, figure):
    many = 10_000 if full_size else 1_000
    different, compared, allowed = [], 0, 0
    for number, world in enumerate(worlds(many)):
        things = seen_by.things_of(world.case_ids)
        for person in world.people:
            for permission in PERMISSIONS:
                decided = {one for one in things if decide(person, permission, things[one])}
                compared, allowed = compared + len(things), allowed + len(decided)
                if filtered(world, person, permission) != decided:
                    different.append((number, person, permission))
                # Time itself opens no list.
                is_list = permission == "case.read" and not person.is_clock
                if is_list and listed(person) != decided:
                    different.append((number, person, "list"))
    figure(
        "A11",
        "random worlds, decisions that differ",
        reached=f"{many}, {len(different)}",
        asked="1,000 (weekly 10,000), 0",
    )
    assert different == []
    # A comparison of nothing with nothing would prove nothing; most permissions are a few roles'.
    assert 0.05 < allowed / compared < 0.6


@pytest.mark.parametrize("key", [rule.key for rule in RULES])
def test_a_filter_that_forgets_a_rule_is_found_out(worlds, key):
    forgetful = tuple(rule for rule in RULES if rule.key != key)
    assert any(_differs(world, forgetful) for world in worlds(200)), key


def _differs(world: World, rules: tuple[Rule, ...]) -> bool:
    things = seen_by.things_of(world.case_ids)
    for person in world.people:
        by = who(person, "case.read", visible_units(person, "case.read"))
        if by.reach.is_empty:
            continue
        found = set(db.session.scalars(sa.select(CaseFile.id).where(condition(by, CASES, rules))))
        if found != {one for one in things if judge(by, things[one])}:
            return True
    return False
