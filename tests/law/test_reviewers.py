"""Who may review: the examination, from its day on, unless one reviewed before it was asked for."""

from datetime import date

import pytest

from caseapp.law.reviewers import Reviewer

PASSED = date(2020, 5, 1)


@pytest.mark.parametrize(
    ("number", "passed", "since", "may"),
    [
        ("", None, None, False),
        ("A2010", None, None, True),
        ("A2010", PASSED, None, True),
        ("A2010", date(2020, 5, 2), None, False),
        ("", None, date(2017, 12, 31), True),
        ("", None, date(2018, 1, 1), False),
        ("A2010", date(2020, 5, 2), date(2017, 12, 31), True),
    ],
)
def test_a_reviewer_is_qualified_by_examination_or_by_long_service(*, number, passed, since, may):
    assert Reviewer(number, passed, since).is_qualified(PASSED) is may
