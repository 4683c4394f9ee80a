"""Dishonest filing through the pages: the lead, its form, the list, the desk, and what they refuse."""

import pytest

from caseapp.cases.reckonings import reckonings_of
from tests.cases.test_leads import fill
from tests.false_statements import told
from tests.stories import form_fields

NAME = "专利弄虚作假案件"


def test_such_a_lead_is_registered_and_found_by_its_filter(as_person):
    wang = as_person("wang")
    fill(wang, track="false-statement", respondent="鞍山某咨询商行", content="编造实验数据。")
    page = wang.follow()
    assert page.heading == "鞍市监诚线字〔2024〕1号 鞍山某咨询商行涉嫌专利弄虚作假"
    assert NAME in page.text
    assert "处罚测算" in page.links()
    assert "弄虚作假" in wang.get("/cases").links()
    assert "鞍市监诚线字〔2024〕1号" in wang.get("/cases?track=false-statement").text
    assert "鞍市监诚线字〔2024〕1号" not in wang.get("/cases?track=counterfeit").text


def test_a_lead_of_before_the_rules_is_refused_and_nothing_typed_is_lost(as_person):
    wang = as_person("wang")
    page = fill(wang, track="false-statement", received_on="2024-01-19")
    assert (page.status, "2024年1月20日起接收的线索" in page.text) == (409, True)
    assert page.by_id("content").text.strip() == "巡查发现标注专利号的净水器。"
    chosen = page.all(".//select[@id='track']/option[@selected]")
    assert [one.get("value") for one in chosen] == ["false-statement"]


def test_a_report_without_the_warning_is_refused_in_place(as_person, people):
    story = told(people).walk("dispose_evidence")
    wang = as_person("wang")
    page = wang.get(f"{story.path}/steps/report")
    assert page.all(".//*[@name='f_confiscation']") == page.all(".//*[@name='f_gains']") == []
    fields = form_fields(story.values("report"))
    refused = wang.submit("/steps/report", **{**fields, "f_warning": [], "on": "2024-03-14"})
    assert refused.status == 409
    assert "没有给予警告（专利法实施细则第一百条）" in refused.text
    assert refused.by_id("f_act_facts").text.strip() == fields["f_act_facts"]
    wang.get(f"{story.path}/steps/report")
    assert wang.submit("/steps/report", **fields, on="2024-03-14").status == 303
    assert story.case.state == "report"


def test_the_case_page_says_what_is_never_done_here(as_person, people):
    story = told(people).walk("inspect")
    page = as_person("wang").get(story.path)
    assert "专利弄虚作假案件不得查封、扣押" in page.text
    assert "（专利法第六十九条）" in page.text
    assert "查封扣押" not in page.links()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"fine": "100000.01"}, "上限为100000元"),
        ({"fine": "5000", "confiscation": "1"}, "没有规定没收违法所得"),
    ],
)
def test_the_desk_puts_nothing_beyond_the_rule_into_the_file(*, as_person, people, typed, sentence):
    story = told(people).walk("report")
    wang = as_person("wang")
    desk = wang.get(f"{story.path}/penalty")
    assert desk.by_id("fine").get("value") == "20000.00"
    refused = wang.submit(**typed)
    assert (refused.status, sentence in refused.text) == (409, True)
    assert list(reckonings_of(story.case_id)) == []
    wang.get(f"{story.path}/penalty")
    assert wang.submit(fine="5000").status == 303
    (kept,) = reckonings_of(story.case_id)
    assert next(rule for one in kept.answer for rule in one["rules"]) == "PEN-IR100"
