"""A lead arrives: which edition, which number, which limit, and what is refused."""

from datetime import date, timedelta

import pytest

from caseapp.accounts import units as places
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.cases import actions, queries
from caseapp.cases.actions import LeadGiven
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as documents
from caseapp.law.procedures.sources import Source
from caseapp.ledger import queries as ledger
from tests import stories
from tests.stories import reported, unit_id


def lead(people, **changed):
    given = {
        "source": Source.INSPECTION,
        "received_on": date(2024, 3, 4),
        "unit_id": unit_id(places.ENFORCEMENT),
        "content": "巡查发现。",
    }
    with writing():
        return actions.open_lead(by=people.wang, given=LeadGiven(**(given | changed)))


@pytest.mark.parametrize(
    ("received_on", "edition", "source", "rule", "due"),
    [
        (date(2015, 6, 30), "counterfeit-2011", Source.REPORT, None, None),
        (date(2011, 2, 1), "counterfeit-2011", Source.INSPECTION, None, None),
        (date(2015, 9, 1), "counterfeit-2015", Source.INSPECTION, "CF-01", date(2015, 9, 9)),
        (date(2015, 9, 1), "counterfeit-2015", Source.REPORT, "CF-02", date(2015, 9, 16)),
        (date(2019, 3, 31), "counterfeit-2015", Source.REPORT, "CF-02", date(2019, 4, 15)),
        (date(2019, 4, 1), "counterfeit-2019", Source.REPORT, "CF-03", date(2019, 4, 23)),
        (date(2021, 7, 14), "counterfeit-2019", Source.INSPECTION, "CF-03", date(2021, 8, 4)),
        (date(2021, 7, 15), "counterfeit-2021", Source.REPORT, "CF-03", date(2021, 8, 5)),
        (date(2024, 3, 4), "counterfeit-2021", Source.INSPECTION, "CF-03", date(2024, 3, 25)),
    ],
)
def test_day_of_receipt_picks_procedure_and_filing_limit(
    *, app, people, received_on, edition, source, rule, due
):
    case = lead(people, received_on=received_on, source=source)
    limits = deadlines.of_case(case.id)
    started = [(rule, due)] if rule else []
    assert (case.edition, [(row.family, row.due_on) for row in limits]) == (edition, started)
    assert all(received_on.strftime("%Y") in row.text for row in limits)


@pytest.mark.parametrize("received_on", [date(2011, 1, 31), date(2009, 6, 1)])
def test_day_outside_the_editions_is_refused_with_a_sentence(app, people, received_on):
    with pytest.raises(Refused, match="没有可适用的办案程序"):
        lead(people, received_on=received_on)
    assert ledger.register(series="lead.ip_office.鞍", year=received_on.year) == []


def test_day_in_the_future_is_refused(app, people):
    with pytest.raises(Refused, match="收到日期晚于今天"):
        lead(people, received_on=today() + timedelta(days=1))
    assert lead(people, received_on=today()).received_on == today()


@pytest.mark.parametrize("unit", [0, 99_999])
def test_unit_that_is_not_there_is_refused(app, people, unit):
    with pytest.raises(Refused, match="没有这个承办单位"):
        lead(people, unit_id=unit)


def test_each_office_counts_its_leads_for_itself_and_by_year(app, people):
    mine = [lead(people).lead_no for _ in range(2)]
    other = stories.found_by_district(people).case.lead_no
    later = lead(people, received_on=date(2025, 1, 6)).lead_no
    assert [*mine, other, later] == [
        "鞍市监线字〔2024〕1号",
        "鞍市监线字〔2024〕2号",
        "铁东市监线字〔2024〕1号",
        "鞍市监线字〔2025〕1号",
    ]


def test_refused_lead_takes_no_number(app, people):
    with pytest.raises(Refused):
        lead(people, received_on=date(2011, 1, 31))
    assert lead(people).lead_no == "鞍市监线字〔2024〕1号"


def test_report_becomes_a_lead_with_its_sheet_and_its_patent(app, people):
    case = reported(people).case
    assert (case.title, case.source, case.state) == (
        "铁西区兴旺家电商行电热水壶标注专利涉嫌假冒专利",
        "report",
        "lead",
    )
    papers = documents.papers_of_case(case.id)
    assert [(row.kind, row.state) for row in papers] == [("case_source", "draft")]
    assert documents.paper(papers[0].id).data["线索提供人"] == "未留身份"
    page = queries.page_of_cases(people.wang, queries.Filters(), "")
    assert [row.lead_no for row in page.rows] == ["鞍市监线字〔2024〕1号"]


def test_long_names_make_a_title_that_fits(app, people):
    assert len(lead(people, respondent="长" * 200, product="物" * 200).title) == 200


def fill(wang, **changed):
    wang.get("/cases/new")
    given = {
        "source": "inspection",
        "received_on": "2024-03-04",
        "unit_id": str(unit_id(places.ENFORCEMENT)),
        "content": "巡查发现标注专利号的净水器。",
        "respondent": "铁西净水商店",
    }
    return wang.submit(**(given | changed))


def test_lead_is_registered_through_its_page(as_person):
    wang = as_person("wang")
    fill(wang)
    assert wang.follow().heading == "鞍市监线字〔2024〕1号 铁西净水商店标注专利涉嫌假冒专利"


@pytest.mark.parametrize(
    ("received_on", "sentence"),
    [("2011-01-31", "没有可适用的办案程序"), ("2031-01-01", "收到日期晚于今天")],
)
def test_refused_lead_keeps_what_was_typed(as_person, received_on, sentence):
    wang = as_person("wang")
    page = fill(wang, received_on=received_on)
    assert page.status == 409
    assert sentence in page.text
    assert page.by_id("content").text.strip() == "巡查发现标注专利号的净水器。"
    assert page.by_id("respondent").get("value") == "铁西净水商店"
    assert wang.submit(received_on="2024-03-04").status == 303


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("received_on", "昨天"), ("received_on", "2024-02-30"), ("received_on", "")),
        *(("source", "梦"), ("source", ""), ("unit_id", "9" * 40), ("unit_id", "九")),
        *(("content", ""), ("content", " 　\x00 "), ("respondent", "长" * 201)),
    ],
)
def test_wrong_field_of_a_lead_is_pointed_at(*, as_person, people, field, value):
    page = fill(as_person("wang"), **{field: value})
    assert page.status == 422
    assert len(page.all(".//*[@class='field-error']")) >= 1
    assert queries.page_of_cases(people.wang, queries.Filters(), "").total == 0


def test_lead_for_a_unit_out_of_reach_is_not_taken(as_person, people):
    page = fill(as_person("wang"), unit_id=str(unit_id(places.TIEDONG)))
    assert page.status == 422
    assert queries.page_of_cases(people.zhao, queries.Filters(), "").total == 0


def test_text_of_20_000_characters_is_kept_and_one_more_is_refused_with_it(as_person, people):
    wang = as_person("wang")
    page = fill(wang, content="字" * 20_001)
    assert page.status == 422
    assert page.texts(".//*[@class='field-error']") == ["最多 20000 个字，请缩短后再保存。"]
    assert len(page.by_id("content").text.strip()) == 20_001
    assert wang.submit(content="字" * 20_000).status == 303
    found = queries.page_of_cases(people.wang, queries.Filters(), "").rows
    assert queries.visible_case(found[0].id, by=people.wang).content == "字" * 20_000


def test_double_click_makes_one_case(as_person, people):
    wang = as_person("wang")
    wang.get("/cases/new")
    fields = {
        "idem": wang.last.all(".//main//input[@name='idem']")[0].get("value"),
        "csrf_token": wang.last.all(".//input[@name='csrf_token']")[0].get("value"),
        "version": "0",
        "source": "inspection",
        "received_on": "2024-03-04",
        "unit_id": str(unit_id(places.ENFORCEMENT)),
        "content": "巡查发现。",
    }
    answers = [wang.post("/cases/new", fields) for _ in range(3)]
    assert [(one.status, one.location) for one in answers] == [(303, answers[0].location)] * 3
    other = wang.post("/cases/new", fields | {"content": "另一件事。"})
    assert other.status == 409
    assert "已经提交过，内容与这次不同" in other.text
    assert "另一件事。" in other.text
    assert queries.page_of_cases(people.wang, queries.Filters(), "").total == 1
