"""The pages of the 12330 desk: one page per call, nothing typed is lost, nobody is named."""

from urllib.parse import quote

import pytest

from caseapp.accounts import units as places
from caseapp.cases import queries as cases
from caseapp.hotline import queries
from caseapp.ledger import queries as ledger
from tests.stories import REPORT, reported, unit_id

LIST_PAGE, TICKET_PAGE = 12, 22
ANSWER = {"text": "答", "kind": "interim", "how": "phone", "told_on": "2024-03-05"}
SEND, KEEP = "登记并转办", "只登记"
BOTH = "查此号码的以往联系"


@pytest.fixture
def liu(as_person):
    """Give the operator's browser."""
    return as_person("liu")


def call(liu, press=KEEP, **changed):
    liu.get("/hotline/new")
    given = {"received_on": "2024-03-04", "content": REPORT, "product": "电热水壶"}
    return liu.submit(press=press, **(given | changed))


def total(people):
    return queries.page_of_tickets(people.liu, queries.Filters(), "").total


def test_call_is_saved_and_its_code_read_out_only_to_the_caller(liu, as_person):
    assert call(liu).status == 303
    page = liu.follow()
    assert page.heading == "工单 12330-20240304-0001"
    numbers = page.texts(".//*[@class='big-number']")
    assert numbers[0] == "12330-20240304-0001"
    code = numbers[1].replace(" ", "")
    assert queries.entry_row(1).query_code_hash == queries.hash_code(code)
    assert as_person("liu").get("/hotline/1").all(".//*[@class='big-number']") == []
    assert call(liu).status == 303
    assert liu.get("/hotline/1").all(".//*[@class='big-number']") == []


def test_next_person_on_the_same_browser_is_not_told_the_code(liu, as_person):
    call(liu)
    liu.follow()
    other = as_person("zhou")
    for cookie in list(liu.browser._cookies.values()):
        if cookie.key != "caseapp":
            other.browser.set_cookie(cookie.key, cookie.value, domain=cookie.domain)
    assert other.get("/hotline/1").status == 200
    assert other.last.all(".//*[@class='big-number']") == []


def test_call_is_sent_to_the_section_in_the_same_act(liu, people):
    call(liu, press=SEND)
    assert "办理中" in liu.follow().text
    assert cases.page_of_cases(people.wang, cases.Filters(), "").total == 1


@pytest.mark.parametrize(
    ("changed", "status", "sentence"),
    [
        ({"received_on": "2011-01-31"}, 409, "没有可适用的办案程序"),
        ({"received_on": "2026-11-24"}, 409, "收到日期晚于今天"),
        ({"wants_reply": "y"}, 409, "要求答复但没有联系电话"),
        ({"content": " 　"}, 422, "此项必填。"),
        ({"content": "字" * 20_001}, 422, "最多 20000 个字"),
        ({"caller_phone": "1" * 41}, 422, "最多 40 个字"),
        ({"received_on": "三月四日"}, 422, "反映内容"),
        ({"matter": "梦"}, 422, "反映内容"),
        ({"channel": "鸽子"}, 422, "反映内容"),
        ({"area": "九州"}, 422, "反映内容"),
    ],
)
def test_refused_call_keeps_every_word_and_saves_nothing(*, liu, people, changed, status, sentence):
    page = call(liu, press=SEND, respondent="兴旺家电", caller_name="钱多多", **changed)
    assert page.status == status
    assert sentence in page.text
    assert page.by_id("respondent").get("value") == "兴旺家电"
    assert page.by_id("caller_name").get("value") == "钱多多"
    kept = (page.by_id("content").text or "").removeprefix("\n")
    assert kept == changed.get("content", REPORT).strip() or kept.strip() == ""
    assert (total(people), cases.page_of_cases(people.wang, cases.Filters(), "").total) == (0, 0)


def test_earlier_contacts_are_found_in_any_spelling_and_name_nobody(liu):
    caller = {"caller_phone": "13812345678", "caller_name": "钱多多"}
    call(liu, matter="complaint", respondent="兴旺家电", **caller)
    call(liu, matter="report", **caller)
    liu.get("/hotline/new")
    page = liu.submit(press=BOTH, caller_phone="138 1234 5678", content="正在说的话")
    assert page.status == 200
    assert page.texts(".//section[@aria-label='以往联系']//li/a") == [
        "12330-20240304-0002",
        "12330-20240304-0001",
    ]
    assert "钱多多" not in page.source
    assert (page.by_id("content").text or "").strip() == "正在说的话"
    assert "此号码没有以往联系" in liu.submit(press=BOTH, caller_phone="13900000000").text
    assert "请先填来电号码" in liu.submit(press=BOTH, caller_phone="").text


def test_double_click_makes_one_ticket(liu, people):
    liu.get("/hotline/new")
    page = liu.last
    hidden = {
        one.get("name"): one.get("value")
        for one in page.form("/hotline/new").iter("input")
        if one.get("type") == "hidden"
    }
    fields = {**hidden, "channel": "phone", "matter": "report", "received_on": "2024-03-04"}
    fields |= {"content": REPORT, "send": "1"}
    answers = [liu.post("/hotline/new", fields).location for _ in range(3)]
    assert answers == [answers[0]] * 3
    assert total(people) == 1


def test_ticket_is_sent_and_answered_from_its_page(liu, as_person):
    call(liu)
    liu.follow()
    assert liu.submit("/send", unit_id="99999").status == 422
    no = liu.submit("/send", unit_id=str(unit_id(places.TIEDONG)))
    assert "没有按分办规则分办" in no.text
    assert "请在理由中写明" in no.text
    assert liu.submit("/send", unit_id=str(unit_id(places.ENFORCEMENT))).status == 303
    assert "已转办，线索已建立" in liu.follow().text
    assert liu.submit("/answer", text=" ").status == 422
    assert liu.submit("/answer", text="已转执法科。").status == 303
    page = liu.follow()
    assert "已转执法科。" in page.text
    wang = as_person("wang").get("/hotline/1")
    assert "鞍市监线字〔2024〕1号" in wang.text


def test_page_that_was_left_open_does_not_send_twice(liu, people):
    call(liu)
    liu.follow()
    fields = {"unit_id": str(unit_id(places.ENFORCEMENT)), "track": "counterfeit"}
    page = liu.last
    assert liu.post("/hotline/1/send", fields).status == 303
    liu.last = page
    again = liu.post("/hotline/1/send", fields)
    assert again.status == 409
    assert "不能再次转办" in again.text
    assert cases.page_of_cases(people.wang, cases.Filters(), "").total == 1


def test_tickets_are_narrowed_and_paged_at_one_cost(app, people, liu):
    for _ in range(51):
        reported(people)
    page = liu.get("/hotline", budget=LIST_PAGE)
    assert len(page.all(".//tbody/tr")) == 50
    assert len(liu.get(page.links()["下一页"], budget=LIST_PAGE).all(".//tbody/tr")) == 1
    assert liu.get("/hotline?state=working&matter=report").texts(".//p[@class='count-line']") == [
        "本页 50 项，共 51 项"
    ]
    assert liu.get("/hotline?state=open").all(".//tbody/tr") == []
    for odd in ("state=梦&matter=梦", "after=zzz", "after=" + "9" * 60, "after=-1&state[]=1"):
        assert liu.get(f"/hotline?{quote(odd, safe='=&[]')}").status == 200


def test_ticket_page_is_cheap_and_shown_to_its_section_only(people, as_person):
    ticket = reported(people).case.ticket_id
    for login in ("liu", "wang", "wu", "chen", "zhou", "zheng"):
        assert as_person(login).get(f"/hotline/{ticket}", budget=TICKET_PAGE).status == 200
    for login in ("zhao", "han"):
        reader = as_person(login)
        hidden, never = reader.get(f"/hotline/{ticket}"), reader.get("/hotline/99999")
        assert (hidden.status, hidden.told) == (404, never.told)
        assert reader.get("/hotline").all(".//tbody/tr") == []
    for login in ("zhang", "feng", "jiang"):
        assert as_person(login).get(f"/hotline/{ticket}").status == 403
    for odd in ("0", "9" * 40, "-1", "1.0", "x"):
        assert as_person("liu").get(f"/hotline/{odd}").status == 404


@pytest.mark.parametrize("login", ["zhao", "han", "wu", "wang"])
def test_ticket_of_another_unit_is_neither_sent_nor_answered(people, as_person, login):
    reader = as_person(login)
    ticket = reported(people).case.ticket_id
    reader.get("/desk")
    answers = {
        what: reader.post(f"/hotline/{ticket}/{what}", {**ANSWER, "unit_id": "1"}).status
        for what in ("send", "answer")
    }
    expected = {
        "zhao": {"send": 403, "answer": 404},
        "han": {"send": 403, "answer": 403},
        "wu": {"send": 422, "answer": 303},
        "wang": {"send": 403, "answer": 303},
    }
    assert answers == expected[login]


@pytest.mark.parametrize(
    ("typed", "kind", "valid"),
    [
        ("ZL201530012345.4", "patent", True),
        ("ＺＬ ２０１５ ３ ００１２３４５．４", "patent", True),
        ("ZL201530012345.5", "patent", False),
        ("201530012345.4", "application", True),
    ],
)
def test_number_is_judged_as_it_is_typed(*, liu, typed, kind, valid):
    found = liu.get("/recognise", query_string={"q": typed}).json
    assert [(one["kind"], one["valid"]) for one in found] == [(kind, valid)]
    assert found[0]["words"]


def test_recognising_takes_anything(liu):
    for odd in ("", "\x00", "9" * 5000, "<script>", "%", "ZL" * 3000, "𠀀"):
        assert isinstance(liu.get("/recognise", query_string={"q": odd}).json, list)


def test_asking_for_the_contacts_of_a_number_is_kept_without_the_number(liu, people):
    call(liu, caller_phone="13812345678")
    liu.get("/hotline/new")
    liu.submit(press=BOTH, caller_phone="13812345678")
    asked = ledger.acts_on(object_kind="informant", object_id="")
    assert [(row["actor_login"], row["action"]) for row in asked] == [
        ("liu", "informant.looked_up")
    ]
    assert "13812345678" not in str([dict(row) for row in asked])
