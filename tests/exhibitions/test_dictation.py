"""Patent marks however they come: typed, spoken digit by digit, pasted by the page."""

from datetime import date

import pytest

from caseapp.base.identifiers import make_patent_number
from caseapp.exhibitions.dictation import Mark, marks_in

TODAY = date(2026, 11, 23)
DESIGN = make_patent_number(year=2020, kind=3, serial=123456)
UTILITY = make_patent_number(year=2019, kind=2, serial=7)
CROSSED = make_patent_number(year=2018, kind=1, serial=0)
SPOKEN = "零一二三四五六七八九"


def aloud(number: str, *, point: str = "点", cross: str = "叉", between: str = "") -> str:
    """Say a number digit by digit."""
    words = {".": point, "X": cross}
    return between.join(SPOKEN[int(m)] if m.isdigit() else words.get(m, m) for m in number)


def read(text: str) -> list[Mark]:
    return list(marks_in(text, today=TODAY).marks)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (aloud(DESIGN), DESIGN),
        (aloud(DESIGN, between=" "), DESIGN),
        (aloud(DESIGN, point="、点、"), DESIGN),
        (aloud(DESIGN, point=""), DESIGN),
        (aloud(CROSSED), CROSSED),
        (aloud(CROSSED, cross="艾克斯"), CROSSED),
        (aloud(CROSSED, point="", cross="X"), CROSSED),
        (f"专利号 {aloud(DESIGN.removeprefix('ZL'))}", DESIGN.removeprefix("ZL")),
        (aloud(DESIGN).replace("一", "幺"), DESIGN),
        ("贼艾欧" + aloud(DESIGN.removeprefix("ZL")), DESIGN),
    ],
)
def test_number_read_out_digit_by_digit_is_the_number(said, meant):
    assert [(one.normal, one.is_formed) for one in read(said)] == [(meant, True)]
    assert said[:20] in read(said)[0].why


def test_page_of_marks_is_read_line_by_line_and_what_is_no_mark_is_named():
    text = f"电热水壶\t{DESIGN}\n\n电饭锅 专利号：{UTILITY}，风扇 {CROSSED}\n三号馆二楼\n客服电话 13812345678\n"
    found = marks_in(text, today=TODAY)
    assert [(one.normal, one.product) for one in found.marks] == [
        (DESIGN, "电热水壶"),
        (UTILITY, ""),
        (CROSSED, ""),
    ]
    assert found.left_out == ("三号馆二楼", "客服电话 13812345678")


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        (f"{DESIGN[:-1]}0", "校验位应为3，实为0"),
        ("ZL20203012345", "位数不对：应为12位加校验位（2003年10月前为8位加校验位），实为11位"),
        ("专利号：2020300123", "不是专利号：专利号为12位加校验位（2003年10月前为8位加校验位），实为10位"),
        ("专利产品 仿冒必究", "只有专利字样，没有专利号"),
    ],
)  # fmt: skip
def test_mark_that_cannot_be_a_number_says_why_at_once(printed, why):
    assert [(one.is_formed, one.why) for one in read(printed)] == [(False, why)]


def test_bare_number_is_told_to_be_no_grant_and_a_publication_no_patent_number():
    bare, published = read(UTILITY.removeprefix("ZL")) + read("CN201234567U")
    assert bare.is_formed
    assert "未带ZL，是申请号" in bare.why
    assert published.is_formed
    assert "公开公告号不是专利号" in published.why


def test_printed_number_keeps_its_spelling():
    assert [one.as_printed for one in read("ZL 2020 3 0123456 . 3")] == ["ZL 2020 3 0123456 . 3"]
    assert read("展品三个，共一二三件") == []
