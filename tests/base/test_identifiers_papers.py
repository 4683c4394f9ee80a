from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.base.identifiers import is_strict_number, number_forms, recognise

TODAY = date(2026, 11, 22)
NORMAL = "鞍知罚字〔2015〕3号"


def only(text):
    (found,) = recognise(text, today=TODAY)
    return found


@pytest.mark.parametrize(
    "typed",
    [
        "鞍知罚字〔2015〕3号",
        "鞍知罚字[2015]3号",
        "鞍知罚字【2015】3号",
        "鞍知罚字(2015)3号",
        "鞍知罚字（2015）3号",
        "鞍知罚字〔２０１５〕３号",
        "鞍知罚字 〔2015〕 第 003 号",
        "鞍知罚 字〔2015年〕3號",
        "鞍知罚字2015〕3号",
        "鞍知罚字〔2015 3号",
        "鞍知罚字20153号",
        "鞍知罚〔2015〕字第3号",
        "鞍知罚字〔2015〕3",
    ],
)
def test_paper_number_in_any_bracket_style_is_one(typed):
    found = only(typed)
    assert (found.kind, found.normal, found.valid) == ("paper_no", NORMAL, True)


@pytest.mark.parametrize(
    ("typed", "kind", "normal"),
    [
        ("鞍知假字[2015]012号", "case_no", "鞍知假字〔2015〕12号"),
        ("（2015）辽03民初12号", "case_no", "（2015）辽03民初12号"),
        ("(2015)鞍民三初字第12号", "case_no", "（2015）鞍民三初字第12号"),
        ("津辰市监处罚〔2023〕548号", "paper_no", "津辰市监处罚〔2023〕548号"),
        ("粤市监罚〔2026〕广州办0423号", "paper_no", "粤市监罚〔2026〕广州办423号"),
        ("(杭富委银)市管罚处字〔2018〕50号", "paper_no", "（杭富委银）市管罚处字〔2018〕50号"),
        ("津开市监案移[2023]万511号", "paper_no", "津开市监案移〔2023〕万511号"),
        ("国发〔2014〕29号", "paper_no", "国发〔2014〕29号"),
        ("12330-20150608-0001", "case_no", "12330-20150608-0001"),
        ("12330 20150608 1", "case_no", "12330-20150608-0001"),
        ("12330201506080001", "case_no", "12330-20150608-0001"),
    ],
)
def test_published_numbers_are_read_as_printed(typed, kind, normal):
    found = only(typed)
    assert (found.kind, found.normal, found.valid, found.raw) == (kind, normal, True, typed)


def test_words_before_a_number_do_not_join_it():
    found = recognise("当事人收到鞍知罚字〔2015〕3号决定书", today=TODAY)
    assert [(one.kind, one.normal) for one in found] == [
        ("text", "当事人收到"),
        ("paper_no", NORMAL),
        ("text", "决定书"),
    ]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("鞍知罚字〔2027〕3号", "年份2027晚于今天"),
        ("鞍知罚字〔2015〕0号", "序号为0"),
        ("12330-20150631-0001", "20150631不是日期"),
        ("12330-20270608-0001", "日期2027-06-08晚于今天"),
        ("12330-20150608-0000", "当日序号为0"),
    ],
)
def test_number_nobody_can_have_given_says_why(typed, why):
    assert (only(typed).valid, only(typed).why) == (False, why)


def test_long_sentence_before_a_number_is_cut_to_an_office_word():
    text = "经查实该公司生产的产品违反了规定遂制作鞍知罚字〔2015〕3号"
    found = recognise(text, today=TODAY)[-1]
    assert found.normal.endswith(NORMAL)
    assert is_strict_number(found.normal)


def test_bracket_opened_before_a_number_does_not_join_it():
    found = recognise("（详见鞍知罚字〔2015〕3号）", today=TODAY)
    assert [one.normal for one in found if one.kind == "paper_no"] == [NORMAL]


def test_year_alone_is_no_number():
    assert [one.kind for one in recognise("〔1982〕3号", today=TODAY)] == ["text"]


@pytest.mark.parametrize(
    ("number", "strict"),
    [
        (NORMAL, True),
        ("鞍知罚字[2015]3号", False),
        ("鞍知罚字〔2015〕03号", False),
        ("鞍知罚字〔2015〕第3号", False),
        ("鞍〔2015〕3号", False),
        (f"{NORMAL}\n", False),
    ],
)
def test_only_the_official_form_is_strict(number, strict):
    assert is_strict_number(number) is strict


@given(
    word=st.sampled_from(["鞍知罚字", "鞍知罚告字", "鞍知移字", "鞍市监处罚", "海知罚字"]),
    year=st.integers(1990, 2026),
    serial=st.integers(1, 99_999),
    brackets=st.sampled_from(["〔〕", "[]", "【】", "()", "（）", "［］"]),
    zeros=st.integers(0, 3),
)
def test_every_own_number_comes_back_in_official_form(*, word, year, serial, brackets, zeros):
    typed = f"{word}{brackets[0]}{year}{brackets[1]}{'0' * zeros}{serial}号"
    found = only(typed)
    assert found.normal == f"{word}〔{year}〕{serial}号"
    assert is_strict_number(found.normal)


def test_search_finds_papers_and_tickets_by_each_form():
    assert number_forms(NORMAL) == {NORMAL, "鞍知罚字20153", "鞍知罚字2015", "20153"}
    assert number_forms("（2015）辽03民初12号") == {
        "（2015）辽03民初12号",
        "辽03民初201512",
        "辽03民初2015",
        "201512",
    }
    assert number_forms("12330-20150608-0001") == {
        "12330-20150608-0001",
        "12330201506080001",
        "20150608-0001",
        "201506080001",
        "20150608",
        "0001",
    }
