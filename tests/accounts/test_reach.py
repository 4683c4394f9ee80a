"""The filter of every list and the decision on a single file agree, for every role and unit."""

import sqlalchemy as sa

from caseapp.accounts.models import Unit
from caseapp.accounts.permissions import PERMISSIONS, ROLE_MAP, Thing, decide, visible_units
from caseapp.accounts.person import Grant, Person
from caseapp.accounts.queries import in_reach
from caseapp.accounts.units import ANSHAN_UNITS
from caseapp.base.db import db

PATHS = [seed.path for seed in ANSHAN_UNITS]
PAIRS = [*zip(PATHS, PATHS[1:] + PATHS[:1], strict=True), *((path, path) for path in PATHS)]


def somebody(role, paths):
    return Person(
        id=7,
        login="wang",
        name="王建民",
        unit_id=1,
        unit_name="某",
        unit_path=paths[0],
        roles=(role,),
        grants=tuple(Grant(role, path) for path in sorted(set(paths))),
    )


def by_filter(reach, *, is_mine):
    own = sa.true() if is_mine else sa.false()
    found = db.session.scalars(sa.select(Unit.path).where(in_reach(reach, Unit.path, own)))
    return set(found)


def test_filter_and_decision_agree_on_every_role_unit_and_permission(app):
    filtered = {}
    for role in ROLE_MAP:
        for paths in PAIRS:
            person = somebody(role.value, paths)
            for permission in PERMISSIONS:
                reach = visible_units(person, permission)
                for is_mine in (False, True):
                    team = {7} if is_mine else set()
                    decided = {p for p in PATHS if decide(person, permission, Thing(p, team))}
                    key = (reach, is_mine)
                    if key not in filtered:
                        filtered[key] = by_filter(reach, is_mine=is_mine)
                    assert filtered[key] == decided, (role, paths, permission, is_mine)


def test_filter_without_word_on_whose_it_is_shows_nothing_of_ones_own(app):
    reach = visible_units(somebody("officer", [PATHS[1]]), "case.read")
    assert reach.own
    found = db.session.scalars(sa.select(Unit.path).where(in_reach(reach, Unit.path)))
    assert list(found) == [PATHS[1]]
