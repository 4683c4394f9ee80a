"""Journeys: long paths in a real browser on an office that really serves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # the browser's driver is slow to import
    from playwright.sync_api import Browser

    from tests.browser import Visitor

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NO_BROWSER = "no Chromium, Chrome or Edge found; name one with CASEAPP_BROWSER"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, and keep it on one worker, with one browser and office."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.timeout(300))
            item.add_marker(pytest.mark.xdist_group("journeys"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser that is on this machine."""
    from tests import browser as real  # slow import

    program = real.find()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with real.started(program) as started:
        yield started


class LiveOffice:
    """The office of the test cast in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.home = self._line()
        assert self.home.startswith("http://127.0.0.1:"), f"no office: {self.home!r}"

    def link(self, login: str) -> str:
        """Give a one-time link for one of the cast."""
        return self._ask(f"link {login}")

    def day(self, day: str) -> None:
        """Make it ten in the morning of a day; whoever was signed in has to come again."""
        assert self._ask(f"clock {day}") == day

    def token(self) -> str:
        """Give the token by which the telephone system tells of calls."""
        return self._ask("token")

    def fair(self) -> int:
        """Open a fair of today with two exhibitors; its id."""
        return int(self._ask("fair"))

    def fill(self, only: str = "", of: str = "") -> dict[str, int]:
        """Put cases of every kind into the office, or only one, of a day: their ids by name."""
        cases: dict[str, int] = json.loads(self._ask(f"fill {only} {of}"))
        return cases

    def _ask(self, order: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()
        return self._line()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        assert line, "the office is gone; its log says why"
        return line


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """Open and serve an office for one file of journeys; its log is shown when it fails."""
    place = tmp_path_factory.mktemp("live")
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.journeys.live", place],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield LiveOffice(process)
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=30)


@pytest.fixture
def visit(browser: Browser, live: LiveOffice) -> Iterator[Callable[..., Visitor]]:
    """Open a window for somebody, signed in by a link: `visit("wang")`; nobody without a name."""
    from tests.browser import Visitor  # slow import

    visitors: list[Visitor] = []

    def opened(login: str = "", *, script: bool = True) -> Visitor:
        visitor = Visitor(browser, live.home, script=script)
        visitors.append(visitor)
        if login:
            enter(visitor, live.link(login))
        return visitor

    yield opened
    for visitor in visitors:
        visitor.leave()


def enter(visitor: Visitor, link: str) -> None:
    """Follow a one-time link, as the person it was made for."""
    visitor.go(link)
    visitor.page.locator("#enter button").click()
    visitor.page.wait_for_url(lambda address: "/enter/" not in address)
