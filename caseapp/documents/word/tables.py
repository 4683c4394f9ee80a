"""Bordered tables: strong outer and fine inner lines, heads repeated, unused rows struck."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from caseapp.documents.paper import Cell, Opinion, Row, Struck, Table
from caseapp.documents.word.xml import MM, element, paragraph, runs, twips

CELL_PT = 12.0
CELL_LINE = 20.0
OUTER, INNER = 12, 4  # eighths of a point: 1.5 pt and 0.5 pt
SIGN_MM = 9
ROW_MM = 10


def table(block: Table, width: int) -> Any:
    """Make the table, as wide as the type area."""
    widths = _widths(block.widths, width)
    made = element("tbl", _properties(width), element("tblGrid", *_columns(widths)))
    for row in block.rows:
        for one in _rows(row, widths):
            made.append(one)
    return made


def _properties(width: int) -> Any:
    borders = [
        element(side, val="single", sz=OUTER if outer else INNER, space=0, color="000000")
        for side, outer in (
            ("top", True),
            ("left", True),
            ("bottom", True),
            ("right", True),
            ("insideH", False),
            ("insideV", False),
        )
    ]
    return element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *borders),
        element("tblLayout", type="fixed"),
    )


def _widths(shares: tuple[int, ...], width: int) -> list[int]:
    whole = sum(shares)
    widths = [width * share // whole for share in shares]
    widths[-1] += width - sum(widths)
    return widths


def _columns(widths: list[int]) -> Iterator[Any]:
    for width in widths:
        yield element("gridCol", w=width)


def _rows(row: Row | Opinion | Struck, widths: list[int]) -> Iterator[Any]:
    if isinstance(row, Struck):
        yield _row([_struck_cell(widths)], height_mm=row.rows * ROW_MM)
    elif isinstance(row, Opinion):
        yield from _opinion(row, widths)
    else:
        yield _row(list(_cells(row.cells, widths)), height_mm=row.height_mm, head=row.head)


def _row(cells: list[Any], *, height_mm: float, head: bool = False, whole: bool = False) -> Any:
    properties = element("trPr")
    if whole:
        properties.append(element("cantSplit"))
    properties.append(element("trHeight", val=twips(height_mm * MM), hRule="atLeast"))
    if head:
        properties.append(element("tblHeader"))
    return element("tr", properties, *cells)


def _cells(cells: tuple[Cell, ...], widths: list[int]) -> Iterator[Any]:
    start = 0
    for cell in cells:
        width = sum(widths[start : start + cell.span])
        start += cell.span
        yield _cell(cell.text, width, span=cell.span, align="center" if cell.centred else "left")


def _cell(
    text: str,
    width: int,
    *,
    span: int = 1,
    align: str = "left",
    vertical: str = "center",
    merge: str = "",
    open_sides: tuple[str, ...] = (),
    keep_next: bool = False,
) -> Any:
    properties = element("tcPr", element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if merge:
        properties.append(element("vMerge", val=merge))
    if open_sides:
        sides = [element(side, val="nil") for side in open_sides]
        properties.append(element("tcBorders", *sides))
    properties.append(element("vAlign", val=vertical))
    return element("tc", properties, *_texts(text, align, keep_next=keep_next))


def _texts(text: str, align: str, *, keep_next: bool) -> Iterator[Any]:
    for part in text.split("\n"):
        yield paragraph(*runs(part, size=CELL_PT), align=align, line=CELL_LINE, keep_next=keep_next)


def _opinion(row: Opinion, widths: list[int]) -> Iterator[Any]:
    """Two rows that look like one cell: Word cannot set text at both ends of a cell."""
    span = len(widths) - 1
    rest = sum(widths[1:])
    signer = row.signer or "　　　　　"
    signed = f"{row.sign_label}{signer}　　{row.on or '　　年　月　日'}"
    yield _row(
        [
            _cell(row.label, widths[0], align="center", merge="restart"),
            _cell(
                row.text,
                rest,
                span=span,
                vertical="top",
                open_sides=("bottom",),
                keep_next=True,
            ),
        ],
        height_mm=row.height_mm - SIGN_MM,
    )
    yield _row(
        [
            _cell("", widths[0], align="center", merge="continue"),
            _cell(signed, rest, span=span, align="right", open_sides=("top",)),
        ],
        height_mm=SIGN_MM,
        whole=True,
    )


def _struck_cell(widths: list[int]) -> Any:
    diagonal = element("tr2bl", val="single", sz=INNER, space=0, color="000000")
    properties = element("tcPr", element("tcW", w=sum(widths), type="dxa"))
    if len(widths) > 1:
        properties.append(element("gridSpan", val=len(widths)))
    properties.append(element("tcBorders", diagonal))
    properties.append(element("vAlign", val="center"))
    words = runs("（以下空白）", size=CELL_PT)
    return element("tc", properties, paragraph(*words, align="center", line=CELL_LINE))
