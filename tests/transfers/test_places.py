"""Where transfers show up beside their own pages: the desk, the page of the case, the search."""

from datetime import date

from caseapp.base.db import db, writing
from caseapp.bodies import queries as bodies
from caseapp.cases import actions as cases
from caseapp.cooperation.models import Cooperation
from caseapp.transfers.actions.opening import open_transfer
from caseapp.transfers.given import TransferGiven
from tests.pages import UNBUILT
from tests.stories import RECEIVED, reported, walked
from tests.transfers.doing import opened, sent


def asked_of_shenyang(people, story, **changed):
    given = {
        "kind": "inquiry_out",
        "body_id": bodies.with_key("shenyang_ip").id,
        "unit_id": story.case.unit_id,
        "title": "请查沈阳仓库",
        "content": "请查明电热水壶的进货渠道。",
        "received_on": RECEIVED[2021],
        "case_id": story.case_id,
        "facts": {"asked": "查明进货渠道"},
    }
    with writing():
        return open_transfer(by=people.wang, given=TransferGiven(**(given | changed))).id


def test_case_page_lists_its_transfers_and_begins_a_new_one(*, app, people, as_person):
    story = reported(people)
    wang = as_person("wang")
    assert "没有移送或者协作。" in wang.get(story.path).text
    number = asked_of_shenyang(people, story)
    shown = wang.get(story.path)
    assert "协助调查，沈阳市知识产权局" in shown.text
    assert f"/transfers/{number}" in shown.links().values()
    assert shown.links()["登记移送、协查、通报"] == f"/transfers/new?case={story.case_id}"
    listed = wang.get(f"/transfers?case={story.case_id}")
    assert "本页 1 项，共 1 项" in listed.text


def test_desk_shows_what_waits_for_us_then_what_a_body_is_late_with(*, app, people, as_person):
    number = opened(
        people.wang,
        "lead_out",
        "anshan_market_bureau",
        received_on=date(2026, 11, 16),
        answer_due_on=date(2026, 11, 20),
    )
    assert "等本机关办理的移送与协作" in as_person("wang").get("/desk").text
    sent(people.wang, number, chief=people.chen)
    desk = as_person("wang").get("/desk").text
    assert "等本机关办理的移送与协作" not in desk
    assert "对方逾期的移送与协作" in desk
    assert "显示 1 项，共 1 项" in desk
    assert "对方逾期的移送与协作" not in as_person("zhao").get("/desk").text


def test_search_finds_it_by_number_and_words_and_hides_it_with_its_case(*, app, people, as_person):
    story = reported(people)
    number = asked_of_shenyang(people, story)
    register = db.session.get(Cooperation, number).number
    address = f"/transfers/{number}"
    for asked in (register, "沈阳仓库"):
        for login in ("wang", "li"):
            assert (
                address
                in as_person(login).get(f"/search?q={asked}", budget=UNBUILT).links().values()
            )
    assert (
        address not in as_person("zhao").get("/search?q=沈阳仓库", budget=UNBUILT).links().values()
    )
    with writing():
        cases.seal(by=people.chen, case=story.case, reason="涉及商业秘密", names=[people.wang.id])
    for login in ("wang", "li"):  # what is sealed is in no index, not even for those who are named
        hits = as_person(login).get("/search?q=沈阳仓库", budget=UNBUILT).links().values()
        assert address not in hits
    assert as_person("wang").get(address).status == 200
    assert as_person("li").get(address).status == 404


def test_old_steps_and_the_register_say_which_of_the_two_is_to_be_used(app, people, as_person):
    story = walked(people, "file")
    wang, chen = as_person("wang"), as_person("chen")
    page = wang.get(f"/cases/{story.case_id}/steps/ask_assistance")
    assert "在案件页“移送与协作”登记“协助调查”。期限相同，同一次请求只登记一处。" in page.text
    page = chen.get(f"/cases/{story.case_id}/steps/transfer")
    assert "批准移送时本步骤一并办理，不用再登记" in page.text
    page = wang.get(f"/transfers/new/inquiry_out?case={story.case_id}")
    assert "已在案件页用“请求协助调查”登记的，不再重复登记" in page.text
