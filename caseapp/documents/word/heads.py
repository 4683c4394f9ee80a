"""The heads of papers: black over a decision, red over a paper between offices (GB/T 9704)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from caseapp.documents.paper import Form, Paper
from caseapp.documents.title_lines import MOST, MOST_LYING, broken
from caseapp.documents.word.sheet import Sheet
from caseapp.documents.word.xml import (
    BIG_SONG,
    BODY_PT,
    CHAR_PT,
    FANGSONG,
    KAITI,
    LINE_PT,
    MM,
    RED,
    TIGHTER_PT,
    element,
    line_below,
    paragraph,
    rule,
    runs,
    tab_run,
)

TITLE_PT = 22.0
TITLE_LINE = 36.0
REFERENCE_PT = 14.0
HEAD_MM = 35  # from the top of the type area to the top of the mark
LETTER_HEAD_MM = 30  # of a letter: from the edge of the paper
# A line of the mark is a tenth higher than its letters; what is over stands above and below them.
MARK_LINE = 1.1
OVER = 0.1
RED_LINE_MM = 0.5
# From the line's foot to the red line; 4 mm from the figures themselves.
RED_LINE_GAP = 7
THICK_MM, THIN_MM = 0.9, 0.3
WIDE_MM = 170


def head(paper: Paper) -> Iterator[Any]:
    """Set what stands over the text of a paper."""
    if paper.form is Form.CORRESPONDENCE:
        yield from _letter_head(paper)
    elif Sheet.of(paper).red_headed:
        yield from _red_head(paper)
    else:
        yield from _black_head(paper)


def title(text: str, sheet: Sheet, style: str = "") -> Any:
    """Set a title, a long one broken where its sense does."""
    words: list[Any] = []
    for line in broken(text, MOST_LYING if sheet.landscape else MOST).split("\n"):
        if words:
            words.append(element("r", element("br")))
        words += runs(line, font=BIG_SONG, size=TITLE_PT)
    return paragraph(*words, align="center", line=TITLE_LINE, keep_next=True, style=style)


def reference(text: str) -> Any:
    """Set the case number at the right under the title."""
    return paragraph(*runs(text, size=REFERENCE_PT), align="right", line=24, after=3)


def mark_of_office(paper: Paper) -> Any:
    """Set the red mark, as large as the type area lets it."""
    size = paper.masthead_pt
    words = runs(paper.masthead, font=BIG_SONG, size=size, colour=RED)
    return paragraph(*words, align="center", line=size * MARK_LINE)


def red_lines(*, thick_first: bool) -> Iterator[Any]:
    """Set the double line of a letter, 170 mm wide: thick over thin, or thin over thick."""
    left, right = (28 - (210 - WIDE_MM) / 2) * MM, (26 - (210 - WIDE_MM) / 2) * MM
    for thick in (thick_first, not thick_first):
        border = line_below(THICK_MM if thick else THIN_MM, colour=RED)
        yield rule(border, left=-left, right=-right, height=2)


def _black_head(paper: Paper) -> Iterator[Any]:
    if paper.headed:
        yield title(paper.office, Sheet.of(paper))
    yield title(paper.shown_title, Sheet.of(paper), style="Title")
    if paper.number is not None:
        yield paragraph(*_body(paper.number_line), align="center", before=6, after=LINE_PT)
    elif paper.reference:
        yield reference(paper.reference)
    else:
        yield paragraph(line=LINE_PT / 2)


def _red_head(paper: Paper) -> Iterator[Any]:
    yield paragraph(line=HEAD_MM * MM - OVER * paper.masthead_pt)
    yield mark_of_office(paper)
    yield from _empty_lines(2)
    yield _number_over_the_red_line(paper)
    yield from _empty_lines(2)
    if paper.shown_title:
        yield title(paper.shown_title, Sheet.of(paper), style="Title")
        yield from _empty_lines(1)


def _letter_head(paper: Paper) -> Iterator[Any]:
    """Set number and title of a letter; its mark and lines belong to the first page's head."""
    yield paragraph(line=7 / 8 * BODY_PT)
    yield paragraph(*_body(paper.number_line), align="right")
    yield from _empty_lines(2)
    yield title(paper.shown_title, Sheet.of(paper), style="Title")
    yield from _empty_lines(1)


def _number_over_the_red_line(paper: Paper) -> Any:
    """Set the number; beside it, of a paper to a superior, who signed it."""
    line = line_below(RED_LINE_MM, colour=RED, space=RED_LINE_GAP)
    number = paper.number_line if paper.number is not None else paper.reference
    if not paper.signatory:
        return paragraph(*_body(number), align="center", under=line)
    signed = [
        *_body(f"　{number}"),
        tab_run(size=BODY_PT, underline=False),
        *_body("签发人："),
        *_body(paper.signatory, KAITI),
    ]
    stop = Sheet.of(paper).width_pt - CHAR_PT
    return paragraph(*signed, align="left", under=line, tabs=(stop,), tab_side="right")


def _empty_lines(count: int) -> Iterator[Any]:
    for _ in range(count):
        yield paragraph()


def _body(text: str, font: str = FANGSONG) -> list[Any]:
    return runs(text, font=font, size=BODY_PT, tighter=TIGHTER_PT)
