"""Writes a paper as PDF/A with a compiler that is kept; words go in as data only."""

from __future__ import annotations

import importlib.util
import json
import threading
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from caseapp.base.errors import Refused
from caseapp.documents.paper import Form, Paper, Paragraph

TEMPLATE = Path(__file__).with_name("paper.typ")
FONT_PACKAGE = "pylopdf_fonts_zh_cn"
# PDF/A: each font is embedded, and a character without a glyph is an error instead of a box.
STANDARD: Literal["a-2b"] = "a-2b"
# The paper carries its own date; the file must not tell when it was printed.
TIMESTAMP = 0
NO_GLYPH = "could not be displayed"

_one_at_a_time = threading.Lock()


def pdf(paper: Paper) -> bytes:
    """Give the paper as PDF; characters no font of this machine has are refused by name."""
    try:
        return _compile(paper, system_fonts=False)
    except typst.TypstError as error:
        if NO_GLYPH not in error.message:
            raise
    try:
        return _compile(paper, system_fonts=True)
    except typst.TypstError as error:
        if NO_GLYPH not in error.message:
            raise
        raise Refused(
            f"这台机器的字体里没有以下字：{missing_characters(paper) or '（未查明）'}，PDF 印不出来。",
            remedy="请下载 Word 文件打印，或者请系统管理员安装含这些字的字体。",
        ) from error


def pictures(paper: Paper, *, ppi: float = 96) -> list[bytes]:
    """Give each page as PNG, for the preview beside the form."""
    with _one_at_a_time:
        made = _compiler(system_fonts=True).compile(
            format="png", ppi=ppi, sys_inputs={"paper": _data(paper)}
        )
    return made if isinstance(made, list) else [made or b""]


def missing_characters(paper: Paper) -> str:
    """Name the characters no font on this machine has."""
    return "、".join(_missing(sorted({char for char in paper.texts() if char > "\u2e7f"})))


def _missing(characters: list[str]) -> list[str]:
    """Halve until the few that cannot be shown are found."""
    if not characters or _shows("".join(characters)):
        return []
    if len(characters) == 1:
        return characters
    half = len(characters) // 2
    return _missing(characters[:half]) + _missing(characters[half:])


def _shows(text: str) -> bool:
    line = Paper(kind="", form=Form.LETTER, office="", title="", blocks=(Paragraph(text),))
    try:
        _compile(line, system_fonts=True)
    except typst.TypstError as error:
        return NO_GLYPH not in error.message
    return True


def _compile(paper: Paper, *, system_fonts: bool) -> bytes:
    with _one_at_a_time:
        made = _compiler(system_fonts=system_fonts).compile(
            format="pdf",
            pdf_standards=STANDARD,
            timestamp=TIMESTAMP,
            sys_inputs={"paper": _data(paper)},
        )
    if not isinstance(made, bytes):
        raise TypeError("the compiler gave no PDF")
    return made


def _data(paper: Paper) -> str:
    return json.dumps(paper.as_data(), ensure_ascii=False)


@cache
def _compiler(*, system_fonts: bool) -> typst.Compiler:
    """Load the fonts once: that is most of the time a first paper takes."""
    return typst.Compiler(
        input=TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[_font_folder()],
        ignore_system_fonts=not system_fonts,
    )


def _font_folder() -> Path:
    found = importlib.util.find_spec(FONT_PACKAGE)
    if found is None or found.origin is None:
        raise RuntimeError("字体包没有安装：pylopdf-fonts-zh-cn。")
    return Path(found.origin).parent
