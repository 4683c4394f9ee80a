"""What an earlier fair means for a complaint; what ends with it; who is barred and who is not."""

import pytest

from caseapp.base.db import writing
from caseapp.deadlines import queries as deadlines
from caseapp.exhibitions import complaint_queries, completeness
from caseapp.exhibitions.actions import exhibitors
from caseapp.exhibitions.exhibitor_given import ExhibitorGiven
from tests.exhibitions import fairs
from tests.exhibitions.complaints import complained, completed, decided, move, taken
from tests.exhibitions.test_complaint_rules import next_session, own_rule, refused

CODE = "91210300MA0UP8QW3P"


def follow_up(people, complaint_id):
    return completeness.follow_up(complained(complaint_id, people))


def test_second_complaint_of_a_right_at_the_same_fair_is_no_repeat(office, people):
    fair_id = fairs.running(people)
    own_rule(fair_id, "repeat", "follow_up")
    taken(people, fair_id)
    again = taken(people, fair_id, respondent="海城市另一电器厂", booth="一号馆 B3")
    assert follow_up(people, again) is None
    assert "没有查到以前的投诉" in refused(people, again, "refuse", refused_for="repeat")


def test_repeated_complaint_brings_what_the_rule_of_the_fair_asks(office, people, clock):
    before = complained(taken(people, fairs.running(people, series="家电博览会")), people).complaint
    number = before.number
    fair_id = next_session(people, clock, name="第十三届鞍山家电博览会")
    own_rule(fair_id, "repeat", "follow_up")
    again = taken(people, fair_id)
    found = completeness.materials_of(complained(again, people))[-1].row
    assert (found.key, found.name) == ("follow_up", "后续法律文件（同一权利曾在其他展会投诉过）")
    assert number not in found.name
    move(people, again, "refuse", refused_for="repeat")
    assert complained(again, people).complaint.state == "refused"


def test_complaints_at_the_fairs_of_other_units_are_not_listed(office, people, clock):
    first = taken(people, fairs.running(people))
    fair_id = next_session(people, clock, name="第十三届鞍山家电博览会")
    found = complained(taken(people, fair_id), people).complaint
    seen = complaint_queries.same_right_before(found, by=people.wang)
    assert [row.id for row in seen] == [first]
    assert list(complaint_queries.same_right_before(found, by=people.zhao)) == []


@pytest.mark.parametrize(
    ("key", "given"),
    [("refuse", {"refused_for": "invalidation"}), ("withdraw", {"reason": "双方和解"})],
)
def test_ended_complaint_leaves_no_limit_running(*, office, people, clock, key, given):
    fair_id = fairs.running(people)
    complaint_id = completed(people, fair_id)
    clock.forward(days=2, hours=8)
    fairs.move(people, fair_id, "close", by="wang")
    assert "EX-04" in {row.family for row in deadlines.of_complaint(complaint_id)}
    move(people, complaint_id, key, **given)
    ends = {row.family: row.state for row in deadlines.of_complaint(complaint_id)}
    assert ends["EX-04"] == "stopped"
    assert all(row.stopped_on for row in deadlines.of_complaint(complaint_id))


def test_firm_of_the_booth_is_not_listed_for_what_another_firm_there_did(office, people):
    fair_id = fairs.running(people)
    with writing():
        given = ExhibitorGiven("A12", "营口市清白电器厂", hall="一号馆", credit_code=CODE)
        made = exhibitors.add_exhibitor(
            by=people.wu, opened=fairs.opened(fair_id, people), given=given
        )
    other = complaint_queries.repeat_of(decided(people, fair_id, exhibitor_id=made))
    assert (other.name, other.credit_code) == ("海城市红火电器厂", "")
    own = decided(people, fair_id, exhibitor_id=made, respondent="营口市清白电器厂")
    assert complaint_queries.repeat_of(own).credit_code == CODE
