"""The user manual shows the pages as they are: each picture is taken by this test, each word it names is there.

A picture stands in the text as `![what](图/name.png "login /address > link > link")`; words in 「」 before it,
back to the picture or heading above, are on the page. `pytest tests/journeys/test_manual.py --rewrite` takes
the pictures anew.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "手册"
PICTURE = re.compile(
    r'^!\[(?P<what>[^\]]+)\]\((?P<file>[^ )]+) "(?P<login>\w+) (?P<way>/[^"]*)"\)', re.MULTILINE
)
NAMED = re.compile(r"「([^」]+)」")
LINK = re.compile(r"http://127\.0\.0\.1:\d+/enter/[\w-]{40,}")
HIGHEST = 1500


@dataclass(frozen=True)
class Shown:
    """One picture of the manual: whose page, how one gets there, which words are told of it."""

    page: Path
    file: str
    login: str
    way: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def place(self) -> Path:
        """Where the picture lies."""
        return self.page.parent / self.file


def pictures_of(page: Path) -> Iterator[Shown]:
    """Read a chapter: its pictures with the words told before each."""
    text = page.read_text(encoding="utf-8")
    since = 0
    for found in PICTURE.finditer(text):
        told = text[since : found.start()]
        told = told[max(told.rfind("\n#"), 0) :]
        since = found.end()
        way = tuple(part.strip() for part in found["way"].split(" > "))
        yield Shown(page, found["file"], found["login"], way, tuple(NAMED.findall(told)))


CHAPTERS = sorted(MANUAL.glob("*.md"))
PICTURES = [one for page in CHAPTERS for one in pictures_of(page)]


class DemoOffice:
    """The demo office of the README's first command, and links into it."""

    def __init__(self, environ: dict[str, str], home: str) -> None:
        self._environ, self.home = environ, home

    def link(self, login: str) -> str:
        """Give a one-time link for one of the demo's people."""
        program = Path(sys.executable).with_name("caseapp")
        said = subprocess.run(
            [program, "links", login, "--base", self.home],
            env=self._environ, capture_output=True, text=True, check=True, timeout=120,
        )  # fmt: skip
        return LINK.findall(said.stdout)[0]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoOffice]:
    """Start the demo office on an empty folder."""
    import os

    place = tmp_path_factory.mktemp("demo")
    folders = {"CASEAPP_DATA": "data", "CASEAPP_KEYS": "keys", "CASEAPP_INDEX": "index"}
    environ = {**os.environ, **{key: str(place / name) for key, name in folders.items()}}
    program = Path(sys.executable).with_name("caseapp")
    with subprocess.Popen(
        [program, "serve", "--demo", "--port", "0"],
        env={**environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        home = ""
        assert process.stdout is not None
        for line in process.stdout:
            if "已启动" in line:
                home = re.findall(r"http://127\.0\.0\.1:\d+", line)[0]
                break
        assert home, "the demo office did not start"
        yield DemoOffice(environ, home)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


@pytest.fixture(scope="module")
def windows(browser: Any, demo: DemoOffice) -> Iterator[dict[str, Any]]:
    """Give one window for each person; whoever comes twice finds it open."""
    from tests.browser import Visitor  # slow import

    class Windows(dict[str, Any]):
        def __missing__(self, login: str) -> Any:
            visitor = self[login] = Visitor(browser, demo.home)
            visitor.page.goto(demo.link(login))
            visitor.page.click("button.btn-primary")
            return visitor

    opened = Windows()
    yield opened
    for visitor in opened.values():
        visitor.leave()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("shown", PICTURES, ids=lambda one: one.file)
def test_the_manual_shows_the_page_with_the_words_it_names(shown, windows, rewrite):
    page = windows[shown.login].page
    answer = page.goto(shown.way[0])
    for words in shown.way[1:]:
        with page.expect_navigation() as going:
            page.get_by_role("main").get_by_role("link", name=words).first.click()
        answer = going.value
    assert answer.status == 200, shown.way
    text = page.locator("body").inner_text()
    assert [one for one in shown.words if one not in text] == []
    if rewrite:
        page.set_viewport_size({"width": 1280, "height": 900})
        high = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": 1280, "height": min(high, HIGHEST)})
        shown.place.parent.mkdir(exist_ok=True)
        page.screenshot(path=shown.place)
    assert shown.place.read_bytes().startswith(b"\x89PNG"), "take it with --rewrite"


def test_every_kept_picture_is_shown():
    kept = {one.relative_to(MANUAL).as_posix() for one in MANUAL.rglob("*.png")}
    assert kept == {one.file for one in PICTURES}


def test_every_chapter_stands_in_the_contents():
    contents = (MANUAL / "README.md").read_text(encoding="utf-8")
    assert [one.name for one in CHAPTERS if f"]({one.name})" not in contents] == ["README.md"]
