"""A ticket's page: what may be done now and nothing else; what is refused keeps every word."""

from datetime import date

import pytest

from caseapp.accounts import units as places
from caseapp.base.db import writing
from caseapp.hotline import actions, queries
from caseapp.hotline.actions import Holder
from caseapp.hotline.life import MOVES
from tests.hotline.test_answers import take, tell
from tests.stories import unit_id

LIST, PAGE = 12, 25
ODD = "🈶𠮷<script>alert(1)</script>&amp;" + "长" * 10_000


def section():
    return f"u{unit_id(places.ENFORCEMENT)}"


def dispatched(people, **changed):
    one = take(people, **changed)
    with writing():
        ticket, holder = queries.entry_row(one), Holder(unit_id(places.ENFORCEMENT))
        actions.move(by=people.liu, ticket=ticket, move="dispatch", to=holder)
    return one


def offered(page):
    """Return the acts the page offers, by their words."""
    folded = page.texts(".//section[@aria-labelledby='acts']//summary/h3")
    plain = page.texts(".//section[@aria-labelledby='acts']//div[@class='steps']//button")
    return {*folded, *plain}


def state_of(page):
    return page.texts(".//div[@class='page-head']//span[@class='state']")[0]


def numbers(page):
    return page.texts(".//tbody/tr/td[1]")


def test_ticket_walks_through_the_office_by_its_page_alone(people, as_person):
    one = take(people)
    liu, wang, chen = (as_person(login) for login in ("liu", "wang", "chen"))
    liu.get(f"/hotline/{one}", budget=PAGE)
    liu.submit("moves/dispatch", to=section(), reason="按辖区")
    assert state_of(liu.follow()) == "待接收"
    assert "接收" in offered(wang.get(f"/hotline/{one}"))
    wang.submit("moves/accept")
    assert state_of(wang.follow()) == "办理中"
    wang.submit("moves/send_back", why="facts_missing", reason="没有说是哪一家店")
    assert wang.last.status == 303
    page = liu.get(f"/hotline/{one}")
    assert state_of(page) == "退回待改派"
    assert "事实不清，需要补充了解：没有说是哪一家店" in page.text
    liu.submit("moves/dispatch", to=section(), reason="已问清是兴旺家电")
    wang.get(f"/hotline/{one}")
    wang.submit("moves/send_back", why="other", reason="仍不清楚")
    page = chen.get(f"/hotline/{one}")
    assert (state_of(page), "裁定" in offered(page)) == ("待裁定", True)
    chen.submit("moves/arbitrate", to=section(), reason="由执法科办理，不再退回")
    page = wang.get(f"/hotline/{one}")
    assert "退回" not in offered(page)
    assert "不再退回" in page.text
    wang.submit("moves/accept")
    wang.follow()
    wang.submit("/answer", text="商店已退货。")
    liu.get(f"/hotline/{one}")
    liu.submit("/call-back", satisfaction="satisfied")
    page = liu.follow(budget=PAGE)
    assert state_of(page) == "已办结"
    assert offered(page) == {"答复"}
    chain = [row[0] for row in _rows(page)]
    assert chain == ["待分办", "待接收", "办理中", "退回待改派", *CHAIN_END]


CHAIN_END = ("待接收", "待裁定", "待接收", "办理中", "已答复")


def _rows(page):
    table = page.all(".//section[@aria-labelledby='chain']//tbody/tr")
    return [["".join(cell.itertext()).strip() for cell in row.findall("td")][1:] for row in table]


def test_each_is_offered_only_what_the_table_lets_them_do(people, as_person):
    one = dispatched(people)
    for login in ("liu", "wang", "wu", "chen", "zhou", "zheng"):
        reader = as_person(login)
        names = offered(reader.get(f"/hotline/{one}", budget=PAGE))
        for key in ("accept", "send_back", "urge", "supervise", "joint", "arbitrate"):
            was = queries.entry_row(one).version
            reader.get(f"/hotline/{one}")
            fields = {"reason": "理由", "why": "other", "to": f"u{unit_id(places.TIEDONG)}"}
            answer = reader.post(f"/hotline/{one}/moves/{key}", fields)
            if MOVES[key].name in names:
                assert answer.status == 303, (login, key)
                one = dispatched(people)
                continue
            assert (answer.status, queries.entry_row(one).version) == (409, was), (login, key)
            assert f"不能{MOVES[key].name}" in answer.text


def test_what_is_refused_stays_as_it_was_typed(people, as_person):
    one = dispatched(people)
    first, second = as_person("wang"), as_person("li")
    first.get(f"/hotline/{one}")
    second.get(f"/hotline/{one}")
    first.submit("moves/accept")
    first.follow()
    first.submit("/answer", text="先到的答复")
    refused = second.submit("/answer", text=ODD, kind="final")
    assert refused.status == 409
    assert "已有最终答复" in refused.text
    assert (refused.by_id("answer-text").text or "").removeprefix("\n") == ODD
    refused = second.submit("/answer", kind="added", text=ODD)
    assert refused.status == 303
    assert "🈶𠮷<script>alert(1)</script>&amp;长长" in second.follow().text
    first.follow()
    gone = first.post(f"/hotline/{one}/moves/send_back", {"why": "other", "reason": "迟了🈶"})
    assert gone.status == 409
    typed = gone.tree.find(".//section[@aria-label='您填写的内容']")
    named = ["".join(one.itertext()) for one in typed.findall(".//dt")]
    words = ["".join(one.itertext()) for one in typed.findall(".//dd")]
    assert dict(zip(named, words, strict=True)) == {"退回原因": "其他", "理由": "迟了🈶"}
    assert queries.entry_row(one).answer == "先到的答复"


def test_long_and_empty_texts_are_told_in_a_sentence(people, as_person):
    one = dispatched(people)
    wang = as_person("wang")
    wang.get(f"/hotline/{one}")
    page = wang.submit("moves/send_back", why="other", reason=" 　")
    assert (page.status, "此项必填" in page.text) == (422, True)
    page = wang.submit("moves/send_back", why="other", reason="字" * 20_001)
    assert (page.status, "最多 20000 个字" in page.text) == (422, True)
    assert (page.by_id("send_back-reason").text or "").strip() == "字" * 20_001
    for odd in ("", "x9", "u", "b2000000", "u99999999999"):
        liu = as_person("liu")
        liu.get("/hotline")
        sent = liu.post(f"/hotline/{one}/moves/joint", {"to": odd, "reason": "协助"})
        assert sent.status == 422
    assert wang.post(f"/hotline/{one}/moves/take", {}).status == 404
    assert wang.post(f"/hotline/{one}/moves/梦", {}).status == 404


def test_double_click_makes_one_answer_and_one_call_back(people, as_person):
    one = take(people)
    liu = as_person("liu")
    for path, typed in (
        ("/answer", {"text": "已告知。"}),
        ("/call-back", {"satisfaction": "unsatisfied", "comment": "没退款"}),
    ):
        page = liu.get(f"/hotline/{one}")
        hidden = {
            field.get("name"): field.get("value")
            for field in page.form(path).iter("input")
            if field.get("type") == "hidden"
        }
        fields = {**hidden, "kind": "final", "how": "phone", "told_on": "2024-03-05"}
        fields |= {"outcome": "reached", **typed}
        answers = [liu.post(f"/hotline/{one}{path}", fields).location for _ in range(3)]
        assert answers == [answers[0]] * 3
    wanted = queries.Filters(state="open")
    assert queries.page_of_tickets(people.liu, wanted, "").total == 1
    assert "不满意" in liu.get(f"/hotline/{one}").text


def test_reporters_page_says_that_the_informant_desk_answers(people, as_person):
    one = take(people, matter="report", caller_name="钱多多", caller_phone="13812345678")
    page = as_person("liu").get(f"/hotline/{one}")
    assert "答复" not in offered(page)
    assert "答复和回访由举报专员办理" in page.text
    liu = as_person("liu")
    liu.get("/hotline")
    fields = {"text": "已立案。", "kind": "final", "how": "phone", "told_on": "2024-03-05"}
    answer = liu.post(f"/hotline/{one}/answer", fields)
    assert (answer.status, "由举报专员办理" in answer.text) == (409, True)
    assert "已立案。" in answer.text
    assert "答复" in offered(as_person("zhou").get(f"/hotline/{one}"))
    assert "钱多多" not in page.source


def test_repeat_is_joined_by_its_number_from_the_page(people, as_person):
    caller = {"caller_name": "马连长", "caller_phone": "13912345678"}
    two = [take(people, **caller) for _ in range(2)][1]
    liu = as_person("liu")
    liu.get(f"/hotline/{two}")
    page = liu.submit("/join", earlier="12330-20240304-0009", reason="同一商店")
    assert (page.status, "没有找到工单" in page.text) == (409, True)
    assert page.by_id("join-earlier").get("value") == "12330-20240304-0009"
    liu.submit("/join", earlier=" 12330-20240304-0001 ", reason="同一商店")
    page = liu.follow()
    assert state_of(page) == "已并入"
    assert page.links()["12330-20240304-0001"] == "/hotline/1"
    assert liu.get("/hotline/1").links()["12330-20240304-0002"] == f"/hotline/{two}"


def test_nobody_is_chosen_where_the_table_names_nobody(people, as_person):
    one = take(people, answers={"special": "petition"})
    liu = as_person("liu")
    page = liu.get(f"/hotline/{one}")
    (choice,) = page.all(".//select[@id='dispatch-to']")
    assert choice.findall(".//option[@selected]") in ([], choice.findall(".//option[@value='']"))
    assert "".join(choice.findall(".//option")[0].itertext()) == "请选择"
    page = liu.submit("moves/dispatch", to="", reason="试")
    assert (page.status, queries.entry_row(one).state) == (422, "open")


def test_list_is_narrowed_by_everything_and_says_who_has_what(people, as_person, clock):
    clock.set(date(2024, 3, 4))
    one = take(people, respondent="兴旺家电", right_kind="patent", channel="letter")
    two = dispatched(people, received_on=date(2024, 3, 1))
    three = take(people, matter="advice")
    tell(people.liu, three)
    liu = as_person("liu")
    found = {
        query: [int(number[-4:]) if number.startswith("12330-20240304") else 0 for number in rows]
        for query in (
            *("", "heap=returned", "heap=call_back", "matter=advice", "right_kind=patent"),
            *("channel=letter", "until=2024-03-03", "since=2024-03-02", "word=兴旺"),
            *("heap=mine&word=%25", "heap=unit", "heap=accept", "state=assigned"),
        )
        for rows in [numbers(liu.get(f"/hotline?{query}", budget=LIST))]
    }
    newest = [2, 0, 1]
    assert found == {
        "": newest,
        "heap=returned": [],
        "heap=call_back": [2],
        "matter=advice": [2],
        "right_kind=patent": [1],
        "channel=letter": [1],
        "until=2024-03-03": [0],
        "since=2024-03-02": [2, 1],
        "word=兴旺": [1],
        "heap=mine&word=%25": [],
        "heap=unit": [1],
        "heap=accept": [],
        "state=assigned": [0],
    }
    assert len(numbers(as_person("wang").get("/hotline?heap=accept"))) == 1
    line = as_person("wang").get("/hotline").texts(".//tbody/tr[1]")[0]
    assert "执法科" in line
    assert "投诉" in line
    clock.set(date(2024, 4, 1))
    assert len(numbers(as_person("liu").get("/hotline?heap=overdue"))) == 3
    assert one != two


@pytest.mark.parametrize(
    "odd",
    [
        "heap=梦",
        "body=x",
        "body=99999999999",
        "since=昨天",
        "until=2024-13-01",
        "word=" + "%00" * 3,
    ],
)
def test_list_takes_any_address(people, as_person, odd):
    take(people)
    assert len(numbers(as_person("liu").get(f"/hotline?{odd}"))) in (0, 1)


def test_limit_of_a_ticket_is_explained_and_a_target_is_called_one(people, as_person):
    one = dispatched(people)
    liu = as_person("liu")
    page = liu.get(f"/hotline/{one}")
    links = [a.get("href") for a in page.all(".//aside//details//a")]
    assert links
    for link in links:
        assert liu.get(link).heading.startswith("期限说明：")
    assert "服务目标" in page.text
    assert as_person("zhao").get(links[0]).status == 404
    assert liu.get(f"/hotline/{one}/limits/999999").status == 404
