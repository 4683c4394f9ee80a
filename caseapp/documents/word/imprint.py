"""The imprint (版记): copies, who printed it and when, at the bottom of the last page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from caseapp.documents.paper import Form, Imprint
from caseapp.documents.word.sheet import Sheet
from caseapp.documents.word.xml import (
    MM,
    element,
    paragraph,
    runs,
    tab_run,
    twips,
)

SIZE_PT = 14.0
LINE_PT = 24.0
STRONG_MM, FINE_MM = 0.35, 0.25
COPIES = "抄送："


def imprint(block: Imprint, sheet: Sheet) -> Iterator[Any]:
    """Let it float on the bottom of the type area; a letter's has neither lines nor issuer."""
    lines = sheet.form is not Form.CORRESPONDENCE
    rows = [_copies(block.copies_to)] if block.copies_to else []
    if lines:
        rows.append(_issued(block, sheet))
    if rows:
        made = element("tbl", _properties(sheet, lines=lines))
        made.append(element("tblGrid", element("gridCol", w=sheet.width_twips)))
        for words in rows:
            made.append(_row(words, sheet))
        yield made
    # It hangs on the paragraph after it.
    yield paragraph(line=1)


def _properties(sheet: Sheet, *, lines: bool) -> Any:
    # Set from the edge of the page: LibreOffice lets a table as wide as the text float only so.
    place = element(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="margin",
        horzAnchor="page",
        tblpX=twips(sheet.margins_mm[3] * MM),
        tblpYSpec="bottom",
    )
    made = element("tblPr", place, element("tblOverlap", val="never"))
    made.append(element("tblW", w=sheet.width_twips, type="dxa"))
    if lines:
        strong, fine = round(STRONG_MM * MM * 8), round(FINE_MM * MM * 8)
        thick = (("top", strong), ("bottom", strong), ("insideH", fine))
        borders = [
            element(side, val="single", sz=size, space=0, color="000000") for side, size in thick
        ]
        made.append(element("tblBorders", *borders))
    made.append(element("tblLayout", type="fixed"))
    none = [element(side, w=0, type="dxa") for side in ("left", "right")]
    made.append(element("tblCellMar", *none))
    return made


def _row(words: Any, sheet: Sheet) -> Any:
    width = element("tcPr", element("tcW", w=sheet.width_twips, type="dxa"))
    return element("tr", element("trPr", element("cantSplit")), element("tc", width, words))


def _copies(text: str) -> Any:
    """Set one character in on both sides, hanging after the colon."""
    inside = (1 + len(COPIES)) * SIZE_PT
    return paragraph(
        *runs(f"{COPIES}{text.rstrip('。')}。", size=SIZE_PT),
        line=LINE_PT,
        left=inside,
        first=-len(COPIES) * SIZE_PT,
        right=SIZE_PT,
    )


def _issued(block: Imprint, sheet: Sheet) -> Any:
    return paragraph(
        *runs(block.office, size=SIZE_PT),
        tab_run(size=SIZE_PT, underline=False),
        *runs(f"{block.on}印发", size=SIZE_PT),
        align="left",
        line=LINE_PT,
        left=SIZE_PT,
        tabs=(sheet.width_pt - SIZE_PT,),
        tab_side="right",
    )
