"""Among hits without a mouse: from the box to the first hit, further, back, and into one."""

import pytest
from playwright.sync_api import expect

from tests.journeys.look import look

QUESTION = "专利"


@pytest.fixture
def found(visit, live):
    """Give an officer's window with the hits of a question."""
    live.fill("investigated")
    wang = visit("wang")
    wang.go(f"/search?q={QUESTION}")
    return wang


def test_hits_are_walked_and_opened_by_the_keys_alone(found):
    page, hits = found.page, found.page.locator("a[data-hit]")
    assert hits.count() > 2
    box = page.locator("#search-q")
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(hits.nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    expect(hits.nth(2)).to_be_focused()
    assert look(found, "search/walked") == []
    page.keyboard.press("k")
    expect(hits.nth(1)).to_be_focused()
    wanted = hits.nth(1).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_last_hit_and_the_box_are_the_ends(found):
    page, hits = found.page, found.page.locator("a[data-hit]")
    page.locator("main").focus()
    for _ in range(hits.count() + 2):
        page.keyboard.press("j")
    expect(hits.last).to_be_focused()
    for _ in range(hits.count()):
        page.keyboard.press("ArrowUp")
    expect(page.locator("#search-q")).to_be_focused()


def test_letters_typed_into_the_box_stay_letters(found):
    box = found.page.locator("#search-q")
    box.fill("")
    box.press_sequentially("jk水壶")
    expect(box).to_have_value("jk水壶")
    expect(box).to_be_focused()
