"""The whole story through real pages, as each role: from a call to a closed case that search finds."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.walk import Walk

KETTLE = "ZL201530012345.4"
PHOTO = bytes(range(256)) * 400  # whatever the camera wrote; nobody opens it
TEAM = ["王建民", "李秀英"]


@dataclass(frozen=True)
class Edition:
    """Whom one story is about, its days, and what its law answers on them."""

    shop: str
    phone: str
    received: str
    verified: str
    filed: str
    inspected: str
    disposed: str
    reported: str
    reviewed: str
    noticed: str
    served: str
    defended: str
    decided: str
    handed_over: str
    closed: str
    filing_limit: str
    registration_limit: str
    too_much: str
    why_too_much: tuple[str, ...]
    extra: dict[str, object]
    deciding: dict[str, object]


OF_2021 = Edition(
    *("铁西区兴旺家电商行", "13841200000"),
    *("2026-11-23", "2026-11-23", "2026-11-24", "2026-11-24", "2026-11-26", "2026-11-26"),
    *("2026-11-26", "2026-11-27", "2026-11-27", "2026-11-30", "2026-12-07", "2026-12-07"),
    closed="2026-12-09",
    filing_limit="2026-12-14",
    registration_limit="2026-12-03",
    too_much="300000",
    why_too_much=("罚款300000元超出法定幅度", "上限为250000元"),
    extra={},
    deciding={"publicity_notice": "told"},
)
OF_2015 = Edition(
    *("铁西区福满电器商店", "13841200055"),
    *("2015-09-01", "2015-09-02", "2015-09-08", "2015-09-09", "2015-09-11", "2015-09-14"),
    *("2015-09-15", "2015-09-16", "2015-09-17", "2015-09-18", "2015-09-24", "2015-09-25"),
    closed="2015-09-28",
    filing_limit="2015-09-16",
    registration_limit="2015-09-16",
    too_much="60000",
    why_too_much=("罚款60000元超出法定幅度", "上限为48000元"),
    extra={"sampling_impossible": True},
    deciding={},
)


@pytest.fixture
def walk(visit, live):
    """Give a window where everybody of the cast sits down in turn."""
    return Walk(visit, live)


def test_a_call_becomes_a_closed_case_that_search_finds(walk):
    days = OF_2021
    walk.day(days.received)
    ticket = take_the_call(walk, days)
    find_the_lead(walk, days)
    verify(walk, days)
    walk.day(days.filed)
    file_the_case(walk, days)
    register_the_party(walk, days)
    investigate(walk, days)
    keep_the_photo(walk)
    walk.day(days.reported)
    report(walk, days)
    review(walk, days)
    walk.day(days.noticed)
    give_notice(walk, days)
    walk.day(days.defended)
    defend(walk, days)
    walk.day(days.decided)
    decision = decide(walk, days)
    walk.day(days.closed)
    carry_out(walk, days)
    the_whole_file_reads(walk)
    search_finds_it(walk, days, (ticket, decision))
    the_other_district_finds_nothing(walk, days, decision)
    the_chain_holds(walk)


def test_a_tip_of_2015_goes_its_way_under_order_71(walk):
    days = OF_2015
    ticket = take_the_call(walk, days)
    find_the_lead(walk, days)
    verify(walk, days)
    file_the_case(walk, days)
    register_the_party(walk, days)
    investigate(walk, days)
    report(walk, days)
    review(walk, days)
    give_notice(walk, days)
    defend(walk, days)
    decision = decide(walk, days)
    carry_out(walk, days)
    the_whole_file_reads(walk)
    assert walk.found("wang", ticket) > 0
    the_other_district_finds_nothing(walk, days, decision)


def test_a_lead_older_than_the_editions_is_refused_with_a_sentence(walk):
    page = walk.sit("wang")
    page.keyboard.press("n")
    form = page.locator("form[data-guard]")
    walk.fill(form, {"source": "inspection", "received_on": "2010-03-02", "content": "检查发现"})
    walk.save(form)
    walk.refused("2010年3月2日")
    expect(form.locator("[name=content]")).to_have_value("检查发现")


def take_the_call(walk: Walk, days: Edition) -> str:
    page = walk.sit("liu")
    page.keyboard.press("n")
    page.locator("#caller_phone").fill(days.phone)
    expect(page.locator("#contacts")).to_contain_text("此号码没有以往联系")
    page.locator("#patent_as_printed").fill("ZL201530012345.5")
    expect(page.locator("#patent-chips .bad")).to_contain_text("校验位")
    page.locator("#patent_as_printed").fill("")
    page.locator("#patent_as_printed").press_sequentially(KETTLE)
    expect(page.locator("#patent-chips .good")).to_contain_text("校验位正确")
    walk.fill(
        page.locator("form[data-guard]"),
        {
            "received_on": days.received,
            "content": f"铁西区一家店在卖标注{KETTLE}的电热水壶，怀疑专利已经失效。",
            "product": "电热水壶",
            "respondent": days.shop,
            "place": "鞍山市铁西区人民路1号",
        },
    )
    expect(page.locator("#content-chips .good")).to_contain_text(KETTLE)
    page.locator("#place").press("Control+Enter")
    expect(page.locator("h1")).to_contain_text("工单 12330-")
    ticket = page.locator(".big-number").first.inner_text()
    code = page.locator(".big-number").nth(1).inner_text()
    assert re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", code)
    expect(page.locator(".state").first).to_have_text("办理中")
    walk.visitor.go("/hotline/new").locator("#caller_phone").fill(days.phone)
    expect(page.locator("#contacts")).to_contain_text(ticket)
    desk = walk.sit("zhou")  # that it reported before is told to the informant desk alone
    walk.visitor.go("/identities").locator("#phone").fill(days.phone)
    desk.get_by_role("button", name="查以往举报").click()
    expect(desk.locator("main")).to_contain_text("此号码以前联系过 1 次")
    return ticket


def find_the_lead(walk: Walk, days: Edition) -> None:
    page = walk.sit("wang")
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page.locator("h1")).to_have_text("工作台")
    row = page.locator("tr", has_text=days.shop).first
    expect(row).to_contain_text(days.filing_limit)
    row.get_by_role("link").first.click()
    walk.case = page.url.removeprefix(walk.live.home)
    expect(page.locator("main")).not_to_contain_text(days.phone)  # sealed with the informant
    limit = page.locator(".limit").first
    limit.locator("summary").click()
    expect(limit).to_contain_text("工作日")
    limit.get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("起算")


def verify(walk: Walk, days: Edition) -> None:
    walk.step(
        "wang",
        "记录核查",
        on=days.verified,
        patent_number=KETTLE,
        act_on=days.received,
        patent_status="ended",
        looked_up_on=days.verified,
        lookup_source="专利登记簿副本",
        finding="该专利已经终止，商品仍在标注。",
    )
    walk.step(
        "wang",
        "报请立案",
        on=days.verified,
        filing_proposal="file",
        filing_reasons="有证据初步证明存在假冒专利行为。",
    )


def file_the_case(walk: Walk, days: Edition) -> None:
    tests = dict.fromkeys(("has_evidence", "is_punishable", "is_ours", "in_time"), True)
    form = walk.open_step("chen", "立案")
    walk.fill(form, {"on": days.filed, "officers": TEAM[:1], **tests}, prefix="f_")
    walk.save(form)
    walk.refused("办案人员少于两人", "请先指定第二名持证人员")
    page = walk.page
    expect(page.get_by_label("有证据初步证明存在违法行为")).to_be_checked()
    expect(page.locator("#on")).to_have_value(days.filed)
    walk.fill(form, {"officers": TEAM}, prefix="f_")
    walk.save(form)
    expect(page.get_by_role("status")).to_contain_text("已办理：立案")
    expect(page.locator("h1")).to_contain_text(f"〔{days.filed[:4]}〕")


def register_the_party(walk: Walk, days: Edition) -> None:
    page = walk.file("wang", "/parties/new")
    form = page.locator("form[data-guard]")
    walk.fill(
        form,
        {
            "kind": "individual",
            "name": days.shop,
            "credit_code": "92210303MA0TEST1",
            "legal_representative": "赵兴旺",
            "address": "鞍山市铁西区人民路1号",
            "phone": "13841200001",
        },
    )
    walk.save(form)
    walk.refused("统一社会信用代码")
    expect(page.locator("#legal_representative")).to_have_value("赵兴旺")
    page.locator("#credit_code").fill("")
    walk.save(form)
    expect(page.get_by_role("status")).to_contain_text("当事人已登记")


def investigate(walk: Walk, days: Edition) -> None:
    day = days.inspected
    shown = {
        "on": day,
        "officers": TEAM,
        "certificate_shown": True,
        "certificate_shown_at": f"{day}T09:00",
    }
    scene = {"started_at": f"{day}T09:00", "ended_at": f"{day}T09:40", "place": "店内"}
    walk.step(
        "wang",
        "现场检查",
        **shown,
        **scene,
        present="赵兴旺",
        scene=f"货架上有标注{KETTLE}的电热水壶40台。",
        signature="signed",
    )
    walk.step(
        "wang",
        "询问",
        **shown,
        **scene | {"started_at": f"{day}T09:40", "ended_at": f"{day}T09:55"},
        person_asked="赵兴旺",
        person_position="经营者",
        rights_told=True,
        answers="问：电热水壶从哪里进货？\n答：从批发市场。",
        signature="signed",
    )
    list_the_goods(walk)
    walk.step(
        "wang",
        "先行登记保存",
        **shown,
        **days.extra,
        approved_by="陈立新",
        approved_on=day,
        registration_reason="物品可能被转移。",
        keeping_place="店内库房",
        keeper="赵兴旺",
    )
    limits = walk.page.locator("section[aria-labelledby=limits]")
    expect(limits).to_contain_text(days.registration_limit)


def list_the_goods(walk: Walk) -> None:
    form = walk.file("wang", "/goods/new").locator("form[data-guard]")
    walk.fill(
        form,
        {
            "list_kind": "found",
            "name": "电热水壶",
            "spec": "1.8L",
            "quantity": "40",
            "unit": "台",
            "unit_price": "89.50",
            "patent_as_printed": KETTLE,
        },
    )
    walk.save(form)
    expect(walk.page.locator("section[aria-labelledby=evidence]")).to_contain_text("3,580")


def keep_the_photo(walk: Walk) -> None:
    form = walk.file("wang", "/evidence/new").locator("form[data-guard]")
    form.locator("#file").set_input_files(
        {"name": "货架 1.jpg", "mimeType": "image/jpeg", "buffer": PHOTO}
    )
    walk.fill(form, {"kind": "photo", "title": "货架照片", "proves": "商品上标注的专利号"})
    walk.save(form)
    walk.page.get_by_role("link", name="货架 1.jpg").click()
    expect(walk.page.locator("main")).to_contain_text("点击下载原文件")
    with walk.page.expect_download() as coming:
        walk.page.get_by_role("link", name="货架 1.jpg").click()
    assert coming.value.path().read_bytes() == PHOTO


def report(walk: Walk, days: Edition) -> None:
    walk.step("wang", "处理登记保存的证据", on=days.disposed, disposal="returned")
    form = walk.open_step("wang", "提交调查终结报告")
    walk.fill(
        form,
        {
            "on": days.reported,
            "act_kinds": ["专利权宣告无效或者终止后", "销售上述产品"],
            "act_start": days.received,
            "act_end": days.inspected,
            "act_facts": "当事人销售标注已终止专利号的电热水壶100台。",
            "gains_kind": "known",
            "gains": "1.2万元",
            "gains_method": "GAIN-71",
            "gains_reason": "销售100台，每台120元。",
            "proposal": "penalty",
            "proposed_fine": days.too_much,
            "confiscation": "12000",
            "discretion": "初次违法，配合调查。",
            "criminal_check": "none",
            "criminal_reason": "数额未达到追诉标准。",
        },
        prefix="f_",
    )
    walk.save(form)
    walk.refused(*days.why_too_much)
    expect(walk.page.locator("#f_discretion")).to_have_value("初次违法，配合调查。")
    expect(walk.page.locator("#f_proposed_fine")).to_have_value(f"{days.too_much}.00")
    walk.page.locator("#f_proposed_fine").fill("20000")
    walk.save(form)
    expect(walk.page.get_by_role("status")).to_contain_text("已办理：提交调查终结报告")


def review(walk: Walk, days: Edition) -> None:
    walk.step("wang", "送审核", on=days.reported)
    walk.step("zhang", "退回补正", on=days.reviewed, reason="请补充销售数量的依据。")
    timeline = walk.file("wang", "#timeline").locator(".timeline")
    timeline.get_by_text("退回补正").locator("xpath=ancestor::li").locator("summary").click()
    expect(timeline).to_contain_text("请补充销售数量的依据。")
    form = walk.open_step("wang", "提交调查终结报告")
    expect(form.locator("#f_gains")).to_have_value("12000.00")
    walk.fill(form, {"on": days.reviewed, "act_facts": "销售台账载明100台。"}, prefix="f_")
    walk.save(form)
    walk.step("wang", "送审核", on=days.reviewed)
    walk.step("zhang", "审核通过", on=days.reviewed, review_opinion="事实清楚，同意。")


def give_notice(walk: Walk, days: Edition) -> None:
    walk.step("chen", "签发告知书", on=days.noticed, hearing_offered=True)
    walk.serve("wang", "行政处罚告知书", **handed_over(days.served))
    expect(walk.page.locator(".stepper [aria-current=step]")).to_have_text("陈述申辩")


def handed_over(day: str) -> dict[str, object]:
    return {
        "mode": "直接",
        "served_on": day,
        "place": "店内",
        "receiver": "赵兴旺",
        "relation": "经营者",
        "servers": TEAM,
    }


def defend(walk: Walk, days: Edition) -> None:
    walk.step(
        "wang",
        "记录陈述申辩",
        on=days.defended,
        defence_form="oral",
        defence_text="已经下架，请求从轻。",
        defence_answer="已作为裁量情节考虑。",
    )


def decide(walk: Walk, days: Edition) -> str:
    form = walk.open_step("wang", "报请决定")
    expect(form.locator("#f_fine")).to_have_value("20000.00")
    walk.fill(form, {"on": days.decided, "correction": "停止销售并消除标注。"}, prefix="f_")
    walk.save(form)
    page = walk.paper("chen", "行政处罚决定书")
    expect(page.locator("h1")).to_contain_text("待编号")
    pages_are_drawn(page)
    walk.step("chen", "作出处罚决定", on=days.decided, **days.deciding)
    heading = walk.paper("wang", "行政处罚决定书").locator("h1").inner_text()
    number = heading.partition("》")[2].strip()
    assert re.fullmatch(rf"\S+〔{days.decided[:4]}〕\d+号", number)
    pages_are_drawn(walk.page)
    assert number in words_of(word_file(walk.page))
    walk.serve("wang", "行政处罚决定书", **handed_over(days.handed_over))
    return number


def pages_are_drawn(page: Page) -> None:
    first = page.locator("img.paper-image").first
    expect(first).to_be_visible()
    expect(first).to_have_js_property("complete", value=True)
    assert first.evaluate("image => image.naturalWidth") > 0


def word_file(page: Page) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("link", name="下载 Word").click()
    return coming.value.path().read_bytes()


def words_of(word: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs)


def carry_out(walk: Walk, days: Edition) -> None:
    walk.step("chu", "公示", on=days.closed, publication="full", published_where="市政府网站")
    form = walk.open_step("feng", "登记履行完毕")
    walk.fill(form, {"on": days.closed, "paid": "30000", "corrected": "已消除标注"}, prefix="f_")
    walk.save(form)
    walk.refused()
    expect(walk.page.locator("#f_corrected")).to_have_value("已消除标注")
    walk.fill(form, {"paid": "32000", "pay_reference": "缴款书0001"}, prefix="f_")
    walk.save(form)
    walk.step("chen", "结案", on=days.closed)
    expect(walk.page.locator(".case-line .state")).to_have_text("结案")
    expect(walk.page.locator("section[aria-labelledby=next]")).to_contain_text(
        "没有需要您办理的步骤"
    )


def the_whole_file_reads(walk: Walk) -> None:
    timeline = walk.file("wang").locator(".timeline")
    acts = [line.inner_text().split("\n")[0] for line in timeline.locator("li").all()]
    told = "\n".join(acts)
    order = [
        *("登记线索", "记录核查", "报请立案", "立案", "现场检查", "询问", "先行登记保存"),
        *("提交调查终结报告", "退回补正", "审核通过", "签发告知书", "记录陈述申辩"),
        *("报请决定", "作出处罚决定", "公示", "登记履行完毕", "结案"),
    ]
    places = [told.find(f" {name}") for name in order]
    assert -1 not in places, f"missing: {[n for n, p in zip(order, places, strict=True) if p < 0]}"
    assert [line[:10] for line in acts] == sorted(line[:10] for line in acts)


def search_finds_it(walk: Walk, days: Edition, numbers: tuple[str, str]) -> None:
    ticket, decision = numbers
    page = walk.file("wang")
    page.keyboard.press("/")
    expect(page.locator("#top-q")).to_be_focused()
    written = [
        *(days.shop, "兴旺家电", "赵兴旺", "电热水壶", KETTLE, "201530012345.4", "2015300123454"),
        *("ＺＬ 2015 3 0012345.4", decision, ticket),
        decision.replace("〔", "[").replace("〕", "]"),
        decision.replace("〔", "（").replace("〕", "）"),
    ]
    assert {words: walk.found("wang", words) > 0 for words in written} == dict.fromkeys(
        written, True
    )


def the_other_district_finds_nothing(walk: Walk, days: Edition, decision: str) -> None:
    asked = (days.shop, "电热水壶", KETTLE, decision)
    assert {words: walk.found("zhao", words) for words in asked} == dict.fromkeys(asked, 0)
    for part in ("", "/parties/new", "/steps/verify"):
        answer = walk.page.goto(f"{walk.case}{part}")
        assert answer is not None
        assert answer.status == 404
        expect(walk.page.locator("main")).not_to_contain_text(days.shop)


def the_chain_holds(walk: Walk) -> None:
    page = walk.sit("yang")
    walk.visitor.go("/admin/audit").get_by_role("link", name="核验完整性").click()
    page.get_by_role("button", name="开始核验").click()
    expect(page.get_by_role("status")).to_contain_text("核验通过")
