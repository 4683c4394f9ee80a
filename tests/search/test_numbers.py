"""A number is found in any spelling, and the first line says what it was taken for."""

import pytest

from caseapp.base.identifiers import make_patent_number
from tests.search.library import CHIEF, Library, entry

PATENT = make_patent_number(year=2015, kind=3, serial=12345)
OTHER = make_patent_number(year=2014, kind=3, serial=12345)
BODY, CHECK = PATENT.removeprefix("ZL").split(".")


@pytest.fixture
def shelf(settled: Library) -> Library:
    """Give a row per number, and rows with numbers nearly the same."""
    settled.save(
        entry(1, "水壶案", numbers=(("patent", PATENT),)),
        entry(2, "另一水壶案", numbers=(("patent", OTHER),)),
        entry(3, "材料案", f"店内水壶标注“{PATENT}”字样。"),
        entry(
            4, "决定", numbers=(("paper_no", "鞍知罚字〔2015〕12号"),), key="鞍知罚字〔2015〕12号"
        ),
        entry(
            5, "决定", numbers=(("paper_no", "鞍知罚字〔2015〕112号"),), key="鞍知罚字〔2015〕112号"
        ),
        entry(6, "来电", numbers=(("case_no", "12330-20150601-0012"),), key="12330-20150601-0012"),
        entry(7, "来访", numbers=(("phone", "0412-5512345"),)),
    )
    settled.work()
    return settled


@pytest.mark.parametrize(
    "typed",
    [
        PATENT,
        PATENT.lower(),
        PATENT.replace(".", ""),
        f"{BODY}.{CHECK}",
        f"{BODY}{CHECK}",
        BODY,
        f"ZL{BODY}",
        f"ZL {BODY[:4]} {BODY[4]} {BODY[5:]}.{CHECK}",
        PATENT.translate({ord(c): ord(c) + 0xFEE0 for c in "ZL0123456789."}),
        f"专利号:{PATENT}",
        f"专利号：{BODY}",
        f"水壶 {PATENT}",
        f'"{PATENT}"',
    ],
)
def test_a_patent_number_is_found_in_any_spelling(shelf: Library, typed: str):
    assert shelf.keys(typed) == {1, 3}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("鞍知罚字〔2015〕12号", {4}),
        ("鞍知罚字[2015]12号", {4}),
        ("鞍知罚字（2015）12号", {4}),
        ("鞍知罚字(2015) 12 号", {4}),
        ("鞍知罚字【2015】第12号", {4}),
        ("文号:鞍知罚字〔2015〕12号", {4}),
        ("案号:鞍知罚字〔2015〕112号", {5}),
        ("鞍知罚字", {4, 5}),
        ("12330-20150601-0012", {6}),
        ("工单号:12330-20150601-0012", {6}),
        ("(0412) 5512345", {7}),
        ("0412-5512345", {7}),
        ("5512345", {7}),
        ("551234", {7}),
        (BODY[:9], {1, 3}),
    ],
)
def test_other_numbers_are_found_in_any_spelling(shelf: Library, typed: str, found: set[int]):
    assert shelf.keys(typed) == found


def test_the_first_line_says_what_a_number_was_taken_for(library: Library):
    said = library.finder.find(PATENT.lower(), by=CHIEF).recognised
    assert said == f"识别为专利号 {PATENT}，检验位正确。"


def test_a_wrong_check_digit_is_said_and_still_searched(library: Library):
    library.save(entry(1, "水壶案", numbers=(("patent", PATENT),)))
    wrong = f"ZL{BODY}.{(int(CHECK) + 1) % 10 if CHECK != 'X' else 1}"
    result = library.finder.find(wrong, by=CHIEF)
    assert f"校验位应为{CHECK}" in result.recognised
    assert [hit.object_id for hit in result.hits] == [1]
