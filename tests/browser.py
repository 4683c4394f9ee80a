"""A real browser for the journeys: whichever Chromium, Chrome or Edge is on the machine."""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("microsoft-edge", "microsoft-edge-stable", "chrome", "msedge"),
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
# Without these a browser asks its maker's servers for this and that at every start.
QUIET = (
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-default-apps", "--disable-quic", "--disable-gpu", "--no-first-run"),
    *("--disable-extensions", "--metrics-recording-only", "--force-color-profile=srgb"),
    *("--lang=zh-CN", "--accept-lang=zh-CN"),
)
PICTURES = Path(__file__).resolve().parent.parent / "build" / "screenshots"
SCREEN = {"width": 1280, "height": 900}
PATIENCE = 15_000  # milliseconds a page may take on a busy machine
REFUSALS = re.compile(r"status of 4\d\d")


def find() -> str | None:
    """Find a browser; a setting wins."""
    if named := os.environ.get("CASEAPP_BROWSER"):
        return named
    on_path = (shutil.which(name) for name in NAMES)
    installed = (place for place in PLACES if Path(place).exists())
    return next((found for found in (*on_path, *installed) if found), None)


@contextmanager
def started(program: str) -> Iterator[Browser]:
    """Run the browser without a screen."""
    as_root = sys.platform != "win32" and os.geteuid() == 0
    flags = [*QUIET, *(("--no-sandbox",) if as_root else ())]
    expect.set_options(timeout=PATIENCE)
    # The words of date fields are the browser's own, in the language of its surroundings.
    speaking = {**os.environ, "LANGUAGE": "zh_CN"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags, env=speaking)
        yield browser
        browser.close()


class Visitor:
    """One person at the browser; whatever goes wrong behind the pages is noted."""

    def __init__(self, browser: Browser, home: str, *, script: bool = True) -> None:
        self.home = home
        self.faults: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=home,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport=SCREEN,
            java_script_enabled=script,
            accept_downloads=True,
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.on("request", self._on_request)
        self.context.on("response", self._on_response)
        self.context.on("console", self._on_console)
        self.context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        self.page: Page = self.context.new_page()

    def go(self, address: str) -> Page:
        """Open an address of the office."""
        self.page.goto(address)
        return self.page

    def picture(self, name: str) -> Path:
        """Keep a picture of the window for people to look at; it is never committed."""
        place = PICTURES / f"{name}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=place)
        return place

    def barriers(self) -> list[str]:
        """Name what would keep somebody from using this page (WCAG 2.2 AA, by axe)."""
        self.page.evaluate(AXE_SCRIPT)
        options = {"resultTypes": ["violations"], "runOnly": AXE_RULES}
        found: dict[str, Any] = self.page.evaluate(f"axe.run({json.dumps(options)})")
        return [
            f"{violation['id']}: {node['target']} {node['html'][:200]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def leave(self) -> None:
        """Close the browser's window and complain of what was noted."""
        self.context.close()
        assert self.faults == [], "\n".join(self.faults)

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and not request.url.startswith(self.home):
            self.faults.append(f"asked outside: {request.url}")

    def _on_response(self, response: Response) -> None:
        kind = response.request.resource_type
        is_part = kind in {"stylesheet", "script", "image", "font"}
        if response.status >= 500 or (is_part and response.status >= 400):
            self.faults.append(f"{response.status} {response.request.method} {response.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        # The browser notes every 4xx as an error; a refusal is a lawful answer here.
        if message.type in {"error", "warning"} and not REFUSALS.search(message.text):
            self.faults.append(f"{message.type}: {message.text}")


AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
