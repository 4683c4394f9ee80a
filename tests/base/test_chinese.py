from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.base.chinese import (
    capitals,
    date_capitals,
    date_words,
    number,
    parse_amount,
    parse_date,
    parse_yuan,
    plain_yuan,
    yuan,
)

SUMS = st.decimals(min_value=0, max_value=Decimal("9999999999999999.99"), places=2)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1.05", "壹元零伍分"),
        ("10.50", "壹拾元伍角整"),
        ("30000", "叁万元整"),
        ("27709.61", "贰万柒仟柒佰零玖元陆角壹分"),
        ("100001", "壹拾万零壹元整"),
        ("1000100", "壹佰万零壹佰元整"),
        ("100010000", "壹亿零壹万元整"),
        ("600007738.67", "陆亿零柒仟柒佰叁拾捌元陆角柒分"),
        ("1000000000000", "壹万亿元整"),
        (
            "1234567890123456.78",
            "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌亿玖仟零壹拾贰万叁仟肆佰伍拾陆元柒角捌分",
        ),
    ],
)
def test_sum_in_capitals_is_as_a_bank_writes_it(amount, words):
    assert capitals(Decimal(amount)) == words


@given(SUMS)
def test_capitals_read_back_are_the_sum(amount):
    assert parse_yuan(capitals(amount)) == amount


@pytest.mark.parametrize("amount", ["-1", "1.005", "10000000000000000", "NaN"])
def test_sum_that_has_no_capitals_is_refused(amount):
    with pytest.raises(ValueError, match="大写金额"):
        capitals(Decimal(amount))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("30000", "30000"),
        ("３万元", "30000"),
        ("￥３０，０００．００", "30000"),
        ("人民币三万元整", "30000"),
        ("3.5万元", "35000"),
        ("1亿2千万元", "120000000"),
        ("三元五角", "3.5"),
        ("3元5角6分", "3.56"),
        ("十五元", "15"),
        ("两千元", "2000"),
        ("三千零五十元", "3050"),
        ("叁万零伍佰元整", "30500"),
        ("500块钱", "500"),
        ("五角", "0.5"),
        ("零元", "0"),
        ("一亿零三万元", "100030000"),
        ("三百万零五元", "3000005"),
    ],
)
def test_sum_is_read_in_any_spelling(text, amount):
    assert parse_yuan(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "元",
        "百元",
        "万元",
        "亿元",
        "三万五",
        "10万5元",
        "三万万元",
        "3万5万元",
        "二〇一五元",
        "1,2元",
        "30,000,00元",
        "三百五千元",
        "王元",
        "-3元",
        "abc",
    ],
)
def test_what_two_readers_would_read_differently_is_not_read(text):
    assert parse_yuan(text) is None


def test_typed_sum_must_be_exact_and_storable():
    assert parse_amount("3万元") == Decimal("30000.00")
    assert parse_amount("1.005") is None
    assert parse_amount("9" * 17) is None
    assert parse_amount(f"{'9' * 20}亿元") is None
    assert parse_amount("三万五") is None


def test_plain_numbers_are_read():
    assert [number(text) for text in ("二十三", "十", "零", "3万5千")] == [23, 10, 0, 35000]
    assert [number(text) for text in ("零亿", "二三", "王")] == [0, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "2015-06-08",
        "2015年6月8日",
        "2015.6.8",
        "2015/6/8",
        "2015年06月08号",
        "２０１５－６－８",
        "二〇一五年六月八日",
        "二○一五年六月八日",
        "二零一五年六月八日",
        " 2015年 6月 8日 ",
    ],
)
def test_date_is_read_in_any_spelling(text):
    assert parse_date(text) == date(2015, 6, 8)


@pytest.mark.parametrize("text", ["2015-02-30", "2015-6.8", "15-6-8", "", "二〇一五年王月八日"])
def test_no_date_is_none(text):
    assert parse_date(text) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_dates_written_out_are_read_back(day):
    assert parse_date(date_words(day)) == day
    assert parse_date(date_capitals(day)) == day


def test_papers_show_dates_and_sums_as_the_standard_asks():
    assert date_words(date(2015, 6, 8)) == "2015年6月8日"
    assert date_capitals(date(2020, 10, 31)) == "二〇二〇年十月三十一日"
    assert yuan(Decimal("30000")) == "30,000.00"
    assert plain_yuan(Decimal("30000")) == "30000.00"
