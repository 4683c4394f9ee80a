"""Kinds name the field in which something was found; reading a batch costs the same for one or many."""

import pytest

from caseapp.base.db import writing
from caseapp.cooperation import actions as papers
from caseapp.cooperation import owners
from tests.joint.joints import planned
from tests.liaison.meetings import called
from tests.statements import Statements


def test_joint_action_names_its_fields(app, people):
    shown = next(iter(app.extensions["search"].sources.get("joint").hits([planned(people)])))
    assert {"目的", "范围"} <= {name for name, _ in shown.parts}


@pytest.mark.parametrize("kind", ["meeting", "joint", "other_paper"])
def test_a_batch_costs_the_same_statements_for_one_and_for_many(app, people, kind):
    for title in ("2026年第四次联席会议", "2026年第五次联席会议"):
        number = called(people, title=title)
        planned(people)
        with writing():
            matter = owners.matter(number, by=people.wu)
            papers.draft_paper(by=people.wu, matter=matter, kind="X07")
    source = app.extensions["search"].sources.get(kind)
    ids = list(source.all_ids())
    assert len(ids) > 1
    for read in (source.entries, source.hits):
        counts = []
        for some in (ids[:1], ids):
            with Statements(app) as seen:
                assert len(list(read(some))) == len(some)
            counts.append(len(seen.statements))
        assert counts[0] == counts[1], read
