"""A walk through a case as the office takes it: one window, whoever's turn it is sits at it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser import Visitor
from tests.journeys.conftest import LiveOffice

# Who of the cast gives the opinions after the undertaker's, in their order.
APPROVERS = ("wu", "zhang", "chen")
TYPED = "按案件材料填写。"


class Walk:
    """The windows of everybody who has sat down, whose turn it is, the case it is about."""

    def __init__(self, visit: Callable[[str], Visitor], live: LiveOffice) -> None:
        self.live = live
        self.case = ""
        self.who = ""
        self._visit = visit
        self._windows: dict[str, Visitor] = {}

    @property
    def visitor(self) -> Visitor:
        """The window of whose turn it is."""
        return self._windows[self.who]

    @property
    def page(self) -> Page:
        """The page in that window."""
        return self.visitor.page

    def sit(self, login: str) -> Page:
        """Let somebody take their turn, signed in by a link of their own."""
        if login not in self._windows:
            self._windows[login] = self._visit(login)
        self.who = login
        return self.page

    def day(self, day: str) -> None:
        """Let the office close and open again on another day."""
        for visitor in self._windows.values():
            visitor.page.goto(
                "about:blank"
            )  # pictures still on their way would be asked for another day
        self.live.day(day)
        self._windows = {}
        self.who = ""

    def file(self, login: str, part: str = "") -> Page:
        """Open the case as somebody; who has just acted on it has it open."""
        here = f"{self.live.home}{self.case}{part}"
        has_it_open = self.who == login and self.page.url == here
        page = self.sit(login)
        if not has_it_open:
            page.goto("about:blank")  # an address that differs by its anchor only is not asked for
            page.goto(here)
        return page

    def open_step(self, login: str, name: str) -> Locator:
        """Go to a step by its button on the case page; answer its form."""
        self.file(login).get_by_role("link", name=name, exact=True).click()
        return self.page.locator("form[data-guard]")

    def step(self, login: str, name: str, **values: Any) -> None:
        """Take a step by its button on the case page, and see it taken."""
        form = self.open_step(login, name)
        self.fill(form, values, prefix="f_")
        self.save(form)
        expect(self.page.get_by_role("status")).to_contain_text(f"已办理：{name}")

    def refused(self, *sentences: str) -> None:
        """See the box that says what stands in the way."""
        box = self.page.locator(".refusal").first
        for sentence in sentences:
            expect(box).to_contain_text(sentence)

    def fill(self, form: Locator, values: dict[str, Any], *, prefix: str = "") -> None:
        """Fill a form in as hands would: text, boxes, buttons, lists."""
        for key, value in values.items():
            name = key if key in ("on", "reason") else f"{prefix}{key}"
            fields = form.locator(f"[name='{name}']")
            kind = fields.first.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName")
            if kind in ("checkbox", "radio"):
                self._tick(form, fields, value)
            elif kind == "SELECT":
                self._choose(fields, value)
            else:
                fields.fill(value)

    def save(self, form: Locator) -> None:
        """Press the form's main button."""
        form.locator("button.btn-primary").click()

    def paper(self, login: str, title: str) -> Page:
        """Open the newest paper of a kind from the case page."""
        self.file(login, "#papers")
        papers = self.page.locator("section[aria-labelledby=papers]")
        papers.get_by_role("link", name=title, exact=True).last.click()
        expect(self.page.locator("h1")).to_contain_text(f"《{title}》")
        return self.page

    def finish(self, login: str, title: str, *, day: str) -> None:
        """Bring a draft to its signature: a record by hand, any other along its line of approval."""
        page = self.paper(login, title)
        closing = page.locator("form[action$='/close']")
        if closing.count():
            closing.locator("[name=on]").fill(day)
            closing.get_by_role("button", name="定稿并冻结").click()
            expect(page.get_by_role("status")).to_contain_text("文书已定稿")
            return
        self._type_missing(day)
        asking = page.locator("form[action$='/hand-in']")
        asking.locator("[name=asked_on]").fill(day)
        asking.get_by_role("button", name="报批").click()
        expect(page.get_by_role("status")).to_contain_text("已报批")
        here = page.url
        for approver in APPROVERS:
            page = self.sit(approver)
            page.goto(here)
            opinion = page.locator("form[action$='/opinion']")
            if opinion.count():
                opinion.locator("[name=said_on]").fill(day)
                opinion.get_by_role("button", name="登记意见").click()
                expect(page.get_by_role("status")).to_contain_text("已")
        expect(page.locator(".state").first).to_have_text("已签发")

    def complete(self, login: str, title: str, *, day: str) -> None:
        """Type what a draft still needs, before somebody else's step signs it."""
        self.paper(login, title)
        self._type_missing(day)

    def _type_missing(self, day: str) -> None:
        """Type what the paper needs and the case does not know."""
        page = self.page
        if not page.locator("#draft .is-missing").count():
            return
        page.locator("#draft details.group").evaluate_all("all => all.forEach(e => e.open = true)")
        missing = page.locator("#draft .is-missing").evaluate_all("all => all.map(e => e.id)")
        for place in missing:
            boxes = page.locator(f"#{place}").locator("input:visible, textarea:visible")
            kind = boxes.first.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName")
            if kind == "checkbox":
                boxes.first.check()
                continue
            for box in boxes.all():  # a list is drawn as a table of boxes
                box.fill({"date": day, "datetime-local": f"{day}T09:30"}.get(kind, TYPED))
        page.locator("#draft .sticky-save .btn-primary").click()
        expect(page.get_by_role("status")).to_contain_text("文书草稿已保存")

    def serve(self, login: str, title: str, **values: Any) -> None:
        """Record that a signed paper was handed over."""
        form = self.paper(login, title).locator("form[action$='/serve']")
        self.fill(form, values)
        self.save(form)
        expect(self.page.get_by_role("status")).to_contain_text("送达已登记")

    def found(self, login: str, words: str) -> int:
        """Search as somebody by the box at the top; answer how many were found."""
        page = self.sit(login)
        page.keyboard.press("Escape")
        box = page.get_by_role("searchbox", name="检索", exact=True)
        box.fill(words)
        box.press("Enter")
        expect(page.locator("#search-q")).to_have_value(words)
        line = page.locator("main .count-line")
        if not line.count():
            return 0
        number = re.search(r"共 ([\d,]+) 项", line.first.inner_text())
        return int(number.group(1).replace(",", "")) if number else 0

    def _choose(self, field: Locator, value: str) -> None:
        option = field.locator(f"option[value='{value}']")
        if not option.count():
            option = field.locator("option", has_text=value)
        field.select_option(option.first.get_attribute("value"))

    def _tick(self, form: Locator, fields: Locator, value: Any) -> None:
        if isinstance(value, bool):
            fields.set_checked(value)
        elif isinstance(value, str):
            form.locator(f"[name='{fields.first.get_attribute('name')}'][value='{value}']").check()
        else:
            for box in fields.all():
                label = form.locator(f"label[for='{box.get_attribute('id')}']").inner_text()
                box.set_checked(any(words in label for words in value))
