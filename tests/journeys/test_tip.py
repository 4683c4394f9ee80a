"""A tip about a trademark goes to the body that is competent on its day: that of 2015, and that of 2026."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.walk import Walk

OLD, NEW = "鞍山市工商行政管理局", "鞍山市市场监督管理局"


@pytest.fixture
def walk(visit, live):
    """Give a window where everybody of the cast sits down in turn."""
    return Walk(visit, live)


def test_tip_about_a_trademark_goes_to_the_right_body_of_2015_and_of_2026(walk):
    walk.day("2015-09-01")
    form = asked(walk)
    expect(form.locator("[name=body_id]")).to_contain_text(OLD)
    opened(walk, form, OLD, number="鞍知协登字〔2015〕1号")
    walk.day("2026-11-23")
    form = asked(walk)
    expect(form.locator("[name=body_id]")).to_contain_text(NEW)
    choices = form.locator("[name=body_id] option").all_text_contents()
    assert not any(OLD in one for one in choices)
    opened(walk, form, NEW, number="鞍市监协登字〔2026〕1号")


def asked(walk: Walk) -> Locator:
    """Begin a transfer of a tip and look up who is competent that day."""
    page = walk.sit("wang")
    page.goto(f"{walk.live.home}/transfers/new/lead_out")
    page.get_by_label("权利种类").select_option(label="商标")
    page.get_by_role("button", name="按日期、权利和地区查主管机关").click()
    return page.locator("form#open")


def opened(walk: Walk, form: Locator, body: str, *, number: str) -> None:
    """Fill in the rest and save; the page says to whom it goes and what comes next."""
    told = {
        "title": "铁西区某商店涉嫌销售侵犯注册商标专用权的商品",
        "content": "商店销售的电热水壶使用与他人注册商标相同的标识。",
        "reason": "属于商标主管部门的职责。",
        "body_id": body,
    }
    walk.fill(form, told)
    walk.save(form)
    page = walk.page
    expect(page.get_by_role("status")).to_contain_text(number)
    expect(page.locator("main")).to_contain_text(body)
