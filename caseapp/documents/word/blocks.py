"""Turns each block of a paper into Word paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from caseapp.documents.paper import (
    Annex,
    BlankBelow,
    Block,
    Ending,
    Field,
    FieldRow,
    Gap,
    Heading,
    Note,
    Paper,
    Paragraph,
    Signatures,
    Table,
)
from caseapp.documents.word.page import TYPE_AREA_PT
from caseapp.documents.word.tables import table
from caseapp.documents.word.xml import (
    BIG_SONG,
    BODY_PT,
    CHAR_PT,
    FANGSONG,
    HEITI,
    KAITI,
    LINE_PT,
    TIGHTER_PT,
    element,
    paragraph,
    runs,
    tab_run,
)

TITLE_PT = 22.0
TITLE_LINE = 36.0
SMALL_PT = 12.0
REFERENCE_PT = 14.0
LEVEL_FACES = {1: HEITI, 2: KAITI, 3: FANGSONG}
DAY_TO_WRITE = "　　年　　月　　日"
BOXES = ("□", "☑")
ALIGNED = {"body": "both", "flush": "both", "right": "right", "centre": "center"}
TWO_CHARS = 2 * CHAR_PT


def head(paper: Paper) -> Iterator[Any]:
    """Set office, title and number: black and centred, without the red head of a 公文."""
    yield title(paper.office)
    yield title(paper.title, style="Title")
    if paper.number is not None:
        yield paragraph(*_body(paper.number_line), align="center", before=6, after=LINE_PT)
    elif paper.reference:
        yield reference(paper.reference)
    else:
        yield paragraph(line=LINE_PT / 2)


def title(text: str, style: str = "") -> Any:
    """Set a line of title."""
    words = runs(text, font=BIG_SONG, size=TITLE_PT)
    return paragraph(*words, align="center", line=TITLE_LINE, keep_next=True, style=style)


def reference(text: str) -> Any:
    """Set the case number at the right under the title."""
    return paragraph(*runs(text, size=REFERENCE_PT), align="right", line=24, after=3)


def draw(block: Block) -> Iterator[Any]:
    """Give the Word elements of one block."""
    yield from DRAWERS[type(block)](block)


def body(blocks: tuple[Block, ...]) -> Iterator[Any]:
    """Give all blocks; the last words go with the signature, which never stands alone."""
    for place, block in enumerate(blocks):
        leads = any(isinstance(one, Ending) for one in blocks[place + 1 : place + 3])
        if leads and isinstance(block, Paragraph):
            yield from _paragraph(block, keep_next=True)
        else:
            yield from draw(block)


def _body(text: str, font: str = FANGSONG) -> list[Any]:
    return runs(text, font=font, size=BODY_PT, tighter=TIGHTER_PT)


def _heading(block: Heading) -> Iterator[Any]:
    words = _body(block.text, LEVEL_FACES[block.level])
    yield paragraph(*words, first=TWO_CHARS, keep_next=True, style=f"Heading{block.level}")


def _paragraph(block: Paragraph, *, keep_next: bool = False) -> Iterator[Any]:
    indented = block.place == "body"
    yield paragraph(
        *_body(block.text),
        align=ALIGNED[block.place],
        first=TWO_CHARS if indented else 0,
        right=TWO_CHARS if block.place == "right" else 0,
        keep_next=keep_next,
    )


def _shares(fields: tuple[Field, ...]) -> list[float]:
    weights = [max(half_width_length(one.label + one.value), 5) for one in fields]
    return [TYPE_AREA_PT * weight / sum(weights) for weight in weights]


def _field_row(block: FieldRow) -> Iterator[Any]:
    """Set labels and underlined words; an underlined tab draws the rest of each line."""
    content: list[Any] = []
    stops: list[float] = []
    for one, share in zip(block.fields, _shares(block.fields), strict=True):
        stops.append(sum(stops[-1:]) + share)
        content += _body(one.label)
        lined = not any(box in one.value for box in BOXES)
        content += runs(one.value, size=BODY_PT, tighter=TIGHTER_PT, underline=lined)
        content.append(tab_run(size=BODY_PT, underline=lined))
    yield paragraph(*content, align="left", tabs=tuple(stops))


def _signatures(block: Signatures) -> Iterator[Any]:
    """Set each place to sign on a line of its own, with the day at its end."""
    for one in block.lines:
        day = [] if one.label.endswith("意见：") else _body(DAY_TO_WRITE)
        stop = TYPE_AREA_PT - (len(DAY_TO_WRITE) + 1) * CHAR_PT * bool(day)
        content = [*_body(one.label + one.value), tab_run(size=BODY_PT, underline=True), *day]
        yield paragraph(*content, align="left", before=3, tabs=(stop,), keep_next=bool(day))


def half_width_length(text: str) -> float:
    """Count characters, a half-width digit as a half."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def _ending(block: Ending) -> Iterator[Any]:
    """Set the date four characters in and the office centred over it, with room for the seal."""
    date_length = half_width_length(block.on)
    office_length = half_width_length(block.office)
    if block.sealed:
        office_in = max(4 + date_length / 2 - office_length / 2, 0)
        date_in = 4.0
    else:
        # Without a seal the date begins two characters to the right of the office's first.
        office_in, date_in = 2.0, max(office_length - date_length, 0)
    for text, inset, before in (
        (block.office, office_in, 2 * LINE_PT),
        (block.on, date_in, 0),
    ):
        yield paragraph(
            *_body(text), align="right", right=inset * CHAR_PT, before=before, keep_next=before > 0
        )


def _note(block: Note) -> Iterator[Any]:
    yield paragraph(*runs(block.text, size=SMALL_PT), line=20, before=10)


def _annex(block: Annex) -> Iterator[Any]:
    page_break = element("r", element("br", type="page"))
    yield paragraph(page_break, *_body(block.mark, HEITI), align="left")
    yield title(block.title)
    if block.reference:
        yield reference(block.reference)


def _table(block: Table) -> Iterator[Any]:
    yield table(block)
    # Word wants a paragraph after a table; a small one lets the table end the page.
    yield paragraph(line=6)


DRAWERS: dict[type, Callable[[Any], Iterator[Any]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    FieldRow: _field_row,
    Signatures: _signatures,
    Ending: _ending,
    Note: _note,
    Annex: _annex,
    Table: _table,
    BlankBelow: lambda _block: iter([paragraph(*_body("（以下空白）"), align="center")]),
    Gap: lambda _block: iter([paragraph()]),
}
