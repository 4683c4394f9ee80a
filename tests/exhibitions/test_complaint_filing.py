"""A complaint at a fair becomes one formal case with all that was said and found."""

from hashlib import sha256

from caseapp.base.clock import now
from caseapp.base.db import db, writing
from caseapp.base.web import Upload
from caseapp.cases.models import CaseFile
from caseapp.evidence import queries as evidence
from caseapp.exhibitions import complaint_queries
from caseapp.exhibitions.actions import photos
from caseapp.exhibitions.spot_given import PhotoGiven
from caseapp.parties import queries as parties
from caseapp.patents import queries as patents
from tests.exhibitions import fairs
from tests.exhibitions.complaints import (
    PATENT,
    complained,
    decided,
    move,
    notified,
    passed,
)
from tests.exhibitions.test_complaint_rules import refused, visit


def test_case_opened_from_a_complaint_has_all_of_it_and_is_one(office, people):
    complaint_id = notified(people, fairs.running(people))
    visit(people, complaint_id, "wang", "li")
    move(people, complaint_id, "file", track="infringement", reason="展会期间难以认定")
    found = complained(complaint_id, people).complaint
    case = db.session.get_one(CaseFile, found.case_id)
    assert (case.track, case.product, case.place) == (
        "infringement",
        "红火牌电热水壶 HH-20",
        "鞍山国际会展中心 一号馆 A12",
    )
    assert [row.number for row in patents.patents_of_case(case.id)] == [PATENT]
    sides = {row.part: row.name for row in parties.parties_of_case(case.id)}
    assert sides == {"requester": "鞍山市暖阳电器有限公司", "respondent": "海城市红火电器厂"}
    for told in (found.number, "对比 1：壶身为上小下大的圆台", "展位上有三件", "展会期间难以认定"):
        assert told in case.content, told
    assert found.state == "in_case"
    assert "现为“转立案”" in refused(people, complaint_id, "file", track="infringement")
    assert complaint_queries.last_act(complaint_id).given["case"] == case.lead_no


def test_photos_of_a_complaint_lie_in_the_evidence_of_its_case(office, people):
    fair_id = fairs.running(people)
    complaint_id = passed(people, fair_id)
    for serial, caption in ((1, "壶身"), (2, "")):
        with writing():
            photos.add_photo(
                by=people.li,
                opened=fairs.opened(fair_id, people),
                given=PhotoGiven("tab-1", serial, now(), caption, complaint_id=complaint_id),
                file=Upload("展品.png", "image/png", sha256(caption.encode()).hexdigest(), 9),
            )
    move(people, complaint_id, "file", track="infringement")
    case_id = complained(complaint_id, people).complaint.case_id
    kept = [(row.title, row.taken_by, row.sha256) for row in evidence.items_of_case(case_id)]
    assert kept == [
        ("壶身", "李秀英", sha256("壶身".encode()).hexdigest()),
        ("红火牌电热水壶 HH-20照片（2）", "李秀英", sha256(b"").hexdigest()),
    ]


def test_natural_person_who_complained_is_one_in_the_case_and_the_outcome_goes_along(
    office, people
):
    complaint_id = decided(
        people,
        fairs.running(people),
        complainant="韩示远",
        complainant_id_number="210302198001011233",
    )
    move(people, complaint_id, "file", track="counterfeit", reason="标注的专利号属于他人")
    found = complained(complaint_id, people).complaint
    case = db.session.get_one(CaseFile, found.case_id)
    sides = {row.part: row for row in parties.parties_of_case(case.id)}
    who = sides["complainant"]
    assert (who.kind, who.name, who.id_number) == ("person", "韩示远", "210302198001011233")
    assert f"展会处理结果：撤展。{found.outcome_words}" in case.content
