"""The gates on an opinion that nothing infringes."""

from datetime import date

from caseapp.law.procedures.gates import dispute_opinion as opinion
from tests.law.procedures.test_gates_dispute_request import told

NEW = "专利纠纷行政裁决和调解办法"


def test_waiting_is_over_when_the_request_came_after_its_last_day():
    # The request of this story came on 2026-05-06.
    assert told(opinion.waiting_is_over, waiting_ends_on=date(2026, 5, 5)) is None
    assert told(opinion.waiting_is_over, waiting_ends_on=date(2026, 5, 6)) == (
        f"等待期至2026年5月6日届满，请求在此之前提出（{NEW}第十三条）。"
        "请告知请求人在期满后重新提出。"
    )
    assert told(opinion.waiting_is_over).startswith("没有填写书面催告的发出或者收到日期")


def test_holder_stayed_silent_in_both_ways():
    both = {"not_withdrawn": True, "not_acted": True}
    assert told(opinion.holder_stayed_silent, given=both) is None
    assert told(opinion.holder_stayed_silent, given={"not_acted": True}) is not None
    assert told(opinion.holder_stayed_silent, given={"not_withdrawn": True}) is not None


def test_comparison_written_before_an_opinion_is_given():
    assert told(opinion.comparison_written, given={"comparison": "逐项对比。"}) is None
    assert told(opinion.comparison_written, given={"comparison": " "}) is not None
