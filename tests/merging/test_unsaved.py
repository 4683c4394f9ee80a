"""What was typed and not saved: kept, offered to its writer alone, gone when it is saved."""

import pytest
import sqlalchemy as sa

from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.cli.worker import let_time_act
from caseapp.ledger import queries as ledger
from caseapp.parties import queries as parties
from caseapp.revisions import actions, queries
from caseapp.revisions.keeping_rules import kept_for, number
from caseapp.revisions.models import Revision, UnsavedText
from tests.merging.filling import keep, offered
from tests.stories import walked

CALL, LEAD = "/hotline/new", "/cases/new"
CALLER = {"caller_name": "金不言", "caller_phone": "139 4120 0077"}
CALLER |= {"caller_id_number": "210302197805126510", "caller_address": "立山区曙光路88号3单元"}


@pytest.fixture
def story(app, people):
    """Give a case with party, goods and a record, reported by a sealed informant."""
    return walked(people, "inspect")


def everything_kept():
    """All unsaved texts and revisions of the database, as it holds them."""
    rows = [*db.session.execute(sa.select(UnsavedText.fields)).scalars()]
    rows += [*db.session.execute(sa.select(Revision.data)).scalars()]
    return repr(rows)


def test_a_page_opened_anew_offers_what_was_typed(people, as_person):
    wang = as_person("wang")
    page = wang.get(LEAD)
    assert offered(page) == []
    answer = keep(wang, LEAD, content="铁西区一家店在卖", product="水壶")
    assert (answer.status, answer.json) == (200, {"kept_at": "10:00"})
    page = wang.get(LEAD)
    assert offered(page) == ["您 2026-11-23 10:00 在这里填写的内容还没有保存。"]
    assert (page.by_id("content").text or "").strip() == ""
    page = wang.get(page.links()["恢复"])
    assert offered(page) == ["已恢复您 2026-11-23 10:00 填写而没有保存的内容，请核对后保存。"]
    assert (page.by_id("content").text or "").strip() == "铁西区一家店在卖"
    assert page.by_id("product").get("value") == "水壶"
    assert wang.submit(LEAD, received_on=today().isoformat()).status == 303
    assert offered(wang.get(LEAD)) == []


def test_unsaved_text_outlives_the_session(people, as_person):
    wang = as_person("wang")
    wang.get(LEAD)
    keep(wang, LEAD, content="退出之前填的")
    wang.submit("/leave")
    assert wang.get(LEAD).status == 401
    again = as_person("wang")
    page = again.get(again.get(LEAD).links()["恢复"])
    assert (page.by_id("content").text or "").strip() == "退出之前填的"


def test_a_lost_session_keeps_nothing_and_says_so(people, as_person):
    wang = as_person("wang")
    wang.get(LEAD)
    wang.browser.delete_cookie("caseapp", domain="127.0.0.1")
    assert keep(wang, LEAD, content="丢了登录").status == 401


def test_a_form_that_was_refused_is_kept_without_any_script(story, as_person):
    wang = as_person("wang")
    address = f"{story.path}/parties/new"
    wang.get(address)
    assert wang.submit(name="半张表单", credit_code="91210300").status == 422
    page = wang.get(address)
    page = wang.get(page.links()["恢复"])
    assert page.by_id("name").get("value") == "半张表单"


def test_whoever_does_not_want_it_lets_it_go(people, as_person):
    wang = as_person("wang")
    wang.get(LEAD)
    keep(wang, LEAD, content="不要了")
    wang.get(LEAD)
    assert wang.submit("/unsaved/drop").status == 303
    assert offered(wang.follow()) == []
    assert queries.unsaved(people.wang.id, LEAD) is None


def test_nobody_meets_the_text_of_another(story, people, as_person):
    wang, li = as_person("wang"), as_person("li")
    address = f"{story.path}/steps/question"
    for reader, text in ((wang, "王的问答"), (li, "李的问答")):
        reader.get(address)
        assert keep(reader, address, f_answers=text).status == 200
    page = li.get(f"{address}?restore={address}")
    assert ("李的问答" in page.source, "王的问答" in page.source) == (True, False)
    li.submit("/unsaved/drop")
    assert queries.unsaved(people.wang.id, address) is not None


@pytest.mark.parametrize(
    ("login", "address", "status"),
    [
        ("liu", "/nothing", 404),
        ("liu", "https://example.com/hotline/new", 404),
        ("liu", "/leave", 404),
        ("liu", "/unsaved", 404),
        ("liu", "", 404),
        ("liu", "/cases/new", 403),
        ("jiang", LEAD, 403),
        ("zhao", "{case}/steps/question", 404),
        ("wang", "/cases/999/steps/question", 404),
    ],
)
def test_only_what_one_may_fill_in_is_kept(*, story, as_person, login, address, status):
    reader = as_person(login)
    reader.get("/keys")
    address = address.format(case=story.path)
    assert keep(reader, address, content="越权").status == status
    assert "越权" not in everything_kept()


def test_a_call_keeps_nothing_in_the_common_store(people, as_person):
    liu = as_person("liu")
    liu.get(CALL)
    sent = {**CALLER, "content": "来电人说", "product": "水壶"}
    assert keep(liu, CALL, **sent).status == 404  # it has a sealed store of its own
    liu.get(CALL)
    assert liu.submit(CALL, press="只登记", **{**sent, "content": ""}).status == 422
    assert queries.unsaved(people.liu.id, CALL) is None
    assert not [value for value in CALLER.values() if value in everything_kept()]


def test_a_sealed_name_typed_into_a_case_is_held_back_and_leaves_a_trace(people, as_person):
    liu = as_person("liu")
    liu.get(CALL)
    sent = {"matter": "report", "content": "店里卖冒用专利的水壶", **CALLER}
    sent |= {"right_kind": "patent"}
    assert liu.submit("/hotline/new", press="登记并转办", **sent).status == 303
    wang = as_person("wang")
    page = wang.get("/cases")
    case = page.all(".//tr[@data-href]")[0].get("data-href")
    address = f"{case}/steps/verify"
    assert wang.get(address).status == 200
    assert keep(wang, address, f_finding="金不言说的", f_lookup_source="登记簿").status == 200
    assert queries.unsaved(people.wang.id, address).fields == {"f_lookup_source": ["登记簿"]}
    last = ledger.acts_on(object_kind="case", object_id=int(case.rsplit("/", 1)[-1]))[-1]
    assert (last.action, last.result, last.actor_name) == ("unsaved.held_back", "alarm", "王建民")
    assert "金不言" not in everything_kept()


def test_there_is_an_end_to_what_one_person_keeps(people, as_person):
    wang = as_person("wang")
    wang.get(LEAD)
    for sent in (
        {"content": "字" * (number("characters", today()) + 1)},
        dict.fromkeys(map(str, range(number("fields", today()) + 1)), "1"),
    ):
        page = keep(wang, LEAD, **sent)
        assert page.status == 409
        assert "内容过长，未能自动保存" in page.text
        wang.get(LEAD)
    for place in range(number("forms", today()) + 5):
        with writing():
            actions.keep_unsaved(by=people.wang, address=f"/cases/{place}", fields={"a": ["b"]})
    held = db.session.scalars(sa.select(UnsavedText.address)).all()
    assert len(held) == number("forms", today())


def test_what_comes_after_the_form_was_sent_is_not_kept(people, as_person):
    wang = as_person("wang")
    wang.get(LEAD)
    late = {
        "content": "已登记的内容",
        "idem": wang.last.form().find(".//input[@name='idem']").get("value"),
    }
    assert wang.submit(LEAD, content="已登记的内容").status == 303
    wang.get("/keys")
    assert keep(wang, LEAD, **late).json == {"kept_at": ""}
    assert offered(wang.get(LEAD)) == []


def test_text_of_an_older_page_is_merged_and_not_pressed_over_the_new_one(story, as_person):
    row = parties.parties_of_case(story.case_id)[0]
    address = f"{story.path}/parties/{row.id}"
    wang, li = as_person("wang"), as_person("li")
    page = wang.get(address)
    typed = {
        f.get("name"): f.get("value") for f in page.form().iter("input") if f.get("type") == "text"
    }
    keep(wang, address, **typed | {"contact": "王联系", "version": "1", "kind": "company"})
    li.get(address)
    assert li.submit(contact="李联系", phone="0412-5555555").status == 303
    wang.get(wang.get(address).links()["恢复"])
    page = wang.submit()
    assert page.status == 409
    assert ("李联系" in page.text, "王联系" in page.text) == (True, True)
    assert offered(wang.get(address)) == ["您 2026-11-23 10:00 在这里填写的内容还没有保存。"]


def test_an_answer_typed_for_a_ticket_is_offered_on_its_page(people, as_person):
    liu = as_person("liu")
    liu.get(CALL)
    liu.submit("/hotline/new", press="登记工单", matter="advice", content="怎样查专利")
    ticket = liu.last.location
    address = f"{ticket}/answer"
    liu.get(ticket)
    assert keep(liu, address, text="可以在登记簿上查").status == 200
    page = liu.get(ticket)
    page = liu.get(page.links()["恢复"])
    assert (page.by_id("answer-text").text or "").strip() == "可以在登记簿上查"
    other = as_person("liu")
    other.get(ticket)
    assert other.submit("/answer", text="别人先答").status == 303
    page = liu.submit("/answer", text="我的答复")
    assert page.status == 409
    assert "我的答复" in page.text


def test_time_drops_what_is_too_old(people, as_person, clock):
    wang = as_person("wang")
    wang.get(LEAD)
    keep(wang, LEAD, content="一周之前填的")
    clock.forward(days=kept_for(today()).days, minutes=-1)
    again = as_person("wang")
    assert len(offered(again.get(LEAD))) == 1
    clock.forward(minutes=2)
    again = as_person("wang")
    assert offered(again.get(LEAD)) == []
    assert "一周之前填的" in everything_kept()
    let_time_act(today())
    assert "一周之前填的" not in everything_kept()
