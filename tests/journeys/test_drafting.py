"""A paper by hand: found by typing, filled by the case, redrawn while it is typed, saved within a minute."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.look import look
from tests.journeys.walk import Walk

A_MINUTE = 60


@pytest.fixture
def desk(visit, live):
    """Give the officer's window on a case under investigation."""
    walk = Walk(visit, live)
    walk.case = f"/cases/{live.fill('investigated')['investigated']}"
    walk.sit("wang")
    return walk


def test_a_paper_takes_a_practised_officer_under_a_minute(desk):
    page = desk.page
    began = time.monotonic()
    desk.file("wang", "#papers").get_by_role("link", name="起草文书").click()
    expect(page.get_by_label("查找文书")).to_be_focused()
    page.keyboard.type("询问通知")
    expect(page.get_by_role("button", name="起草案件来源登记表")).to_be_hidden()
    expect(page.get_by_role("button", name="起草询问通知书")).to_be_visible()
    assert look(desk.visitor, "new-paper") == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("《询问通知书》")
    expect(page.locator("#missing")).to_contain_text("签发前还要填写 3 项")
    page.get_by_label("被通知人").fill("赵兴旺")
    page.get_by_label("询问时间").fill("2024-03-11T09:30")
    page.get_by_label("询问地点").fill("本局二楼询问室")
    expect(page.locator("canvas.paper-image").first).to_be_visible()
    assert look(desk.visitor, "draft-live") == []
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("文书草稿已保存")
    expect(page.locator("#missing")).to_contain_text("必填的内容都已经填写")
    assert time.monotonic() - began < A_MINUTE


def test_a_list_is_typed_as_a_table_and_pasted_from_a_sheet(desk):
    page = desk.file("wang", "#papers")
    page.get_by_role("link", name="起草文书").click()
    page.get_by_role("button", name="起草卷内文件目录").click()
    cells = page.locator(".list-table textarea")
    cells.first.fill("第一格")
    rows = page.locator(".list-table tbody tr")
    before = rows.count()
    page.get_by_role("button", name="添加一行").click()
    page.evaluate(
        """() => {
            const sheet = new DataTransfer();
            sheet.setData("text/plain", "甲\\t乙\\n丙\\t丁\\n");
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: sheet, bubbles: true, cancelable: true })
            );
        }"""
    )
    expect(rows).to_have_count(before + 2)
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_role("status")).to_contain_text("文书草稿已保存")
    expect(cells.first).to_have_value("第一格")
    last = rows.last.locator("textarea")
    expect(last.nth(0)).to_have_value("丙")
    expect(last.nth(1)).to_have_value("丁")
    assert look(desk.visitor, "draft-list") == []
