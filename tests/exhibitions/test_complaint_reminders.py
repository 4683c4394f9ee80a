"""Limits of complaints come to those who work at the fair: on the desk and as reminders."""

from caseapp.accounts import queries as accounts
from caseapp.base.clock import now, today
from caseapp.base.db import writing
from caseapp.desk import queries as desk
from caseapp.exhibitions.actions import reminding
from tests.exhibitions import fairs
from tests.exhibitions.complaints import complained, completed, move, receiver


def told(person):
    return [
        (one.kind, one.object_id, one.number, one.what)
        for one in desk.reminders(person, besides=())
    ]


def test_limit_of_a_complaint_is_told_to_the_roster_and_goes_with_it(office, people):
    complaint_id = completed(people, fairs.running(people))
    with writing():
        assert reminding.remind(by=people.wang, day=today()) > 0
        assert reminding.remind(by=people.wang, day=today()) == 0
    number = complained(complaint_id, people).complaint.number
    line = ("fair_complaint", complaint_id, number, "展会投诉机构将投诉材料移交有关管理部门")
    assert (told(people.wang), told(people.li), told(people.zhao)) == ([line], [line], [])
    move(people, complaint_id, "pass_on", receiver=receiver(people, complaint_id))
    assert told(people.wang) == []


def test_desk_of_who_is_on_the_roster_lists_what_runs_out(office, people, as_person):
    complaint_id = completed(people, fairs.running(people))
    number = complained(complaint_id, people).complaint.number
    page = as_person("wang").get("/desk")
    assert page.links()[number] == f"/fair-complaints/{complaint_id}"
    assert "列出 1 项，共 1 项" in page.text
    calendar = accounts.office_calendar()
    assert desk.fair_limits(people.zhao, now=now(), today=today(), calendar=calendar) is None
