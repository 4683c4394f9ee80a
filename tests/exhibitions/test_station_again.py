"""A record sent again is the same one, whatever became of the list of exhibitors meanwhile."""

from caseapp.base.db import writing
from caseapp.exhibitions.actions import exhibitors
from caseapp.exhibitions.station_cards import cards_of
from tests.exhibitions.fairs import opened, running
from tests.exhibitions.stands import STANDS
from tests.exhibitions.test_station import TOLD


def test_record_sent_again_after_its_exhibitor_was_entered_is_the_complaint_it_made(
    as_person, people
):
    fair_id, wang, answers = running(people), as_person("wang"), []
    at = f"/fairs/{fair_id}/station/new"
    for _ in range(2):
        wang.get(at)
        answers.append(wang.submit(at, **TOLD))
        with writing():
            there = opened(fair_id, people)
            if len(answers) == 1:
                exhibitors.add_exhibitor(by=people.wu, opened=there, given=STANDS[0])
    assert [one.status for one in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert len(cards_of(people.wang, opened(fair_id, people))) == 1
