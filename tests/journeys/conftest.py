"""Journeys: long paths in a real browser on a demo office that really serves."""

from __future__ import annotations

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
    """The demo office in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.home = self._line()

    def link(self, login: str) -> str:
        """Give a one-time link for somebody of the demo office."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{login}\n")
        self._process.stdin.flush()
        return self._line()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        assert line.startswith("http://127.0.0.1:"), f"the office did not start: {line!r}"
        return line


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveOffice]:
    """Build and serve a demo office; what it writes to its log is shown when it fails."""
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
            visitor.go(live.link(login))
            if button := visitor.page.query_selector("main form button"):
                button.click()
        return visitor

    yield opened
    for visitor in visitors:
        visitor.leave()
