"""The pages of the catalogue: every paper is found, explained, and handed out filled and empty."""

from io import BytesIO

import pypdf
import pytest

from caseapp.documents.catalogue import kinds


@pytest.fixture
def wang(as_person):
    """Give an officer's browser."""
    return as_person("wang")


def names(page):
    return page.texts(".//main//tbody//tr/td[2]")


def test_table_lists_every_paper_and_says_how_many(wang):
    page = wang.get("/papers/kinds")
    assert len(names(page)) == len(kinds())
    assert f"本页 {len(kinds())} 项，共 {len(kinds())} 项" in page.text


@pytest.mark.parametrize(
    ("asked", "some"),
    [
        ({"q": "裁决书"}, "专利侵权纠纷案件行政裁决书"),
        ({"q": "s45"}, "行政处罚决定书"),
        ({"group": "party"}, "授权委托书"),
        ({"track": "mediation"}, "调解协议书"),
    ],
)
def test_filter_finds_a_paper_by_name_number_group_and_track(wang, asked, some):
    page = wang.get("/papers/kinds", query_string=asked)
    found = names(page)
    assert any(some in one for one in found)
    assert len(found) < len(kinds())
    assert f"本页 {len(found)} 项，共 {len(kinds())} 项" in page.text


def test_nothing_found_says_what_to_do(wang):
    page = wang.get("/papers/kinds", query_string={"q": "没有这种文书" * 20})
    assert "没有符合条件的文书" in page.text


def test_paper_of_every_group_and_form_has_its_page_with_its_sample(wang):
    for kind in {(one.stem, one.form): one for one in kinds()}.values():
        page = wang.get(f"/papers/kinds/{kind.key}")
        assert page.status == 200, kind.key
        assert kind.title in page.text
        assert len(page.texts(".//main//tbody//tr")) == len(kind.fields_on(kind.editions[-1].until))


def test_sample_and_blank_form_are_one_click_away(wang):
    filled = wang.get("/papers/kinds/D23/sample/pdf")
    empty = wang.get("/papers/kinds/D23/sample/pdf?blank=1")
    said = [
        "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(one.data)).pages)
        for one in (filled, empty)
    ]
    assert "演示样张" in said[0]
    assert "演示样张" not in said[1]
    assert wang.get("/papers/kinds/D23/sample/word").data.startswith(b"PK")
    assert wang.get("/papers/kinds/D23/pages/1").data.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "address",
    [
        *("/papers/kinds/none", "/papers/kinds/D23/pages/99", "/papers/kinds/D23/pages/0"),
        "/papers/kinds/D23/sample/odt",
    ],
)
def test_what_is_not_there_is_not_there(wang, address):
    assert wang.get(address).status == 404


def test_an_edition_that_is_not_there_is_the_latest(wang):
    for asked in ("7", "-1", "x", "9" * 400):
        assert wang.get("/papers/kinds/D01", query_string={"edition": asked}).status == 200
