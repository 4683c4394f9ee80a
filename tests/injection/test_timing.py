"""X5: how long an answer takes tells nobody whether what they may not see is there."""

import time

import pytest

from caseapp.documents import queries as documents
from tests.figures import Figure
from tests.injection.timing import LIMIT, apart
from tests.stories import found_by_district, walked

BASE = "http://127.0.0.1:8000"
ABSENT = 2_000_000
NO_SUCH = "鞍东知假字〔2024〕999号"


@pytest.fixture
def pairs(people) -> dict[str, tuple[str, str]]:
    """Name what the officer of the city may not see, and beside it what never was."""
    own, theirs = walked(people, "question"), found_by_district(people, until="inspect")
    hidden, number = theirs.case_id, theirs.case.case_no
    paths = ("/cases/{0}", "/cases/{0}/evidence/new", "/cases/{0}/steps/question")
    found = {path: (path.format(hidden), path.format(ABSENT)) for path in paths}
    asked = ("/search?q={0}", "/recognise?q={0}", "/cases?openness=all&after={0}")
    found |= {path: (path.format(number), path.format(NO_SUCH)) for path in asked}
    papers = f"{own.path}/papers/{{0}}"
    found[papers] = (papers.format(documents.papers_of_case(hidden)[0].id), papers.format(ABSENT))
    return found


def test_what_is_hidden_takes_as_long_as_what_never_was(
    *, pairs, as_person, database: str, figure: Figure
):
    browser = as_person("wang").browser
    found = {
        path: apart(
            lambda: browser.get(hidden, base_url=BASE),  # noqa: B023 - called at once
            lambda: browser.get(absent, base_url=BASE),  # noqa: B023 - as above
        )
        for path, (hidden, absent) in pairs.items()
    }
    widest = max(found, key=lambda path: found[path])
    figure("X5", f"{database}: hidden and absent, ms apart at most ({widest})",
           reached=f"{found[widest] * 1000:.1f}", asked="<= 200")  # fmt: skip
    assert {path: took for path, took in found.items() if took > LIMIT} == {}


def test_an_answer_that_takes_longer_is_seen():
    def quick() -> None:
        time.sleep(0.01)

    def slow() -> None:
        time.sleep(LIMIT + 0.05)

    assert apart(slow, quick, turns=3) > LIMIT > apart(quick, quick, turns=3)
