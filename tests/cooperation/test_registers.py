"""Letters to other bodies stand in the registers of numbers and of the seal, beside the papers of cases."""

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cooperation import actions, owners
from caseapp.documents import issuing
from caseapp.documents import queries as papers
from caseapp.documents.actions import SealGiven
from tests.liaison.meetings import signed
from tests.liaison.test_notices import case, drafted
from tests.people import People
from tests.stories import walked

NUMBERS, SEALS = "/papers/numbers", "/papers/seals"


def noticed(people: People) -> tuple[int, int]:
    case(901)
    notice = drafted(people)
    return notice, signed(people, notice, "X06")


def test_number_of_a_letter_stands_in_the_register_of_whoever_may_know_of_it(people, as_person):
    story = walked(people, "decide")
    notice, paper_id = noticed(people)
    paper = papers.paper(paper_id)
    address = f"/cooperation/{notice}/papers/{paper_id}"
    page = as_person("wang").get(NUMBERS)
    assert page.links()[paper.number] == address
    assert story.paper("penalty_decision").number in page.text
    assert "2026年专利行政执法情况通报" in page.text
    found = as_person("wang").get(f"{NUMBERS}?number={paper.number}&kind=X06")
    assert "共 1 项" in found.text
    assert paper.number not in as_person("zhao").get(NUMBERS).text
    assert as_person("wang").get(f"{NUMBERS}.xlsx").status == 200


def test_letter_is_sealed_by_whoever_keeps_the_seal_and_stands_in_its_register(people, as_person):
    notice, paper_id = noticed(people)
    address = f"/cooperation/{notice}/papers/{paper_id}"
    assert "登记用印" not in as_person("wang").get(address).text
    chief = as_person("chen")
    assert "信息通报函" in chief.get(SEALS).text
    assert chief.get(address).status == 200
    assert chief.submit("seal", copies="2", sealed_by="").status == 422
    assert chief.submit("seal", copies="2", sealed_by="纪文秀", seal_note="各一份").status == 303
    assert "用印 2 份" in chief.follow().text
    rows = chief.get(SEALS).texts(".//section[@aria-labelledby='used']//tbody/tr")
    assert len(rows) == 1
    assert "纪文秀" in rows[0]
    assert [row.copies for row in issuing.seals(paper_id)] == [2]


def test_who_handed_a_letter_in_does_not_seal_it(people):
    notice, paper_id = noticed(people)
    given = SealGiven(2, papers.paper(paper_id).signed_on, "王建民")
    matter = owners.matter(notice, by=people.wang)
    with pytest.raises(Refused, match="不能由您登记用印"), writing():
        actions.seal_paper(by=people.wang, matter=matter, paper_id=paper_id, given=given)
    assert not issuing.seals(paper_id)
