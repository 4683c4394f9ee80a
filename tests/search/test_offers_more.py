"""Booths, codes, numbers of every register: each leads where it belongs, and nobody further than they may go."""

import pytest

from caseapp.aid.models import AidFile
from caseapp.base.db import db, writing
from caseapp.base.identifiers import make_credit_code, make_org_code, make_registration_number
from caseapp.cases.models import CaseFile
from caseapp.cooperation.models import Cooperation
from caseapp.documents import actions as documents
from caseapp.documents.models import PaperRecord
from caseapp.exhibitions import queries as fair_queries
from caseapp.exhibitions.actions import exhibitors
from caseapp.exhibitions.complaint_models import FairComplaint
from caseapp.exhibitions.exhibitor_given import ExhibitorGiven
from caseapp.parties import actions as parties
from caseapp.parties import queries as known_parties
from caseapp.parties.given import PartyGiven
from tests.aid import aids
from tests.exhibitions import fairs
from tests.exhibitions.complaints import taken
from tests.exhibitions.test_complaint_filing import move as move_complaint
from tests.exhibitions.test_complaint_filing import notified, visit
from tests.joint.joints import planned
from tests.pages import UNBUILT
from tests.policy.doing import ask_recusal, decide_recusal, seal
from tests.stories import PATENT, walked
from tests.transfers.test_pages import opened as transferred

CREDIT = make_credit_code(area="210303", serial=4711)
ORG = make_org_code(serial=4712)
LICENCE = make_registration_number(area="210303", serial=4713)


def asked(as_person, login, typed):
    return as_person(login).get("/search", budget=UNBUILT, query_string={"q": typed})


def offered(as_person, login, typed):
    """Return where the links of what was recognised lead."""
    page = asked(as_person, login, typed)
    return [link.get("href") for link in page.all(".//section[@class='readings']//li/a")]


@pytest.fixture
def stand(app, people):
    """Give somebody at booth A12 of the second hall, where the first has an A12 too."""
    fair_id = fairs.running(people)
    opened = fair_queries.visible_fair(fair_id, by=people.wu)
    with writing():
        for hall, name in (("一号馆", "鞍山市福满商贸有限公司"), ("二号馆", "海城市红火电器厂")):
            given = ExhibitorGiven("A12", name, hall=hall)
            exhibitors.add_exhibitor(by=people.wu, opened=opened, given=given)
    return fair_id


@pytest.mark.parametrize("typed", ["二号馆A12", "2号馆A12", "2-A12", "展位二号馆A12", "２馆ａ１２"])
def test_a_booth_with_its_hall_leads_to_who_stands_there_today(*, stand, as_person, typed):
    page = asked(as_person, "wang", typed)
    links = page.texts(".//section[@class='readings']//li/a")
    assert links == ["打开展位 二号馆 A12 海城市红火电器厂"], page.texts(
        ".//section[@class='readings']"
    )


def test_a_booth_without_its_hall_leads_to_both(stand, as_person):
    found = offered(as_person, "wang", "A12")
    assert len(found) == 2
    assert all(f"/fairs/{stand}/" in one or str(stand) in one for one in found)


def test_a_booth_leads_nobody_who_may_not_know_of_the_fair(stand, as_person):
    for login in ("zhao", "qian"):
        assert offered(as_person, login, "二号馆A12") == [], login


@pytest.fixture
def coded(app, people):
    """Give a case whose party has all three codes."""
    story = walked(people, "inspect")
    row = known_parties.parties_of_case(story.case_id)[0]
    given = PartyGiven(
        kind="company",
        name=row.name,
        address=row.address,
        credit_code=CREDIT,
        org_code=ORG,
        registration_no=LICENCE,
    )
    with writing():
        parties.update_party(by=people.wang, party_id=row.id, given=given, version=row.version)
    return story


@pytest.mark.parametrize("typed", [CREDIT, CREDIT.lower(), ORG, ORG.replace("-", ""), LICENCE])
def test_a_code_leads_to_the_cases_of_its_party(*, coded, as_person, typed):
    assert offered(as_person, "wang", typed) == [coded.path]
    assert offered(as_person, "zhao", typed) == []


def test_a_sealed_case_is_found_by_no_code_of_its_party(coded, people, as_person):
    seal(coded, people.wang)
    for typed in (CREDIT, ORG, LICENCE):
        assert offered(as_person, "wang", typed) == [], typed


def test_who_was_recused_is_led_to_the_case_by_no_number(coded, people, as_person):
    typed = (coded.case.case_no, coded.case.lead_no, PATENT, CREDIT)
    assert all(coded.path in offered(as_person, "li", one) for one in typed)
    number = ask_recusal(coded, people.li, by=people.li)
    decide_recusal(coded, number, by=people.chen)
    assert [offered(as_person, "li", one) for one in typed] == [[]] * 4
    assert all(coded.path in offered(as_person, "wang", one) for one in typed)


def test_a_sum_is_looked_for_as_it_may_be_written(app, as_person):
    page = asked(as_person, "wang", "3万元")
    words = page.texts(".//section[@class='readings']//li/a")
    assert words == ["按写法“30,000.00”检索", "按写法“叁万元整”检索"], words


def test_an_aid_file_is_led_to_by_its_number_where_it_may_be_opened(app, people, as_person):
    aid_id = aids.taken(people)
    number = db.session.get_one(AidFile, aid_id).number
    short = f"〔{number.partition('〔')[2]}"
    for typed in (number, short):
        assert f"/aid/{aid_id}" in offered(as_person, "liu", typed), typed
        for login in ("wang", "zhao"):
            assert f"/aid/{aid_id}" not in offered(as_person, login, typed), (login, typed)


def test_a_joint_action_is_led_to_by_its_number(app, people, as_person):
    joint_id = planned(people)
    number = db.session.get_one(Cooperation, joint_id).number
    assert offered(as_person, "wang", number) == [f"/joint/{joint_id}"]
    assert offered(as_person, "zhao", number) == []


def test_a_transfer_is_led_to_by_its_number_and_its_days(app, people, as_person):
    transfer_id = transferred(people.wang)
    number = db.session.get_one(Cooperation, transfer_id).number
    assert offered(as_person, "wang", number) == [f"/transfers/{transfer_id}"]
    assert offered(as_person, "zhao", number) == []
    assert "/transfers?since=2026-11-01&until=2026-11-30" in offered(
        as_person, "wang", "2026年11月"
    )


def test_a_fair_is_led_to_by_its_number(app, people, as_person):
    fair_id = fairs.running(people)
    number = db.session.get_one(Cooperation, fair_id).number
    (found,) = offered(as_person, "wang", number)
    assert found.endswith(f"/{fair_id}")
    assert offered(as_person, "zhao", number) == []


def test_a_complaint_is_led_to_by_the_number_of_its_slip_and_by_that_of_the_register(
    app, people, as_person
):
    complaint_id = taken(people, fairs.running(people))
    slip = db.session.get_one(FairComplaint, complaint_id).number
    assert slip.count("-") == 2
    register = db.session.get_one(Cooperation, complaint_id).number
    for typed in (slip, slip.lower(), register):
        (found,) = offered(as_person, "wang", typed)
        assert found.endswith(f"/{complaint_id}"), typed
        assert offered(as_person, "zhao", typed) == [], typed


def test_a_complaint_that_became_a_sealed_case_is_led_to_by_no_number(app, people, as_person):
    complaint_id = notified(people, fairs.running(people))
    visit(people, complaint_id, "wang", "li")
    move_complaint(people, complaint_id, "file", track="infringement", reason="展会期间难以认定")
    row = db.session.get_one(FairComplaint, complaint_id)
    typed = (row.number, db.session.get_one(Cooperation, complaint_id).number)
    assert all(offered(as_person, "li", one) for one in typed)
    with writing():
        db.session.get_one(CaseFile, row.case_id).is_sealed = True
    assert [offered(as_person, "li", one) for one in typed] == [[], []]


def test_a_paper_is_led_to_by_its_number_until_it_is_void(app, people, as_person):
    story = walked(people, "decide")
    row = story.paper("penalty_decision")
    number, address = row.number, f"{story.path}/papers/{row.id}"
    assert offered(as_person, "wang", number) == [address]
    assert offered(as_person, "zhao", number) == []
    with writing():
        documents.void(by=people.chen, paper_id=row.id, why="当事人名称有误")
    assert db.session.get_one(PaperRecord, row.id).number == number
    assert offered(as_person, "wang", number) == []


def test_a_paper_of_a_sealed_case_is_led_to_by_no_number(app, people, as_person):
    story = walked(people, "decide")
    number = story.paper("penalty_decision").number
    seal(story, people.wang)
    for login in ("wang", "chen", "li"):
        assert offered(as_person, login, number) == [], login
