"""Word files: body with its pages, headers, notes and comments."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping

from caseapp.extracts.child import markup
from caseapp.extracts.child.told import Told, Unreadable

# Marks in the text that no document can hold: a page as Word last broke it, a page somebody broke.
_LAID_OUT, _BROKEN = "\x0c", "\x0b"
# Fields that fetch or start something, however their words are cut into runs.
_ACTIVE = re.compile(
    r"^[\s\"{]*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|DATABASE)\b",
    re.IGNORECASE | re.MULTILINE,
)
_BESIDE = (
    ("页眉页脚", re.compile(r"^word/(header|footer)\d*\.xml$")),
    ("脚注", re.compile(r"^word/(footnotes|endnotes)\.xml$")),
    ("批注", re.compile(r"^word/comments\.xml$")),
)


def read(packed: zipfile.ZipFile, main: str, told: Told) -> None:
    """Read a Word file; all its fields are looked at before a word is kept."""
    told.tool("docx")
    parts = [("正文", main)]
    parts += [
        (place, name)
        for place, pattern in _BESIDE
        for name in sorted(packed.namelist())
        if pattern.match(name)
    ]
    texts = [(place, _text(packed, name)) for place, name in parts]
    for place, text in texts:
        _keep(place, text, told)


def _keep(place: str, text: str, told: Told) -> None:
    mark = _LAID_OUT if _LAID_OUT in text else _BROKEN
    other = _BROKEN if mark == _LAID_OUT else _LAID_OUT
    pages = text.replace(other, "\n").split(mark)
    for number, page in enumerate(pages, start=1):
        told.add(f"第{number}页" if len(pages) > 1 else place, page)


def _text(packed: zipfile.ZipFile, name: str) -> str:
    body = _Body()
    with packed.open(name) as stream:
        markup.read(stream, body)
    if _ACTIVE.search("".join(body.fields)):
        raise Unreadable("dde")
    return "".join(body.pieces)


class _Body(markup.Reader):
    """Hears the text of runs; a second telling of the same for older programs is passed over."""

    _INSTEAD = "Fallback"
    _BETWEEN: Mapping[str, str] = {"tab": "\t", "cr": "\n", "lastRenderedPageBreak": _LAID_OUT}

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.fields: list[str] = []
        self._instead = self._runs = 0
        self._in = ""

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """Hear a run, its text, what stands between, and the words of fields."""
        self._instead += name == self._INSTEAD
        self._runs += name == "r"
        if name in ("t", "instrText"):
            self._in = name
        elif name == "fldSimple":
            self.fields.append(f"\n{marks.get('instr', '')}\n")
        elif name == "fldChar":
            self.fields.append("\n")
        elif self._runs and not self._instead:
            self._between(name, marks)

    def end(self, name: str) -> None:
        """Hear the end of runs and paragraphs."""
        self._instead -= name == self._INSTEAD
        self._runs -= name == "r"
        if name in ("t", "instrText"):
            self._in = ""
        elif name == "p" and not self._instead:
            self.pieces.append("\n")

    def text(self, text: str) -> None:
        """Hear text of a run or of a field."""
        if self._in == "instrText":
            self.fields.append(text)
        elif self._in == "t" and not self._instead:
            self.pieces.append(text)

    def _between(self, name: str, marks: Mapping[str, str]) -> None:
        if name == "br":
            self.pieces.append(_BROKEN if marks.get("type") == "page" else "\n")
        elif name in self._BETWEEN:
            self.pieces.append(self._BETWEEN[name])
