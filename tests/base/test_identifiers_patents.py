from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.base.identifiers import (
    check_digit,
    make_patent_number,
    number_forms,
    read_patent_number,
    recognise,
)

TODAY = date(2026, 11, 22)
NOT_GRANTED = "未带ZL，是申请号，不等于已授权"

# Handbook 11.1: examples of the standard and computed ones.
VECTORS = [
    ("201710601862", "3"),
    ("95115608", "X"),
    ("201410123456", "7"),
    ("201530012345", "4"),
    ("202320123456", "1"),
    ("201120542158", "3"),
    ("201630310356", "5"),
    ("201630310387", "0"),
    ("201630312136", "6"),
]


def only(text):
    (found,) = recognise(text, today=TODAY)
    return found


@pytest.mark.parametrize(("body", "check"), VECTORS)
def test_check_digit_agrees_with_published_numbers(body, check):
    assert check_digit(body) == check


@pytest.mark.parametrize(
    "typed",
    [
        "ＺＬ 2015 3 0012345.4",
        "ZL201530012345.4",
        "zl2015300123454",
        "Zl 2015-3-0012345-4",
        "ZL：２０１５３００１２３４５．４",
        "ZL\u30002015\u00a03\u200b0012345.4",
        "ZL 2015 3 0012345 4",
        "ZL.201530012345·4",
        "CN ZL201530012345.4",
        "ZL201530012345。4",
    ],
)
def test_every_usual_spelling_is_one_patent(typed):
    assert only(typed).as_json() == {
        "kind": "patent",
        "normal": "ZL201530012345.4",
        "valid": True,
        "why": "外观设计，2015年申请，校验位正确",
    }


def test_number_published_with_blanks_is_right():
    found = only("ZL 2011 20542158.3")
    assert (found.normal, found.valid) == ("ZL201120542158.3", True)


def test_old_number_of_eight_digits_is_right():
    found = only("ZL95115608.x")
    assert (found.normal, found.valid, found.why) == (
        "ZL95115608.X",
        True,
        "发明，1995年申请，校验位正确",
    )


def test_numbers_before_1989_need_no_check_digit():
    assert only("ZL85100001").valid is True
    assert only("ZL89100001").why == "缺少校验位，应为1"


@pytest.mark.parametrize("typed", ["201530012345.4", "2015300123454", "CN201530012345.4"])
def test_number_without_zl_is_an_application_and_says_so(typed):
    found = only(typed)
    assert (found.kind, found.normal, found.valid) == ("application", "201530012345.4", True)
    assert found.why == f"{NOT_GRANTED}；外观设计，2015年申请，校验位正确"


@pytest.mark.parametrize(
    ("typed", "normal", "why"),
    [
        ("ZL201530012345.5", "ZL201530012345.5", "校验位应为4，实为5"),
        ("ZL201530012345", "ZL201530012345", "缺少校验位，应为4"),
        ("ZL202730012345.9", "ZL202730012345.9", "年份2027晚于今天；校验位应为7，实为9"),
        (
            "ZL199830012345.X",
            "ZL199830012345.X",
            "12位号码2003年10月起才用，1998年的号码应为8位",
        ),
        (
            "ZL04112345.X",
            "ZL04112345.X",
            "8位号码只用到2003年9月，2004年的号码应为12位",
        ),
        ("ZL201550012345.5", "ZL201550012345.5", "第5位是5，没有这种专利"),
        (
            "ZL20153001234",
            "ZL20153001234",
            "位数不对：应为12位加校验位（2003年10月前为8位加校验位），实为11位",
        ),
        ("201530012345.5", "201530012345.5", f"{NOT_GRANTED}；校验位应为4，实为5"),
    ],
)
def test_number_that_was_never_given_says_why_and_is_kept(typed, normal, why):
    found = only(typed)
    assert (found.normal, found.valid, found.why, found.raw) == (normal, False, why, typed)


def test_old_application_without_zl_needs_its_point_or_its_check_digit():
    assert only("95115608.X").normal == "95115608.X"
    assert only("95115608x").normal == "95115608.X"
    assert only("95115608.3").why == f"{NOT_GRANTED}；校验位应为X，实为3"
    assert only("951156083").kind == "text"
    assert only("2015 3 0012345").kind == "text"


def test_number_older_than_the_patent_law_is_wrong():
    assert only("ZL198030012345.X").why == "年份1980早于1985年，当时没有专利"


def test_without_a_day_no_year_is_future():
    (found,) = recognise("ZL203130012345.3")
    assert found.valid is True


def test_count_of_goods_after_a_number_is_no_check_digit():
    found = recognise("ZL201530012345 3件", today=TODAY)
    assert [(one.kind, one.normal) for one in found] == [
        ("patent", "ZL201530012345"),
        ("text", "3件"),
    ]


def test_three_numbers_of_one_pack_are_three():
    text = "土鸡精 ZL201630312136.6、鲜香粉ZL201630310387.0，筒骨浓汤 ZL201630310356.5 "
    assert [one.normal for one in recognise(text, today=TODAY) if one.kind == "patent"] == [
        "ZL201630312136.6",
        "ZL201630310387.0",
        "ZL201630310356.5",
    ]


def test_number_in_a_sentence_keeps_its_place():
    text = "标有ZL201530012345.4的电水壶"
    found = recognise(text, today=TODAY)
    assert [(one.kind, one.normal, text[slice(*one.span)]) for one in found] == [
        ("text", "标有", "标有"),
        ("patent", "ZL201530012345.4", "ZL201530012345.4"),
        ("text", "的电水壶", "的电水壶"),
    ]


def test_search_finds_a_number_by_each_of_its_forms():
    assert number_forms("ZL201530012345.4") == {
        "ZL201530012345.4",
        "ZL2015300123454",
        "ZL201530012345",
        "201530012345.4",
        "2015300123454",
        "201530012345",
        "0012345",
    }
    assert number_forms("201530012345.4") == number_forms("ZL201530012345.4")


@given(
    year=st.integers(2004, 2026),
    kind=st.sampled_from([1, 2, 3, 8, 9]),
    serial=st.integers(0, 9_999_999),
    granted=st.booleans(),
)
def test_made_numbers_are_always_right(*, year, kind, serial, granted):
    number = make_patent_number(year=year, kind=kind, serial=serial, granted=granted)
    found = only(number)
    assert (found.normal, found.valid) == (number, True)
    assert read_patent_number(number).normal == number


@given(year=st.integers(1989, 2002), kind=st.sampled_from([1, 2, 3]), serial=st.integers(0, 99_999))
def test_made_old_numbers_are_always_right(year, kind, serial):
    number = make_patent_number(year=year, kind=kind, serial=serial)
    assert (only(number).normal, only(number).valid) == (number, True)


@given(
    body=st.from_regex(r"20(0[4-9]|1[0-9]|2[0-6])[12389][0-9]{7}", fullmatch=True),
    place=st.integers(0, 11),
    other=st.integers(1, 9),
)
def test_one_wrong_digit_never_passes(body, place, other):
    wrong = body[:place] + str((int(body[place]) + other) % 10) + body[place + 1 :]
    assert check_digit(wrong) != check_digit(body)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            "CN101234567B",
            ("CN101234567B", True, "发明专利授权公告；公开公告号不是专利号，请按公告查专利号"),
        ),
        (
            "ＣＮ 201234567 u",
            ("CN201234567U", True, "实用新型专利授权公告；公开公告号不是专利号，请按公告查专利号"),
        ),
        (
            "CN1234567C",
            (
                "CN1234567C",
                True,
                "发明专利授权公告（2010年4月以前的写法）；公开公告号不是专利号，请按公告查专利号",
            ),
        ),
        ("CN301234567B", ("CN301234567B", False, "字母B的号码第一位应为1，实为3")),
        ("CN101234567Q", ("CN101234567Q", False, "没有字母Q的公开公告号")),
    ],
)
def test_a_publication_number_is_told_from_a_patent_number(typed, answer):
    (found,) = recognise(typed)
    assert (found.kind, found.normal, found.valid, found.why) == ("publication", *answer)


def test_a_number_of_the_first_years_needs_the_word_before_it():
    named, number = recognise("专利号85100001")
    assert (named.kind, number.kind, number.normal, number.valid) == (
        *("text", "application", "85100001"),
        True,
    )
    (alone,) = recognise("85100001")
    assert alone.kind != "application"
