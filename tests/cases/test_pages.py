"""Every page of a case for everybody who may open it: whole, Chinese, cheap, literal."""

import io
import re

import docx
import pytest

from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.cases import actions, queries
from caseapp.cases.actions import LeadGiven
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as documents
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.sources import Source
from caseapp.parties import queries as parties
from tests.pages import UNBUILT
from tests.people import CAST
from tests.stories import ROAD, reported, unit_id, walked

CITY = [one.login for one in CAST if one.unit != places.TIEDONG]
HANDLING = ("wang", "xu", "wu", "zhang", "sun", "chen", "zhou", "zheng", "feng", "chu", "wei")
HOSTILE = "<script>alert(1)</script>{{7*7}}${7*7}%s\"'&lt;--> "
# The desk asks for tickets that wait, their count, and aid files that wait or fall due abroad, besides.
CASE_PAGE, LIST_PAGE, DESK_PAGE, STEP_PAGE, PAPER_PAGE = 22, 10, 24, 22, 23


def everywhere(story):
    """All pages of the case that show something."""
    papers = documents.papers_of_case(story.case_id)
    rows = parties.parties_of_case(story.case_id)
    return [
        story.path,
        *(f"{story.path}/papers/{row.id}" for row in papers),
        *(f"{story.path}/limits/{row.id}" for row in deadlines.of_case(story.case_id)),
        *(f"{story.path}/{what}/new" for what in ("evidence", "goods", "parties")),
        *(f"{story.path}/parties/{row.id}" for row in rows),
    ]


def steps(story):
    keys = dict.fromkeys(one.key for one in PROCEDURES[story.case.edition].steps)
    return [f"{story.path}/steps/{key}" for key in keys]


@pytest.mark.parametrize("login", CITY)
def test_new_office_has_pages_that_say_what_will_stand_there(as_person, login):
    reader = as_person(login)
    for address in ("/", "/desk", "/cases", "/cases?openness=closed", "/hotline", "/keys"):
        assert reader.get(address).status in (200, 303, 403)


@pytest.mark.parametrize(
    ("edition", "until"),
    [(2021, ""), (2021, "dispose_evidence"), (2021, "notify"), (2021, "close"), (2015, "close")],
)
def test_case_page_list_and_desk_are_whole_for_everybody(*, people, as_person, edition, until):
    story = reported(people, edition=edition)
    if until:
        story.walk(until)
    for login in HANDLING:
        reader = as_person(login)
        assert reader.get(story.path, budget=CASE_PAGE).status == 200
        assert reader.get("/cases?openness=all", budget=LIST_PAGE).status == 200
        assert reader.get("/desk", budget=DESK_PAGE).status == 200


@pytest.mark.parametrize(
    ("login", "edition", "until"),
    [
        *(("wang", 2021, "close"), ("wang", 2021, "pass_review"), ("wang", 2015, "decide")),
        *(("zhang", 2021, "notify"), ("feng", 2021, "decide"), ("zheng", 2015, "notify")),
    ],
)
def test_pages_behind_the_case_are_whole(*, people, as_person, login, edition, until):
    story = walked(people, until, edition=edition)
    reader = as_person(login)
    assert {reader.get(one, budget=PAPER_PAGE).status for one in everywhere(story)} <= {200, 403}


@pytest.mark.parametrize(
    ("edition", "until", "login"),
    [(2021, "", "wang"), (2015, "dispose_evidence", "wang"), (2021, "review", "chen")],
)
def test_every_step_has_a_page_whether_it_may_be_taken_or_not(
    *, people, as_person, edition, until, login
):
    story = reported(people, edition=edition)
    if until:
        story.walk("send_review" if until == "review" else until)
    reader = as_person(login)
    for address in steps(story):
        page = reader.get(address, budget=STEP_PAGE)
        if address.rsplit("/", 1)[-1] in ("notify", "serve_decision"):
            assert page.status == 404  # taken where the service is recorded
            continue
        assert page.status == 200
        if page.all(".//main//form//button"):
            assert not page.all(".//main//*[@class='notice'][@role='status']")
    assert reader.get(f"{story.path}/steps/nothing").status == 404


def test_step_of_another_stage_cannot_be_sent_from_its_page(people, as_person):
    page = as_person("wang").get(f"{reported(people).path}/steps/report")
    assert "不能提交调查终结报告" in page.text
    assert page.all(".//main//form//button[@type='submit']") == []


def test_list_of_fifty_costs_no_more_than_a_list_of_one(people, as_person):
    wang = as_person("wang")

    def cost(address):
        return len(wang.get(address, budget=LIST_PAGE + 10).statements)

    reported(people)
    before = cost("/cases"), cost("/desk")
    for _ in range(51):
        reported(people)
    assert (cost("/cases"), cost("/desk")) == before
    page = wang.get("/cases", budget=LIST_PAGE)
    assert len(page.all(".//tbody/tr")) == 50
    assert page.texts(".//p[@class='count-line']") == ["本页 50 项，共 52 项"]
    page = wang.get(page.links()["下一页"], budget=LIST_PAGE)
    assert len(page.all(".//tbody/tr")) == 2


def test_long_case_costs_no_more_than_a_short_one(people, as_person):
    short, long = walked(people, "inspect"), walked(people, "inspect")
    for _ in range(12):
        long.take("question")
        long.find_goods()
    wang = as_person("wang")
    few = len(wang.get(short.path, budget=CASE_PAGE).statements)
    assert len(wang.get(long.path, budget=CASE_PAGE).statements) == few


@pytest.mark.parametrize("edition", [2015, 2021])
def test_hostile_text_is_shown_as_it_was_typed_everywhere(people, as_person, edition):
    typed = HOSTILE.strip()
    story = reported(people, edition=edition, words={"*": typed}, caller_name=f"{typed}甲")
    story.walk("close")
    wang = as_person("wang")
    forms = [one for one in steps(story) if one.endswith(("verify", "inspect", "report"))]
    for address in [*everywhere(story), *forms, "/cases?openness=all", "/desk", "/hotline"]:
        assert "<script>alert" not in wang.get(address).source
    page = wang.get(story.path)
    assert page.heading == f"{story.case.case_no} {typed}{typed}标注专利涉嫌假冒专利"
    assert page.texts(".//ol[@class='timeline']//dd").count(typed) >= 10
    ticket = as_person("liu").get(f"/hotline/{story.case.ticket_id}")
    assert typed in ticket.texts(".//dl[@class='facts']/dd")
    decision = story.paper("penalty_decision")
    word = wang.get(f"{story.path}/papers/{decision.id}/word").data
    body = "".join(one.text for one in docx.Document(io.BytesIO(word)).paragraphs)
    assert typed in body
    page = wang.get("/search", query_string={"q": "alert"}, budget=UNBUILT)
    assert "<script>alert" not in page.source


def test_long_text_is_kept_whole_to_the_last_character(people, as_person):
    story = walked(people, "file")
    text = "现场" * 9_999 + "完。"
    wang = as_person("wang")
    wang.get(f"{story.path}/steps/inspect")
    fields = story.fields("inspect", scene=text + "多")
    page = wang.submit(on=story.day(4).isoformat(), **fields)
    assert page.status == 422
    assert page.texts(".//*[@class='field-error']") == ["最多 20000 个字，请缩短后再保存。"]
    assert (page.by_id("f_scene").text or "").strip() == text + "多"
    assert wang.submit(f_scene=text).status == 303
    page = wang.follow()
    assert text in page.texts(".//ol[@class='timeline']//dd")
    assert documents.paper(story.paper("site_record").id).data["现场情况"].startswith(text)


def test_step_form_begins_where_a_file_entered_afterwards_stands(people, as_person):
    story = walked(people, "ask_filing")
    page = as_person("chen").get(f"{story.path}/steps/file")
    assert page.by_id("on").get("value") == "2024-03-06"
    with writing():
        fresh = actions.open_lead(
            by=people.wang,
            given=LeadGiven(
                source=Source.INSPECTION,
                received_on=story.day(993),  # three days before today
                unit_id=unit_id(places.ENFORCEMENT),
                content="巡查发现。",
            ),
        )
    page = as_person("wang").get(f"/cases/{fresh.id}/steps/verify")
    assert page.by_id("on").get("value") == "2026-11-23"


@pytest.mark.parametrize(
    ("key", "typed", "who"),
    [
        *(("verify", {"f_patent_status": "梦"}, "wang"), ("verify", {"on": "昨天"}, "wang")),
        *(("verify", {"f_looked_up_by": "九"}, "wang"), ("verify", {"f_act_on": "2024-2-31"}, "wang")),
        ("verify", {"f_looked_up_by": "9" * 30}, "wang"),
        ("verify", {"f_finding": " 　 "}, "wang"),
        ("verify", {"on": ""}, "wang"),
    ],
)  # fmt: skip
def test_wrong_field_of_a_step_is_pointed_at(*, people, as_person, key, typed, who):
    story = reported(people)
    reader = as_person(who)
    reader.get(f"{story.path}/steps/{key}")
    fields = {"on": story.day(1).isoformat(), **story.fields(key)} | typed
    page = reader.submit(**fields)
    assert page.status == 422
    assert len(page.all(".//*[@class='field-error']")) == 1
    assert story.case.version == 1


def test_number_on_the_goods_may_be_wrong_and_is_judged(people, as_person):
    said = {}
    for printed in ("ZL201530012345.5", "ＺＬ２０１５３００１２３４５．４", "201530012345.4", "无"):
        story = reported(people, patent_as_printed=printed)
        page = as_person("wang").get(story.path)
        said[printed] = page.texts(".//section[@aria-labelledby='patents']//tbody/tr/td[3]")
        assert printed in page.source
    assert "校验" in said["ZL201530012345.5"][0]
    assert said["ＺＬ２０１５３００１２３４５．４"] != said["ZL201530012345.5"]


def test_timeline_mixes_acts_papers_services_and_evidence_by_day(people, as_person):
    story = walked(people, "close")
    page = as_person("wang").get(story.path)
    days = page.texts(".//ol[@class='timeline']/li/span[@class='when']")
    assert days == sorted(days)
    assert len(days) == len(ROAD) + 1 + 3 + 2 + 2  # the lead, three signed, two served and receipts
    kinds = page.texts(".//ol[@class='timeline']/li/span[@class='state']")
    assert set(kinds) == {"办理", "文书", "送达"}


def test_informant_stands_nowhere_but_sealed(*, app, people, as_person, office):
    name, phone = "钱多多", "13812345678"
    story = reported(people, caller_name=name, caller_phone=phone, wants_reply=True)
    story.walk("close")
    alias = story.case.informant_alias
    assert re.fullmatch(r"举报人-[A-Z]\d+", alias)
    for login in HANDLING:
        reader = as_person(login)
        for address in [
            *everywhere(story),
            f"/hotline/{story.case.ticket_id}",
            "/hotline",
            "/desk",
        ]:
            page = reader.get(address)
            assert name not in page.source
            assert phone not in page.source
        assert phone not in reader.get("/search", query_string={"q": name}, budget=UNBUILT).text
    for row in documents.papers_of_case(story.case_id):
        kept = str(documents.paper(row.id).data)
        assert name not in kept
        assert phone not in kept
    for file in [*office.settings.data_dir.rglob("*"), *office.settings.index_dir.rglob("*")]:
        if file.is_file():
            content = file.read_bytes()
            assert name.encode() not in content, file
            assert phone.encode() not in content, file


def test_nobody_is_named_in_a_step_unless_somebody_names_them(people, as_person):
    story = walked(people, "question")
    page = as_person("wang").get(f"{story.path}/steps/register_evidence")
    box = page.by_id("f_approved_by")
    assert [one.get("value") for one in box if one.get("selected") is not None] in ([], [""])
    assert (box[0].get("value"), box[0].text) == ("", "无")


def test_officer_who_verified_leads_the_case_that_is_filed(app, people):
    story = walked(people, "file")
    team = [(row.person_id, row.part) for row in queries.officers(story.case_id)]
    assert team == [(people.wang.id, "主办"), (people.li.id, "协办")]
