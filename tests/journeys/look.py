"""Looking at pages as they are drawn: a picture at each width, barriers, nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Mapping

from tests.browser import SCREEN, Visitor

WIDTHS = {"1280": SCREEN, "768": {"width": 768, "height": 1024}}
HIGHEST = 6000


def look_at(visitor: Visitor, pages: Mapping[str, str]) -> list[str]:
    """Open each page and answer what is wrong with it."""
    faults = []
    for name, address in pages.items():
        visitor.go(address)
        faults += look(visitor, name)
    return faults


def look(visitor: Visitor, name: str) -> list[str]:
    """Take pictures of the page that is open; answer what is wrong with it."""
    faults = []
    # Right after a click the page that comes may be there without anything in it yet.
    visitor.page.wait_for_load_state()
    for width, size in WIDTHS.items():
        visitor.page.set_viewport_size(size)
        wide, high = visitor.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        if wide > size["width"]:
            faults.append(f"{name}: {wide} wide on a screen of {width}")
        # A screen as high as the page: what sticks to its foot lies across fields until one scrolls.
        visitor.page.set_viewport_size({**size, "height": min(max(high, size["height"]), HIGHEST)})
        if size is SCREEN:
            faults += [f"{name}: {barrier}" for barrier in visitor.barriers()]
        visitor.picture(f"{name}-{width}")
    visitor.page.set_viewport_size(SCREEN)
    return faults
