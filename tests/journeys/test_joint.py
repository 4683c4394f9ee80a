"""A joint action of three bodies: planned at the desk, gone out for with a phone, each deciding for itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walk import Walk

PHONE = {"width": 390, "height": 844}
WHOLE = {"width": 390, "height": 3000}
MARKET, POLICE = "鞍山市市场监督管理局", "鞍山市公安局"
SHOPS = "兴旺家电商行，人民路1号\n红星电器城，二道街9号"
BIG_ENOUGH = 44  # pixels a thumb hits


@pytest.fixture
def walk(visit, live):
    """Give the windows of this office."""
    return Walk(visit, live)


def test_action_of_three_bodies_is_entered_on_a_phone_and_each_decides(walk):
    plan(walk)
    approve(walk)
    first_group(walk)
    second_group(walk)
    each_decides(walk)
    sum_up(walk)


def plan(walk: Walk) -> None:
    """The liaison plans with the market bureau and the police."""
    page = walk.sit("wei")
    page.goto(f"{walk.live.home}/joint/new")
    page.get_by_label("行动名称").fill("冬季知识产权联合执法行动")
    page.get_by_label("承办单位").select_option(label="执法科")
    page.get_by_label("行动目的").fill("查处家电市场的假冒专利和假冒商标")
    page.get_by_label("最后一天").fill("2026-11-27")
    page.get_by_label("铁西区").check()
    page.get_by_role("button", name="登记并继续写分组").click()
    expect(page.get_by_role("status")).to_contain_text("已登记 鞍市监联登字〔2026〕1号")
    for name in (MARKET, POLICE):
        add(page, "增加参加单位", {"单位": name, "负责人": "赵局长"})
    for name, leader in (("第一组", "王建民"), ("第二组", "李秀英")):
        add(page, "增加分组", {"组名": name, "组长": leader})
    for group, ours in (("第一组", "王建民"), ("第二组", "李秀英")):
        add(page, "增加组员", {"分组": group, "本机关人员": ours})
    for group, name, body in (("第一组", "孙商标", MARKET), ("第二组", "马警官", POLICE)):
        member = {"分组": group, "其他单位人员姓名": name, "其他单位人员所在单位": body}
        add(page, "增加组员", member)
    add(page, "增加场所", {"分给": "第一组", "所在区域": "铁西区", "场所": SHOPS})
    expect(page.locator("#places").locator("..")).to_contain_text("共 2 处，已查 0 处")


def add(page: Page, name: str, values: dict[str, str]) -> None:
    """Go through one of the small forms of the plan."""
    page.get_by_role("link", name=name, exact=True).click()
    form = page.locator("form[data-guard]")
    for label, value in values.items():
        field = form.get_by_label(re.compile(f"^{label}(（可不填）)?$"))
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    form.locator("button.btn-primary").click()
    expect(page.get_by_role("status")).to_contain_text("已增加")


def approve(walk: Walk) -> None:
    """The chief approves what the liaison planned."""
    page = walk.sit("chen")
    page.goto(f"{walk.live.home}/joint/1")
    page.get_by_role("link", name="批准方案", exact=True).click()
    page.get_by_label("批准意见").fill("同意")
    page.get_by_role("button", name="批准方案").click()
    expect(page.get_by_role("status")).to_contain_text("方案已批准")


def first_group(walk: Walk) -> None:
    """A visit with one hand; the network goes away while it is sent, and nothing is lost."""
    page = street(walk, "wang")
    page.get_by_label("检查的场所").select_option(label="兴旺家电商行（人民路1号）")
    page.get_by_label("检查商品（件）").fill("120")
    page.get_by_label("其中标注专利的（件）").fill("8")
    page.get_by_label("问题 1：哪一类权利").select_option(label="专利")
    page.get_by_label("问题 1：发现了什么").fill("电热水壶标注的专利号已经失效")
    page.get_by_label("问题 1：商品").fill("电热水壶")
    page.get_by_label("问题 1：件数").fill("12")
    page.get_by_label("问题 1：标注的专利号").fill("ZL201530012345.4")
    walk.visitor.context.set_offline(True)
    page.get_by_role("button", name="登记，接着下一家").click()
    expect(page.locator("[data-lost]")).to_contain_text("没有连上网络，内容都在本页")
    expect(page.get_by_label("问题 1：商品")).to_have_value("电热水壶")
    walk.visitor.picture("joint-offline")
    walk.visitor.context.set_offline(False)
    expect(page.locator(".notice-done")).to_contain_text("已登记 兴旺家电商行，请接着登记下一家")
    walk.visitor.faults.clear()  # the browser notes each request that found no network
    expect(page.get_by_label("问题 1：商品")).to_have_value("")
    page.get_by_role("link", name="查看、补照片、打印记录表").click()
    fits(page)
    page.get_by_role("button", name="制作行动记录表，现场签名").click()
    expect(page.locator("h1")).to_contain_text("《联合执法行动记录表》")


def second_group(walk: Walk) -> None:
    """Another group meets a mark at the second shop, and the first shop again."""
    page = street(walk, "li")
    page.get_by_label("检查的场所").select_option(label="红星电器城（二道街9号）")
    page.get_by_label("检查商品（件）").fill("30")
    page.get_by_label("问题 1：哪一类权利").select_option(label="商标")
    page.get_by_label("问题 1：发现了什么").fill("假冒注册商标的电饭锅")
    page.get_by_role("button", name="登记，接着下一家").dblclick()
    expect(page.locator(".notice-done")).to_contain_text("已登记 红星电器城")
    expect(page.locator("main")).to_contain_text("共 1 次")
    again = "兴旺家电商行（人民路1号，已查 1 次）"
    page.get_by_label("检查的场所").select_option(label=again)
    page.get_by_role("button", name="登记，接着下一家").click()
    walk.refused("已经由第一组检查过（王建民", "请勾选“当天再次检查”")
    page.get_by_label("当天再次检查这一家").check()
    page.get_by_role("button", name="登记，接着下一家").click()
    expect(page.locator("main")).to_contain_text("共 2 次")


def street(walk: Walk, login: str) -> Page:
    """Take the phone out and open the page for the street."""
    page = walk.sit(login)
    page.set_viewport_size(PHONE)
    page.goto(f"{walk.live.home}/joint")
    page.get_by_role("link", name="登记检查：冬季知识产权联合执法行动").click()
    fits(page)
    page.set_viewport_size(WHOLE)  # the button that stays in sight covers part of what is scrolled
    assert walk.visitor.barriers() == []
    page.set_viewport_size(PHONE)
    walk.visitor.picture(f"joint-street-{login}")
    return page


def fits(page: Page) -> None:
    """See that nothing runs out of the screen, and that a thumb hits what it has to."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    heights = page.locator(".phone .form-control, .phone .form-select, .phone .btn-primary")
    shown = "all => all.filter(e => e.offsetParent).map(e => e.getBoundingClientRect().height)"
    assert min(heights.evaluate_all(shown), default=BIG_ENOUGH) >= BIG_ENOUGH


def each_decides(walk: Walk) -> None:
    """Ours becomes a lead, the mark goes to the market bureau, which decides in its own name."""
    page = walk.sit("wang")
    page.goto(f"{walk.live.home}/joint/1/findings/1")
    expect(page.locator("main")).to_contain_text("鞍山市知识产权局对专利问题只登记和分送线索")
    page.get_by_role("button", name="登记线索").click()
    expect(page.locator("main")).to_contain_text("兴旺家电商行电热水壶标注专利涉嫌假冒专利")
    page = walk.sit("li")
    page.goto(f"{walk.live.home}/joint/1/findings/2")
    expect(page.locator("main")).to_contain_text(f"{MARKET}，以自己的名义处理")
    page.get_by_label("移交的理由").fill("商标由该局主管")
    page.get_by_role("button", name="登记移送").click()
    expect(page.locator("h1")).to_contain_text("红星电器城商标问题线索")
    page.goto(f"{walk.live.home}/joint/1/findings/2")
    form = page.locator("#result")
    form.get_by_label("处理结果").select_option(label="立案")
    form.get_by_label("文号或者案号").fill("鞍市监案〔2026〕8号")
    form.get_by_role("button", name="登记结果").click()
    expect(page.locator(".case-line")).to_contain_text("立案（鞍市监案〔2026〕8号）")


def sum_up(walk: Walk) -> None:
    """The totals count visits twice and shops once, and open their rows; the action ends."""
    page = walk.sit("wei")
    page.goto(f"{walk.live.home}/joint/1")
    rows = page.locator("table.totals tbody tr")
    told = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts() for row in rows.all()
    }
    assert told["合计"] == ["4", "3", "2", "150", "8", "2", "1", "1", "1"]
    assert told[MARKET] == ["1", "1", "1", "120", "8", "1", "0", "1", "1"]
    assert told[POLICE] == ["1", "2", "2", "30", "0", "0", "0", "0", "0"]
    walk.visitor.picture("joint-totals")
    page.get_by_role("link", name="合计：检查次数 3").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    page.go_back()
    page.get_by_role("link", name="总结行动", exact=True).click()
    page.get_by_label("存在的问题").fill("两家商户没有开门")
    page.get_by_label("下一步打算").fill("春节前再查一次")
    page.get_by_role("button", name="总结行动").click()
    page.get_by_role("link", name="起草文书").click()
    page.get_by_role("button", name="起草联合执法行动总结").click()
    expect(page.locator("#draft")).to_contain_text("取自协作事项，由承办人核对")
    page.goto(f"{walk.live.home}/joint/1/moves/close")
    page.get_by_role("button", name="办结").click()
    expect(page.locator(".case-line")).to_contain_text("已办结")
