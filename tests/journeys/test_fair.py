"""The station of a fair on a tablet: whatever the network does, nothing typed is lost and nothing is entered twice."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.walk import Walk

TABLET = {"width": 768, "height": 1024}
BIG_ENOUGH = 44  # pixels a thumb hits
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cf"
    "c0f01f0005000201027e5dd90000000049454e44ae426082"
)
WAITING, TOLD = "[data-waiting]", "[data-told]"
NINETY = 90.0  # seconds
NUMBER = re.compile(r"-\d{3}$")


@pytest.fixture
def walk(visit, live):
    """Give the windows of this office."""
    return Walk(visit, live)


@pytest.fixture(scope="module")
def fair(live):
    """Open the fair once for all journeys of this file."""
    return live.fair()


@pytest.fixture
def picture(tmp_path):
    """Give a photo as the camera hands it over."""

    def take(name: str) -> Path:
        file = tmp_path / name
        file.write_bytes(PNG + name.encode())
        return file

    return take


def sit(walk: Walk, login: str, address: str) -> Page:
    """Take the tablet and open a page of the station."""
    page = walk.sit(login)
    page.set_viewport_size(TABLET)
    page.goto(f"{walk.live.home}{address}")
    expect(page.locator("[data-station][data-ready]")).to_be_attached()
    return page


def tell(page: Page, complainant: str, **more: str) -> None:
    """Fill in a complaint as it is told at the desk."""
    page.get_by_label("权利号码").fill("ZL201530012345.4")
    page.get_by_label("展位", exact=True).fill(more.get("booth", "A12"))
    page.get_by_label("被投诉人（展位上的名称）").fill(more.get("respondent", "海城市红火电器厂"))
    page.get_by_label("投诉人（权利人）").fill(complainant)
    page.get_by_label("被投诉的展品").fill("电热水壶")


def press(page: Page) -> None:
    """Press the one button of the form."""
    page.get_by_role("button", name="登记投诉").click()


def fits(page: Page, width: int) -> None:
    """See that nothing runs out of the screen, and that a thumb hits what it has to."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = "all => all.filter(e => e.offsetParent).map(e => e.getBoundingClientRect().height)"
    found = page.locator(".station .btn, .station .form-control, .right-keys label")
    assert min(found.evaluate_all(shown), default=BIG_ENOUGH) >= BIG_ENOUGH


def test_officer_finds_a_booth_and_takes_a_complaint_with_photos(walk, fair, picture):
    page = sit(walk, "wang", f"/fairs/{fair}/station")
    fits(page, TABLET["width"])
    assert walk.visitor.barriers() == []
    page.get_by_label("展位号或者名称").fill("a12")
    page.get_by_role("link", name="投诉 海城市红火电器厂").click()
    expect(page.get_by_label("展位", exact=True)).to_have_value("一号馆 A12")
    page.get_by_label("权利号码").fill("ZL201530012345.4")
    expect(page.locator("#right-chips")).to_contain_text("校验位正确")
    page.get_by_label("投诉人（权利人）").fill("暖阳电器有限公司")
    page.get_by_label("专利证书").check()
    for name in ("正面.png", "标识.png"):  # a camera hands over one photo at a time
        page.get_by_label("照片", exact=True).set_input_files(picture(name))
    expect(page.locator("[data-shots] li")).to_have_count(2)
    fits(page, TABLET["width"])
    walk.visitor.picture("station-new-768")
    press(page)
    expect(page.locator("[data-number]")).to_have_text(NUMBER)
    expect(page.locator(".shots li")).to_have_count(2)
    assert walk.visitor.barriers() == []
    page.goto(f"{walk.live.home}/fairs/{fair}/station")
    expect(page.locator("[data-card]").last).to_contain_text("海城市红火电器厂")
    for width in (768, 1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        fits(page, width)
        walk.visitor.picture(f"station-{width}")


def test_line_that_breaks_while_sending_loses_and_doubles_nothing(walk, fair, picture):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")
    tell(page, "断线一号")
    page.get_by_label("照片", exact=True).set_input_files(picture("断线.png"))
    walk.visitor.context.set_offline(True)
    press(page)
    waiting = page.locator(WAITING)
    expect(waiting).to_contain_text("新投诉")
    expect(waiting).to_contain_text("断线一号")
    expect(waiting).to_contain_text("没有连上网络")
    expect(page.get_by_label("投诉人（权利人）")).to_have_value("")  # room for the next one
    tell(page, "断线二号")
    press(page)
    expect(waiting.locator("li")).to_have_count(2)
    walk.visitor.picture("station-waiting-768")
    walk.visitor.context.set_offline(False)
    expect(waiting).to_be_hidden()
    expect(page.locator("[data-told]")).to_have_text("已送出。")
    walk.visitor.faults.clear()  # the browser notes each request that found no network
    for words in ("断线一号", "断线二号"):
        assert len(numbers_of(walk, fair, words)) == 1
    page.goto(f"{walk.live.home}{numbers_of(walk, fair, '断线一号')[0]}/photos")
    expect(page.locator(".shots li")).to_have_count(1)


def numbers_of(walk: Walk, fair: int, complainant: str) -> list[str]:
    """Return the addresses of the complaints of somebody."""
    page = walk.page.context.new_page()
    page.goto(f"{walk.live.home}/fairs/{fair}/complaints?q={complainant}")
    found = page.locator("tbody tr[data-href]").evaluate_all("all => all.map(e => e.dataset.href)")
    page.close()
    return [str(one) for one in found]


def test_answer_that_never_arrives_is_asked_for_again(walk, fair):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")
    lost: list[str] = []

    def lose(route: Route) -> None:
        """Let the office take it and cut the line before its answer."""
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).headers["location"])
            route.abort()
        else:
            route.continue_()

    page.route("**/station/new", lose)
    tell(page, "答复丢失")
    press(page)
    expect(page.locator(WAITING)).to_contain_text("答复丢失")
    page.unroute("**/station/new")
    page.reload()
    expect(page.locator("[data-station][data-ready]")).to_be_attached()
    expect(page.locator(WAITING)).to_be_hidden()
    walk.visitor.faults.clear()
    assert len(lost) == 1
    assert len(numbers_of(walk, fair, "答复丢失")) == 1


def test_pressing_twice_takes_one_complaint(walk, fair):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")
    tell(page, "按了两次")
    page.get_by_role("button", name="登记投诉").dblclick()
    expect(page.locator("[data-number]")).to_have_text(NUMBER)
    assert len(numbers_of(walk, fair, "按了两次")) == 1


def test_words_and_photos_are_there_again_after_a_reload(walk, fair, picture):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")
    tell(page, "重新打开")
    page.get_by_label("照片", exact=True).set_input_files(picture("草稿.png"))
    expect(page.locator("[data-shots] li")).to_have_count(1)
    page.wait_for_timeout(1000)
    page.reload()
    expect(page.locator(TOLD)).to_contain_text("还没有送出的内容")
    expect(page.get_by_label("投诉人（权利人）")).to_have_value("重新打开")
    expect(page.locator("[data-shots] li")).to_have_count(1)
    press(page)
    expect(page.locator(".shots li")).to_have_count(1)


def test_refused_words_are_shown_with_the_sentence_and_sent_again(walk, fair):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")
    tell(page, "没有展位", booth="", respondent="")
    press(page)
    expect(page.locator(".refusal").first).to_contain_text("没有写明被投诉人，也没有写明展位")
    expect(page.get_by_label("投诉人（权利人）")).to_have_value("没有展位")
    expect(page.locator(WAITING)).to_be_hidden()  # it is open here already
    page.goto(f"{walk.live.home}/fairs/{fair}/station")
    expect(page.locator(WAITING)).to_contain_text("没有写明被投诉人，也没有写明展位")
    page.get_by_role("link", name="打开改正").click()
    expect(page.get_by_label("投诉人（权利人）")).to_have_value("没有展位")
    page.get_by_label("展位", exact=True).fill("C01")
    press(page)
    expect(page.locator("[data-number]")).to_have_text(NUMBER)
    expect(page.locator(WAITING)).to_be_hidden()


def test_session_that_ended_keeps_the_words_until_somebody_signs_in(walk, fair):
    page = sit(walk, "li", f"/fairs/{fair}/station/new")
    tell(page, "登录失效")
    cookies = walk.visitor.context.cookies()
    walk.visitor.context.clear_cookies()
    press(page)
    expect(page.locator(WAITING)).to_contain_text("登录已失效，内容还在本机")
    walk.visitor.context.add_cookies(cookies)  # signed in again in another window
    page.get_by_role("button", name="立即再送").click()
    expect(page.locator(WAITING)).to_be_hidden()
    assert len(numbers_of(walk, fair, "登录失效")) == 1


def test_page_without_script_takes_a_complaint(visit, fair, picture):
    page = visit("wang", script=False).go(f"/fairs/{fair}/station/new")
    tell(page, "没有脚本")
    page.get_by_label("照片", exact=True).set_input_files([picture("一.png"), picture("二.png")])
    press(page)
    expect(page.locator("[data-number]")).to_have_text(NUMBER)
    expect(page.locator(".shots li")).to_have_count(2)


def test_finger_signs_on_the_tablet(walk, fair):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")
    tell(page, "当场签名")
    press(page)
    page.get_by_role("link", name="签名").click()
    expect(page.locator("[data-station][data-ready]")).to_be_attached()
    fits(page, TABLET["width"])
    page.get_by_label("签名人姓名").fill("郑洪")
    pad = page.locator("canvas.pad")
    pad.scroll_into_view_if_needed()
    room = pad.bounding_box()
    assert room is not None
    page.mouse.move(room["x"] + 60, room["y"] + 60)
    page.mouse.down()
    page.mouse.move(room["x"] + 300, room["y"] + 120, steps=8)
    page.mouse.up()
    page.wait_for_timeout(300)
    walk.visitor.picture("station-sign-768")
    page.get_by_role("button", name="保存签名").click()
    expect(page.locator("ul.signatures")).to_contain_text("手写签名图像，2026-11-23")
    expect(page.locator("ul.signatures img")).to_have_js_property("complete", True)
    assert walk.visitor.barriers() == []


def test_second_station_sees_what_the_first_did_and_goes_on(walk, fair):
    first = sit(walk, "wang", f"/fairs/{fair}/station/new")
    tell(first, "两台平板")
    press(first)
    expect(first.locator("[data-number]")).to_have_text(NUMBER)
    address = f"{walk.live.home}{numbers_of(walk, fair, '两台平板')[0]}"
    second = sit(walk, "li", f"/fairs/{fair}/station")
    for page in (first, second):
        page.goto(f"{address}/move/ask_more")
    second.get_by_label("缺少的材料").fill("专利证书")
    second.get_by_role("button", name="要求补正").click()
    expect(second.get_by_role("status").first).to_contain_text("已要求补正")
    walk.sit("wang")
    first.get_by_label("缺少的材料").fill("授权委托书")
    first.get_by_role("button", name="要求补正").click()
    walk.refused("您打开之后，投诉", "李秀英于 2026-11-23", "要求补正")
    expect(first.locator("main")).to_contain_text("专利证书")
    expect(first.get_by_label("缺少的材料")).to_have_value("授权委托书")
    walk.visitor.picture("station-conflict-768")
    first.get_by_role("button", name="要求补正").click()
    expect(first.locator("#history ~ .timeline")).to_contain_text("授权委托书")
    expect(first.locator("#history ~ .timeline")).to_contain_text("专利证书")


def test_act_on_a_complaint_waits_for_the_network_too(walk, fair):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")
    tell(page, "断线补正")
    press(page)
    expect(page.locator("[data-number]")).to_have_text(NUMBER)
    address = f"{walk.live.home}{numbers_of(walk, fair, '断线补正')[0]}"
    page.goto(f"{address}/move/ask_more")
    expect(page.locator("[data-station][data-ready]")).to_be_attached()
    page.get_by_label("缺少的材料").fill("专利证书")
    walk.visitor.context.set_offline(True)
    page.get_by_role("button", name="要求补正").click()
    expect(page.locator(WAITING)).to_contain_text("要求补正：投诉")
    walk.visitor.context.set_offline(False)
    expect(page.locator(WAITING)).to_be_hidden()
    walk.visitor.faults.clear()
    page.goto(address)
    expect(page.locator(".timeline")).to_contain_text("专利证书")
    expect(page.locator(".timeline strong", has_text="要求补正")).to_have_count(1)


def test_two_stations_change_one_field_and_choose(walk, fair):
    first = sit(walk, "wang", f"/fairs/{fair}/station/new")
    tell(first, "同一栏目")
    press(first)
    expect(first.locator("[data-number]")).to_have_text(NUMBER)
    address = f"{walk.live.home}{numbers_of(walk, fair, '同一栏目')[0]}"
    second = sit(walk, "li", f"/fairs/{fair}/station")
    for page, words in ((first, "红火牌电热水壶"), (second, "红火牌电饭锅")):
        page.goto(f"{address}/edit")
        page.get_by_label("展品").fill(words)
    second.locator("main form button.btn-primary").click()
    expect(second.locator("main")).to_contain_text("投诉已修改")
    first.locator("main form button.btn-primary").click()
    expect(first.locator("main")).to_contain_text("红火牌电饭锅")
    expect(first.locator("main")).to_contain_text("红火牌电热水壶")
    walk.sit("wang")
    merging = first.url
    first.goto(f"{walk.live.home}/fairs/{fair}/station")
    expect(first.locator(WAITING)).to_contain_text(
        "别人同时改了同一栏目"
    )  # not merged yet, not lost
    first.get_by_role("link", name="打开改正").click()
    expect(first.get_by_label("展品")).to_have_value("红火牌电热水壶")
    first.locator("#complaint-sheet button.btn-primary").click()
    expect(first.locator("form#merge")).to_be_visible()
    assert first.url.split("#")[0] == merging
    first.get_by_text("用我的").first.click()
    first.locator("#merge button.btn-primary").click()
    expect(first.locator("dl.facts").first).to_contain_text("红火牌电热水壶")
    first.goto(f"{walk.live.home}/fairs/{fair}/station")
    expect(first.locator(WAITING)).to_be_hidden()


def test_complaint_becomes_a_printed_notice_in_ninety_seconds(walk, fair, capsys):
    began = time.monotonic()
    page = sit(walk, "li", f"/fairs/{fair}/station")
    page.get_by_label("展位号或者名称").fill("A12")
    page.get_by_role("link", name="投诉 海城市红火电器厂").click()
    page.get_by_label("权利号码").fill("ZL201530012345.4")
    page.get_by_label("权利名称").fill("电热水壶")
    page.get_by_label("投诉人（权利人）").fill("鞍山市暖阳电器有限公司")
    page.get_by_label("投诉人电话").fill("13900000001")
    page.get_by_label("被投诉的展品").fill("红火牌电热水壶")
    page.get_by_label("事实和理由").fill("展出的电热水壶与本公司的外观设计相同")
    for box in page.locator("#materials-set input:visible").all():
        box.check()
    press(page)
    page.get_by_role("link", name="材料齐全").click()
    page.get_by_role("button", name="材料齐全").click()
    page.get_by_role("link", name="移交管理部门").click()
    page.get_by_role("button", name="移交管理部门").click()
    page.get_by_role("link", name="通知被投诉人").click()
    page.get_by_label("签收通知的人（被投诉人一方）").fill("郑洪")
    page.get_by_label("签收通知的人（主办单位一方）").fill("何经理")
    page.get_by_role("button", name="通知被投诉人").click()
    expect(page.locator(".state").first).to_have_text("已通知")
    address = page.url
    page.goto(f"{address}/papers")
    page.locator("tr", has_text="E08").get_by_role("button").click()
    expect(page.get_by_role("status").first).to_contain_text("已起草")
    signer = walk.sit("wang")
    signer.goto(f"{address}/papers")
    signer.locator("tr", has_text="E08").get_by_role("button").click()
    expect(signer.get_by_role("status").first).to_contain_text("已现场签发")
    with signer.expect_download() as printed:
        signer.get_by_role("link", name="下载 PDF").click()
    assert printed.value.path().read_bytes().startswith(b"%PDF-")
    took = time.monotonic() - began
    with capsys.disabled():
        print(f"\ncomplaint to printed notice: {took:.1f} s of scripted input")  # noqa: T201 - asked for
    assert took < NINETY
