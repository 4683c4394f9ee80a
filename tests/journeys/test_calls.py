"""Calls by the keys alone: what the operator presses and how long it takes is counted and printed."""

from __future__ import annotations

import json
import re
import time
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.look import look
from tests.journeys.walk import Walk

MOST_KEYS = 25
KETTLE = "ZL201530012345.4"
NUMBER = "13941200077"
NUMBER_OF_TICKET = re.compile(r"工单 (12330-\d{8}-\d{4})")


class Hands:
    """An operator's hands: keys pressed, words typed, seconds gone; no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        self.words = 0
        self.began = time.monotonic()

    def press(self, *keys: str) -> None:
        """Press keys that are no text."""
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type what the caller says."""
        self.words += len(text)
        self.page.keyboard.type(text)

    def here(self) -> str:
        """Return the name of the field the focus is in."""
        return str(self.page.evaluate("document.activeElement.name || document.activeElement.id"))

    def to(self, name: str, *, most: int = 40) -> None:
        """Press Tab until a field has the focus; each press counts."""
        for _ in range(most):
            if self.here() == name:
                return
            self.press("Tab")
        pytest.fail(f"the keys do not reach {name}; they are at {self.here()}")

    def answer(self, name: str, text: str) -> None:
        """Go to a question and type its answer."""
        self.to(name)
        self.type(text)

    def ticket(self, what: str) -> str:
        """Wait for the ticket, print what it took, return its number."""
        expect(self.page.locator("h1")).to_have_text(NUMBER_OF_TICKET)
        # The page is read before its keys answer: a hand that is faster than the script is no fault.
        self.page.wait_for_load_state()
        seconds = time.monotonic() - self.began
        print(f"{what}: {self.keys} keys beside {self.words} characters, {seconds:.1f} s")  # noqa: T201 - the proof
        return str(NUMBER_OF_TICKET.search(self.page.locator("h1").inner_text())[1])


@pytest.fixture
def walk(visit, live):
    """Give the windows of this office."""
    return Walk(visit, live)


@pytest.fixture
def hands(walk):
    """Sit the operator down at the desk, and take the next call by its key."""
    page = walk.sit("liu")
    walk.visitor.go("/hotline")
    mine = Hands(page)
    mine.press("n")
    expect(page.locator("#caller_phone")).to_be_focused()
    return mine


def test_consultation_is_answered_while_the_caller_waits(hands):
    hands.type("+49 30 901820")
    hands.press("Alt+3")
    hands.answer("content", "外观设计专利的年费怎么缴？")
    hands.answer("told", "可以在专利业务办理系统缴，也可以到代办处窗口缴。")
    hands.press("Control+Enter")
    hands.ticket("consultation")
    expect(hands.page.locator(".state").first).to_have_text("已答复")
    hands.press("n")
    expect(hands.page.locator("#caller_phone")).to_be_focused()
    expect(hands.page.locator("#caller_phone")).to_have_value("")


def test_answer_of_the_office_is_put_in_by_two_keys(hands):
    hands.press("Alt+3")
    hands.answer("content", "假冒专利怎么举报")
    hands.press("Alt+K")
    expect(hands.page.locator("#know-found")).to_contain_text("回车插入第一条")
    hands.press("Enter")
    expect(hands.page.locator("#told")).to_be_focused()
    expect(hands.page.locator("#told")).to_have_value(re.compile("（依据：.+）"))
    hands.press("Control+Enter")
    hands.ticket("consultation with the office's answer")


def test_anonymous_report_with_a_patent_number_takes_few_keys(hands, walk):
    hands.to("matter")
    hands.press("1")
    hands.answer("content", f"铁西区一家店卖标注{KETTLE}的电热水壶，专利像是过期了。")
    expect(hands.page.locator("#content-chips .good")).to_contain_text(KETTLE)
    hands.to("right_kind")
    hands.press("ArrowDown")
    hands.answer("patent_as_printed", KETTLE)
    hands.answer("product", "电热水壶")
    hands.answer("respondent", "铁西区旺达家电商行")
    expect(hands.page.locator("#not-asked")).to_have_text("必问的都问到了。")
    hands.answer("place", "人民路1号")
    hands.press("Control+Enter")
    number = hands.ticket("anonymous report")
    assert hands.keys <= MOST_KEYS
    read_out = hands.page.locator(".big-number")
    expect(read_out.first).to_have_text(number)
    expect(read_out.nth(1)).to_have_text(re.compile(r"\d{4} \d{4} \d{4} \d{4}"))
    assert look(walk.visitor, "calls/report-taken") == []


def test_mixed_complaint_is_taken_and_split_by_keys(hands):
    hands.type(NUMBER)
    hands.press("Alt+2")
    said = "对方卖的保温杯侵犯我的专利，要求停止。店里还有标着过期专利号的雨伞，请你们查处。"
    hands.answer("content", said)
    hands.to("right_kind")
    hands.press("ArrowDown")
    hands.to("q_standing")
    hands.press("ArrowDown")
    hands.answer("respondent", "铁东区兴隆百货店")
    hands.answer("q_wish", "停止销售")
    hands.answer("caller_name", "何秉文")
    hands.press("Control+Shift+Enter")
    first = hands.ticket("mixed complaint, taken")
    hands.press("e")
    expect(hands.page.locator("h1")).to_contain_text(f"拆分工单 {first}")
    hands.to("piece-1")
    hands.press("ArrowDown", "Control+Enter")
    expect(hands.page.locator("h1")).to_contain_text("已拆分工单")
    second = hands.page.locator(".big-number").first.inner_text()
    assert second != first
    print(f"mixed complaint, split: {hands.keys} keys")  # noqa: T201 - the proof


def test_repeat_is_told_by_keys_and_the_call_still_ends_by_its_key(hands):
    page = hands.page
    said = "台安县新家百货卖的保温杯印着ZL201630045678.5，查不到这个专利。"
    hands.answer("content", said)
    hands.press("Control+Shift+Enter")
    first = hands.ticket("report")
    hands.press("n")
    expect(page.locator("#content")).to_have_value("")
    hands.answer("content", said)
    same = page.get_by_role("button", name=f"{first} 同一件事")
    expect(same).to_be_visible()
    same.focus()
    hands.press("Enter")
    expect(page.locator("#hints")).to_contain_text("登记后列在“相像的工单”里")
    expect(same).not_to_be_visible()
    expect(page.locator("body")).not_to_be_focused()
    hands.press("Control+Shift+Enter")
    assert hands.ticket("the same again") != first
    page.get_by_role("link", name="相像的工单").click()
    expect(page.locator("main")).to_contain_text(first)


def test_aid_for_a_small_firm_in_a_dispute_abroad(hands, walk):
    hands.type("0412-5550188")
    hands.press("Alt+4")
    hands.answer("content", "在杜塞尔多夫参展时收到临时禁令，说我们的阀门侵犯专利。")
    hands.to("right_kind")
    hands.press("ArrowDown")
    hands.answer("respondent", "一家德国阀门企业")
    hands.answer("q_evidence", "禁令原件、展品照片")
    hands.to("q_firm_size")
    hands.press("ArrowDown", "ArrowDown", "ArrowDown")
    hands.to("q_help_wanted")
    hands.press("End")
    hands.answer("q_country", "德国")
    hands.answer("q_forum", "杜塞尔多夫地方法院")
    expect(hands.page.locator("#not-asked")).to_have_text("必问的都问到了。")
    assert look(walk.visitor, "calls/aid") == []
    hands.answer("caller_name", "鞍山市恒通阀门有限公司")
    hands.press("Control+Enter")
    hands.ticket("aid, a dispute abroad")
    expect(hands.page.locator("main")).to_contain_text("海外纠纷应对")
    expect(hands.page.locator("main")).to_contain_text("小型企业")


def test_matter_changes_under_the_fingers_and_what_was_typed_stays(hands):
    page = hands.page
    hands.answer("product", "保温杯")
    hands.press("Alt+5")
    expect(page.locator("#content")).not_to_be_focused()
    expect(page.locator("#product")).to_be_visible()  # filled, so it stays in sight
    expect(page.locator("#respondent")).not_to_be_visible()
    expect(page.locator("#q_about")).to_be_visible()
    expect(page.get_by_role("button", name="登记工单")).to_be_visible()
    page.locator("#respondent").evaluate("e => e.blur()")
    hands.press("Alt+2", "Alt+0")
    expect(page.locator("#product")).to_have_value("保温杯")
    expect(page.locator("#cut")).to_be_checked()
    hands.press("Control+Shift+Enter")
    hands.ticket("line cut after some seconds")


def test_ten_thousand_characters_are_told_of_before_anything_is_lost(hands):
    page = hands.page
    page.locator("#content").evaluate(
        "(e, n) => { e.value = '字'.repeat(n); e.dispatchEvent(new Event('input', {bubbles: true})); }",
        20_010,
    )
    expect(page.locator("#content-left")).to_have_text(
        "超出 10 个字，缩短后才能登记；现在的内容都还在。"
    )
    assert len(page.locator("#content").input_value()) == 20_010


def test_telephone_rings_fills_in_and_goes_with_the_ticket(walk, live):
    page = walk.sit("liu")
    walk.visitor.go("/hotline/phone").locator("#extension").fill("801")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("分机号已保存")
    token = live.token()

    def tell(event: str) -> None:
        given = {"event": event, "call_id": "j-1", "caller": NUMBER, "extension": "801"}
        asked = urllib.request.Request(  # noqa: S310 - our own office
            f"{live.home}/hotline/phone/events",
            data=json.dumps(given).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310 - our own office
            assert json.load(answer)["taken"] is True

    walk.visitor.go("/hotline/new")
    tell("start")
    expect(page.locator("#ringing")).to_have_text(f"来电 {NUMBER}，请接听")
    expect(page.locator("#caller_phone")).to_have_value(NUMBER)
    assert look(walk.visitor, "calls/ringing") == []
    tell("answer")
    expect(page.locator("#ringing")).to_have_text(f"通话中 {NUMBER}")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("想查一件商标。")
    page.keyboard.press("Alt+3")
    tell("end")
    expect(page.locator("#ringing")).to_have_text(f"已挂断 {NUMBER}")
    expect(page.locator("#ended_at")).not_to_have_value("")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_have_text(NUMBER_OF_TICKET)
    expect(page.locator("main")).to_contain_text("通话")
    walk.visitor.go("/hotline/new")
    expect(page.locator("#ringing")).not_to_be_visible()
    expect(page.locator("#caller_phone")).to_have_value("")


def test_draft_outlives_the_session_and_the_page_goes_on_after_signing_in(visit, live):
    walk = Walk(visit, live)
    page = walk.sit("liu")
    walk.visitor.go("/hotline/new")
    page.keyboard.type(NUMBER)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("来电人说到一半")
    expect(page.locator("[data-kept]")).to_contain_text("草稿已加密保存")
    walk.visitor.context.clear_cookies()
    page.keyboard.type("，登录失效之后")
    expect(page.locator("[data-kept]")).to_contain_text("登录已失效")
    other = walk.visitor.context.new_page()  # another window of the same browser
    other.goto(live.link("liu"))
    other.locator("#enter button").click()
    other.wait_for_url(lambda address: "/enter/" not in address)
    expect(page.locator("[data-kept]")).to_contain_text("草稿已加密保存")
    other.goto(f"{live.home}/hotline/new")
    assert look(walk.visitor, "calls/typing") == []
    expect(other.locator(".drafts")).to_contain_text("没有登记的来电草稿")
    other.locator(".drafts").get_by_role("link", name="恢复").first.click()
    expect(other.locator("#content")).to_have_value("来电人说到一半，登录失效之后")
    expect(other.locator("#caller_phone")).to_have_value(NUMBER)
    page.keyboard.press("Control+Enter")  # the page that was open all the time is still good
    expect(page.locator("h1")).to_have_text(NUMBER_OF_TICKET)
