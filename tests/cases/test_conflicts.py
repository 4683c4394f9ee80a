"""Two people, one page: both texts are shown, none is lost."""

import pytest

from caseapp.documents import queries as documents
from caseapp.evidence import queries as evidence
from caseapp.parties import queries as parties
from tests.stories import walked


@pytest.fixture
def story(app, people):
    """Give a case with party, goods and a record."""
    return walked(people, "inspect")


def text(element):
    return " ".join("".join(element.itertext()).split())


def compared(page):
    """Field, their text and mine, as the merge page lays them side by side."""
    return [
        [text(box.find("legend")).partition(" ")[2]]
        + [text(one) for one in box.iter("div") if "text-shown" in one.get("class", "").split()]
        for box in page.all(".//form[@id='merge']/fieldset")
    ]


def taken_meanwhile(page):
    return [
        [text(cell) for cell in row]
        for row in page.all(".//section[@aria-label='同时修改']//tbody/tr")
    ]


def test_draft_of_two_officers(story, as_person):
    address = f"{story.path}/papers/{story.paper('site_record').id}"
    wang, li = as_person("wang"), as_person("li")
    page = wang.get(address)
    box = next(
        one.get("for")
        for one in page.all(".//label")
        if "".join(one.itertext()).startswith("现场情况")
    )
    li.get(address)
    li.submit(address, **{box: "李写的。"})
    page = wang.submit(address, **{box: "王写的。"})
    assert page.status == 409
    assert "李秀英" in page.text
    assert compared(page) == [["现场情况", "李写的。", "王写的。"]]
    assert (page.by_id(box).text or "").strip() == "王写的。"
    page = wang.submit("merge", **{f"pick-{box}": "mine"})
    assert page.status == 303
    assert documents.paper(story.paper("site_record").id).data["现场情况"] == "王写的。"


def test_party_of_two_officers(story, as_person):
    party = parties.parties_of_case(story.case_id)[0]
    address = f"{story.path}/parties/{party.id}"
    wang, li = as_person("wang"), as_person("li")
    wang.get(address)
    li.get(address)
    assert li.submit(contact="李联系").status == 303
    page = wang.submit(contact="王联系")
    assert page.status == 409
    assert compared(page) == [["联系人", "李联系", "王联系"]]
    assert page.by_id("contact").get("value") == "王联系"
    assert wang.submit("merge", **{"pick-contact": "own", "contact": "王、李"}).status == 303
    assert parties.parties_of_case(story.case_id)[0].contact == "王、李"


def test_goods_of_two_officers(story, as_person):
    address = f"{story.path}/goods/{story.goods().id}"
    wang, li = as_person("wang"), as_person("li")
    wang.get(address)
    li.get(address)
    assert li.submit(quantity="41").status == 303
    page = wang.submit(quantity="39")
    assert page.status == 409
    assert compared(page) == [["数量", "41", "39"]]
    assert page.by_id("quantity").get("value") == "39"
    assert wang.submit("merge", **{"pick-quantity": "theirs"}).status == 303
    assert evidence.goods_row(story.case_id, story.goods().id).quantity == 41


def test_step_of_two_officers(story, as_person):
    address = f"{story.path}/steps/question"
    wang, li = as_person("wang"), as_person("li")
    wang.get(address)
    li.get(address)
    on = story.day(4).isoformat()
    fields = story.fields("question")
    assert li.submit(on=on, **fields).status == 303
    page = wang.submit(on=on, **{**fields, "f_answers": "问：还有吗？\n答：没有。"})
    assert page.status == 409
    assert taken_meanwhile(page) == [["办理的步骤", "询问", "询问（尚未办理）"]]
    assert "李秀英" in page.text
    assert (page.by_id("f_answers").text or "").strip() == "问：还有吗？\n答：没有。"
    assert wang.submit().status == 303


def test_step_that_is_over_keeps_the_text_typed_for_it(app, people, as_person):
    story = walked(people, "ask_filing")
    address = f"{story.path}/steps/return_filing"
    first, second = as_person("chen"), as_person("chen")
    first.get(address)
    second.get(address)
    on = story.day(3).isoformat()
    assert second.submit(on=on, reason="补充核查现场。").status == 303
    page = first.submit(on=on, reason="另一条理由。")
    assert page.status == 409
    assert "案件现处于“核查”阶段，不能退回补充核查" in page.text
    assert (page.by_id("reason").text or "").strip() == "另一条理由。"
