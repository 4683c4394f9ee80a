"""Who reviews has the qualification of the day: kept on a person's page, asked at each review."""

import pytest

from caseapp.law.procedures.table import Obstructed
from tests.stories import walked

REFUSED = "审核人员未取得法律职业资格（行政处罚法第五十八条）"


def record(as_person, people, **typed):
    """The system administrator writes down what is known of the reviewer."""
    jiang = as_person("jiang")
    jiang.get(f"/admin/people/{people.zhang.id}")
    return jiang.submit("record", **typed)


@pytest.mark.parametrize(
    "typed",
    [
        {"legal_qualification_no": ""},
        {"legal_qualification_no": "A2024", "legal_qualified_on": "2024-03-17"},
        {"legal_qualification_no": "", "reviews_since": "2018-01-01"},
    ],
)
def test_a_reviewer_without_the_examination_is_refused_and_nothing_typed_is_lost(
    *, as_person, people, typed
):
    story = walked(people, "send_review")
    assert record(as_person, people, **typed).status == 303
    zhang = as_person("zhang")
    zhang.get(f"{story.path}/steps/pass_review")
    refused = zhang.submit(
        "/steps/pass_review", on="2024-03-16", f_review_opinion="事实清楚，同意。"
    )
    assert (refused.status, REFUSED in refused.text) == (409, True)
    assert "请系统管理员在人员资料中登记证号和日期" in refused.text
    assert refused.by_id("f_review_opinion").text.strip() == "事实清楚，同意。"
    assert story.case.state == "review"


@pytest.mark.parametrize(
    "typed",
    [
        {"legal_qualified_on": "2024-03-16"},
        {"legal_qualification_no": "", "reviews_since": "2017-12-31"},
    ],
)
def test_the_examination_or_long_service_opens_the_review(*, as_person, people, typed):
    story = walked(people, "send_review")
    assert record(as_person, people, **typed).status == 303
    zhang = as_person("zhang")
    assert REFUSED not in zhang.get(story.path).text
    story.take("pass_review")
    assert story.case.state == "notice"


def test_before_2018_nobody_was_asked_for_the_examination(as_person, people):
    story = walked(people, "send_review", edition=2015)
    record(as_person, people, legal_qualification_no="")
    story.take("pass_review")
    assert story.case.state == "notice"


def test_a_review_after_the_hearing_asks_the_same(as_person, people):
    story = walked(people, "notify")
    story.take("ask_hearing", on=story.day(15))
    told = {"hearing_on": story.day(30), "hearing_notice_served_on": story.day(16)}
    story.take(
        "notify_hearing",
        on=story.day(16),
        hearing_place="听证室",
        hearing_officer=people.sun.id,
        **told,
    )
    held = {"hearing_officer": people.sun.id, "hearing_record": "记录", "hearing_opinion": "维持"}
    story.take("hold_hearing", who="sun", on=story.day(30), **held)
    record(as_person, people, legal_qualification_no="")
    with pytest.raises(Obstructed, match="审核人员未取得法律职业资格"):
        story.take("review_hearing", who="zhang", on=story.day(31), review_opinion="同意。")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"legal_qualification_no": "", "legal_qualified_on": "2020-05-01"},
            "没有填写证号",
        ),
        ({"reviews_since": "2031-01-01"}, "不能晚于今天"),
    ],
)
def test_a_record_that_cannot_be_is_refused_in_place(*, as_person, people, typed, sentence):
    refused = record(as_person, people, **typed)
    assert (refused.status, sentence in refused.text) == (409, True)
    for key, value in typed.items():
        assert (refused.by_id(key).get("value") or "") == value
