"""The whole road through the pages, as each person in turn, under every edition."""

import hashlib
import io

import pytest

from caseapp.cases import queries
from caseapp.documents import queries as documents
from caseapp.ledger.queries import verify_chain
from tests import stories
from tests.stories import DAY_OF, PATENT, PLACE, SHOP, Story, city_crew, form_fields

LOGIN_OF = {"officer": "wang", "chief": "chen", "legal": "zhang", "finance": "feng"}
NUMBERS = {
    2011: ("鞍知线字〔2015〕1号", "鞍知假字〔2015〕1号"),
    2015: ("鞍知线字〔2015〕1号", "鞍知假字〔2015〕1号"),
    2019: ("鞍市监线字〔2020〕1号", "鞍市监案字〔2020〕1号"),
    2021: ("鞍市监线字〔2024〕1号", "鞍市监案字〔2024〕1号"),
}
COURSE = [
    *("登记线索", "记录核查", "报请立案", "立案", "现场检查", "询问", "先行登记保存"),
    *("证据 1：店内照片", "处理登记保存的证据", "提交调查终结报告", "送审核", "审核通过"),
    *("签发告知书", "送达告知书", "记录陈述申辩", "报请决定", "作出处罚决定", "送达决定书"),
    *("公示", "登记履行完毕", "结案"),
]
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40


def call_is_taken(as_person, story):
    liu = as_person("liu")
    liu.get("/hotline/new")
    liu.submit(
        press="登记并转办",
        caller_phone="13800000000",
        caller_name="钱多多",
        received_on=story.received_on.isoformat(),
        content=stories.REPORT,
        patent_as_printed=PATENT,
        product=stories.KETTLE,
        respondent=SHOP,
        place=PLACE,
        wants_reply="y",
    )
    page = liu.follow()
    assert "读给来电人" in page.text
    assert "举报人-" in page.text
    return page


def step(as_person, story, key, **changed):
    _, usual = next((day, by) for k, day, by in stories.ROAD if k == key)
    reader = as_person(LOGIN_OF.get(usual, "chu"))
    page = reader.get(f"{story.path}/steps/{key}")
    assert page.status == 200
    on = story.day(DAY_OF[key]).isoformat()
    reader.submit(on=on, **form_fields(story.values(key) | changed))
    return reader.follow()


def serve(as_person, story, kind):
    wang = as_person("wang")
    key = next(k for k, paper in stories.SERVED.items() if paper == kind)
    wang.get(f"{story.path}/papers/{story.paper(kind).id}")
    wang.submit(
        "/serve",
        served_on=story.day(DAY_OF[key]).isoformat(),
        receiver="赵兴旺",
        relation="经营者",
    )
    return wang.follow()


def party_and_goods(as_person, story):
    wang = as_person("wang")
    wang.get(f"{story.path}/parties/new")
    wang.submit(kind="individual", legal_representative="赵兴旺", phone="0412-5550100")
    assert SHOP in wang.follow().text
    wang.get(f"{story.path}/goods/new")
    wang.submit(name="电热水壶", spec="1.8L", quantity="40", unit="台", unit_price="89")
    assert "共 1 项，金额合计 3,560.00 元" in wang.follow().text
    wang.get(f"{story.path}/evidence/new")
    wang.submit(
        title="店内照片",
        kind="photo",
        form="original",
        taken_on=story.day(4).isoformat(),
        file=(io.BytesIO(PHOTO), "店内.jpg"),
    )
    assert "店内.jpg" in wang.follow().text


@pytest.mark.parametrize("edition", NUMBERS)
def test_case_goes_its_whole_road_through_the_pages(*, app, people, as_person, edition):
    story = Story(people, city_crew(people), edition, stories.RECEIVED[edition], 0)
    ticket = call_is_taken(as_person, story)
    assert not ticket.all(".//dt[.='线索']"), "the operator may not open cases"
    lead = as_person("wang").get("/desk")
    assert lead.texts(".//section[@aria-labelledby='waiting']//tbody/tr/td[1]") == [
        NUMBERS[edition][0]
    ]
    story.case_id = int(
        lead.all(".//section[@aria-labelledby='waiting']//tbody/tr/td/a")[0]
        .get("href", "")
        .rsplit("/", 1)[-1]
    )
    for key in ("verify", "ask_filing"):
        step(as_person, story, key)
    assert story.case.case_no is None
    page = step(as_person, story, "file")
    assert page.heading.startswith(NUMBERS[edition][1])
    party_and_goods(as_person, story)
    for key in ("inspect", "question", "register_evidence", "dispose_evidence", "report"):
        step(as_person, story, key)
    for key in ("send_review", "pass_review"):
        step(as_person, story, key)
    step(as_person, story, "sign_notice")
    serve(as_person, story, "penalty_notice")
    for key in ("record_defence", "ask_decision", "decide"):
        step(as_person, story, key)
    serve(as_person, story, "penalty_decision")
    for key in ("publish", "perform", "close"):
        page = step(as_person, story, key)
    assert page.texts(".//p[@class='case-line']/span") == ["结案"]
    names = page.texts(".//ol[@class='timeline']/li/strong")
    assert [name for name in names if name in COURSE] == COURSE
    assert any(name.startswith("《行政处罚决定书》定稿") for name in names)
    assert names.count("送达《行政处罚决定书》") == 1
    decision = documents.paper(story.paper("penalty_decision").id)
    word = as_person("wang").get(f"{story.path}/papers/{decision.id}/word").data
    assert hashlib.sha256(word).hexdigest() == decision.sha256
    photo = as_person("zhang").get(f"{story.path}/evidence/1/file")
    assert photo.data == PHOTO
    assert queries.page_of_cases(people.wang, queries.Filters(openness="closed"), "").total == 1
    assert verify_chain().ok
