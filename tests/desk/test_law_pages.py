"""Asking the law without a case: a limit, a fine, the rules, the procedures."""

import pytest


def test_clerk_gets_a_limit_with_its_reasons(as_person):
    page = as_person("liu").get("/law/due?rule=CF-02&start=2015-09-01")
    assert page.heading == "期限计算"
    assert "2015-09-16" in page.text
    assert "专利行政执法办法" in page.text
    assert "2015-09-03 " in page.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("rule=CF-02&start=明天", "不是有效的日期"),
        ("rule=CF-99&start=2015-09-01", "有 1 处需要改正"),
        ("rule=CF-02", "有 1 处需要改正"),
        ("rule=CF-06&start=2015-10-01T9:99", "不是时刻"),
        ("rule=CF-02&start=2015-09-01&extend=5", "延长"),
        ("rule=CF-12b&start=2022-01-10&pause_first=2022-02-01", "末日"),
    ],
)
def test_clerk_who_asks_what_has_no_answer_gets_a_sentence(as_person, query, said):
    page = as_person("liu").get(f"/law/due?{query}")
    assert page.status == 200
    assert said in page.text


def test_hour_rule_starts_at_the_minute(as_person):
    page = as_person("wang").get("/law/due?rule=CF-06&start=2015-10-01T09:30")
    assert "2015-10-02 09:30" in page.text or "2015年10月2日9时30分" in page.text


def test_clerk_gets_the_range_of_a_fine_by_the_law_of_the_act(as_person):
    asked = "gains_kind=known&gains=3万元&act_end=2020-05-01&decided=2022-01-10"
    page = as_person("wang").get(f"/law/fine?{asked}")
    assert "120,000.00 元" in page.text
    assert "2008年修正" in page.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("gains_kind=known&gains=很多&act_end=2020-05-01&decided=2022-01-10", "读不出金额"),
        ("gains_kind=none&act_end=2022-05-01&decided=2020-01-10", "早于违法行为终了"),
        ("gains_kind=none&act_end=&decided=", "处需要改正"),
    ],
)
def test_fine_that_cannot_be_reckoned_says_why(as_person, query, said):
    page = as_person("wang").get(f"/law/fine?{query}")
    assert page.status == 200
    assert said in page.text


def test_unsure_rules_stand_there_switched_off(as_person):
    page = as_person("wang").get("/law/rules")
    off, on = page.all(".//table")
    assert "CF-04b" in "".join(off.itertext())
    assert "CF-04b" not in "".join(on.itertext())
    assert "CF-12b" in "".join(on.itertext())


@pytest.mark.parametrize("key", ["counterfeit-2015", "counterfeit-2021"])
def test_officer_reads_a_whole_edition_on_one_page(as_person, key):
    reader = as_person("wang")
    reader.get("/law/procedures")
    page = reader.get(f"/law/procedures/{key}")
    assert page.heading.startswith("假冒专利案件：")
    for step in ("记录核查", "立案", "先行登记保存", "作出处罚决定", "结案"):
        assert step in page.text


def test_unknown_edition_is_not_there(as_person):
    assert as_person("wang").get("/law/procedures/counterfeit-1999").status == 404


def test_administrators_may_ask_the_law_too(as_person):
    assert as_person("jiang").get("/law/due?rule=CF-02&start=2015-09-01").status == 200
