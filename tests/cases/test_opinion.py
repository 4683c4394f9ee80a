"""A warned party asks for an opinion that nothing infringes: taken after the wait, given or declined."""

from datetime import date

import pytest

from caseapp.base.errors import Refused
from caseapp.ledger.queries import verify_chain
from tests.disputes import HOLDER, MAKER, requested

WARNED = {"warned_on": date(2025, 12, 1), "not_withdrawn": True, "not_acted": True}


def asked(people):
    """The warned maker asks; the holder who warned is the other side."""
    return requested(people, track="opinion", requester=MAKER, respondent=HOLDER)


def test_an_opinion_is_given_after_the_wait(people):
    story = asked(people)
    officers = {"officers": (people.wang.id, people.li.id)}
    story.take("verify", 1)
    story.take("take_opinion", 3, "chief", urged_sent_on=date(2025, 12, 29), **officers, **WARNED)
    story.take("hear_holder", 8, holder_told_on=story.day(5), holder_view="坚持侵权。")
    story.take(
        "give_opinion", 20, "chief", opinion_found="outside", comparison="缺少密封圈这一特征。"
    )
    case = story.case
    assert (case.track, case.state, case.is_open) == ("opinion", "given", False)
    assert case.case_no == "鞍知意字〔2026〕1号"
    assert verify_chain().ok


@pytest.mark.parametrize(
    ("urged", "sentence"),
    [
        # One month from the receipt, two from the sending: the earlier end counts.
        ({"urged_received_on": date(2026, 2, 2)}, "等待期至2026年3月2日届满"),
        ({"urged_sent_on": date(2026, 1, 5)}, "等待期至2026年3月5日届满"),
        (
            {"urged_received_on": date(2026, 2, 2), "urged_sent_on": date(2026, 1, 30)},
            "等待期至2026年3月2日届满",
        ),
        ({}, "没有填写书面催告"),
    ],
)
def test_who_asks_too_early_is_told_the_day(people, urged, sentence):
    story = asked(people)
    story.take("verify", 1)
    officers = {"officers": (people.wang.id,)}
    with pytest.raises(Refused) as caught:
        story.take("take_opinion", 3, "chief", **urged, **officers, **WARNED)
    assert sentence in str(caught.value)
    story.take("decline_opinion", 3, "chief", declined="too_early")
    assert story.case.state == "declined"
