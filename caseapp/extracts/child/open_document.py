"""OpenDocument texts and slides, and what could act in any OpenDocument file."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping

from caseapp.extracts.child import markup
from caseapp.extracts.child.told import Told, Unreadable

_PARTS = ("content.xml", "styles.xml")
_DDE = ("dde-connection", "dde-connection-decl", "dde-source", "dde-link")
_OBJECTS = ("object-ole", "plugin", "applet", "floating-frame")
_FETCHED = ("image", "fill-image", "background-image", "section-source", "audio", "video")
_ELSEWHERE = ("http:", "https:", "ftp:", "file:", "smb:", "//", "\\\\", "/", "../../")
_BLANKS = {"s": " ", "tab": "\t", "line-break": "\n"}


def refuse_active(packed: zipfile.ZipFile) -> None:
    """Refuse what is started or fetched when the file is opened."""
    names = set(packed.namelist())
    for part in _PARTS:
        if part in names:
            with packed.open(part) as stream:
                markup.read(stream, _Watch())


def read(packed: zipfile.ZipFile, told: Told) -> None:
    """Read the text, by pages where the file says where they begin."""
    told.tool("odf")
    body = _Body()
    with packed.open("content.xml") as stream:
        markup.read(stream, body)
    pages = "".join(body.pieces).split("\x0c")
    word = "张" if body.is_slides else "页"
    pages = pages[1:] if body.is_slides else pages
    for number, page in enumerate(pages, start=1):
        told.add(f"第{number}{word}" if len(pages) > 1 or body.is_slides else "正文", page)


class _Watch(markup.Reader):
    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """Refuse by name, and by where a picture lies."""
        if name in _DDE:
            raise Unreadable("dde")
        if name in _OBJECTS:
            raise Unreadable("ole")
        if name in _FETCHED and marks.get("href", "").lower().startswith(_ELSEWHERE):
            raise Unreadable("remote")
        if name == "event-listener" and "script" in marks.get("href", ""):
            raise Unreadable("macro")


class _Body(markup.Reader):
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.is_slides = False
        self._depth = 0

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """Hear paragraphs, blanks and pages."""
        self._depth += name in ("p", "h")
        if name in _BLANKS:
            self.pieces.append(_BLANKS[name])
        elif name == "soft-page-break":
            self.pieces.append("\x0c")
        elif name == "page" and "master-page-name" in marks:
            self.is_slides = True
            self.pieces.append("\x0c")

    def end(self, name: str) -> None:
        """Hear the end of a paragraph."""
        if name in ("p", "h"):
            self._depth -= 1
            self.pieces.append("\n")

    def text(self, text: str) -> None:
        """Hear text of a paragraph."""
        if self._depth:
            self.pieces.append(text)
