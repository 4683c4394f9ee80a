"""Limits that lie with others, day by day: help, other provinces, the credit register, suit after review."""

from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.base.identifiers import make_credit_code
from caseapp.cases.open_file import open_file
from caseapp.deadlines import queries as deadlines
from caseapp.parties import actions as parties
from caseapp.parties import queries as known
from caseapp.parties.given import PartyGiven
from tests.stories import Story, reported, walked

BODY = {"remedy_body": "鞍山市人民政府", "remedy_no": "鞍政复〔2024〕1号"}
HELP = {"asked_office": "营口市市场监督管理局", "asked_matter": "核对进货账目。"}
RESULT = {"help_result": "已查明进货一百台。"}


def ends_of(story: Story, *rules: str) -> list[tuple[str, str, date | None]]:
    """Each of these limits of the case: its row, its state, its last day."""
    rows = deadlines.of_case(story.case_id)
    return [(row.rule_id, row.state, row.due_on) for row in rows if row.rule_id in rules]


def of_another_province(story: Story) -> Story:
    """Let a firm registered in another province be the party in the shop's place."""
    shop = known.parties_of_case(story.case_id)[0]
    code = make_credit_code(area="110108", serial=8)
    firm = PartyGiven(kind="company", name="北京海淀贸易有限公司", credit_code=code)
    with writing():
        party = parties.add_party(by=story.crew.officer, given=firm)
        parties.leave_case(
            by=story.crew.officer,
            case_id=story.case_id,
            party_id=shop.party_id,
            part="respondent",
            why="查明经营者是外省企业。",
        )
        parties.join_case(
            by=story.crew.officer, case_id=story.case_id, party_id=party.id, part="respondent"
        )
    return story


def test_a_decision_on_a_party_of_the_province_is_reported_and_shown_at_home(app, people):
    story = walked(people, "decide")
    wanted = ("CF-21", "CF-22", "CF-31")
    assert ends_of(story, *wanted) == [
        ("CF-31", "running", date(2024, 4, 8)),
        ("CF-21", "running", date(2024, 4, 25)),
    ]
    with pytest.raises(Refused, match="没有待推送外省的处罚信息"):
        story.take("push_publicity", who="chu", on=date(2024, 3, 28), pushed_to="某局")
    story.take("report_credit", who="chu", on=date(2024, 4, 9), credit_where="信用中国")
    with pytest.raises(Refused, match="没有待报送的“双公示”信息"):
        story.take("report_credit", who="chu", on=date(2024, 4, 10), credit_where="信用中国")
    story.walk("publish", start="decide")
    assert ends_of(story, *wanted) == [
        ("CF-31", "missed", date(2024, 4, 8)),
        ("CF-21", "met", date(2024, 4, 25)),
    ]


def test_a_decision_on_a_firm_of_another_province_is_pushed_there_and_then_shown(app, people):
    story = of_another_province(walked(people, "ask_decision")).walk("decide", start="ask_decision")
    wanted = ("CF-21", "CF-22", "CF-22b")
    assert ends_of(story, *wanted) == [("CF-22", "running", date(2024, 4, 11))]
    with pytest.raises(Refused, match="没有等待对方收到的推送信息"):
        story.take("push_received", who="chu", on=date(2024, 4, 2))
    story.take("push_publicity", who="chu", on=date(2024, 4, 2), pushed_to="海淀区市场监督管理局")
    story.take("push_received", who="chu", on=date(2024, 4, 8))
    assert ends_of(story, *wanted) == [
        ("CF-22", "met", date(2024, 4, 11)),
        ("CF-22b", "running", date(2024, 4, 22)),
    ]
    story.serve("penalty_decision", on=date(2024, 4, 8))
    story.take("publish", on=date(2024, 4, 22))
    assert ends_of(story, "CF-22b") == [("CF-22b", "met", date(2024, 4, 22))]


@pytest.mark.parametrize(
    ("edition", "received_on", "ends"),
    [
        (2011, date(2015, 3, 2), []),
        (2015, date(2018, 3, 5), [("CF-31", "running", date(2018, 4, 9))]),
        (2019, date(2020, 9, 1), [("CF-31", "running", date(2020, 10, 10))]),
    ],
)
def test_the_credit_register_is_told_since_2016(*, app, people, edition, received_on, ends):
    story = reported(people, edition=edition, received_on=received_on).walk("decide")
    assert ends_of(story, "CF-21", "CF-22", "CF-31") == ends


@pytest.mark.parametrize(
    ("edition", "ends", "longer"),
    [
        (2019, date(2020, 9, 29), date(2020, 10, 13)),
        (2021, date(2024, 4, 2), date(2024, 4, 10)),
    ],
)
def test_help_of_another_office_has_its_time_from_the_letters_arrival(
    *, app, people, edition, ends, longer
):
    story = walked(people, "inspect", edition=edition)
    story.take("ask_assistance", on=story.day(5), **HELP)
    letter = [row.title for row in open_file(story.case, by=people.wang).papers][-1]
    assert (letter, ends_of(story, "CF-10")) == ("协助调查函", [])
    with pytest.raises(Refused, match="上一次请求的协助尚未办结"):
        story.take("ask_assistance", on=story.day(6), **HELP)
    with pytest.raises(Refused, match="没有正在计算的协助期限"):
        story.take("extend_assistance", on=story.day(6), extend_days=5, reason="账目很多。")
    story.take("assistance_received", on=story.day(8))
    assert ends_of(story, "CF-10") == [("CF-10", "running", ends)]
    story.take("extend_assistance", on=story.day(20), extend_days=5, reason="账目很多。")
    assert ends_of(story, "CF-10") == [("CF-10", "running", longer)]
    story.take("assistance_done", on=longer, **RESULT)
    assert ends_of(story, "CF-10") == [("CF-10", "met", longer)]
    story.take("ask_assistance", on=longer, **HELP)


def test_help_said_to_last_longer_only_after_its_end_is_late(app, people):
    story = walked(people, "inspect")
    story.take("ask_assistance", on=story.day(5), **HELP)
    story.take("assistance_received", on=story.day(8))
    with pytest.raises(Refused, match="届满"):
        story.take("extend_assistance", on=date(2024, 4, 3), extend_days=5, reason="太晚。")


def reviewing(people) -> Story:
    """A decision whose reconsideration was accepted on 2024-05-06."""
    story = walked(people, "publish")
    story.take(
        "reconsideration",
        who="zhang",
        on=date(2024, 5, 8),
        accepted_on=date(2024, 5, 6),
        **BODY,
    )
    assert ends_of(story, "CF-26c", "CF-26d") == [
        ("CF-26c", "running", date(2024, 5, 21)),
        ("CF-26d", "running", date(2024, 7, 5)),
    ]
    return story


def test_a_party_whose_review_failed_sues_within_fifteen_days(app, people):
    story = reviewing(people)
    story.take("remedy_upheld", who="zhang", on=date(2024, 7, 1), remedy_result="维持。")
    assert ends_of(story, "CF-26d", "CF-27c") == [
        ("CF-26d", "met", date(2024, 7, 5)),
        ("CF-27c", "running", date(2024, 7, 16)),
    ]
    story.take("suit", who="zhang", on=date(2024, 7, 16), **BODY)
    assert ends_of(story, "CF-27c") == [("CF-27c", "met", date(2024, 7, 16))]
    story.take("remedy_upheld", who="zhang", on=date(2024, 12, 2), remedy_result="驳回。")
    assert [row[0] for row in ends_of(story, "CF-27c")] == ["CF-27c"]


def test_a_silent_review_lets_the_fifteen_days_begin_with_its_end(app, people):
    story = reviewing(people)
    with pytest.raises(Refused, match="复议审理期限至2024年7月5日届满"):
        story.take("review_silent", who="zhang", on=date(2024, 7, 5))
    story.take("review_silent", who="zhang", on=date(2024, 7, 10))
    assert ends_of(story, "CF-27c") == [("CF-27c", "running", date(2024, 7, 22))]
    with pytest.raises(Refused, match="没有逾期未决定的行政复议"):
        story.take("review_silent", who="zhang", on=date(2024, 7, 11))


def test_a_review_that_was_prolonged_is_silent_only_later(app, people):
    story = reviewing(people)
    story.take("extend_review", who="zhang", on=date(2024, 6, 28), reason="案情复杂。")
    assert ends_of(story, "CF-26d") == [("CF-26d", "running", date(2024, 8, 5))]
    with pytest.raises(Refused, match="复议审理期限至2024年8月5日届满"):
        story.take("review_silent", who="zhang", on=date(2024, 7, 10))
    story.take("review_silent", who="zhang", on=date(2024, 8, 6))
    assert ends_of(story, "CF-27c") == [("CF-27c", "running", date(2024, 8, 20))]


def test_an_annulled_decision_is_shown_nowhere_any_more(app, people):
    story = walked(people, "serve_decision")
    story.take("reconsideration", who="zhang", on=date(2024, 4, 1), **BODY)
    story.take("remedy_annulled", who="zhang", on=date(2024, 4, 3), remedy_result="撤销。")
    assert {state for _, state, _ in ends_of(story, "CF-20", "CF-21", "CF-31")} == {"met"}
