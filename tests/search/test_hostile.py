"""Whatever is typed, the answer is hits or a sentence."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseapp.search.language import looser, parse
from caseapp.search.results import Result
from tests.search.library import CHIEF, Library, entry

TEXTS = [
    "",
    " 　\t\r\n",
    "，。！？……",
    "-",
    "--",
    '"',
    '"""',
    "“”",
    "*",
    "?*~^",
    "电* OR 1=1",
    "[a TO z]",
    "(((",
    ")",
    "当事人:",
    ":",
    "：：",
    "类型:",
    "类型:案件",
    "类型:没有",
    "-电饭锅",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "{% raw %}",
    "'; DROP TABLE case_file; --",
    "\x00\x01\x7f",
    "\ud800",
    "\ue000\ue001\uf8ff",
    "\u202e\u200b\ufeff",
    "👨‍👩‍👧‍👦",
    "á" * 60,
    "电" * 200,
    "a" * 200,
    "9" * 200,
    "- " * 99,
    "一 " * 99,
    '"' * 199,
    "ZL" * 99,
    "%_\\",
    "../../etc/passwd",
    "㍿㎏ﷺ",
]


@pytest.mark.parametrize("typed", TEXTS)
def test_hostile_questions_get_hits_or_a_sentence(library: Library, typed: str):
    library.save(entry(1, "电饭锅案 <script>alert(1)</script> {{7*7}}", typed))
    library.work()
    library.save(entry(2, typed, "电饭锅"))
    result = library.finder.find(typed, by=CHIEF)
    assert isinstance(result, Result)
    assert result.was_asked or result.notices
    assert library.finder.index.is_usable()


def test_a_text_of_twenty_thousand_characters_is_answered_with_a_sentence(library: Library):
    result = library.finder.find("电饭锅" * 7000, by=CHIEF)
    assert result.notices == ("检索词有 21,000 个字，最多 200 个字，请缩短后再找。",)
    assert result.hits == ()


def test_a_text_of_twenty_thousand_characters_can_be_found(library: Library):
    library.save(entry(1, "长", "字" * 19_990 + "结尾处的电饭锅"), entry(2, "长", "a" * 20_000))
    library.work()
    assert library.keys("电饭锅") == {1}
    assert library.keys("a" * 200) == {2}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请输入要找的词：当事人、产品、专利号、文号、工单号都可以。"),
        ("？！", "请输入要找的词：当事人、产品、专利号、文号、工单号都可以。"),
        ("-电饭锅", "只有排除的词，请再输入至少一个要找的词。"),
        ("类型:案件", "请再输入要找的词，例如当事人、产品、专利号或文号。"),
        ("类型:书信 电饭锅", "没有这种类型的内容。"),
        ("甲 或 乙 丙", "按“甲 或 （乙 且 丙）”查找。"),
        ("甲 或", "“或”缺少前面或后面的词，已略去。"),
        ("(甲", "括号没有配对，缺的一半已补上或略去。"),
        ("(((((甲)))))", "括号最多套 4 层，更深的已略去。"),
        ("一 二 三 四 五 六 七 八 九 十 甲 乙 丙", "只按前 12 个词查找。"),
    ],
)
def test_a_question_that_asks_nothing_is_told_what_to_type(typed: str, said: str):
    assert said in parse(typed, {"case": "案件"}).notices


@given(st.text(max_size=120))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_can_be_parsed(typed: str):
    query = parse(typed, {"case": "案件", "paper": "文书"})
    assert query.asks or query.notices


@pytest.mark.parametrize(
    "typed", ["案号:2", "案号:zl", "号码:2", "伟" * 30, "shi" * 30, "shi " * 30]
)
def test_what_could_mean_nearly_every_name_or_number_is_bounded(typed: str):
    query = parse(typed, {})
    asked = [query, *looser(query)]
    assert all(word.beginning == "" for one in asked for word in one.words)
    assert max(len(word.others) for one in asked for word in one.words) <= 40


def test_a_number_too_short_to_begin_one_says_so():
    assert parse("案号:12", {}).notices == (
        "“12”太短，只找整个号码就是它的；按开头找请写 4 位以上数字。",
    )
    assert parse("案号:2015", {}).notices == ()
