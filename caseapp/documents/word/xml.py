"""Small builders of WordprocessingML: runs and paragraphs with every measure said."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# Names of the licensed faces offices have; they are named, never shipped.
FANGSONG = "仿宋_GB2312"
KAITI = "楷体_GB2312"
HEITI = "黑体"
SONG = "宋体"
BIG_SONG = "方正小标宋简体"
SYMBOLS = "Segoe UI Symbol"  # no Chinese face has the ticked box

BODY_PT = 16.0
LINE_PT = 28.95  # 22 lines on a page; 29 already loses one
# The standard's 三号 is 15.75 pt, Word's is 16: 28 characters need this much less between them.
TIGHTER_PT = -0.25
CHAR_PT = BODY_PT + TIGHTER_PT
# These lines are placed by counting characters: no automatic gap between figures and Chinese in them.
MEASURED = ("center", "right")
MM = 72 / 25.4
RED = "FF0000"
_TICKED = re.compile("(☑)")


def twips(points: float) -> str:
    """Give points as twentieths, as Word counts."""
    return str(round(points * 20))


def element(tag: str, /, *children: Any, **attributes: str | int) -> Any:
    """Make one element; attribute names get the w: of their own."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


def run_properties(
    font: str, size: float, *, tighter: float = 0.0, underline: bool = False, colour: str = ""
) -> Any:
    """Say face, size and spacing; the hint keeps “” and — in the Chinese face."""
    properties = element(
        "rPr", element("rFonts", hint="eastAsia", ascii=font, hAnsi=font, eastAsia=font, cs=font)
    )
    if colour:
        properties.append(element("color", val=colour))
    if tighter:
        properties.append(element("spacing", val=twips(tighter)))
    properties.append(element("sz", val=round(size * 2)))
    properties.append(element("szCs", val=round(size * 2)))
    if underline:
        properties.append(element("u", val="single"))
    properties.append(element("lang", val="en-US", eastAsia="zh-CN"))
    return properties


def runs(
    text: str,
    *,
    font: str = FANGSONG,
    size: float = BODY_PT,
    tighter: float = 0.0,
    underline: bool = False,
    colour: str = "",
) -> list[Any]:
    """Give the runs of a text; a ticked box comes from a face that has it."""
    made = []
    for part in _TICKED.split(text):
        if not part:
            continue
        face = SYMBOLS if part == "☑" else font
        words = element("t")
        words.text = part
        words.set(qn("xml:space"), "preserve")
        properties = run_properties(face, size, tighter=tighter, underline=underline, colour=colour)
        made.append(element("r", properties, words))
    return made


def tab_run(*, size: float, underline: bool) -> Any:
    """Give a tab; underlined it draws the line to the next stop."""
    return element("r", run_properties(FANGSONG, size, underline=underline), element("tab"))


def field_run(instruction: str, *, font: str, size: float) -> list[Any]:
    """Give a field Word computes, such as PAGE."""
    steps = []
    for part in ("begin", instruction, "separate", "1", "end"):
        run = element("r", run_properties(font, size))
        if part in ("begin", "separate", "end"):
            run.append(element("fldChar", fldCharType=part))
        elif part == instruction:
            words = element("instrText")
            words.text = f" {instruction} "
            words.set(qn("xml:space"), "preserve")
            run.append(words)
        else:
            words = element("t")
            words.text = part
            run.append(words)
        steps.append(run)
    return steps


def paragraph(
    *content: Any,
    align: str = "both",
    line: float = LINE_PT,
    before: float = 0,
    after: float = 0,
    first: float = 0,
    left: float = 0,
    right: float = 0,
    tabs: tuple[float, ...] = (),
    tab_side: str = "left",
    keep_next: bool = False,
    style: str = "",
    under: Any = None,
) -> Any:
    """Make a paragraph of exact line height, off any grid."""
    properties = element("pPr")
    if style:
        properties.append(element("pStyle", val=style))
    if keep_next:
        properties.append(element("keepNext"))
    if under is not None:
        properties.append(element("pBdr", under))
    if tabs:
        stops = [element("tab", val=tab_side, pos=twips(stop)) for stop in tabs]
        properties.append(element("tabs", *stops))
    # LibreOffice reads this the wrong way round: without it a mark that hangs over a full line is lost.
    properties.append(element("overflowPunct", val=1))
    if align in MEASURED:
        properties.append(element("autoSpaceDE", val=0))
        properties.append(element("autoSpaceDN", val=0))
    properties.append(element("snapToGrid", val=0))
    exact = {"line": twips(line), "lineRule": "exact"}
    properties.append(element("spacing", before=twips(before), after=twips(after), **exact))
    properties.append(element("ind", left=twips(left), right=twips(right), **_first(first)))
    properties.append(element("jc", val=align))
    return element("p", properties, *content)


def _first(first: float) -> dict[str, str]:
    """Indent the first line, or hang it out; in characters too, for whoever changes the size in Word."""
    if first < 0:
        return {"hanging": twips(-first)}
    in_characters = str(round(first / CHAR_PT * 100))
    return {"firstLine": twips(first), "firstLineChars": in_characters} if first else {}


def line_below(
    thick_mm: float, *, colour: str = "000000", kind: str = "single", space: int = 0
) -> Any:
    """Give the lower border of a paragraph; Word counts eighths of a point."""
    eighths = round(thick_mm * MM * 8)
    return element("bottom", val=kind, sz=eighths, space=space, color=colour)


def rule(border: Any, *, left: float = 0, right: float = 0, height: float = 1) -> Any:
    """Give a line across the sheet, as the border of a paragraph that holds nothing."""
    return paragraph(line=height, left=left, right=right, under=border)
