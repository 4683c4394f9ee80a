"""A complaint at a fair: taken once, completed, passed on, notified, decided."""

from caseapp.exhibitions import complaint_queries
from tests.exhibitions import fairs
from tests.exhibitions.complaints import complained, decided, taken


def test_complaint_taken_gets_number_of_fair_and_register(office, people):
    fair_id = fairs.running(people)
    first = complained(taken(people, fair_id), people)
    second = complained(taken(people, fair_id), people)
    code = first.at.fair.code
    assert [first.complaint.number, second.complaint.number] == [f"{code}-001", f"{code}-002"]
    assert first.row.title == "鞍山市暖阳电器有限公司投诉海城市红火电器厂"
    assert first.complaint.patent_id is not None


def test_complaint_goes_from_station_to_decision(office, people):
    fair_id = fairs.running(people)
    complaint_id = decided(people, fair_id)
    found = complained(complaint_id, people).complaint
    assert (found.state, found.outcome) == ("decided", "removed")
    acts = [row.act for row in complaint_queries.acts_of(complaint_id)]
    assert acts == ["take", "materials", "complete", "pass_on", "notify", "answer", "decide"]
