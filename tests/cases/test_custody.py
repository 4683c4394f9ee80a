"""Evidence has its takers, its hash, and a custody without a gap; its label names it."""

from datetime import timedelta

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.evidence import actions, queries
from caseapp.evidence.given import HandOverGiven, ItemGiven
from tests.stories import walked


@pytest.fixture
def story(app, people):
    """Give a filed case with a kettle taken as evidence."""
    story = walked(people, "file")
    given = ItemGiven(
        kind="object",
        title="电热水壶一台",
        proves="标注专利号",
        source="现场提取",
        form="original",
        taken_on=story.day(4),
        taken_by="王建民",
        second_taker="李秀英",
        taken_at="店内",
    )
    with writing():
        actions.add_item(by=people.wang, case_id=story.case_id, given=given)
    return story


def item(story):
    return queries.items_of_case(story.case_id)[0]


def hand_over(story, *, whom, to, at):
    given = HandOverGiven(at, whom, to, "物证室", "送交保管")
    with writing():
        actions.hand_over(
            by=story.people.wang, case_id=story.case_id, item_id=item(story).id, given=given
        )


def test_only_who_holds_an_item_hands_it_on(story):
    hand_over(story, whom="王建民", to="徐志强", at=story.at(5))
    with pytest.raises(Refused, match="现由徐志强保管"):
        hand_over(story, whom="王建民", to="冯会来", at=story.at(6))
    hand_over(story, whom="徐志强", to="冯会来", at=story.at(6))
    moves = queries.custody_of(item(story).id)
    assert [(one.from_whom, one.to_whom) for one in moves] == [
        ("王建民", "徐志强"),
        ("徐志强", "冯会来"),
    ]
    assert queries.held_by(item(story), moves) == "冯会来"


@pytest.mark.parametrize(("number", "sentence"), [(3, "早于取证"), (5000, "晚于现在")])
def test_a_hand_over_has_its_place_in_time(story, number, sentence):
    with pytest.raises(Refused, match=sentence):
        hand_over(story, whom="王建民", to="徐志强", at=story.at(number))


def test_one_officer_is_not_two(story):
    given = ItemGiven(
        kind="object",
        title="壶",
        proves="",
        source="",
        form="original",
        taken_on=story.day(4),
        taken_by="王建民",
        second_taker="王建民",
    )
    with pytest.raises(Refused, match="不能是同一人"), writing():
        actions.add_item(by=story.people.wang, case_id=story.case_id, given=given)


def test_the_page_records_a_hand_over_and_prints_a_label(story, as_person):
    wang = as_person("wang")
    wang.get(f"{story.path}/evidence/{item(story).id}/custody")
    at = (story.at(5) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    sent = wang.submit(moved_at=at, to_whom="徐志强", place="物证室", why="入库")
    assert sent.status == 303
    assert "徐志强" in wang.follow().text
    label = wang.get(f"{story.path}/evidence/{item(story).id}/label")
    assert "李秀英" in label.text
    assert f"{story.case.case_no}/1" in label.text
    assert label.all(".//*[@class='scan']")
