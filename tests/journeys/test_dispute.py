"""An infringement dispute in a real browser: suspended for an invalidation, resumed, heard, decided."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import PICTURES
from tests.journeys.walk import Walk

REQUEST = {
    "received_on": "2026-06-01",
    "unit_id": "执法科",
    "standing": "holder",
    "requester_kind": "company",
    "requester_name": "鞍山市千山阀门研究所有限公司",
    "requester_legal_representative": "林知远",
    "requester_address": "鞍山市千山区科技路18号",
    "respondent_kind": "company",
    "respondent_name": "鞍山腾达阀门制造有限公司",
    "respondent_legal_representative": "郭腾达",
    "respondent_address": "鞍山市立山区红旗路66号",
    "patent_as_printed": "ZL202320123456.1",
    "claims": "权利要求1",
    "relief": "责令被请求人停止侵权。",
    "grounds": "被请求人制造、销售落入专利保护范围的阀门。",
    "papers": ["主体资格证明", "专利登记簿副本", "侵权证据"],
}
PANEL = {"officers": ["王建民", "李秀英", "徐志强"], "panel_head": "王建民"}
TESTS = dict.fromkeys(
    ("standing_shown", "respondent_clear", "request_clear", "is_ours", "no_suit", "no_other_way"),
    True,
)
ORAL = {"oral_place": "本局第一审理庭", "public_oral": True}
HELD = {
    "requester_present": True,
    "respondent_present": True,
    "oral_record": "双方陈述、质证、辩论，被请求人演示了被控阀门。",
}
DECISION = {
    "finding": "infringed",
    "facts_found": "被控阀门具备权利要求1的全部技术特征。",
    "order": ["停止制造", "停止销售"],
    "perform_until": "2026-11-18",
}
RULING = "专利侵权纠纷案件行政裁决书"


@pytest.fixture
def walk(visit, live):
    """Give a window where everybody of the cast sits down in turn."""
    return Walk(visit, live)


def test_a_dispute_is_suspended_resumed_heard_and_decided(walk: Walk):
    register(walk)
    file_with_a_panel(walk)
    exchange_request_and_answer(walk)
    nothing_is_heard_while_the_patent_is_challenged(walk)
    suspend_and_resume(walk)
    hear(walk)
    decide(walk)
    serve_both_sides(walk)
    end(walk)


def limit(walk: Walk, name: str) -> Locator:
    """A limit of the case by its name, as the officer reads it."""
    return walk.file("wang").locator("section[aria-labelledby=limits] .limit", has_text=name)


def handed(side: str, day: str) -> dict[str, object]:
    """How a paper was served on one side."""
    return {
        "part": side,
        "mode": "直接",
        "served_on": day,
        "place": "本局立案窗口",
        "receiver": {"requester": "林知远", "respondent": "郭腾达"}[side],
        "relation": "法定代表人",
        "servers": ["王建民", "李秀英"],
    }


def register(walk: Walk) -> None:
    page = walk.sit("zheng")
    page.goto(f"{walk.live.home}/cases/requests/new?track=infringement")
    form = page.locator("form[data-guard]")
    page.locator("#patent_as_printed").press_sequentially("ZL202320123456.2")
    expect(page.locator("#patent-chips .bad")).to_contain_text("校验位")
    walk.fill(form, REQUEST)
    walk.save(form)
    expect(page.locator("h1")).to_contain_text("鞍山腾达阀门制造有限公司")
    walk.case = page.url.removeprefix(walk.live.home)
    expect(page.locator("main")).to_contain_text("2026-06-08")


def file_with_a_panel(walk: Walk) -> None:
    walk.step(
        "wang",
        "核查专利状态",
        on="2026-06-02",
        patent_number="ZL202320123456.1",
        act_on="2026-05-28",
        patent_status="in_force",
        looked_up_on="2026-06-02",
        lookup_source="专利登记簿副本",
        finding="专利权在有效期内。",
    )
    form = walk.open_step("chen", "立案")
    two = {**TESTS, "officers": ["王建民", "李秀英"], "panel_head": "王建民", "clerk": "李秀英"}
    walk.fill(form, {"on": "2026-06-04", **two}, prefix="f_")
    walk.save(form)
    walk.refused("合议组", "书记员")
    walk.fill(form, {**PANEL, "clerk": "郑丽华"}, prefix="f_")
    walk.save(form)
    expect(walk.page.get_by_role("status")).to_contain_text("已办理：立案")
    expect(limit(walk, "侵权纠纷案件结案")).to_contain_text("2026-09-04")
    expect(walk.page.locator("main")).to_contain_text("专利侵权纠纷案件不能查封、扣押")


def exchange_request_and_answer(walk: Walk) -> None:
    walk.finish("zheng", "答辩通知书", day="2026-06-05")
    walk.serve("zheng", "答辩通知书", **handed("respondent", "2026-06-08"))
    expect(limit(walk, "被请求人提交答辩书")).to_contain_text("2026-06-23")
    walk.step(
        "zheng",
        "登记答辩书",
        on="2026-06-18",
        answer_text="被控产品缺少权利要求1的密封圈，且已请求宣告专利权无效。",
        invalidation_told=True,
    )
    expect(limit(walk, "将答辩书副本送达请求人")).to_contain_text("2026-06-26")
    walk.finish("zheng", "答辩书副本转送函", day="2026-06-19")
    walk.serve("zheng", "答辩书副本转送函", **handed("requester", "2026-06-22"))


def nothing_is_heard_while_the_patent_is_challenged(walk: Walk) -> None:
    told = {"requester_notice_on": "2026-06-25", "respondent_notice_on": "2026-06-25"}
    walk.step("wang", "通知口头审理", on="2026-06-24", **ORAL, **told, oral_at="2026-07-06T09:00")
    walk.step(
        "zheng",
        "登记无效宣告请求",
        on="2026-06-29",
        invalidation_on="2026-06-26",
        invalidation_no="4W100001",
    )
    form = walk.open_step("wang", "举行口头审理")
    walk.fill(form, {"on": "2026-07-06", **HELD}, prefix="f_")
    walk.save(form)
    walk.refused(
        "实用新型或者外观设计专利的无效宣告请求已被受理，应当中止处理",
        "请办理中止，或者记录不予中止的理由",
    )
    expect(walk.page.locator("#f_oral_record")).to_have_value(HELD["oral_record"])


def suspend_and_resume(walk: Walk) -> None:
    form = walk.open_step("chen", "中止处理")
    walk.fill(form, {"on": "2026-07-06", "suspension": "invalidation"}, prefix="f_")
    walk.save(form)
    walk.refused("理由")
    walk.fill(form, {"reason": "无效宣告请求已被受理，须以审查决定为依据。"})
    walk.save(form)
    expect(walk.page.get_by_role("status")).to_contain_text("已办理：中止处理")
    line = limit(walk, "侵权纠纷案件结案")
    expect(line).to_contain_text("中止前 2026-09-04 中止计算")
    line.locator("summary").click()
    expect(line).to_contain_text("自2026年7月6日起中止计算（中止处理）")
    walk.paper("wang", "中止处理通知书")
    ended = {"invalidation_result": "upheld", "result_on": "2026-09-24"}
    walk.step("zheng", "登记无效宣告结果", on="2026-09-28", **ended)
    walk.step("chen", "恢复处理", on="2026-09-28", reason="专利权维持有效，中止的原因已经消除。")
    # 6 July to 27 September do not count: 84 days after 4 September.
    line = limit(walk, "侵权纠纷案件结案")
    expect(line).to_contain_text("2026-11-27")
    line.locator("summary").click()
    line.get_by_role("link").click()
    expect(walk.page.locator("main")).to_contain_text("2026-07-06 至 2026-09-27，中止处理")
    expect(walk.page.locator("main")).to_contain_text("2026-09-04")
    PICTURES.mkdir(parents=True, exist_ok=True)
    walk.page.screenshot(path=PICTURES / "dispute_limit.png", full_page=True)


def hear(walk: Walk) -> None:
    form = walk.open_step("wang", "通知口头审理")
    late = {"requester_notice_on": "2026-10-12", "respondent_notice_on": "2026-10-16"}
    told = {"on": "2026-10-09", **ORAL, "oral_at": "2026-10-20T09:00"}
    walk.fill(form, {**told, **late}, prefix="f_")
    walk.save(form)
    walk.refused("通知书于2026年10月16日送达，最迟应在2026年10月14日送达", "请改期举行口头审理")
    expect(walk.page.locator("#f_oral_place")).to_have_value("本局第一审理庭")
    walk.fill(form, {"respondent_notice_on": "2026-10-12"}, prefix="f_")
    walk.save(form)
    expect(walk.page.get_by_role("status")).to_contain_text("已办理：通知口头审理")
    walk.step("zheng", "登记口头审理回执", on="2026-10-14", side="respondent", attends="yes")
    walk.step("wang", "举行口头审理", on="2026-10-20", **HELD)


def decide(walk: Walk) -> None:
    panel = {"officers": PANEL["officers"]}
    walk.step(
        "wang",
        "记录合议",
        on="2026-10-23",
        **panel,
        finding="infringed",
        comparison="逐项对比，特征全部覆盖。",
        deliberation="三名成员一致认为侵权成立。",
    )
    form = walk.open_step("wang", "拟定裁决书")
    words = {"order_words": "停止制造、销售被控阀门，并赔偿请求人十万元。"}
    walk.fill(form, {"on": "2026-10-26", **DECISION, **words}, prefix="f_")
    walk.save(form)
    walk.refused("措施中写有赔偿", "赔偿数额只能应当事人请求调解")
    walk.fill(form, {"order_words": "停止制造、销售被控阀门，销毁模具。"}, prefix="f_")
    walk.save(form)
    expect(walk.page.get_by_role("status")).to_contain_text("已办理：拟定裁决书")
    walk.complete("wang", RULING, day="2026-10-26")
    form = walk.open_step("chen", "作出裁决")
    expect(form.locator("#f_order_words")).to_have_value("停止制造、销售被控阀门，销毁模具。")
    walk.fill(form, {"on": "2026-10-28", "finding": "not_infringed"}, prefix="f_")
    walk.save(form)
    walk.refused("与拟定的裁决书不一致", "请按拟定的内容签发，或者退回合议组改正")
    walk.fill(form, {"finding": "infringed"}, prefix="f_")
    walk.save(form)
    expect(walk.page.get_by_role("status")).to_contain_text("已办理：作出裁决")
    heading = walk.paper("wang", RULING).locator("h1").inner_text()
    assert re.search(r"〔2026〕\d+号$", heading.strip())


def serve_both_sides(walk: Walk) -> None:
    walk.serve("zheng", RULING, **handed("requester", "2026-10-29"))
    suit = limit(walk, "当事人对行政裁决不服提起行政诉讼")
    expect(suit).to_contain_text("2026-11-13")
    expect(walk.page.locator(".case-line .state")).to_have_text("作出裁决")
    walk.serve("zheng", RULING, **handed("respondent", "2026-10-30"))
    suits = limit(walk, "当事人对行政裁决不服提起行政诉讼")
    # 14 November is a Saturday: the respondent's own time ends on Monday.
    expect(suits).to_have_count(2)
    expect(suits.last).to_contain_text("2026-11-16")
    expect(walk.page.locator(".case-line .state")).to_have_text("送达裁决")


def end(walk: Walk) -> None:
    walk.step("chu", "公开裁决信息", on="2026-11-02", published_where="市政府门户网站", masked=True)
    walk.step("wang", "登记期满未起诉", on="2026-11-17")
    walk.step("wang", "登记履行完毕", on="2026-11-19", performed_how="现场核实，模具已销毁。")
    walk.step("chen", "结案", on="2026-11-20")
    expect(walk.page.locator(".case-line .state")).to_have_text("结案")
    page = walk.file("wang")
    told = [line.inner_text().split("\n")[0] for line in page.locator(".timeline li").all()]
    order = [
        *("核查专利状态", "立案", "登记答辩书", "登记无效宣告请求", "中止处理", "恢复处理"),
        *("举行口头审理", "记录合议", "拟定裁决书", "作出裁决", "登记期满未起诉", "登记履行完毕"),
        "结案",
    ]
    places = [next((n for n, one in enumerate(told) if f" {name}" in one), -1) for name in order]
    assert -1 not in places
    assert places == sorted(places)
    page.screenshot(path=PICTURES / "dispute_closed.png", full_page=True)
