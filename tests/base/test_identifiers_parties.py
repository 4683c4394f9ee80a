from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_10

from caseapp.base.identifiers import (
    id_number_fault,
    make_credit_code,
    make_id_number,
    make_org_code,
    make_registration_number,
    number_forms,
    phone_key,
    recognise,
    registration_fault,
    single,
)

TODAY = date(2026, 11, 22)


def only(text):
    (found,) = recognise(text, today=TODAY)
    return found.kind, found.normal, found.valid, found.why


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            "91350100M000100Y43",
            ("credit_code", "91350100M000100Y43", True, "统一社会信用代码，校验位正确"),
        ),
        (
            "９１３５ 0100 m000 100y 43",
            ("credit_code", "91350100M000100Y43", True, "统一社会信用代码，校验位正确"),
        ),
        ("91350100M000100Y44", ("credit_code", "91350100M000100Y44", False, "校验位应为3，实为4")),
        (
            "9135O100M000100Y43",
            (
                "credit_code",
                "9135O100M000100Y43",
                False,
                "统一社会信用代码不用字母O，是否为数字0",
            ),
        ),
        ("M000100Y-4", ("org_code", "M000100Y-4", True, "组织机构代码，校验位正确")),
        ("D2143569X", ("org_code", "D2143569-X", True, "组织机构代码，校验位正确")),
        ("D2143569-1", ("org_code", "D2143569-1", False, "校验位应为X，实为1")),
        ("11010519491231002x", ("id_card", "11010519491231002X", True, "身份证号，校验位正确")),
        ("110105194912310021", ("id_card", "110105194912310021", False, "校验位应为X，实为1")),
        (
            "810000199408230021",
            ("id_card", "810000199408230021", True, "港澳台居民居住证号，校验位正确"),
        ),
    ],
)
def test_codes_of_persons_and_firms_are_judged(typed, answer):
    assert only(typed) == answer


def test_foreigner_and_strange_codes_are_named():
    foreign = make_id_number(area="911840", born=date(1984, 5, 6), order=3)
    assert only(foreign) == ("id_card", foreign, True, "外国人永久居留身份证号，校验位正确")
    assert only("91990300MA0000070X")[3].startswith("第3至8位990300不是行政区划代码")
    assert only("210302-198001010010") == only("210302198001010010")
    assert only("ABCDEFGH-1")[0] == "text"
    assert only("A23456789012345678")[0] == "credit_code"
    assert id_number_fault("702103198001010018").startswith("前两位70不是省级代码")


def test_identity_number_of_nobody_says_why():
    future = make_id_number(area="210302", born=date(2027, 1, 1), order=1)
    assert id_number_fault(future, TODAY) == "出生日期晚于今天"
    assert id_number_fault("210302198013010018", TODAY).startswith("第7至14位不是出生日期")
    assert id_number_fault("2103021980") == "身份证号应为18位：17位数字加1位校验位"
    assert id_number_fault(make_id_number(area="210302", born=date(1980, 1, 1), order=1)) == ""


@given(st.integers(0, 999_999), st.sampled_from(["210302", "210303", "210381"]))
def test_made_credit_codes_are_always_right(serial, area):
    code = make_credit_code(area=area, serial=serial)
    assert only(code)[:3] == ("credit_code", code, True)
    assert uscc.is_valid(code)
    assert only(make_org_code(serial=serial))[:3] == (
        "org_code",
        make_org_code(serial=serial),
        True,
    )


@given(st.dates(date(1920, 1, 1), date(2026, 11, 22)), st.integers(1, 999))
def test_made_identity_numbers_are_always_right(born, order):
    number = make_id_number(area="210302", born=born, order=order)
    assert only(number)[:3] == ("id_card", number, True)
    assert ric.calc_check_digit(number) == number[17]


@pytest.mark.parametrize(
    ("typed", "normal", "why"),
    [
        ("139 1234 5678", "13912345678", "手机号码"),
        ("+86 139-1234-5678", "13912345678", "手机号码"),
        ("１３９１２３４５６７８", "13912345678", "手机号码"),
        ("0412-2345678", "0412-2345678", "固定电话"),
        ("(0412)2345678转801", "0412-2345678-801", "固定电话"),
        ("04122345678", "0412-2345678", "固定电话"),
        ("400-123-4567", "400-123-4567", "服务电话"),
        ("12330", "12330", "知识产权维权援助与举报投诉热线"),
        ("12345", "12345", "政务服务便民热线"),
        ("12315", "12315", "消费者投诉举报热线"),
    ],
)
def test_telephones_of_every_kind_are_known(typed, normal, why):
    assert only(typed) == ("phone", normal, True, why)


def test_short_number_in_beijing_is_wrong():
    assert only("010-6234567") == (
        "phone",
        "010-6234567",
        False,
        "区号010的电话应为8位，实为7位",
    )


def test_two_spellings_of_a_telephone_have_one_key():
    keys = {phone_key(only(typed)[1]) for typed in ("0412-2345678", "(0412)2345678转801")}
    assert keys == {"04122345678"}
    assert phone_key("１２３") == "123"


def test_a_field_holds_one_thing_or_none():
    assert single("13912345678", "phone", today=TODAY).normal == "13912345678"
    assert single("13912345678 王", "phone", today=TODAY) is None
    assert single("13912345678", "id_card", today=TODAY) is None


def test_search_finds_a_firm_by_its_old_code_too():
    assert number_forms("91350100M000100Y43") == {
        "91350100M000100Y43",
        "91350100M000100Y4",
        "M000100Y-4",
        "M000100Y4",
        "M000100Y",
    }
    assert number_forms("M000100Y-4") == {"M000100Y-4", "M000100Y4", "M000100Y"}
    assert number_forms("0412-2345678-801") == {
        "0412-2345678-801",
        "0412-2345678",
        "04122345678",
        "2345678",
    }
    assert number_forms("13912345678") == {"13912345678"}


@pytest.mark.parametrize("serial", [1, 12_345, 600_777, 10_000_001])
def test_the_number_of_an_old_licence_is_known_by_its_check_digit(serial):
    number = make_registration_number(area="210302", serial=serial)
    assert mod_11_10.is_valid(number)
    about = "营业执照注册号，校验位正确"
    assert only(number) == ("registration_no", number, True, about)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert only(wrong) == ("text", wrong, True, "")
    assert registration_fault(wrong) == f"校验位应为{number[-1]}，实为{wrong[-1]}"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("110105491231002", "15位旧身份证号，无校验位可核对，2013年起停用；也可能是营业执照注册号"),
        ("110105491231003", "15位旧身份证号，无校验位可核对，2013年起停用"),
        ("ABC123456789012", "外国人永久居留证号（15位旧证），无校验位可核对"),
    ],
)
def test_cards_of_fifteen_places_are_named_and_their_missing_check_digit_said(typed, why):
    assert only(typed) == ("id_card", typed, True, why)
