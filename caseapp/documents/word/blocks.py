"""Turns each block of a paper into Word paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from caseapp.documents.paper import (
    Annex,
    Big,
    BlankBelow,
    Block,
    Cut,
    Enclosures,
    Ending,
    Field,
    FieldRow,
    Gap,
    Heading,
    Imprint,
    Listed,
    Note,
    Paragraph,
    Remark,
    Signatures,
    Table,
    leads_to_ending,
)
from caseapp.documents.word.heads import reference, title
from caseapp.documents.word.imprint import imprint
from caseapp.documents.word.sheet import Sheet
from caseapp.documents.word.tables import table
from caseapp.documents.word.xml import (
    BODY_PT,
    CHAR_PT,
    FANGSONG,
    HEITI,
    KAITI,
    LINE_PT,
    TIGHTER_PT,
    element,
    line_below,
    paragraph,
    runs,
    tab_run,
)

SMALL_PT = 12.0
ENCLOSED = "附件："
LEVEL_FACES = {1: HEITI, 2: KAITI, 3: FANGSONG}
DAY_TO_WRITE = "　　年　　月　　日"
BOXES = ("□", "☑")
ALIGNED = {"body": "both", "flush": "both", "right": "right", "centre": "center"}
TWO_CHARS = 2 * CHAR_PT


def draw(block: Block, sheet: Sheet) -> Iterator[Any]:
    """Give the Word elements of one block."""
    yield from DRAWERS[type(block)](block, sheet)


def body(blocks: tuple[Block, ...], sheet: Sheet) -> Iterator[Any]:
    """Give all blocks; the last words go with the signature, which never stands alone."""
    for place, block in enumerate(blocks):
        leads = leads_to_ending(blocks, place)
        if leads and isinstance(block, Paragraph):
            yield from _paragraph(block, sheet, keep_next=True)
        elif leads and isinstance(block, Ending):
            yield from _ending(block, sheet, keep_next=True)
        elif leads and isinstance(block, Enclosures):
            yield from _enclosures(block, sheet, keep_next=True)
        else:
            yield from draw(block, sheet)


def _body(text: str, font: str = FANGSONG) -> list[Any]:
    return runs(text, font=font, size=BODY_PT, tighter=TIGHTER_PT)


def _heading(block: Heading, _sheet: Sheet) -> Iterator[Any]:
    words = _body(block.text, LEVEL_FACES[block.level])
    yield paragraph(*words, first=TWO_CHARS, keep_next=True, style=f"Heading{block.level}")


def _paragraph(block: Paragraph, _sheet: Sheet, *, keep_next: bool = False) -> Iterator[Any]:
    indented = block.place == "body"
    yield paragraph(
        *_body(block.text),
        align=ALIGNED[block.place],
        first=TWO_CHARS if indented else 0,
        right=TWO_CHARS if block.place == "right" else 0,
        keep_next=keep_next,
    )


def _shares(fields: tuple[Field, ...], sheet: Sheet) -> list[float]:
    weights = [min(max(half_width_length(one.label + one.value), 5), 40) for one in fields]
    return [sheet.width_pt * weight / sum(weights) for weight in weights]


def _field_row(block: FieldRow, sheet: Sheet) -> Iterator[Any]:
    """Set labels and underlined words; an underlined tab draws the rest of each line."""
    content: list[Any] = []
    stops: list[float] = []
    for one, share in zip(block.fields, _shares(block.fields, sheet), strict=True):
        stops.append(sum(stops[-1:]) + share)
        content += _body(one.label)
        lined = not any(box in one.value for box in BOXES)
        content += runs(one.value, size=BODY_PT, tighter=TIGHTER_PT, underline=lined)
        content.append(tab_run(size=BODY_PT, underline=lined))
    yield paragraph(*content, align="left", tabs=tuple(stops))


def _signatures(block: Signatures, sheet: Sheet) -> Iterator[Any]:
    """Set each place to sign on a line of its own, with the day at its end."""
    for one in block.lines:
        day = [] if one.label.endswith("意见：") else _body(DAY_TO_WRITE)
        stop = sheet.width_pt - (len(DAY_TO_WRITE) + 1) * CHAR_PT * bool(day)
        content = [*_body(one.label + one.value), tab_run(size=BODY_PT, underline=True), *day]
        yield paragraph(*content, align="left", before=3, tabs=(stop,), keep_next=bool(day))


def half_width_length(text: str) -> float:
    """Count characters, a half-width digit as a half."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def _ending(block: Ending, _sheet: Sheet, *, keep_next: bool = False) -> Iterator[Any]:
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
        keeps = keep_next or before > 0
        yield paragraph(
            *_body(text), align="right", right=inset * CHAR_PT, before=before, keep_next=keeps
        )


def _note(block: Note, _sheet: Sheet) -> Iterator[Any]:
    yield paragraph(*runs(block.text, size=SMALL_PT), line=20, before=10)


def _annex(block: Annex, sheet: Sheet) -> Iterator[Any]:
    page_break = element("r", element("br", type="page"))
    yield paragraph(page_break, *_body(block.mark, HEITI), align="left")
    if sheet.red_headed:
        yield paragraph()  # the title stands on the third line
    yield title(block.title, sheet)
    if block.reference:
        yield reference(block.reference)


def _big(block: Big, sheet: Sheet) -> Iterator[Any]:
    yield title(block.text, sheet)


def _enclosures(block: Enclosures, _sheet: Sheet, *, keep_next: bool = False) -> Iterator[Any]:
    """Set the names under one another; a turned line stands under its name."""
    many = len(block.names) > 1
    widest = half_width_length(f"{len(block.names)}.") if many else 0
    left = 2 + len(ENCLOSED) + widest
    yield paragraph()
    for count, name in enumerate(block.names, 1):
        ordinal = f"{count}." if many else ""
        lead = (ENCLOSED if count == 1 else "") + ordinal
        hanging = -half_width_length(lead) * CHAR_PT
        yield paragraph(
            *_body(lead + name),
            align="left",
            left=left * CHAR_PT,
            first=hanging,
            keep_next=keep_next,
        )


def _listed(block: Listed, _sheet: Sheet) -> Iterator[Any]:
    length = len(block.label)
    words = [*_body(block.label, HEITI), *_body(block.text)]
    yield paragraph(*words, left=(2 + length) * CHAR_PT, first=-length * CHAR_PT)


def _remark(block: Remark, _sheet: Sheet) -> Iterator[Any]:
    yield paragraph(*_body(f"（{block.text}）"), first=TWO_CHARS)


def _cut(block: Cut, sheet: Sheet) -> Iterator[Any]:
    dashes = line_below(0.18, kind="dashed")
    yield paragraph(line=LINE_PT / 2, under=dashes, keep_next=True)
    yield paragraph(line=LINE_PT / 2, keep_next=True)
    if block.title:
        yield title(block.title, sheet)
        yield paragraph(line=LINE_PT / 2, keep_next=True)


def _table(block: Table, sheet: Sheet) -> Iterator[Any]:
    yield table(block, sheet.width_twips)
    # Word wants a paragraph after a table; a small one lets the table end the page.
    yield paragraph(line=6)


DRAWERS: dict[type, Callable[[Any, Sheet], Iterator[Any]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    FieldRow: _field_row,
    Signatures: _signatures,
    Ending: _ending,
    Note: _note,
    Annex: _annex,
    Table: _table,
    Big: _big,
    Enclosures: _enclosures,
    Listed: _listed,
    Remark: _remark,
    Imprint: imprint,
    Cut: _cut,
    BlankBelow: lambda _block, _sheet: iter([paragraph(*_body("（以下空白）"), align="center")]),
    Gap: lambda _block, _sheet: iter([paragraph()]),
}
