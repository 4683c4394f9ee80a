"""Infringement disputes from the request to each of their ends, under every edition."""

import pytest

from caseapp.ledger.queries import verify_chain
from tests.disputes import ENDS, requested

EDITIONS = (2011, 2015, 2025)
NUMBERS = {
    2011: "鞍知法裁字〔2014〕1号",
    2015: "鞍知法裁字〔2020〕1号",
    2025: "鞍知法裁字〔2026〕1号",
}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("end", ENDS)
def test_a_dispute_can_be_brought_to_each_of_its_ends(people, end, edition):
    story = requested(people, edition=edition)
    assert (story.case.edition, story.case.state) == (f"infringement-{edition}", "requested")
    story.walk(ENDS[end])
    case = story.case
    assert case.is_open is False
    assert case.state == ("refused" if end == "refused" else "closed")
    assert case.case_no == (None if end == "refused" else NUMBERS[edition])
    assert verify_chain().ok
