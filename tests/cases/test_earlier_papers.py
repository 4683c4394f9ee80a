"""What an earlier paper and a limit of the case say is not typed a second time."""

from caseapp.cases import queries
from caseapp.cases.open_file import open_file
from caseapp.cases.paper_values.of_case import words_of_case
from caseapp.cases.paper_values.places import said_of_place
from caseapp.documents.catalogue import kind_of
from tests.stories import walked


def test_release_of_evidence_names_number_and_day_of_the_notice(people):
    story = walked(people, "register_evidence")
    file = open_file(queries.visible_case(story.case_id, by=people.wang), by=people.wang)
    notice = file.paper("evidence_registration")
    words = words_of_case(file, kind_of("S20"), file.last_step_on)
    assert words["登记保存文号"] == notice.number
    assert words["登记保存日期"] == notice.signed_on.isoformat()
    place = "paper:evidence_registration.number"
    assert said_of_place(file, place) == "取自本案《先行登记保存证据通知书》"


def test_what_is_not_in_the_case_is_left_to_the_officer(people):
    story = walked(people, "register_evidence")
    file = open_file(queries.visible_case(story.case_id, by=people.wang), by=people.wang)
    assert "强制措施文号" not in words_of_case(file, kind_of("S24"), file.last_step_on)
    assert said_of_place(file, "paper:S21.number") == ""
    assert said_of_place(file, "limit:CF-07.due_on") == ""
