"""A fair from its registration to its report, and what stands in the way."""

from caseapp.exhibitions import fair_queries
from tests.exhibitions.fairs import LAST, TODAY, opened, running


def test_fair_is_registered_approved_and_opened_and_its_history_tells_all(office, people):
    fair_id = running(people)
    at = opened(fair_id, people)
    assert at.row.number == "鞍市监展登字〔2026〕1号"
    assert (at.fair.code, at.fair.series, at.fair.session) == (
        "ZH26-01",
        "鞍山国际家电博览会",
        "第十二届",
    )
    assert (at.fair.state, at.fair.first_on, at.fair.last_on) == ("open", TODAY, LAST)
    acts = [(row.act, row.from_state, row.to_state) for row in fair_queries.acts_of(fair_id)]
    assert acts[0] == ("register", "", "registered")
    assert acts[-2:] == [
        ("approve", "registered", "approved"),
        ("open", "approved", "open"),
    ]
