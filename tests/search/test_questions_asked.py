"""What a search costs once the index is built: few more questions than any other page."""

import pytest

from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from tests.exhibitions import fairs
from tests.exhibitions.complaints import taken
from tests.hotline.test_callers import CALLER, take
from tests.pages import READING_BUDGET
from tests.stories import PATENT, walked

# Saved and recent searches are read, the question is noted among them, and proofs and photos are
# looked into, beside what any page reads.
ALLOWED = READING_BUDGET + 6


@pytest.fixture
def story(app, people):
    """Give a case with papers, a ticket of a caller and a fair with a complaint, all in the index."""
    found = walked(people, "decide")
    take(people, **CALLER)
    taken(people, fairs.running(people), right_number="")
    drain_all(REACTIONS)
    return found


def asked(reader, typed):
    return len(reader.get("/search", budget=ALLOWED, query_string={"q": typed}).statements)


def test_a_number_with_what_is_offered_for_it_stays_within_its_budget(story, as_person):
    typed = (
        story.case.case_no,
        story.case.lead_no,
        PATENT,
        "12号",
        story.paper("penalty_decision").number,
    )
    taken_by = {one: asked(as_person("wang"), one) for one in typed}
    assert max(taken_by.values()) <= ALLOWED, taken_by


@pytest.mark.parametrize("login", ["liu", "wang", "chen"])
def test_telephones_booths_days_and_words_stay_within_it_too(*, story, as_person, login):
    typed = (
        "13812345678",
        "尾号5678",
        "5678",
        "A12",
        "一号馆A12",
        "2024年3月",
        "3万元",
        "电热水壶",
    )
    taken_by = {one: asked(as_person(login), one) for one in typed}
    assert max(taken_by.values()) <= ALLOWED, taken_by
