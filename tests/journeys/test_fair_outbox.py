"""What waits in the tablet of a fair: it stays its writer's, loses nothing, and is never entered twice."""

from __future__ import annotations

import re

from playwright.sync_api import Dialog, Page, Route, expect

from tests.journeys.conftest import enter
from tests.journeys.test_fair import (
    NUMBER,
    TOLD,
    WAITING,
    fair,
    numbers_of,
    picture,
    press,
    sit,
    tell,
    walk,
)
from tests.journeys.walk import Walk

__all__ = ["fair", "picture", "walk"]  # fixtures of the station
DESIGN = "ZL201530012345.4"


def change_hands(walk: Walk, login: str, page: Page) -> None:
    """Let somebody else sign in on the same tablet."""
    walk.visitor.context.clear_cookies()
    walk.visitor.page = page
    enter(walk.visitor, walk.live.link(login))


def ready(page: Page, address: str) -> None:
    """Open a page of the station and wait for its script."""
    page.goto(address)
    expect(page.locator("[data-station][data-ready]")).to_be_attached()


def taker(walk: Walk, fair: int, complainant: str) -> str:
    """Return what the page of somebody's only complaint says of who took it."""
    (address,) = numbers_of(walk, fair, complainant)
    page = walk.visitor.context.new_page()
    page.goto(f"{walk.live.home}{address}")
    said = page.locator("dl.facts").first.inner_text()
    page.close()
    return said


def test_what_one_officer_wrote_waits_for_that_officer(walk, fair):
    first = sit(walk, "wang", f"/fairs/{fair}/station/new")
    at = first.url
    walk.visitor.context.set_offline(True)
    tell(first, "甲的投诉")
    press(first)
    expect(first.locator(WAITING)).to_contain_text("没有连上网络")
    tell(first, "甲的草稿")
    first.wait_for_timeout(800)
    first_tab = first
    walk.visitor.context.clear_cookies()  # before the page tries again
    walk.visitor.context.set_offline(False)
    second = walk.visitor.context.new_page()
    change_hands(walk, "li", second)
    ready(second, at)
    waiting = second.locator(WAITING)
    expect(waiting).to_contain_text("由王建民填写，请王建民登录后送出")
    expect(waiting.get_by_role("link", name="打开改正")).to_have_count(0)
    expect(waiting.get_by_role("button")).to_have_count(0)
    expect(second.get_by_label("投诉人（权利人）")).to_have_value("")
    first_tab.get_by_role("button", name="立即再送").click()  # the page of the first, still open
    expect(first_tab.locator(WAITING)).to_contain_text("由王建民填写，请王建民登录后送出")
    assert numbers_of(walk, fair, "甲的投诉") == []
    key = second.evaluate(KEY_OF_THE_FIRST)
    ready(second, f"{at}#waiting={key}")
    expect(second.get_by_label("投诉人（权利人）")).to_have_value("")
    first_tab.close()
    change_hands(walk, "wang", second)
    ready(second, at)
    expect(second.locator(WAITING)).to_be_hidden()
    expect(second.get_by_label("投诉人（权利人）")).to_have_value("甲的草稿")
    walk.visitor.faults.clear()
    assert "王建民" in taker(walk, fair, "甲的投诉")


KEY_OF_THE_FIRST = """() => new Promise((yes) => {
  const ask = indexedDB.open("caseapp-station");
  ask.onsuccess = () => {
    const all = ask.result.transaction("waiting").objectStore("waiting").getAll();
    all.onsuccess = () => yes(all.result[0].key);
  };
})"""


def lose_first(page: Page) -> list[str]:
    """Let the office carry the first form out and cut the line before its answer."""
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).headers["location"])
            route.abort()
        elif route.request.method == "POST" and len(lost) == 1:
            route.abort()  # nor is it sent by itself before it is opened
        else:
            route.continue_()

    page.route("**/station/new", lose)
    return lost


def test_words_changed_after_a_lost_answer_change_the_complaint(walk, fair, picture):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")
    lost = lose_first(page)
    tell(page, "先登记后改")
    page.get_by_label("照片", exact=True).set_input_files(picture("先登记.png"))
    press(page)
    expect(page.locator(WAITING)).to_contain_text("先登记后改")
    page.get_by_role("link", name="打开改正").click()
    expect(page.get_by_label("投诉人（权利人）")).to_have_value("先登记后改")
    page.get_by_label("被投诉的展品").fill("电饭锅")
    page.wait_for_timeout(800)
    page.reload()  # what was changed is kept with the one that waits
    expect(page.get_by_label("被投诉的展品")).to_have_value("电饭锅")
    page.unroute("**/station/new")
    press(page)
    expect(page).to_have_url(re.compile(r"/fair-complaints/\d+/edit"))
    assert len(lost) == 1
    expect(page.locator("[name=exhibit]")).to_have_value("电饭锅")
    expect(page.locator(TOLD)).to_contain_text("已经登记")
    walk.visitor.picture("station-changed-768")
    page.locator("#complaint-sheet button.btn-primary").click()
    expect(page.locator("dl.facts").first).to_contain_text("电饭锅")
    walk.visitor.faults.clear()
    (address,) = numbers_of(walk, fair, "先登记后改")
    ready(page, f"{walk.live.home}{address}/photos")
    expect(page.locator(".shots li")).to_have_count(1)
    expect(page.locator(WAITING)).to_be_hidden()


def test_reopened_and_sent_again_doubles_no_photo(walk, fair, picture):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")
    page.route("**/photos", lambda route: route.abort())
    tell(page, "照片再送")
    page.get_by_label("展位", exact=True).fill("")
    page.get_by_label("被投诉人（展位上的名称）").fill("")
    page.get_by_label("照片", exact=True).set_input_files(picture("再送.png"))
    serials = []
    for _ in range(2):  # refused, opened, refused again: the photo keeps its count
        press(page)
        expect(page.locator(".refusal").first).to_contain_text("没有写明被投诉人")
        serials.append(page.evaluate(PHOTO_SERIALS))
        page.get_by_label("事实和理由").fill("改过")
        page.wait_for_timeout(600)
    assert serials[0] == serials[1]
    page.get_by_label("展位", exact=True).fill("C02")
    press(page)
    expect(page.locator(WAITING)).to_contain_text("还有 1 张照片没有送出")
    page.unroute("**/photos")
    page.get_by_role("button", name="立即再送").click()
    expect(page.locator(WAITING)).to_be_hidden()
    walk.visitor.faults.clear()
    (address,) = numbers_of(walk, fair, "照片再送")
    page.goto(f"{walk.live.home}{address}/photos")
    expect(page.locator(".shots li")).to_have_count(1)


PHOTO_SERIALS = """() => new Promise((yes) => {
  const ask = indexedDB.open("caseapp-station");
  ask.onsuccess = () => {
    const all = ask.result.transaction("waiting").objectStore("waiting").getAll();
    all.onsuccess = () => yes(all.result.flatMap((one) => one.photos.map((shot) => `${shot.device} ${shot.serial} ${shot.key}`)));
  };
})"""


def test_bad_photo_is_set_aside_and_the_others_go_on(walk, fair, picture):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")
    tell(page, "坏照片")
    bad = picture("坏的.png")
    bad.write_bytes(b"MZ no picture")
    page.get_by_label("照片", exact=True).set_input_files(
        [picture("好一.png"), bad, picture("好二.png")]
    )
    expect(page.locator("[data-shots] li")).to_have_count(3)
    press(page)
    expect(page.locator("[data-number]")).to_have_text(NUMBER)  # the complaint is there
    waiting = page.locator(WAITING)
    expect(waiting).to_contain_text("照片“坏的.png”")
    expect(waiting).to_contain_text("不是照片，没有保存")
    expect(page.locator(".shots li")).to_have_count(2)
    walk.visitor.picture("station-bad-photo-768")
    page.once("dialog", lambda dialog: dialog.accept())
    waiting.get_by_role("button", name="不再送出这张").click()
    expect(waiting).to_be_hidden()


def test_entry_the_server_cannot_take_lets_the_next_ones_through(walk, fair):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")

    def trouble(route: Route) -> None:
        if route.request.method == "POST" and "服务器为难" in (route.request.post_data or ""):
            route.fulfill(status=502, content_type="text/html", body="<p>bad gateway</p>")
        else:
            route.continue_()

    page.route("**/station/new", trouble)
    walk.visitor.context.set_offline(True)
    for words in ("服务器为难", "排在后面"):
        tell(page, words)
        press(page)
        expect(page.locator(WAITING)).to_contain_text(words)
    walk.visitor.context.set_offline(False)
    waiting = page.locator(WAITING)
    expect(waiting.locator("li")).to_have_count(1)
    expect(waiting).to_contain_text("服务器暂时不能办理")
    assert len(numbers_of(walk, fair, "排在后面")) == 1
    for _ in range(2):
        waiting.get_by_role("button", name="立即再送").click()
        page.wait_for_timeout(500)
    page.once("dialog", lambda dialog: give_up(dialog))
    waiting.get_by_role("button", name="不再送出").click()
    expect(waiting).to_be_hidden()
    walk.visitor.faults.clear()


def give_up(dialog: Dialog) -> None:
    """See that it is said what is lost."""
    assert "填写的内容不再保留" in dialog.message
    dialog.accept()


def test_missing_right_is_told_apart_from_an_ended_session(walk, fair):
    page = sit(walk, "wang", f"/fairs/{fair}/station/new")
    frame = '<!doctype html><main id="main"><h1>没有权限</h1><p>您的岗位没有这项权限。</p></main>'

    def barred(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=403, content_type="text/html; charset=utf-8", body=frame)
        else:
            route.continue_()

    page.route("**/station/new", barred)
    tell(page, "没有权限")
    press(page)
    expect(page.locator(".refusal").first).to_contain_text("您的岗位没有这项权限")
    expect(page.get_by_label("投诉人（权利人）")).to_have_value("没有权限")
    walk.visitor.faults.clear()


def test_taps_without_network_are_all_counted(walk, fair):
    page = sit(walk, "wang", f"/fairs/{fair}/station")
    counted = page.locator("[data-count=inquiries]")
    before = int(counted.inner_text())
    more = page.get_by_role("button", name="接待咨询加 1")
    walk.visitor.context.set_offline(True)
    for _ in range(3):
        more.click()
    expect(page.locator(f"{WAITING} li")).to_have_count(3)
    walk.visitor.context.set_offline(False)
    expect(page.locator(WAITING)).to_be_hidden()
    expect(counted).to_have_text(str(before + 3))
    for _ in range(2):  # and with it, as fast as a thumb is
        more.click()
    expect(counted).to_have_text(str(before + 5))
    page.reload()
    expect(counted).to_have_text(str(before + 5))
    walk.visitor.faults.clear()


def test_patrol_goes_on_without_network(walk, fair, picture):
    page = sit(walk, "wang", f"/fairs/{fair}/patrol")
    marks = page.locator("main tbody tr")
    before = marks.count()
    walk.visitor.context.set_offline(True)
    for product in ("水壶", "风扇"):
        page.get_by_label("专利标注").fill(DESIGN)
        page.get_by_label("展位", exact=True).fill("A12")
        page.get_by_label("展品").fill(product)
        if product == "水壶":
            page.get_by_label("照片", exact=True).set_input_files(picture("标识.png"))
        page.get_by_role("button", name="登记，接着下一件").click()
        expect(page.get_by_label("专利标注")).to_have_value("")
        expect(page.get_by_label("展位", exact=True)).to_have_value("A12")
    expect(page.locator(f"{WAITING} li")).to_have_count(2)
    for width in (390, 768):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        walk.visitor.picture(f"patrol-waiting-{width}")
    assert walk.visitor.barriers() == []
    walk.visitor.context.set_offline(False)
    expect(page.locator(WAITING)).to_be_hidden()
    walk.visitor.faults.clear()
    ready(page, f"{walk.live.home}/fairs/{fair}/patrol")
    expect(marks).to_have_count(before + 2)
    marks.filter(has_text="水壶").first.get_by_role("link").first.click()
    expect(page.locator("ul.photos li")).to_have_count(1)
