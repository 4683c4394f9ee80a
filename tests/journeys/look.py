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
    faults = [f"{name}: {barrier}" for barrier in visitor.barriers()]
    for width, size in WIDTHS.items():
        visitor.page.set_viewport_size(size)
        wide, high = visitor.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        if wide > size["width"]:
            faults.append(f"{name}: {wide} wide on a screen of {width}")
        # A screen as high as the page, because what sticks to its foot would lie across a picture.
        visitor.page.set_viewport_size({**size, "height": min(max(high, size["height"]), HIGHEST)})
        visitor.picture(f"{name}-{width}")
    visitor.page.set_viewport_size(SCREEN)
    return faults
