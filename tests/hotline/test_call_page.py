"""The page of a call: it asks what the matter needs, loses nothing, keeps nothing in plain text."""

import json
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base import keys
from caseapp.base.clock import today
from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible
from caseapp.cli.worker import let_time_act
from caseapp.hotline import actions, call_queries, guide, queries
from caseapp.hotline.call_models import CallDraft
from caseapp.hotline.call_rules import number, span
from caseapp.hotline.words import MATTERS
from caseapp.parties import actions as parties

NEW = "/hotline/new"
CALLER = {
    "caller_name": "金不言",
    "caller_phone": "139 4120 0077",
    "caller_id_number": "210302197805126517",
    "caller_address": "立山区曙光路88号3单元",
}
# What each matter asks, by hand: a question too many costs every caller time.
ASKED = {
    "report": "right_kind patent_as_printed product respondent respondent_code platform_link area "
    "place seen_when evidence wants_reward urgent special",
    "complaint": "right_kind standing patent_as_printed product respondent respondent_code "
    "platform_link area place seen_when evidence wish elsewhere urgent special",
    "advice": "right_kind",
    "aid": "right_kind patent_as_printed respondent area evidence elsewhere firm_size help_wanted "
    "country forum foreign_due_on",
    "opinion": "about special",
}


@pytest.fixture
def liu(as_person):
    """Give the operator's browser, with the page of a call open."""
    reader = as_person("liu")
    reader.get(NEW)
    return reader


@pytest.fixture
def folder(app):
    """Give the key folder; what a test takes away lies there again for the next one."""
    place = keys.keys_folder()
    held = {path: path.read_text() for path in place.glob("*.key")}
    yield place
    for path in place.glob("*.key"):
        path.unlink()
    for path, text in held.items():
        put_back(path, text)


def put_back(path, text):
    path.touch(mode=0o600)
    path.write_text(text)


def of_page(page):
    """The hidden fields of the open page, as its script sends them along."""
    form = page.form(NEW)
    names = ("csrf_token", "idem", "draft_mark")
    return {name: form.find(f".//input[@name='{name}']").get("value") for name in names}


def keep(reader, **typed):
    """Send what is typed so far, as the page does every few seconds."""
    hidden = of_page(reader.last)
    page = reader.last
    answer = reader.post("/hotline/call/draft", {**hidden, **typed})
    reader.last = page
    return answer


def everything():
    """Every row of every table, as the database holds it."""
    db.session.rollback()
    tables = db.metadata.sorted_tables
    return "\n".join(repr(db.session.execute(sa.select(table)).all()) for table in tables)


def drafts_of(page):
    return page.texts(".//section[@aria-label='没有登记的来电']//li")


def said(page, name):
    field = page.by_id(name)
    return (field.text or "").strip() if field.tag == "textarea" else field.get("value")


def test_each_matter_asks_what_it_needs_in_the_order_a_call_goes(liu):
    assert {one: " ".join(q.key for q in guide.of_matter(one)) for one in MATTERS} == ASKED
    page = liu.last
    boxes = [box for box in page.all(".//div") if "ask" in (box.get("class") or "").split()]
    for question, box in zip(guide.questions(), boxes, strict=False):
        assert box.find(f".//*[@name='{question.name}']") is not None
        shown = {name.removeprefix("of-") for name in box.get("class").split() if "of-" in name}
        assert shown == set(question.say)
        assert all(words in "".join(box.itertext()) for words in question.say.values())


def test_answers_come_to_the_ticket_and_none_is_lost_with_a_change_of_matter(liu):
    typed = {"content": "收到境外律师函。", "q_country": "德国", "q_foreign_due_on": "2026-12-20"}
    typed |= {"q_firm_size": "small", "q_help_wanted": "overseas", "right_kind": "trademark"}
    page = liu.submit(NEW, press="登记工单", matter="aid", wants_reply="y", **typed)
    assert page.status == 409  # no number to answer to: refused, and every answer stands
    assert said(page, "q_country") == "德国"
    assert page.by_id("q_foreign_due_on").get("value") == "2026-12-20"
    # The matter turns out to be a complaint; what was asked before stays in sight and is kept.
    page = liu.submit(NEW, press="只登记", matter="complaint", wants_reply="y", **CALLER, **typed)
    assert page.status == 303
    ticket = queries.entry_row(1)
    assert (ticket.matter, ticket.right_kind) == ("complaint", "trademark")
    assert guide.answers_shown(ticket.answers) == [
        ("申请人规模", "小型企业"),
        ("希望的援助", "海外纠纷应对"),
        ("纠纷所在国家或地区", "德国"),
        ("境外答辩或应诉期限", "2026-12-20"),
    ]


def test_hang_up_after_ten_seconds_leaves_a_ticket_with_its_matter(liu, clock):
    clock.forward(seconds=10)
    assert liu.submit(NEW, press="只登记", content="").status == 422
    assert liu.submit(NEW, press="只登记", content="", cut="y").status == 303
    ticket = queries.entry_row(1)
    assert (ticket.matter, ticket.channel, ticket.content) == (
        *("report", "phone"),
        "来电中断，未及详述。",
    )
    assert ticket.ended_at - ticket.began_at == timedelta(seconds=10)
    assert guide.answers_shown(ticket.answers) == [("来电中断", "是")]


def test_abusive_caller_is_marked_and_the_sentence_stands_ready(liu):
    assert "请您文明用语" in liu.last.text
    assert liu.submit(NEW, press="只登记", content="辱骂", abusive="y").status == 303
    assert guide.answers_shown(queries.entry_row(1).answers) == [("来电人辱骂、威胁", "是")]


@pytest.mark.parametrize(
    "phone", ["+1 (212) 555-0147", "0049 30 901820", "＋８１-3-1234-5678", "无"]
)
def test_foreign_number_and_no_name_are_taken(liu, phone):
    sent = {"content": "想问海外商标。", "matter": "advice", "caller_phone": phone}
    assert liu.submit(NEW, press="登记工单", **sent).status == 303


def test_ten_thousand_characters_rare_ones_and_a_script_are_kept_whole(liu):
    text = "𠀀😀<script>alert(1)</script>" + "字" * 10_000
    assert liu.last.by_id("content").get("maxlength") is None  # a browser would cut it off silently
    assert liu.submit(NEW, press="只登记", content=text).status == 303
    assert queries.entry_row(1).content == text
    page = liu.follow()
    assert "<script>alert" not in page.source


def test_question_answered_at_once_is_an_answered_ticket(liu):
    sent = {"matter": "advice", "content": "年费多少？", "told": "请看收费标准。"}
    assert liu.submit(NEW, press="登记工单", **sent).status == 303
    ticket = queries.entry_row(1)
    assert (ticket.state, ticket.answer) == ("answered", "请看收费标准。")


def test_only_what_a_section_acts_on_is_sent_on(liu):
    sent = {**of_page(liu.last), "channel": "phone", "received_on": "2026-11-23", "send": "1"}
    assert liu.post(NEW, {**sent, "matter": "opinion", "content": "建议延时。"}).status == 303
    assert queries.entry_row(1).state == "open"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"began_at": "2026-11-23T10:05:00", "ended_at": "2026-11-23T10:01:00"}, "晚于现在"),
        ({"began_at": "2026-11-23T09:59:00", "ended_at": "2026-11-23T09:58:00"}, "早于来电时间"),
        ({"q_foreign_due_on": "十二月"}, "境外答辩或应诉期限"),
        ({"respondent_code": "9" * 19}, "统一社会信用代码是 18 位"),
        ({"q_standing": "king"}, "与权利的关系"),
    ],
)
def test_wrong_time_or_answer_is_said_and_everything_stays(*, liu, typed, sentence):
    page = liu.submit(NEW, press="只登记", content="内容", matter="complaint", **typed)
    assert page.status in (409, 422)
    assert sentence in page.text
    assert said(page, "content") == "内容"


def test_letter_of_last_week_has_no_time_of_a_call(liu):
    sent = {"content": "来信", "channel": "letter", "received_on": "2026-11-16"}
    assert liu.submit(NEW, press="只登记", **sent).status == 303
    assert (queries.entry_row(1).began_at, queries.entry_row(1).ended_at) == (None, None)


def test_work_order_keeps_its_number_and_its_day(liu):
    sent = {"content": "工单内容", "channel": "order", "order_no": "AS20261123000188"}
    sent |= {"order_due_on": "2026-12-04"}
    assert liu.submit(NEW, press="只登记", **sent).status == 303
    ticket = queries.entry_row(1)
    assert (ticket.order_no, ticket.order_due_on) == ("AS20261123000188", date(2026, 12, 4))


def test_informant_in_an_answer_is_refused_too(liu):
    sent = {"content": "有人卖假货", "q_evidence": "我金不言有照片", **CALLER}
    page = liu.submit(NEW, press="只登记", **sent)
    assert (page.status, "“手上的证据”中写有反映人的身份" in page.text) == (409, True)


def test_draft_outlives_session_and_server_and_goes_with_the_ticket(liu, as_person, app):
    typed = {"matter": "complaint", "content": "铁西区一家店在卖", "q_wish": "停止销售", **CALLER}
    assert keep(liu, **typed).json == {"kept_at": "10:00:00"}
    liu.submit("/leave")
    again = as_person("liu")
    page = again.get(NEW)
    assert len(drafts_of(page)) == 1
    assert "共" not in said(page, "content")
    page = again.get(page.links()["恢复"])
    assert {name: said(page, name) for name in CALLER} == CALLER
    assert (said(page, "content"), said(page, "q_wish")) == ("铁西区一家店在卖", "停止销售")
    assert again.submit(NEW, press="只登记").status == 303
    assert drafts_of(again.get(NEW)) == []


def test_refused_call_is_kept_without_any_script(liu, as_person):
    assert liu.submit(NEW, press="只登记", content="", **CALLER).status == 422
    again = as_person("liu")
    page = again.get(again.get(NEW).links()["恢复"])
    assert said(page, "caller_name") == "金不言"


def test_nobody_meets_the_draft_of_another(liu, as_person, people):
    keep(liu, content="刘的来电")
    [draft] = call_queries.drafts(people.liu.id)
    zhou = as_person("zhou")
    assert zhou.get(f"{NEW}?draft={draft.id}").status in (403, 404)
    for odd in ("0", "x", "9" * 30, "-1", "１"):
        assert liu.get(f"{NEW}?draft={odd}").status == 404
    with pytest.raises(NotVisible), writing():
        actions.drop_draft(by=people.zhou, draft_id=draft.id)
    liu.get(NEW)
    assert liu.submit(f"/hotline/call/draft/{draft.id}/drop").status == 303
    assert drafts_of(liu.follow()) == []


def test_nothing_typed_lies_in_plain_text_anywhere(liu, office, caplog):
    words = {**CALLER, "content": "密语一二三", "q_evidence": "密语四五六", "respondent": "密语店"}
    assert keep(liu, **words).json["kept_at"]
    assert liu.submit(NEW, press="只登记", **{**words, "received_on": "2027-01-01"}).status == 409
    held = everything()
    files = b"".join(
        path.read_bytes()
        for folder in (office.settings.data_dir, office.settings.index_dir)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    )
    for text in words.values():
        assert text not in held
        assert text.encode() not in files
        assert text not in caplog.text
    assert "call_draft" in str(db.metadata.tables.keys())
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CallDraft)) == 1


def test_without_keys_the_draft_is_refused_with_a_sentence_and_an_older_one_stays(liu, folder):
    keep(liu, content="先存的")
    [path] = folder.glob("seal*.key")
    held = path.read_text()
    path.unlink()
    answer = keep(liu, content="后存的")
    assert (answer.status, "系统不以明文保存来电内容" in answer.json["why"]) == (409, True)
    assert not path.exists()
    page = liu.get(liu.get(NEW).links()["恢复"])
    assert (page.status, "草稿打不开" in page.text) == (409, True)
    put_back(path, held)
    page = liu.get(liu.get(NEW).links()["恢复"])
    assert said(page, "content") == "先存的"


def test_draft_moved_to_another_person_does_not_open(liu, people, as_person):
    keep(liu, content="刘的来电")
    with writing():
        db.session.execute(sa.update(CallDraft).values(person_id=people.wang.id))
    [row] = call_queries.drafts(people.wang.id)
    with pytest.raises(actions.call_drafts.call_seals.Locked):
        actions.call_drafts.call_seals.opened(row, "sealed")


def test_new_key_of_the_office_opens_the_draft_and_the_old_key_may_go(liu, folder):
    keep(liu, content="换钥之前")
    [old] = folder.glob("seal*.key")
    with writing():
        parties.begin_rotation(by=Person.system())
        assert actions.reseal_calls(by=Person.system()) == 1
    old.unlink()
    page = liu.get(liu.get(NEW).links()["恢复"])
    assert said(page, "content") == "换钥之前"


def test_there_is_an_end_to_drafts(liu, people):
    assert "内容过长" in keep(liu, content="字" * number("draft_characters", today())).json["why"]
    most = number("drafts", today())
    for place in range(most + 3):
        with writing():
            actions.keep_draft(by=people.liu, mark=f"page-{place:04d}", fields={"content": ["甲"]})
    assert len(call_queries.drafts(people.liu.id)) == most
    for odd in ("", "x", "!" * 20, "a" * 65):
        hidden = {**of_page(liu.last), "draft_mark": odd}
        page = liu.last
        assert liu.post("/hotline/call/draft", hidden).status == 409
        liu.last = page


def test_what_comes_after_the_ticket_is_not_kept(liu):
    late = of_page(liu.last)
    assert liu.submit(NEW, press="只登记", content="已登记").status == 303
    liu.get("/keys")
    token = liu.get(NEW).form(NEW).find(".//input[@name='csrf_token']").get("value")
    answer = liu.post("/hotline/call/draft", {**late, "csrf_token": token, "content": "迟到"})
    assert answer.json == {"kept_at": ""}
    assert drafts_of(liu.get(NEW)) == []


def test_night_drops_what_nobody_came_back_for(liu, people, clock):
    keep(liu, content="旧来电")
    clock.forward(days=span("draft_kept", today()).days, minutes=-1)
    let_time_act(today())
    assert len(call_queries.drafts(people.liu.id)) == 1
    clock.forward(minutes=2)
    let_time_act(today())
    assert call_queries.drafts(people.liu.id) == []


def test_what_is_sealed_is_what_was_typed(liu, people):
    keep(liu, content="甲", csrf_token=of_page(liu.last)["csrf_token"])
    [row] = call_queries.drafts(people.liu.id)
    kept = json.loads(actions.call_drafts.call_seals.opened(row, "sealed"))
    assert set(kept) == {"content"}


def test_only_what_was_to_go_on_is_told_that_it_stayed_and_why(liu):
    send = "登记并转办"  # the button that Ctrl+Enter presses for every matter
    told = {"content": "问年费怎么缴", "matter": "advice", "area": ""}
    assert liu.submit(NEW, press=send, **told).status == 303
    assert "没有转办" not in liu.follow().text
    liu.get(NEW)
    told = {"content": "店里卖标着假专利号的水壶", "matter": "report", "area": "210381"}
    assert liu.submit(NEW, press=send, right_kind="patent", respondent="某店", **told).status == 303
    page = liu.follow()
    assert "没有转办" in page.text
    assert "海城市知识产权局还没有能接收工单的人员" in page.text
    assert "待分办" in page.text
