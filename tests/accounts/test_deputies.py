"""A chief on leave: the deputy signs for those days, the record says for whom, nobody approves their own."""

from datetime import date, timedelta

import pytest

from caseapp.accounts import actions, queries
from caseapp.accounts.actions import DeputyGiven
from caseapp.accounts.permissions import roles_over
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases import queries as cases
from tests.people import People
from tests.stories import walked

WHY = "年休假，请假单2026年11月20日"


def again(person):
    return queries.person_by_id(person.id)


def as_read_anew(story, people):
    """The same story told by people as their next request reads them."""
    story.people = People({login: again(one) for login, one in people.items()})
    return story


def stands_in(people, *, deputy="wu", absent="chen", days=4, by="chen", since=None):
    first = since or today()
    with writing():
        return actions.add_deputy(
            by=again(getattr(people, by)),
            given=DeputyGiven(
                absent_id=getattr(people, absent).id,
                deputy_id=getattr(people, deputy).id,
                since=first,
                until=first + timedelta(days=days),
                why=WHY,
            ),
        )


def test_deputy_signs_the_notice_and_the_record_says_for_whom(people, as_person):
    story = walked(people, "pass_review")
    assert "chief" not in again(people.wu).roles
    stands_in(people)
    as_read_anew(story, people).take("sign_notice", who="wu")
    row = cases.history(story.case_id)[-1]
    assert (row.step, row.by_id, row.by_name) == ("sign_notice", people.wu.id, "吴国栋（代陈立新）")
    assert story.paper("penalty_notice").signed_by_name == "吴国栋（代陈立新）"
    assert "吴国栋（代陈立新）" in as_person("wang").get(story.path).text


def test_what_the_deputy_does_in_their_own_right_carries_their_own_name(people):
    story = walked(people, "file")
    stands_in(people, deputy="wang")
    as_read_anew(story, people).take("inspect", who="wang")
    assert cases.history(story.case_id)[-1].by_name == "王建民"


def test_deputy_signs_only_from_the_first_to_the_last_day(people, clock):
    stands_in(people, since=today() + timedelta(days=1), days=1)
    held = []
    for _ in range(5):
        held.append("chief" in again(people.wu).roles)
        clock.forward(days=1)
    assert held == [False, True, True, False, False]


def test_whoever_handles_a_case_approves_nothing_in_it_for_another(people):
    story = walked(people, "file")
    stands_in(people, deputy="wang")
    wang = again(people.wang)
    assert "chief" in wang.roles
    assert "chief" not in roles_over(
        wang, cases.thing_of(story.case, cases.officers(story.case_id))
    )


def test_ended_deputy_signs_nothing_more(people, as_person):
    number = stands_in(people)
    reader = as_person("chen")
    reader.get("/deputies")
    assert reader.post(f"/deputies/{number}/end", {}).status == 303
    assert "chief" not in again(people.wu).roles
    reader.get("/deputies")
    assert reader.post(f"/deputies/{number}/end", {}).status == 404


def test_chief_enters_leave_on_a_page(people, as_person):
    reader = as_person("chen")
    reader.get("/deputies")
    first = today().isoformat()
    answer = reader.submit(
        "deputy-form",
        absent=str(people.chen.id),
        deputy=str(people.wu.id),
        since=first,
        until=first,
        why=WHY,
    )
    assert answer.status == 303
    assert "代签中" in reader.follow().text
    assert as_person("wu").get("/desk").text.count("负责人")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"deputy": "chen"}, "不能是请假人本人"),
        ({"absent": "wang"}, "没有需要他人代签的职责"),
        ({"since": date(2020, 1, 6)}, "不能早于今天"),
        ({"days": -1}, "截止日期不能早于起始日期"),
    ],
)
def test_leave_that_makes_no_sense_is_refused_with_its_sentence(people, given, sentence):
    with pytest.raises(Refused, match=sentence):
        stands_in(people, **given)


def test_two_deputies_for_the_same_days_are_refused(people):
    stands_in(people)
    with pytest.raises(Refused, match="已由吴国栋代签"):
        stands_in(people, deputy="sun")


def test_deputy_appoints_nobody(people):
    stands_in(people)
    with pytest.raises(Refused, match="代签人不能再委托"):
        stands_in(people, by="wu", deputy="sun")


def test_person_of_another_office_is_not_there(people):
    with pytest.raises(NotVisible):
        stands_in(people, deputy="zhao")
