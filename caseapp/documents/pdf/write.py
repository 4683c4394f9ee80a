"""Writes a paper as PDF/A with a compiler that is kept; words go in as data only."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from caseapp.base.errors import Refused
from caseapp.documents.paper import Form, Paper, Paragraph
from caseapp.documents.pdf import faces
from caseapp.documents.pdf.faces import Installed

TEMPLATE = Path(__file__).with_name("paper.typ")
# PDF/A: each font is embedded, and a character without a glyph is an error instead of a box.
STANDARD: Literal["a-2b"] = "a-2b"
# The paper carries its own date; the file must not tell when it was printed.
TIMESTAMP = 0
NO_GLYPH = "could not be displayed"
MANY = 20_000  # characters remembered as printable; all of Chinese in use

_one_at_a_time = threading.Lock()


def pdf(paper: Paper) -> bytes:
    """Give the paper as PDF; characters no font of this machine has are refused by name."""
    having = faces.installed()
    try:
        return _compile(_data(paper), having)
    except typst.TypstError as error:
        if NO_GLYPH not in error.message:
            raise
        raise Refused(
            f"这台机器的字体里没有以下字：{missing_characters(paper) or '（未查明）'}，PDF 印不出来。",
            remedy="请下载 Word 文件打印，或者请系统管理员安装含这些字的字体。",
        ) from error


def pictures(paper: Paper, *, ppi: float = 96) -> list[bytes]:
    """Give each page as PNG; a character no font has is named in its place, never drawn as a box."""
    having = faces.installed()
    told = _data(paper)
    for char in _missing(paper, having):
        told = told.replace(char, f"〔缺字U+{ord(char):04X}〕")
    with _one_at_a_time:
        made = _compiler(having).compile(format="png", ppi=ppi, sys_inputs=_inputs(told, having))
    return made if isinstance(made, list) else [made or b""]


def missing_characters(paper: Paper) -> str:
    """Name the characters no font on this machine has."""
    return "、".join(_missing(paper, faces.installed()))


def _missing(paper: Paper, having: Installed) -> list[str]:
    shown = _known_to_show(having)
    unknown = sorted({char for char in paper.texts() if char > "\x7f"} - shown)
    lacking = _lacking(unknown, having)
    if len(shown) < MANY:
        shown.update(set(unknown) - set(lacking))
    return lacking


def _lacking(characters: list[str], having: Installed) -> list[str]:
    """Halve until the few that cannot be shown are found."""
    if not characters or _shows(characters, having):
        return []
    if len(characters) == 1:
        return characters
    half = len(characters) // 2
    return _lacking(characters[:half], having) + _lacking(characters[half:], having)


def _shows(characters: Iterable[str], having: Installed) -> bool:
    # A blank between them: what stands alone is not taken for a mark on its neighbour.
    words = " ".join(characters)
    line = Paper(kind="", form=Form.LETTER, office="", title="", blocks=(Paragraph(words),))
    try:
        _compile(_data(line), having)
    except typst.TypstError as error:
        return NO_GLYPH not in error.message
    return True


def _compile(told: str, having: Installed) -> bytes:
    with _one_at_a_time:
        made = _compiler(having).compile(
            format="pdf",
            pdf_standards=STANDARD,
            timestamp=TIMESTAMP,
            sys_inputs=_inputs(told, having),
        )
    if not isinstance(made, bytes):
        raise TypeError("the compiler gave no PDF")
    return made


def _inputs(told: str, having: Installed) -> dict[str, Any]:
    return {"paper": told, "faces": _faces_told(having)}


def _data(paper: Paper) -> str:
    return json.dumps(paper.as_data(), ensure_ascii=False)


@lru_cache(maxsize=1)
def _faces_told(having: Installed) -> str:
    return json.dumps(faces.as_data(having), ensure_ascii=False)


@lru_cache(maxsize=1)
def _known_to_show(_having: Installed) -> set[str]:
    return set()


@lru_cache(maxsize=1)
def _compiler(having: Installed) -> typst.Compiler:
    """Load the fonts once: that is most of the time a first paper takes."""
    return typst.Compiler(
        input=TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=list(faces.paths(having)),
        ignore_system_fonts=False,
    )
