"""A mediation in a real browser: asked for, consented to, filed, held, agreed, its copies sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import PICTURES
from tests.journeys.walk import Walk

REQUEST = {
    "received_on": "2026-09-01",
    "standing": "unit",
    "requester_kind": "company",
    "requester_name": "鞍山恒力机械制造有限公司",
    "requester_address": "鞍山市立山区工农街3号",
    "respondent_kind": "person",
    "respondent_name": "钱明远",
    "respondent_address": "鞍山市铁东区园林路8号",
    "patent_as_printed": "ZL201530012345.4",
    "granted_on": "2025-08-12",
    "dispute_kind": "ownership",
    "relief": "请求确认该专利权归请求人所有。",
    "grounds": "该技术是执行单位任务完成的。",
}
SESSION = {
    "officers": ["王建民"],
    "started_at": "2026-09-18T09:00",
    "ended_at": "2026-09-18T11:00",
    "place": "本局第一调解室",
    "present": "双方当事人",
    "session_record": "双方交换了方案。",
}


@pytest.fixture
def walk(visit, live):
    """Give a window where everybody of the cast sits down in turn."""
    return Walk(visit, live)


def test_an_ownership_dispute_is_mediated_to_its_end(walk: Walk):
    register(walk)
    walk.step("zheng", "发出意见陈述通知书", on="2026-09-02", sent_how="post")
    walk.finish("zheng", "意见陈述通知书", day="2026-09-03")
    walk.serve("zheng", "意见陈述通知书", **handed("respondent", "2026-09-04"))
    # The fifteenth day is a Saturday; the Sunday after it is worked before the holidays.
    expect(walk.file("zheng").locator("main")).to_contain_text("2026-09-20")
    walk.step("zheng", "登记同意调解的意见", on="2026-09-10", opinion="同意调解。")
    walk.step("chen", "立案", on="2026-09-14", officers=["王建民"], filing_opinion="同意立案。")
    page = walk.file("wang")
    expect(page.locator("main")).to_contain_text("专利权权属纠纷调解结案")
    expect(page.locator("main")).to_contain_text("2026-11-16")
    walk.step("wang", "出具受理证明", on="2026-09-15")
    walk.step("zheng", "登记中止程序", on="2026-09-16")
    walk.step(
        "wang",
        "通知调解",
        on="2026-09-16",
        session_on="2026-09-18",
        session_place="本局第一调解室",
        both_told=True,
    )
    walk.step("wang", "记录调解", on="2026-09-18", **SESSION)
    an_enforceable_clause_needs_content(walk)
    walk.step("wang", "达成调解协议", on="2026-09-21", **agreement(has_performance=True))
    the_agreement_is_a_paper(walk)
    the_result_is_served_before_the_end(walk)
    walk.step("chen", "办结归属纠纷", on="2026-09-22")
    walk.step("zheng", "抄送国务院专利行政部门", on="2026-09-23", sent_how="post")
    walk.step("wang", "办结后续事项", on="2026-09-24")
    expect(walk.file("wang").locator("main")).to_contain_text("办结")
    walk.page.screenshot(path=PICTURES / "mediation_closed.png", full_page=True)


def handed(side: str, day: str) -> dict[str, object]:
    """How a paper was served on one side."""
    return {
        "part": side,
        "mode": "邮寄",
        "served_on": day,
        "receiver": {"requester": "鞍山恒力机械制造有限公司", "respondent": "钱明远"}[side],
        "servers": ["王建民"],
        "note": "邮件号 XA100200300CN",
    }


def the_result_is_served_before_the_end(walk: Walk) -> None:
    expect(walk.file("chen").locator("main")).to_contain_text("《调解协议书》尚未送达")
    walk.finish("wang", "调解协议书", day="2026-09-21")
    for side in ("requester", "respondent"):
        walk.serve("zheng", "调解协议书", **handed(side, "2026-09-22"))


def register(walk: Walk) -> None:
    page = walk.sit("zheng")
    page.goto(f"{walk.live.home}/cases/requests/new?track=mediation")
    form = page.locator("form[data-guard]")
    walk.fill(form, REQUEST)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / "mediation_request.png", full_page=True)
    walk.save(form)
    expect(page.locator("h1")).to_contain_text("专利纠纷调解")
    walk.case = page.url.removeprefix(walk.live.home)
    expect(page.locator("main")).to_contain_text("2026-09-08")
    page.screenshot(path=PICTURES / "mediation_case.png", full_page=True)


def agreement(**changed: bool) -> dict[str, object]:
    return {
        "terms": "一、专利权归请求人所有。二、请求人补偿被请求人三万元。",
        "both_signed": True,
        "sealed": True,
        "enforcement_promise": True,
        **changed,
    }


def an_enforceable_clause_needs_content(walk: Walk) -> None:
    form = walk.open_step("wang", "达成调解协议")
    walk.fill(form, {"on": "2026-09-21", **agreement()}, prefix="f_")
    walk.save(form)
    walk.refused("协议没有给付内容，不能办理赋予强制执行效力的公证")


def the_agreement_is_a_paper(walk: Walk) -> None:
    page = walk.paper("wang", "调解协议书")
    expect(page.locator("main")).to_contain_text("专利权归请求人所有")
    page.screenshot(path=PICTURES / "mediation_agreement.png", full_page=True)
