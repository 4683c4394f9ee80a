"""Joint actions in the top search: found by plan, shop, number on the goods; hidden as their page is."""

from tests.joint.joints import PATENT, finding, opened, planned, running, visit
from tests.pages import UNBUILT


def found(reader, asked):
    return reader.get(f"/search?q={asked}", budget=UNBUILT).links().values()


def test_action_is_found_by_whoever_may_open_it(as_person, people):
    joint_id = planned(people)
    number, address = opened(joint_id, people).row.number, f"/joint/{joint_id}"
    for asked in (number, "冬季知识产权", "红星电器城"):
        for login in ("wu", "wang"):
            assert address in found(as_person(login), asked), (asked, login)
    assert as_person("zhao").get(address).status == 404
    assert address not in found(as_person("zhao"), "冬季知识产权")


def test_what_was_found_in_the_field_is_found_again(as_person, people):
    joint_id = running(people)
    visit(people, joint_id, findings=(finding(),))
    for asked in (PATENT, PATENT.removeprefix("ZL"), "电热水壶 失效"):
        assert f"/joint/{joint_id}" in found(as_person("wang"), asked), asked
