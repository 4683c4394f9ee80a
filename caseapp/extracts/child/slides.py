"""Slides of a presentation with their notes."""

from __future__ import annotations

import re
import zipfile

from caseapp.extracts.child import markup
from caseapp.extracts.child.told import Told

_SLIDE = re.compile(r"^ppt/(slides/slide|notesSlides/notesSlide)(\d+)\.xml$")


def read(packed: zipfile.ZipFile, told: Told) -> None:
    """Read the slides in the order of their numbers."""
    told.tool("pptx")
    found = [one for one in map(_SLIDE.match, packed.namelist()) if one is not None]
    for one in sorted(found, key=lambda match: (int(match[2]), match[1][0] != "s")):
        words = _Words()
        with packed.open(one[0]) as stream:
            markup.read(stream, words)
        note = "备注" if one[1].startswith("notes") else ""
        told.add(f"第{int(one[2])}张{note}", "".join(words.pieces))


class _Words(markup.Reader):
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._is_text = False

    def start(self, name: str, marks: object) -> None:  # noqa: ARG002 - as every reader hears it
        self._is_text = name == "t"

    def end(self, name: str) -> None:
        self._is_text = False
        if name in ("p", "br"):
            self.pieces.append("\n")

    def text(self, text: str) -> None:
        if self._is_text:
            self.pieces.append(text)
