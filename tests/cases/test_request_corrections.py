"""What a request told and when a paper was served is corrected: limits follow, the first value stays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from caseapp.base.errors import Refused
from caseapp.cases import queries
from caseapp.cases.open_file import open_file
from caseapp.documents import queries as documents
from caseapp.law.procedures.papers import RULINGS
from tests.cases.test_corrections import correct
from tests.disputes import TO_ANSWER, TO_DECIDED, TO_SERVED, requested
from tests.mediations import TO_SESSION, asked
from tests.requested import Requested


def service(story: Requested, title: str, part: str):
    """The record of a service of a paper on one side."""
    rows = documents.services_of_case(story.case_id)
    return next(one for one in rows if one.title == title and one.part == part)


def suits(story: Requested) -> dict[str, date]:
    """Until when each side may sue, by the words of the start."""
    file = open_file(story.case, by=story.people.wu)
    return {one.start_why: one.due_on for one in file.limits if one.family == "INF-10"}


@pytest.fixture
def served(people):
    """Give a dispute whose decision reached the requester first."""
    way = (*TO_DECIDED, ("serve_one_side", 40, "registrar"), ("serve_decision", 42, "registrar"))
    return requested(people).walk(way)


def test_a_corrected_service_moves_the_time_to_sue_of_that_side_only(served):
    one, two = "送达裁决（先送达的一方）（请求人）", "送达裁决（被请求人）"
    before = suits(served)
    assert set(before) == {one, two}
    row = service(served, "专利侵权纠纷案件行政裁决书", "requester")
    report = correct(served, "service", row.id, served_on=served.day(43))
    after = suits(served)
    assert (after[two], after[one]) == (before[two], served.day(58))
    assert [(item["before"], item["after"]) for item in report.moved] == [
        (before[one].isoformat(), served.day(58).isoformat())
    ]
    # The receipt of that service says the old day: it is named with what to do.
    assert [(item["title"], item["fields"]) for item in report.papers] == [("送达回证", "送达日期")]
    file = open_file(served.case, by=served.people.wu)
    (kept,) = file.corrections
    assert (kept.target, kept.changes[0]["old"]) == ("service", served.day(40).isoformat())
    assert file.latest("serve_one_side").taken_on == served.day(43)
    keyed = queries.history_as_keyed(served.case_id)
    assert next(act for act in keyed if act.step == "serve_one_side").taken_on == served.day(40)
    assert documents.service(row.id).served_on == served.day(43)


def test_a_service_is_not_corrected_to_a_day_that_cannot_be(served):
    row = service(served, "专利侵权纠纷案件行政裁决书", "requester")
    for number, sentence in ((37, "送达日期不能早于签发日期"), (5000, "晚于今天")):
        with pytest.raises(Refused, match=sentence):
            correct(served, "service", row.id, served_on=served.day(number))
    assert documents.service(row.id).served_on == served.day(40)
    assert len(served.paper(*RULINGS).number) > 0


def test_a_corrected_service_of_the_request_moves_the_answer(people):
    story = requested(people).walk(TO_ANSWER[:3])
    row = service(story, "答辩通知书", "respondent")
    correct(story, "service", row.id, served_on=story.day(9))
    assert story.limit("INF-04").due_on == story.day(24)
    assert story.limit("INF-03").stopped_on == story.day(9)


def test_what_a_request_told_is_corrected_with_its_history(people):
    story = requested(people, known_on=date(2025, 5, 1)).walk(TO_ANSWER)
    report = correct(story, "request", 0, claims="权利要求1、3", known_on=date(2022, 5, 1))
    told = {one["key"]: (one["before"], one["after"]) for one in report.changes}
    assert told == {
        "claims": ("权利要求1", "权利要求1、3"),
        "known_on": ("2025-05-01", "2022-05-01"),
    }
    file = open_file(story.case, by=people.wu)
    assert (file.request.claims, file.request.known_on) == ("权利要求1、3", date(2022, 5, 1))
    with pytest.raises(Refused, match="“请求事项”不能改为空"):
        correct(story, "request", 0, relief="")
    with pytest.raises(Refused, match="晚于今天"):
        correct(story, "request", 0, known_on=date(2027, 1, 1))


def test_what_a_mediation_told_is_corrected_and_its_award_reckoned_anew(people, as_person):
    story = asked(people).walk(TO_SESSION[:2])
    granted = story.day(0) - timedelta(days=100)
    correct(story, "mediation", 0, granted_on=granted, claimed=Decimal("8000.50"))
    about = open_file(story.case, by=people.wu).mediation
    assert (about.granted_on, about.claimed) == (granted, Decimal("8000.50"))
    page = as_person("wu").get(story.path)
    assert "奖金的发给期限" in page.text
    assert f"自{granted.year}年{granted.month}月{granted.day}日" in page.text
    row = service(story, "意见陈述通知书", "respondent")
    correct(story, "service", row.id, served_on=story.day(7))
    assert story.limit("MED-02").due_on == story.day(22)


def test_the_page_of_corrections_offers_request_and_services(people, as_person):
    story = asked(people).walk(TO_SESSION[:2])
    reader = as_person("wu")
    page = reader.get(f"{story.path}/corrections")
    row = service(story, "意见陈述通知书", "respondent")
    for words in ("请求书", "调解请求", f"《意见陈述通知书》{row.served_on}送达"):
        assert words in page.text
    reader.get(f"{story.path}/corrections/service/{row.id}")
    preview = reader.submit(f_served_on=str(story.day(7)), reason="回执日期为三月九日。")
    assert preview.status == 409
    assert str(story.day(22)) in preview.text
    assert documents.service(row.id).served_on == story.day(4)


def test_what_begins_with_the_later_end_follows_the_later_of_two_services(people):
    """Before 2025 the office's term at court began when both sides had let their time to sue pass."""
    hands = (("serve_one_side", 40, "registrar"), ("serve_decision", 42, "registrar"))
    later = (("publish", 43, "publicity"), ("suit_lapsed", 60, "officer"))
    story = requested(people, edition=2015).walk((*TO_DECIDED, *hands, *later))
    story.take("mark_unperformed", 70)
    assert story.limit("INF-11").start_on == story.day(57)
    first = service(story, "专利侵权纠纷处理决定书", "requester")
    correct(story, "service", first.id, served_on=story.day(41))
    assert story.limit("INF-11").start_on == story.day(57)
    correct(story, "service", first.id, served_on=story.day(43))
    assert story.limit("INF-11").start_on == story.day(58)


def test_the_term_at_court_follows_a_corrected_end_of_performance(people):
    """Since 2025 it runs from the day the decision names, not from the day it was found unperformed."""
    story = requested(people).walk((*TO_SERVED, ("suit_lapsed", 57, "officer")))
    story.take("mark_unperformed", 100)
    assert story.limit("INF-11").start_on == story.day(68)
    acts = {one.step: one.id for one in queries.history(story.case_id)}
    correct(story, "step", acts["draft_decision"], perform_until=story.day(75))
    assert story.limit("INF-11").start_on == story.day(68)
    correct(story, "step", acts["decide"], perform_until=story.day(75))
    begun = story.limit("INF-11")
    assert (begun.start_on, begun.due_on) == (story.day(75), date(2026, 8, 17))


def test_a_limit_follows_the_corrected_length_of_its_extension(people):
    story = requested(people).walk((*TO_ANSWER, ("extend_case", 20, "chief")))
    story.take("extend_superior", 21, extend_months=2)
    acts = {one.step: one.id for one in queries.history(story.case_id)}
    assert story.limit("INF-09").due_on == date(2026, 9, 7)
    correct(story, "step", acts["extend_superior"], extend_months=1)
    assert story.limit("INF-09").due_on == date(2026, 8, 5)
    with pytest.raises(Refused) as no:
        correct(story, "step", acts["extend_superior"], extend_months=3)
    assert "最多延长2个月，不能延长3个月" in str(no.value)
