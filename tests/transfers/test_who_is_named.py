"""The refusal of a body that is not competent names only whom the transfer can go to."""

from datetime import date

import pytest

from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from tests.transfers.doing import opened


def test_own_office_and_other_sorts_of_bodies_are_not_named_instead(app, people):
    able = bodies.competent("patent", "report", area="210300", day=date(2026, 11, 23))
    assert "鞍山市知识产权局" in {one.name for one in able}
    with pytest.raises(Refused, match="鞍山市科学技术局在 2026-11-23 不主管这一事项") as no:
        opened(people.wang, "lead_out", "anshan_science", right_kind="patent")
    assert "鞍山市知识产权局" not in no.value.remedy
    assert "鞍山市公安局" not in no.value.remedy
