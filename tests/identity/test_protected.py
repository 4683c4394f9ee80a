"""A witness or complainant of a case who asks for protection is sealed like an informant."""

import pytest

from caseapp.base import keys
from caseapp.base.errors import Refused
from caseapp.parties import queries, sealing
from tests.identity.people import GIVEN
from tests.stories import found_by_district, reported


@pytest.fixture
def story(people):
    return reported(people).walk("verify")


def seal_on_page(officer, story, **changed):
    officer.get(f"{story.path}/protected")
    return officer.submit(**(GIVEN | {"part": "witness"} | changed))


@pytest.mark.parametrize(("part", "word"), [("witness", "证人"), ("complainant", "投诉人")])
def test_file_knows_an_alias_and_the_desk_opens_it(*, story, as_person, part, word):
    officer = as_person("wang")
    assert seal_on_page(officer, story, part=part).status == 303
    page = officer.follow()
    (row,) = queries.of_case(story.case_id, alias="")
    assert (row.part, row.case_id, row.is_protected) == (part, story.case_id, True)
    assert row.alias.startswith(f"{word}-")
    assert row.alias in page.text
    assert not [value for value in GIVEN.values() if value in page.source]
    assert sealing.open_row(row, sealing.masters()) == GIVEN
    assert row.alias in as_person("zhou").get("/identities").text


def test_papers_and_steps_of_the_case_must_not_name_them(story, as_person):
    seal_on_page(as_person("wang"), story)
    with pytest.raises(Refused, match="写有证人-"):
        story.take("ask_filing", filing_reasons="证人金丝雀看见发货。")
    story.take("ask_filing", filing_reasons="证人看见发货。")


def test_without_keys_nobody_is_sealed_and_nothing_typed_is_lost(story, as_person):
    officer = as_person("wang")
    seal_on_page(officer, story)
    (keys.keys_folder() / "seal-1.key").unlink()
    page = seal_on_page(officer, story, name="另一人")
    assert page.status == 409
    assert "系统不以明文保存身份" in page.text
    assert page.by_id("name").get("value") == "另一人"
    assert len(queries.of_case(story.case_id, alias="")) == 1


def test_page_belongs_to_who_may_edit_the_case(people, story, as_person):
    other = found_by_district(people)
    assert as_person("wang").get(f"{other.path}/protected").status == 404
    assert as_person("chen").get(f"{story.path}/protected").status == 403
