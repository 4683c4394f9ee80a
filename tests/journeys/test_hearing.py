"""A penalty under today's rules that was heard, not paid, demanded, and enforced by the court."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import PICTURES
from tests.journeys.test_story import handed_over
from tests.journeys.walk import Walk

PROCEDURE = "作出行政处罚等处理决定"
TOLD = {"on": "2026-01-26", "hearing_place": "本局第一听证室"}
ON_TIME = {
    "hearing_on": "2026-02-05",
    "hearing_officer": "孙明远",
    "hearing_notice_served_on": "2026-01-26",
}
HELD = {
    "hearing_officer": "孙明远",
    "hearing_record": "当事人提出进货时专利仍然有效，调查人员出示了登记簿副本。",
    "hearing_opinion": "事实清楚，证据确凿；当事人主动下架，建议从轻。",
}


@pytest.fixture
def walk(visit, live):
    """Give a window where everybody of the cast sits down in turn."""
    return Walk(visit, live)


def test_a_fine_is_heard_and_in_the_end_enforced_by_the_court(walk: Walk):
    walk.day("2026-01-26")
    walk.case = f"/cases/{walk.live.fill('to_notify', '2026-01-05')['to_notify']}"
    the_right_to_a_hearing_is_told(walk)
    the_party_asks_for_it(walk)
    the_hearing_is_told_in_time(walk)
    walk.day("2026-02-12")
    the_hearing_is_held(walk)
    nobody_decides_before_review_and_meeting(walk)
    the_decision_is_served(walk)
    walk.day("2026-03-10")
    nothing_is_paid(walk)
    the_surcharge_is_reckoned(walk)
    it_is_too_early_for_the_court(walk)
    walk.day("2026-08-20")
    the_court_is_asked(walk)
    walk.day("2026-10-14")
    the_court_collects_all(walk)


def limit(walk: Walk, login: str, name: str) -> Locator:
    """A limit of the case as somebody reads it, opened to its paragraph."""
    line = walk.file(login).locator("section[aria-labelledby=limits] .limit", has_text=name)
    closed = "details:not([open]) > summary:visible"
    while walk.page.locator("section[aria-labelledby=limits]").locator(closed).count():
        walk.page.locator("section[aria-labelledby=limits]").locator(closed).first.click()
    return line


def the_right_to_a_hearing_is_told(walk: Walk) -> None:
    form = walk.open_step("chen", "签发告知书")
    walk.fill(form, {"on": "2026-01-19", "hearing_offered": False}, prefix="f_")
    walk.save(form)
    walk.refused("拟处罚达到听证标准而未告知听证权利", "对公民拟罚款20000元，达到10000元（TH-4）")
    walk.fill(form, {"hearing_offered": True}, prefix="f_")
    walk.save(form)
    expect(walk.page.get_by_role("status")).to_contain_text("已办理：签发告知书")
    walk.serve("wang", "行政处罚告知书", **handed_over("2026-01-20"))
    expect(limit(walk, "wang", "当事人要求听证")).to_contain_text("2026-01-27")
    waiting = walk.page.locator(".waiting-step", has_text="报请决定")
    expect(waiting).to_contain_text("申请听证的期限至2026年1月27日届满")


def the_party_asks_for_it(walk: Walk) -> None:
    expect(limit(walk, "wang", PROCEDURE)).to_contain_text("2026-04-08")
    walk.step("wang", "登记听证申请", on="2026-01-23")
    line = limit(walk, "wang", PROCEDURE)
    expect(line).to_contain_text("中止前 2026-04-08 中止计算")
    expect(line).to_contain_text("自2026年1月23日起中止计算（登记听证申请）")


def the_hearing_is_told_in_time(walk: Walk) -> None:
    form = walk.open_step("wang", "通知听证")
    short = {**TOLD, **ON_TIME, "hearing_on": "2026-02-04", "hearing_officer": "王建民"}
    walk.fill(form, short, prefix="f_")
    walk.save(form)
    walk.refused(
        "听证通知书最迟应于2026年1月23日送达（行政处罚法第六十三条、第六十四条）。请改定听证日期。",
        "听证主持人是本案调查人员",
    )
    expect(walk.page.locator("#f_hearing_place")).to_have_value("本局第一听证室")
    walk.fill(form, ON_TIME, prefix="f_")
    walk.save(form)
    expect(walk.page.get_by_role("status")).to_contain_text("已办理：通知听证")
    notice = walk.paper("wang", "行政处罚听证通知书")
    expect(notice.get_by_role("textbox", name="听证时间")).to_have_value("2026-02-05")


def the_hearing_is_held(walk: Walk) -> None:
    form = walk.open_step("sun", "举行听证")
    walk.fill(form, {"on": "2026-02-04", **HELD}, prefix="f_")
    walk.save(form)
    walk.refused("通知的听证日期是2026年2月5日")
    walk.fill(form, {"on": "2026-02-05"})
    walk.save(form)
    expect(walk.page.get_by_role("status")).to_contain_text("已办理：举行听证")
    # Asked on 23 January, held on 5 February: thirteen days do not count.
    line = limit(walk, "wang", PROCEDURE)
    expect(line).to_contain_text("2026-04-21")
    line.get_by_role("link").click()
    page = walk.page.locator("main")
    expect(page).to_contain_text("2026-01-23 至 2026-02-04，登记听证申请")
    expect(page).to_contain_text("2026-04-08")
    PICTURES.mkdir(parents=True, exist_ok=True)
    walk.page.screenshot(path=PICTURES / "hearing_limit.png", full_page=True)


def nobody_decides_before_review_and_meeting(walk: Walk) -> None:
    page = walk.file("wang")
    waiting = page.locator(".waiting-step", has_text="报请决定")
    expect(waiting).to_contain_text("听证以后尚未进行法制审核")
    expect(waiting).to_contain_text("案件经过听证而没有集体讨论记录")
    walk.step("zhang", "听证后审核", on="2026-02-06", review_opinion="同意从轻处罚。")
    walk.step(
        "chen",
        "记录集体讨论",
        on="2026-02-09",
        members="陈立新、吴国栋、张法正",
        discussion="当事人主动下架，危害较轻。",
        conclusion="同意罚款18000元，没收违法所得12000元。",
    )


def the_decision_is_served(walk: Walk) -> None:
    form = walk.open_step("wang", "报请决定")
    heavier = {"on": "2026-02-10", "fine": "25000", "correction": "停止销售并消除标注。"}
    walk.fill(form, heavier, prefix="f_")
    walk.save(form)
    walk.refused("罚款25000元重于告知的20000元", "不得因申辩加重处罚")
    walk.fill(form, {"fine": "18000"}, prefix="f_")
    walk.save(form)
    walk.step("chen", "作出处罚决定", on="2026-02-11", publicity_notice="told")
    walk.serve("wang", "行政处罚决定书", **handed_over("2026-02-12"))
    expect(limit(walk, "wang", "缴纳罚款")).to_contain_text("2026-02-27")
    expect(limit(walk, "wang", "当事人直接提起行政诉讼")).to_contain_text("2026-08-12")
    walk.step("chu", "公示", on="2026-02-12", publication="full", published_where="市政府网站")


def by_itself(walk: Walk, act: str) -> None:
    """Wait until time itself has taken an act: the worker does what the day brings."""
    page = walk.file("wang")
    lines = page.locator(".timeline li", has_text=act)
    for _ in range(60):
        if lines.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(lines).to_have_count(1)


def nothing_is_paid(walk: Walk) -> None:
    by_itself(walk, "转为逾期")
    # The surcharge runs from the day after the last day to pay, not from the day of the record.
    expect(limit(walk, "wang", "开始按日加处罚款")).to_contain_text("2026-02-28")
    walk.step("wang", "送达催告书", on="2026-03-10")
    expect(limit(walk, "wang", "催告后等待当事人履行")).to_contain_text("2026-03-24")
    demand = walk.paper("wang", "行政处罚决定履行催告书")
    demand.locator("form summary", has_text="案件").click()
    number = demand.get_by_role("textbox", name="决定书文号")
    expect(number).to_have_value(re.compile(r"^鞍市监处罚〔2026〕\d+号$"))


def the_surcharge_is_reckoned(walk: Walk) -> None:
    page = walk.file("wang", "/penalty")
    expect(page.locator("#due_on")).to_have_value("2026-02-27")
    expect(page.locator("#surcharge_until")).to_have_value("2026-03-10")
    page.get_by_role("button", name="测算", exact=True).click()
    answer = page.locator("main")
    expect(answer).to_contain_text("罚款18000元应当于2026年2月27日以前缴纳")
    expect(answer).to_contain_text("截至2026年3月10日逾期11日")
    expect(answer).to_contain_text("5940元")
    page.screenshot(path=PICTURES / "hearing_surcharge.png", full_page=True)
    page.get_by_role("button", name="测算并存入案卷").click()
    expect(page.get_by_role("status")).to_contain_text("测算已存入案卷")


def it_is_too_early_for_the_court(walk: Walk) -> None:
    form = walk.open_step("chen", "申请强制执行")
    walk.fill(form, {"on": "2026-03-10", "court": "鞍山市铁西区人民法院"}, prefix="f_")
    walk.save(form)
    walk.refused("当事人申请复议或者起诉的期限尚未届满", "催告期至2026年3月24日届满")
    expect(walk.page.locator("#f_court")).to_have_value("鞍山市铁西区人民法院")


def the_court_is_asked(walk: Walk) -> None:
    by_itself(walk, "登记复议诉讼期满")
    line = limit(walk, "wang", "申请人民法院强制执行")
    expect(line).to_contain_text("2026-11-12")
    walk.step("chen", "申请强制执行", on="2026-08-20", court="鞍山市铁西区人民法院")
    court = walk.paper("wang", "强制执行申请书").get_by_role("textbox", name="申请执行法院")
    expect(court).to_have_value("鞍山市铁西区人民法院")
    expect(walk.file("wang").locator(".case-line .state")).to_have_text("申请强制执行")


def the_court_collects_all(walk: Walk) -> None:
    form = walk.open_step("wang", "登记法院执行完毕")
    walk.fill(form, {"on": "2026-10-12", "paid": "20000"}, prefix="f_")
    walk.save(form)
    walk.refused("尚欠10000元")
    walk.fill(form, {"paid": "30000", "pay_reference": "执行款0001"}, prefix="f_")
    walk.save(form)
    walk.step("chen", "结案", on="2026-10-14")
    expect(walk.page.locator(".case-line .state")).to_have_text("结案")
    page = walk.file("wang")
    told = [line.inner_text().split("\n")[0] for line in page.locator(".timeline li").all()]
    order = [
        *("签发告知书", "登记听证申请", "通知听证", "举行听证", "听证后审核", "记录集体讨论"),
        *("报请决定", "作出处罚决定", "公示", "转为逾期", "送达催告书", "登记复议诉讼期满"),
        *("申请强制执行", "登记法院执行完毕", "结案"),
    ]
    places = [next((n for n, one in enumerate(told) if f" {name}" in one), -1) for name in order]
    assert -1 not in places
    assert places == sorted(places)
    page.screenshot(path=PICTURES / "hearing_closed.png", full_page=True)
