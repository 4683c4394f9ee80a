"""Two at once, twice at once, and text nobody has saved yet: nothing is lost and nothing doubled."""

import pytest
from playwright.sync_api import expect

from tests.journeys.look import look
from tests.journeys.walk import Walk

CALL = {"content": "铁西区一家店在卖冒用专利号的保温杯。", "product": "保温杯"}


@pytest.fixture(scope="module")
def case(live):
    """Make one case with drafts and goods."""
    return live.fill("investigated")["investigated"]


@pytest.fixture
def desks(visit, live, case):
    """Give two windows on the same case, the two officers at them."""
    walks = [Walk(visit, live), Walk(visit, live)]
    for walk, login in zip(walks, ("wang", "li"), strict=True):
        walk.case = f"/cases/{case}"
        walk.sit(login)
    return walks


def test_two_who_edit_one_draft_see_both_texts(desks):
    first, second = desks
    scene = "textarea:below(:text('现场情况'))"
    for walk, login in ((first, "wang"), (second, "li")):
        walk.paper(login, "现场笔录")
    first.page.locator(scene).first.fill("王建民写的现场情况")
    second.page.locator(scene).first.fill("李秀英写的现场情况")
    first.page.get_by_role("button", name="保存草稿").click()
    expect(first.page.get_by_role("status")).to_contain_text("已保存")
    second.page.get_by_role("button", name="保存草稿").click()
    merge = second.page.locator("#merge")
    expect(merge).to_contain_text("王建民写的现场情况")
    expect(merge).to_contain_text("李秀英写的现场情况")
    assert look(second.visitor, "merge-paper") == []
    # Whoever types into the box has chosen to write it anew.
    merge.get_by_role("textbox", name="自己改的现场情况").fill("两人核对后的现场情况")
    expect(merge.get_by_role("radio", name="自己改")).to_be_checked()
    merge.get_by_role("button", name="保存合并结果").click()
    expect(second.page.get_by_role("status").first).to_contain_text("已保存")
    expect(first.paper("wang", "现场笔录").locator(scene).first).to_have_value(
        "两人核对后的现场情况"
    )


def test_two_who_correct_one_row_of_goods_see_both_texts(desks):
    forms = []
    for walk, login in zip(desks, ("wang", "li"), strict=True):
        goods = walk.file(login, "#evidence").locator("a[href*='/goods/']:not([href$='/new'])")
        goods.first.click()
        forms.append(walk.page.locator("form[data-guard]"))
    told = ({"place": "店内货架", "remark": "外壳有划痕"}, {"place": "店后库房", "spec": "1.8升"})
    for walk, form, words in zip(desks, forms, told, strict=True):
        walk.fill(form, words)
    desks[0].save(forms[0])
    expect(desks[0].page.get_by_role("status")).to_contain_text("物品已修改")
    desks[1].save(forms[1])
    second = desks[1].page
    merge = second.locator("#merge")
    expect(merge).to_contain_text("店内货架")
    expect(merge).to_contain_text("店后库房")
    expect(merge.locator("tbody")).to_contain_text("外壳有划痕")
    assert look(desks[1].visitor, "merge-goods") == []
    # With the keys alone: to the choice, to mine, and saved.
    merge.get_by_role("radio", name="用对方的").focus()
    second.keyboard.press("ArrowDown")
    expect(merge.get_by_role("radio", name="用我的")).to_be_checked()
    second.keyboard.press("Control+Enter")
    expect(second.get_by_role("status").first).to_contain_text("物品已修改")


def test_text_typed_and_left_is_offered_again(visit, live, case):
    walk = Walk(visit, live)
    page = walk.sit("wang")
    page.clock.install()
    walk.visitor.go("/cases/new")
    page.locator("#content").fill("铁西区一家店在卖冒用专利号的保温杯。")
    page.locator("#product").fill("保温杯")
    page.clock.fast_forward(21_000)
    expect(page.locator("[data-kept]")).to_contain_text("未提交的内容已保存")
    assert look(walk.visitor, "kept-typing") == []
    walk.visitor.context.clear_cookies()
    again = Walk(visit, live)
    page = again.sit("wang")
    again.visitor.go("/cases/new")
    expect(page.locator(".unsaved")).to_contain_text("在这里填写的内容还没有保存")
    assert look(again.visitor, "kept-offer") == []
    page.get_by_role("link", name="恢复").click()
    expect(page.locator("#content")).to_have_value("铁西区一家店在卖冒用专利号的保温杯。")
    expect(page.locator("#product")).to_have_value("保温杯")
    assert look(again.visitor, "kept-restored") == []
    page.get_by_role("button", name="丢弃").click()
    expect(page.locator(".unsaved")).to_have_count(0)


def test_a_double_click_makes_one_ticket_and_one_case(visit, live, case):
    walk = Walk(visit, live)
    page = walk.sit("liu")
    for button in ("只登记", "登记并转办"):
        walk.visitor.go("/hotline/new")
        said = {"respondent": f"{button}的店", "patent_as_printed": "ZL201530012345.4"}
        walk.fill(page.locator("form[data-guard]"), {**CALL, **said})
        page.get_by_role("button", name=button).dblclick()
        expect(page.locator("h1")).to_contain_text("工单 12330-")
        expect(page.locator(".big-number")).to_have_count(2)
        walk.visitor.go("/hotline")
        expect(page.locator("tbody tr", has_text=f"{button}的店")).to_have_count(1)
    walk.sit("wang")
    walk.visitor.go("/cases")
    expect(page.locator("tbody tr", has_text="登记并转办的店")).to_have_count(1)


def test_a_double_click_without_script_makes_one_ticket_too(visit, case):
    page = visit("liu", script=False).go("/hotline/new")
    page.locator("#content").fill(CALL["content"])
    page.locator("#respondent").fill("没有脚本的店")
    page.get_by_role("button", name="只登记").dblclick()
    expect(page.locator("h1")).to_contain_text("工单 12330-")
    page.goto("/hotline")
    expect(page.locator("tbody tr", has_text="没有脚本的店")).to_have_count(1)


def test_leaving_with_unsaved_text_asks_and_staying_keeps_it(visit, live, case):
    walk = Walk(visit, live)
    page = walk.sit("liu")
    walk.visitor.go("/hotline/new")
    page.locator("#content").press_sequentially("还没保存")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="工作台").click()
    expect(page.locator("#content")).to_have_value("还没保存")
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="只登记").click()
    expect(page.locator("h1")).to_contain_text("工单 12330-")


def test_text_typed_in_a_session_that_ended_is_handed_back(visit, live, case):
    walk = Walk(visit, live)
    page = walk.sit("liu")
    walk.visitor.go("/hotline/new")
    walk.fill(page.locator("form[data-guard]"), CALL)
    walk.visitor.context.clear_cookies()
    page.get_by_role("button", name="只登记").click()
    expect(page.locator("main")).to_contain_text(CALL["content"])
