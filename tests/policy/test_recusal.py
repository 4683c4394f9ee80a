"""Recusal: while asked for the case goes on, with the decision sight is lost and somebody takes over."""

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import actions, queries
from tests.pages import UNBUILT
from tests.policy.doing import again, ask_recusal, decide_recusal, seal, trail
from tests.stories import Story, found_by_district, walked


@pytest.fixture
def story(app, people) -> Story:
    """Give a case under investigation."""
    return walked(people, "question")


def test_case_goes_on_while_a_recusal_is_only_asked_for(story, people, as_person):
    ask_recusal(story, people.wang, by=people.wang)
    assert as_person("wang").get(story.path).status == 200
    story.take("register_evidence")
    assert story.case.state == "investigate"


def test_decision_takes_sight_from_the_open_page_and_from_every_list(story, people, as_person):
    number = ask_recusal(story, people.wang, by=people.wang)
    wang = as_person("wang")
    wang.get(f"{story.path}/steps/register_evidence")
    decide_recusal(story, number, by=people.chen)
    assert wang.submit(on=story.day(7).isoformat()).status == 404
    assert wang.get(story.path).status == 404
    assert story.case.case_no not in wang.get("/cases?openness=all&mine=1").source
    assert story.case.case_no not in wang.get("/desk").source
    assert wang.get("/search", query_string={"q": story.case.case_no}, budget=UNBUILT).status == 200
    assert f'"{story.path}' not in wang.last.source


def test_successor_takes_the_place_and_the_gate_of_two_officers_speaks(story, people):
    number = ask_recusal(story, people.wang, by=people.wang)
    decide_recusal(story, number, by=people.chen, successor_id=people.xu.id)
    team = queries.team_of([story.case_id])[story.case_id]
    assert team == [people.li.id, people.xu.id]
    with pytest.raises(Refused, match="王建民已被决定回避"):
        story.take("register_evidence", who="li", officers=(people.wang.id, people.li.id))


def test_without_a_successor_one_officer_alone_cannot_investigate(story, people):
    number = ask_recusal(story, people.wang, by=people.wang)
    decide_recusal(story, number, by=people.chen)
    with pytest.raises(Refused, match="办案人员少于两人"):
        story.take("inspect", who="li", officers=(people.li.id,), on=story.day(7))


def test_reviewer_who_is_on_no_team_is_recused_too(story, people, as_person):
    assert as_person("zhang").get(story.path).status == 200
    number = ask_recusal(story, people.zhang, by=people.wang, as_="party")
    decide_recusal(story, number, by=people.chen)
    assert as_person("zhang").get(story.path).status == 404
    assert queries.team_of([story.case_id])[story.case_id] == [people.wang.id, people.li.id]


def test_nobody_decides_on_themselves_or_on_what_they_asked(story, people):
    own = ask_recusal(story, people.chen, by=people.chen)
    with pytest.raises(Refused, match="不能决定本人的回避"):
        decide_recusal(story, own, by=people.chen)
    asked = ask_recusal(story, people.wang, by=people.chen, as_="party")
    with pytest.raises(Refused, match="不能决定由自己登记的申请"):
        decide_recusal(story, asked, by=people.chen)
    for login in ("wang", "wu", "zhang", "han"):
        with pytest.raises(NotVisible):
            decide_recusal(story, asked, by=people[login])


def test_refused_request_changes_nothing_but_the_record(story, people, as_person):
    number = ask_recusal(story, people.wang, by=people.li, as_="party")
    decide_recusal(story, number, by=people.chen, granted=False)
    assert as_person("wang").get(story.path).status == 200
    assert [row.reason for row in trail("recusal.refused")] == ["办案需要，经研究决定。"]
    with pytest.raises(Refused, match="已经办结"):
        decide_recusal(story, number, by=people.chen)


def test_own_request_comes_from_oneself_once_and_with_dates_in_order(story, people):
    with pytest.raises(Refused, match="只能由本人提出"):
        ask_recusal(story, people.wang, by=people.li)
    with pytest.raises(Refused, match="不参与本案"):
        ask_recusal(story, people.zhao, by=people.li, as_="party")
    with pytest.raises(Refused, match="申请日期应在"):
        ask_recusal(story, people.li, by=people.li, on=story.day(-1))
    number = ask_recusal(story, people.li, by=people.li)
    with pytest.raises(Refused, match="正在等待决定"):
        ask_recusal(story, people.li, by=people.li)
    with pytest.raises(Refused, match="决定日期应在申请日期之后"):
        decide_recusal(story, number, by=people.chen, on=story.day(4))


def test_recused_person_leaves_the_list_of_a_sealed_case(story, people, as_person):
    seal(story, people.wang, people.li)
    number = ask_recusal(story, people.wang, by=people.wang)
    decide_recusal(story, number, by=people.chen, successor_id=people.xu.id)
    assert as_person("wang").get(story.path).status == 404
    assert as_person("xu").get(story.path).status == 200


def test_successor_must_be_an_officer_of_the_office_who_is_not_on_the_case(story, people):
    number = ask_recusal(story, people.wang, by=people.wang)
    for login in ("li", "zhao", "feng", "wang"):
        with pytest.raises(Refused, match="接办人员应是"):
            decide_recusal(story, number, by=people.chen, successor_id=people[login].id)
    assert as_known(story, people)


def as_known(story, people) -> bool:
    """Whether the refused decisions left the person's sight as it was."""
    return queries.visible_case(story.case_id, by=again(people.wang)).id == story.case_id


def test_request_of_another_case_is_not_there(story, people):
    other = found_by_district(people)
    number = ask_recusal(story, people.wang, by=people.wang)
    with pytest.raises(NotVisible), writing():
        actions.withdraw_recusal(by=people.zhao, case=other.case, recusal_id=number)


def test_pages_ask_decide_and_withdraw(story, people, as_person):
    wang = as_person("wang")
    page = wang.get(f"{story.path}/recusals")
    assert "行政处罚法第四十三条" in page.text
    wang.submit("ask", asked_as="own", person=str(people.wang.id), on="2024-03-11", reason="邻居")
    assert "待决定" in wang.follow().text
    chen = as_person("chen")
    assert "王建民，2024-03-11 申请" in chen.get("/desk").text
    page = chen.get(f"{story.path}/recusals")
    form = page.form("decide")
    action = next(b.get("formaction") for b in form.iter("button") if b.get("formaction"))
    chen.post(action, {"granted": "yes", "on": "2024-03-12", "why": "属实", "successor": "0"})
    assert "准予回避" in chen.follow().text
    assert "王建民（主办，已回避）" in chen.get(story.path).text
    assert wang.get(f"{story.path}/recusals").status == 404
