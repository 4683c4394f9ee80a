"""A real browser opens every page with hostile texts in all fields: nothing of it ever runs."""

import contextvars
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from caseapp.base.requests import CONTENT_SECURITY
from tests import browser as real
from tests.figures import Figure
from tests.injection.payloads import ACTS, BREAKS
from tests.injection.shop import BASE, Shop

pytestmark = [pytest.mark.weekly, pytest.mark.sqlite, pytest.mark.timeout(1800)]
HARD = [f"{cut}{act}" for act in ACTS if "alert" in act for cut in BREAKS[::5]][:60]
HTML = "text/html"
HOOKS = """
window.ran = []; window.blocked = [];
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => window.ran.push(name);
document.addEventListener('securitypolicyviolation', e => window.blocked.push(e.violatedDirective));
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start the browser that is on this machine."""
    program = real.find()
    assert program is not None, "no Chromium, Chrome or Edge found; name one with CASEAPP_BROWSER"
    with real.started(program) as started:
        yield started


def opened(browser: Any, shop: Shop, login: str) -> Any:
    """Open a window whose requests the office itself answers, with its own headers."""
    page = browser.new_context(base_url=BASE).new_page()
    page.add_init_script(HOOKS)
    client = shop.browser(login)

    def answer(route: Any) -> None:
        parts = urlsplit(route.request.url)
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        got = contextvars.Context().run(client.get, address, base_url=BASE, buffered=True)
        route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.data)

    page.route("**/*", answer)
    return page


@pytest.mark.parametrize("round_no", range(2))
def test_nothing_typed_ever_runs(*, app, people, chromium, round_no: int, figure: Figure):
    # Each field the next payload; the second round goes on where the first one must have come to.
    places: dict[str, int] = {}

    def value(name: str) -> str:
        at = places.setdefault(name, len(places))
        return HARD[(at + round_no * len(HARD) // 2) % len(HARD)]

    shop = Shop(app, people, value)
    for login, page in shop.forms():
        shop.send_forms(login, page)
    windows: dict[str, Any] = {}
    ran, blocked, looked = [], [], 0
    for login, address in shop.pages():
        window = windows.setdefault(login, None) or opened(chromium, shop, login)
        windows[login] = window
        window.goto(address, wait_until="load")
        window.keyboard.press("Tab")
        ran += [(address, one) for one in window.evaluate("window.ran")]
        blocked += [(address, one) for one in window.evaluate("window.blocked")]
        looked += 1
    figure("X2", f"round {round_no + 1}: payloads, pages, executions, blocked by the policy",
           reached=f"{min(len(places), len(HARD))}, {looked}, {len(ran)}, {len(blocked)}",
           asked="30 of 60, all, 0, 0")  # fmt: skip
    assert ran == []
    assert blocked == []
    assert len(places) >= len(HARD) // 2


@pytest.mark.parametrize(
    ("headers", "seen"),
    [({}, (["alert"], [])), ({"Content-Security-Policy": CONTENT_SECURITY}, ([], 1))],
)
def test_what_would_run_is_seen(chromium, headers: dict[str, str], seen: Any):
    page = chromium.new_context(base_url=BASE).new_page()
    page.add_init_script(HOOKS)
    body = "<!DOCTYPE html><p>x</p><script>alert(1)</script>"
    page.route("**/*", lambda route: route.fulfill(headers=headers, body=body, content_type=HTML))
    page.goto("/", wait_until="load")
    ran, blocked = page.evaluate("window.ran"), page.evaluate("window.blocked")
    assert (ran, blocked if isinstance(seen[1], list) else len(blocked)) == seen
