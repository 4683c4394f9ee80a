"""Time acts: what the law does by itself is done on the day, and only then."""

from datetime import timedelta

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.cases import actions, queries
from caseapp.deadlines import queries as deadlines
from caseapp.evidence import queries as evidence
from tests.stories import walked


def night(day):
    with writing():
        return actions.let_time_act(by=Person.system(), day=day)


def limit(story, family):
    return [row for row in deadlines.of_case(story.case_id) if row.family == family][-1]


def test_silence_counts_as_waiver_when_the_period_is_over(app, people):
    story = walked(people, "notify")
    ends = limit(story, "CF-13").due_on
    assert night(ends) == 0
    assert story.case.state == "defence"
    assert night(ends + timedelta(days=1)) == 1
    last = queries.history(story.case_id)[-1]
    assert (last.step, last.by_name, last.taken_on) == (
        "deem_waived",
        "系统",
        ends + timedelta(days=1),
    )
    assert night(ends + timedelta(days=1)) == 0


def test_registration_nobody_decided_on_ends_by_itself(app, people):
    story = walked(people, "register_evidence")
    ends = limit(story, "CF-08").due_on
    assert night(ends) == 0
    assert evidence.registration_is_open(story.case_id)
    assert night(ends + timedelta(days=1)) == 1
    assert not evidence.registration_is_open(story.case_id)
    assert evidence.registrations_of_case(story.case_id)[0].disposal == "lapsed"
    assert story.case.state == "investigate"


def test_unpaid_fine_becomes_overdue(app, people):
    story = walked(people, "publish")
    ends = limit(story, "CF-18").due_on
    assert night(ends) == 0
    assert night(ends + timedelta(days=1)) == 1
    assert story.case.state == "overdue"


def test_a_quiet_night_does_nothing(app, people):
    walked(people, "file")
    assert night(today()) == 0
