"""The desk of a case knows the file, keeps what counts, and refuses what the law does not allow."""

from decimal import Decimal

import pytest

from caseapp.cases.companion_queries import beside
from caseapp.cases.open_file import open_file
from caseapp.cases.reckonings import reckonings_of
from tests.stories import walked


@pytest.fixture
def story(app, people):
    """Give a case whose report is in the file."""
    return walked(people, "report")


def test_the_desk_begins_with_what_the_file_knows(story, as_person):
    desk = as_person("wang").get(f"{story.path}/penalty")
    assert desk.by_id("gross").get("value") == "12000.00"
    assert desk.by_id("fine").get("value") == "20000.00"
    assert desk.by_id("business").get("value") == "3560.00"
    assert desk.by_id("act_end").get("value") == story.day(4).isoformat()


def test_reckoning_keeps_nothing_and_keeping_keeps_every_input(story, as_person):
    wang = as_person("wang")
    wang.get(f"{story.path}/penalty")
    shown = wang.submit(reckon="1")
    assert (shown.status, "测算结果：罚款上限" in shown.text) == (200, True)
    assert list(reckonings_of(story.case_id)) == []
    wang.get(f"{story.path}/penalty")
    assert wang.submit().status == 303
    (kept,) = reckonings_of(story.case_id)
    fields = {one["label"]: one["value"] for one in kept.given["fields"]}
    assert fields["收入总额（元）"] == "12,000.00 元"
    assert [one["key"] for one in kept.answer][:3] == ["gains", "range", "proposal"]
    page = as_person("zhang").get(f"{story.path}/penalties/{kept.id}")
    assert "PEN-20" in page.text
    assert "王建民" in page.text


def test_a_fine_outside_the_range_is_not_put_into_the_file(story, as_person):
    wang = as_person("wang")
    wang.get(f"{story.path}/penalty")
    refused = wang.submit(fine="250000.01")
    assert (refused.status, "超出法定幅度" in refused.text) == (409, True)
    assert refused.by_id("fine").get("value") == "250000.01"
    assert list(reckonings_of(story.case_id)) == []


def test_a_deduction_without_evidence_is_told_in_place(story, as_person):
    wang = as_person("wang")
    wang.get(f"{story.path}/penalty")
    told = wang.submit(d1_kind="purchase", d1_amount="500", d1_evidence="")
    assert (told.status, "没有写明证据" in told.text) == (422, True)


def test_the_desk_answers_without_a_case_too(app, people, as_person):
    asked = (
        "party_kind=entity&act_kinds=CFA-1c&act_start=2024-01-01&act_end=2024-03-01"
        "&decided=2024-06-03&gains_kind=known&gross=6万元&patents=1&fine=10万&hearing=offer"
    )
    page = as_person("wang").get(f"/law/penalty?{asked}")
    assert "罚款上限 300,000.00" in page.text.replace(" 元", "")


@pytest.mark.parametrize("edition", [2011, 2015, 2019, 2021])
def test_file_and_desk_leave_the_days_of_a_suit_out_alike(*, people, as_person, edition):
    story = walked(people, "serve_decision", edition=edition)
    story.take("publish", on=story.day(35))
    story.take("mark_overdue", on=story.day(64))
    body = {"remedy_body": "鞍山市铁东区人民法院", "remedy_no": "行初1号"}
    story.take("suit", who="zhang", on=story.day(65), **body)
    story.take("remedy_upheld", who="zhang", on=story.day(75), remedy_result="驳回。")
    story.take("perform", who="feng", on=story.day(76), paid=Decimal(32000), pay_reference="P1")
    (owed,) = (one for one in beside(story.case_id).records if one.table == "performance")
    file = open_file(story.case, by=people.wang)
    # The suit took days 65 to 74.
    late = (story.day(76) - file.due("CF-18")).days - 10
    assert owed.surcharge == min(Decimal(20000), Decimal(600) * late)
    desk = as_person("wang").get(f"{story.path}/penalty")
    assert desk.by_id("suit_first").get("value") == story.day(65).isoformat()
    assert desk.by_id("suit_last").get("value") == story.day(74).isoformat()
    wang = as_person("wang")
    wang.get(f"{story.path}/penalty")
    shown = wang.submit(reckon="1", fine="20000", surcharge_until=story.day(76).isoformat())
    assert f"逾期{late}日" in shown.text
