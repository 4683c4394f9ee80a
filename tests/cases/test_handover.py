"""Hand-over: all open cases of somebody go to a successor in one act, or none does."""

import pytest
import sqlalchemy as sa

from caseapp.accounts import actions as accounts
from caseapp.accounts import queries as staff
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import actions, queries
from caseapp.cases.actions import SuccessionGiven
from caseapp.cases.duties import busy_people, cases_in_hand
from caseapp.cases.kept_queries import notes_of
from tests.policy.doing import ask_recusal, decide_recusal
from tests.stories import found_by_district, walked

WHY = "调离本局"


@pytest.fixture
def two(app, people):
    """Give two cases of the same officers."""
    return walked(people, "file"), walked(people, "inspect")


def hand_over(people, stories, *, to="wu", by="chen", person="wang", reason=WHY):
    given = SuccessionGiven(
        person_id=people[person].id,
        successor_id=people[to].id,
        case_ids=[story.case_id for story in stories],
        reason=reason,
    )
    with writing():
        return actions.hand_over_cases(by=people[by], given=given)


def certify(people, login):
    with writing():
        accounts.grant_role(
            by=people.shen, person_id=people[login].id, role="officer", unit="/210300/ZF/"
        )


def team(story):
    return queries.team_of([story.case_id])[story.case_id]


def trail(action):
    asked = sa.text("SELECT object_id FROM audit_row WHERE action = :action ORDER BY seq")
    return [int(one) for one in db.session.scalars(asked, {"action": action})]


def test_successor_takes_the_places_in_every_case_and_each_says_so(two, people, as_person):
    certify(people, "wu")
    assert hand_over(people, two) == 2
    for story in two:
        assert team(story) == [people.li.id, people.wu.id]
        (note,) = notes_of(story.case_id)
        assert note.words == "主办由王建民交接给吴国栋：调离本局"
    assert trail("case.handed_over") == [story.case_id for story in two]
    assert trail("person.handed_over") == [people.wang.id]
    assert cases_in_hand(people.wang.id, by=people.chen) == []
    assert two[0].case.case_no in as_person("wu").get("/cases?mine=1").text


def test_one_recusal_stops_the_whole_hand_over_and_names_the_case(two, people):
    certify(people, "wu")
    number = ask_recusal(two[1], people.wu, by=people.wu)
    decide_recusal(two[1], number, by=people.chen)
    with pytest.raises(Refused) as no:
        hand_over(people, two)
    assert no.value.sentences == (f"{two[1].case.case_no}：吴国栋已回避本案，不能接办。",)
    assert [team(story) for story in two] == [[people.wang.id, people.li.id]] * 2
    assert trail("case.handed_over") == []


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("xu", "徐志强没有当日有效的执法证件"),
        ("li", "李秀英已在承办本案"),
        ("zhang", "张法正不是本局执法人员"),
        ("zhao", "不是本局执法人员"),
        ("wang", "不能是移交人员本人"),
    ],
)
def test_successor_who_may_not_handle_the_cases_is_refused(*, two, people, to, sentence):
    with pytest.raises(Refused, match=sentence):
        hand_over(people, two, to=to)
    assert [team(story) for story in two] == [[people.wang.id, people.li.id]] * 2


def test_case_of_another_office_is_not_there(two, people):
    theirs = found_by_district(people, until="inspect")
    with pytest.raises(NotVisible):
        hand_over(people, [*two, theirs], person="zhao")
    with pytest.raises(NotVisible):
        hand_over(people, two, by="han")
    assert [name for _number, name in busy_people(people.chen)] == ["李秀英", "王建民"]


def test_head_hands_over_on_a_page_and_a_refusal_keeps_what_was_typed(two, people, as_person):
    reader = as_person("chen")
    assert "王建民" in reader.get("/cases/handover").links()
    reader.get(f"/cases/handover/{people.wang.id}")
    refusal = reader.submit(successor=str(people.xu.id), reason=WHY)
    assert refusal.status == 409
    assert "没有当日有效的执法证件" in refusal.text
    assert refusal.by_id("reason").get("value") == WHY
    certify(people, "wu")
    reader.get(f"/cases/handover/{people.wang.id}")
    assert reader.submit(successor=str(people.wu.id), reason=WHY).status == 303
    assert team(two[0]) == [people.li.id, people.wu.id]


def test_cases_of_somebody_who_has_left_can_still_be_handed_over(two, people):
    certify(people, "wu")
    with writing():
        accounts.deactivate_person(by=people.jiang, person_id=people.wang.id, why=WHY)
    assert staff.person_by_id(people.wang.id).is_active is False
    assert people.wang.id in dict(busy_people(people.chen))
    assert hand_over(people, two) == 2
