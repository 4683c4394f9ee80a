"""A notice in a newspaper serves only when its period is over; electronic service rests on consent."""

from datetime import date, timedelta

import pytest

from caseapp.base.chinese import date_words
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cases.open_file import open_file
from caseapp.deadlines import queries as limits
from caseapp.documents import actions as papers
from caseapp.documents import queries as documents
from caseapp.law.time_limits import load
from tests.cases.test_corrections import correct
from tests.stories import DAY_OF, walked

TRIED = "2024年3月18日直接送达无人，3月20日邮寄被退回。"
PAPER = "《鞍山日报》第4版"


def by_notice(story, kind, *, on, **changed):
    given = {"mode": "公告", "published_on": on, "published_in": PAPER, "tried": TRIED}
    story.serve(kind, **(given | changed))


def started(story, family):
    return [one.start_on for one in limits.of_case(story.case_id) if one.family == family]


@pytest.mark.parametrize(
    ("edition", "rule", "days"), [(2015, "CF-17a", 60), (2019, "CF-17a", 60), (2021, "CF-17b", 30)]
)
def test_a_notice_serves_when_its_period_is_over_and_the_defence_runs_from_that_day(
    *, app, people, clock, edition, rule, days
):
    story = walked(people, "sign_notice", edition=edition)
    first = story.day(DAY_OF["notify"])
    due = load().due("CF-17", first).due
    assert due >= first + timedelta(days=days)
    clock.set(due)
    by_notice(story, "penalty_notice", on=first)
    limit = open_file(story.case, by=people.wang).limit("CF-17")
    assert (limit.rule_id, limit.due_on, limit.state) == (rule, due, "running")
    assert (story.case.state, story.paper("penalty_notice").state) == ("notice", "signed")
    assert documents.services_of_case(story.case_id) == []
    assert [started(story, "CF-13"), started(story, "CF-14")] == [[], []]
    with pytest.raises(Refused) as refusal:
        by_notice(story, "penalty_notice", on=first)
    assert "届满，期满才视为送达，今天还不能登记。" in refusal.value.sentences[0]
    assert rule in refusal.value.article
    with pytest.raises(Refused, match="正在公告送达，不能作废"), writing():
        papers.void(by=people.wang, paper_id=story.paper("penalty_notice").id, why="文字有误")
    whole = open_file(story.case, by=people.wang).limit("CF-12")
    clock.forward(days=3)
    by_notice(story, "penalty_notice", on=first)
    (service,) = documents.services_of_case(story.case_id)
    assert (service.mode, service.served_on) == ("公告", due)
    assert service.note.startswith(TRIED)
    assert rule in service.note
    assert set(started(story, "CF-13") + started(story, "CF-14")) == {due}
    after = open_file(story.case, by=people.wang)
    assert after.in_round("notify").taken_on == due
    span = {"first": (first + timedelta(days=1)).isoformat(), "last": due.isoformat()}
    assert after.limit("CF-12").pauses == [{**span, "why": "公告送达期间"}]
    assert after.limit("CF-12").due_on > whole.due_on + timedelta(days=days - 5)


def test_a_notice_says_what_was_tried_and_where_it_was_published(app, people):
    story = walked(people, "sign_notice")
    first = story.day(DAY_OF["notify"])
    with pytest.raises(Refused) as refusal:
        by_notice(story, "penalty_notice", on=first, tried=" ", published_in="")
    assert refusal.value.sentences == (
        "没有写明其他方式为什么不能送达。",
        "没有写明公告登在哪里。",
        "受送达人下落不明，或者用其他方式无法送达的，才可以公告送达；应当在案卷中记明原因和经过。",
    )
    assert refusal.value.article == "《中华人民共和国民事诉讼法》第九十五条"
    assert "公告的载体" in refusal.value.remedy
    with pytest.raises(Refused, match="没有填写公告日期"):
        by_notice(story, "penalty_notice", on=None)
    with pytest.raises(Refused, match="公告日期不能早于签发日期"):
        by_notice(story, "penalty_notice", on=story.day(1))
    assert started(story, "CF-17") == []


def test_who_is_found_meanwhile_is_served_at_once_and_the_notice_falls_away(app, people, clock):
    story = walked(people, "sign_notice")
    first = story.day(DAY_OF["notify"])
    clock.set(first + timedelta(days=5))
    by_notice(story, "penalty_notice", on=first)
    story.serve("penalty_notice", on=first + timedelta(days=4))
    limit = open_file(story.case, by=people.wang).limit("CF-17")
    assert (limit.state, limit.stopped_on) == ("stopped", first + timedelta(days=4))
    assert documents.running_notices(story.paper("penalty_notice").id) == []
    assert set(started(story, "CF-13")) == {first + timedelta(days=4)}


def test_a_notice_told_anew_runs_from_its_new_day(app, people, clock):
    story = walked(people, "sign_notice")
    first = story.day(DAY_OF["notify"])
    clock.set(first + timedelta(days=5))
    by_notice(story, "penalty_notice", on=first)
    by_notice(story, "penalty_notice", on=first + timedelta(days=2))
    rows = [one for one in limits.of_case(story.case_id) if one.family == "CF-17"]
    assert [(one.start_on, one.state) for one in rows] == [
        (first, "stopped"),
        (first + timedelta(days=2), "running"),
    ]


def test_the_pages_say_until_when_a_notice_runs_and_why(*, people, clock, as_person):
    story = walked(people, "sign_notice")
    first = story.day(DAY_OF["notify"])
    clock.set(first)
    wang = as_person("wang")
    address = f"{story.path}/papers/{story.paper('penalty_notice').id}"
    wang.get(address)
    told = {"mode": "公告", "published_on": first.isoformat(), "published_in": PAPER}
    refused = wang.submit("/serve", **told)
    assert (refused.status, "没有写明其他方式为什么不能送达" in refused.text) == (409, True)
    assert refused.by_id("published_in").get("value") == PAPER
    wang.submit("/serve", **told, tried=TRIED)
    due = load().due("CF-17", first)
    end = f"公告期至 {due.due} 届满，期满视为送达"
    assert (
        f"公告已登记，还没有送达：{end.replace('，期满', '（CF-17b），期满')}" in wang.follow().text
    )
    shown = wang.get(address).text
    assert end in shown
    assert due.text in shown
    assert end in wang.get(story.path).text
    clock.set(due.due + timedelta(days=1))
    wang = as_person("wang")
    assert "请在本页登记送达" in wang.get(address).text
    wang.submit("/serve")
    assert "已办理：送达告知书。" in wang.follow().text
    assert documents.services_of_case(story.case_id)[0].served_on == due.due


def test_a_decision_is_not_served_electronically_before_the_law_allows_it(app, people):
    story = walked(people, "decide", edition=2019)
    with pytest.raises(Refused) as refusal:
        story.serve("penalty_decision", mode="电子", note="邮箱", consent_on=story.day(0))
    assert "决定书自2021年7月15日起才可以电子送达。" in refusal.value.sentences[0]
    assert refusal.value.article == "《中华人民共和国行政处罚法》第六十一条第二款"
    # The notice is no decision: with consent it may be sent.
    other = walked(people, "sign_notice", edition=2019)
    other.serve("penalty_notice", mode="电子", note="邮箱", consent_on=other.day(0))
    (service,) = documents.services_of_case(other.case_id)
    assert (service.mode, service.consent_on) == ("电子", other.day(0))


@pytest.mark.parametrize("consent", [None, date(2024, 12, 31)])
def test_electronic_service_needs_the_consent_first(app, people, consent):
    story = walked(people, "decide")
    with pytest.raises(Refused) as refusal:
        story.serve("penalty_decision", mode="电子", note="邮箱", consent_on=consent)
    assert refusal.value.sentences == ("电子送达应当先取得受送达人的书面同意（送达地址确认书）。",)
    assert refusal.value.article == "《中华人民共和国行政处罚法》第六十一条第二款"
    assert story.case.state == "decided"


def test_the_day_a_notice_served_is_not_corrected_to_an_earlier_one(app, people):
    story = walked(people, "sign_notice")
    first = story.day(DAY_OF["notify"])
    by_notice(story, "penalty_notice", on=first)
    by_notice(story, "penalty_notice", on=first)
    (service,) = documents.services_of_case(story.case_id)
    with pytest.raises(Refused) as refusal:
        correct(story, "service", service.id, served_on=first)
    assert refusal.value.sentences == (
        f"公告送达自公告期满之日（{date_words(service.served_on)}）视为送达，不能更正为更早的日期。",
    )
    assert refusal.value.article == "《中华人民共和国民事诉讼法》第九十五条"
    # The newspaper came out later than was keyed: the period ends later, and the defence with it.
    later = service.served_on + timedelta(days=3)
    correct(story, "service", service.id, served_on=later)
    assert set(started(story, "CF-13")) == {later}
    assert documents.services_of_case(story.case_id)[0].served_on == later
