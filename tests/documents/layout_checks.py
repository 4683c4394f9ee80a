"""Measures a rendered paper against the standard and names each fault; for either renderer's PDF.

Each check takes the paper as it was meant and its pages as they came out, and gives sentences.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from caseapp.documents.paper import (
    LETTERLIKE,
    Form,
    Imprint,
    Paper,
    Paragraph,
    Row,
    Struck,
    Table,
)
from tests.documents.pdf_pages import Line, Page, Rule

MM = 72 / 25.4
LINE_PT, BODY_PT, TITLE_PT, NUMBER_PT, IMPRINT_PT = 28.95, 16, 22, 14, 14
# Of a character's square: how far its top and its foot lie from the line it stands on.
RISE, DROP = 0.86, 0.1
CHARS, LINES = 28, 22
NUMBER = re.compile(r"^[\u4e00-\u9fff]{2,16}〔((?:19|20)\d{2})〕[1-9]\d*号$")
ONLY_CHINESE = re.compile(r"^[\u4e00-\u9fff]+$")
PADDED_DATE = re.compile(r"\d{4}年(?:0\d月|\d{1,2}月0\d日)")
MARKS = "，。、；：！？）》〉」』】〕”’"
RED_HEADED = (Form.OFFICIAL, Form.CORRESPONDENCE, Form.MINUTES)

Faults = Iterator[str]


class Sheet:
    """The type area of a paper in points, from the lower left corner."""

    def __init__(self, paper: Paper) -> None:
        width, height = (297, 210) if paper.landscape else (210, 297)
        top, right, bottom, left = (28, 37, 26, 35) if paper.landscape else (37, 26, 35, 28)
        self.width, self.height = width * MM, height * MM
        self.top, self.bottom = self.height - top * MM, bottom * MM
        self.left, self.right = left * MM, self.width - right * MM


def faults(paper: Paper, pages: list[Page]) -> list[str]:
    """Name everything on these pages that is not as the standard and the form ask."""
    return [fault for check in CHECKS for fault in check(paper, pages)]


def _off(what: str, found: float, asked: float, *, mm: float) -> Faults:
    if abs(found - asked) > mm * MM:
        yield f"{what}: {found / MM:.1f} mm instead of {asked / MM:.1f} mm"


def _sheet(paper: Paper, pages: list[Page]) -> Faults:
    sheet = Sheet(paper)
    for page in pages:
        yield from _off("width of the sheet", page.width, sheet.width, mm=0.5)
        yield from _off("height of the sheet", page.height, sheet.height, mm=0.5)


def body_lines(paper: Paper, page: Page) -> list[Line]:
    """Give the lines between head and foot."""
    sheet = Sheet(paper)
    above = sheet.top + (10 * MM if paper.form is Form.CORRESPONDENCE else 0)
    return [line for line in page.lines() if sheet.bottom - 2 < line.y < above]


def inked_end(line: Line) -> float:
    """Where a line ends but for its last mark, which may hang over the edge."""
    return line.end - (line.size if line.text[-1:] in MARKS else 0)


def _type_area(paper: Paper, pages: list[Page]) -> Faults:
    """Nothing stands outside the type area but the head of a letter and what the foot carries."""
    sheet = Sheet(paper)
    for count, page in enumerate(pages, 1):
        for line in body_lines(paper, page):
            if line.x < sheet.left - 1 * MM or inked_end(line) > sheet.right + 1 * MM:
                yield f"page {count}: “{line.text[:20]}” stands outside the type area"
            is_mark = paper.form is Form.CORRESPONDENCE and count == 1
            if not is_mark and line.y + RISE * line.size > sheet.top + 1.5 * MM:
                yield f"page {count}: “{line.text[:20]}” stands above the type area"


def _faces(_paper: Paper, pages: list[Page]) -> Faults:
    for page in pages:
        for name, embedded in page.faces.items():
            if not embedded:
                yield f"{name} is not embedded"
        unread = [one for one in page.texts if not one.text and one.end > one.x]
        if unread:
            yield f"{len(unread)} pieces of text that cannot be copied out"


def _page_numbers(paper: Paper, pages: list[Page]) -> Faults:
    if paper.form not in LETTERLIKE:
        return
    sheet = Sheet(paper)
    for count, page in enumerate(pages, 1):
        last = page.lines()[-1]
        if paper.form is Form.CORRESPONDENCE and count == 1:
            if last.text == "—1—":
                yield "a letter has no number on its first page"
            continue
        if last.text != f"—{count}—":
            yield f"page {count} ends with “{last.text[:20]}” instead of its number"
            continue
        if last.size != NUMBER_PT:
            yield f"page {count}: its number has {last.size} pt"
        yield from _off(
            "dash below the type area", sheet.bottom - last.y - 0.35 * NUMBER_PT, 7 * MM, mm=1
        )
        inside = sheet.right - last.end if count % 2 else last.x - sheet.left
        yield from _off(f"number of page {count} from its side", inside, NUMBER_PT, mm=1)


def _counted_pages(paper: Paper, pages: list[Page]) -> Faults:
    if paper.form in LETTERLIKE:
        return
    for count, page in enumerate(pages, 1):
        foot = "".join(line.text for line in page.lines()[-4:])
        if f"第{count}页共{len(pages)}页" not in foot:
            yield f"page {count} is not counted: “{foot[-30:]}”"
        for label in paper.page_signatures:
            if f"{label}签名：" not in foot:
                yield f"page {count} has no place for {label} to sign"


def _heads(paper: Paper, pages: list[Page]) -> Faults:
    """Title and number stand centred in their size, in the order of the form."""
    # A title of 200 characters may go on over the page.
    first = "".join(
        line.text for page in pages[:2] for line in page.lines() if line.size == TITLE_PT
    )
    if squeezed(paper.shown_title) not in first:
        yield f"no title “{paper.shown_title[:40]}” of {TITLE_PT} pt: “{first[:40]}”"
    area = Sheet(paper)
    for line in pages[0].lines():
        if line.size == TITLE_PT:
            asked = (area.left + area.right) / 2
            # A mark at the end counts as half a character or as a whole one.
            half = TITLE_PT / 2 if line.text[-1:] in MARKS else 0
            middle = (
                min(
                    line.x + line.end,
                    line.x + line.end - half,
                    key=lambda one: abs(one / 2 - asked),
                )
                / 2
            )
            yield from _off(f"middle of “{line.text}”", middle, asked, mm=1)
    if paper.number:
        yield from _number(paper, pages[0])


def _number(paper: Paper, page: Page) -> Faults:
    known = NUMBER.match(paper.number or "")
    if not known:
        yield f"number “{paper.number}” is not written as a number is"
    elif paper.dated and int(known[1]) != paper.dated.year:
        yield f"number of {known[1]} on a paper of {paper.dated.year}"
    if not any(squeezed(paper.number or "") in line.text for line in page.lines()):
        yield f"number “{paper.number}” is not on the first page"


def _dates(paper: Paper, pages: list[Page]) -> Faults:
    for page in pages:
        for line in page.lines():
            for date in PADDED_DATE.findall(line.text):
                yield f"date with a leading zero: {date}"


def _full_lines(paper: Paper, pages: list[Page]) -> Faults:
    """A full line holds 28 characters, its neighbours lie 28.95 pt away, a page holds 22."""
    bodies = [squeezed(one.text) for one in paper.blocks if isinstance(one, Paragraph)]
    long_ones = [text for text in bodies if len(text) > CHARS]
    sheet = Sheet(paper)
    for page in pages:
        lines = [line for line in body_lines(paper, page) if line.size == BODY_PT]
        if len(lines) > LINES:
            yield f"{len(lines)} lines on one page"
        if paper.landscape:
            continue
        for line, below in itertools.pairwise(lines):
            if not any(line.text + below.text in text for text in long_ones):
                continue
            if abs(line.y - below.y - LINE_PT) > 0.1:
                yield f"line of {line.y - below.y:.2f} pt under “{line.text[:10]}”"
            full = CHARS if abs(line.x - sheet.left) < 1 else CHARS - 2
            # A mark never begins a line: it takes the character before it along.
            short = full - 1 if below.text[1:2] in tuple(MARKS) else full
            # A number is not broken; where one begins the next line, this one is set wider.
            whole = below.text[:1].isascii()
            if ONLY_CHINESE.match(line.text) and not whole and len(line.text) not in (full, short):
                yield f"{len(line.text)} characters on a full line: “{line.text}”, then “{below.text[:4]}”"


def _red_head(paper: Paper, pages: list[Page]) -> Faults:
    """The mark 35 mm below the top of the type area, the red line 4 mm below the number."""
    if paper.form not in (Form.OFFICIAL, Form.MINUTES):
        return
    sheet = Sheet(paper)
    lines = pages[0].lines()
    marks = [line for line in lines if line.parts[0].red]
    if "".join(line.text for line in marks) != squeezed(paper.masthead):
        yield f"the red mark says “{''.join(line.text for line in marks)}”"
        return
    top = marks[0].y + RISE * marks[0].size
    yield from _off("mark below the type area's top", sheet.top - top, 35 * MM, mm=1.5)
    red = [rule for rule in pages[0].rules if rule.red and rule.level]
    if not red:
        yield "no red line"
        return
    yield from _off("length of the red line", red[0].length, 156 * MM, mm=1)
    number = next((line for line in lines if sheet.bottom < line.y < marks[-1].y), marks[-1])
    below = number.y - DROP * number.size - red[0].y0
    yield from _off("red line below the number", below, 4 * MM, mm=0.7)
    titles = [line for line in lines if line.size == TITLE_PT and not line.parts[0].red]
    if titles:
        gap = red[0].y0 - titles[0].y - RISE * TITLE_PT
        yield from _off("title below the red line", gap, 2 * LINE_PT + 8, mm=3)


def _letter_head(paper: Paper, pages: list[Page]) -> Faults:
    """The mark 30 mm from the edge, double lines of 170 mm under it and 20 mm above the foot."""
    if paper.form is not Form.CORRESPONDENCE:
        return
    first = pages[0]
    marks = [line for line in first.lines() if line.parts[0].red]
    if "".join(line.text for line in marks) != squeezed(paper.masthead):
        yield f"the red mark says “{''.join(line.text for line in marks)}”"
        return
    mark = marks[0]
    top = first.height - mark.y - RISE * mark.size
    yield from _off("mark below the edge", top, 30 * MM, mm=1.5)
    rules = _distinct(rule for rule in first.rules if rule.red and rule.level)
    if len(rules) != 4:
        yield f"{len(rules)} red lines instead of four"
        return
    for rule in rules:
        yield from _off("length of a red line", rule.length, 170 * MM, mm=1)
        yield from _off("side of a red line", rule.x0, 20 * MM, mm=1)
    if not (rules[0].thick > rules[1].thick and rules[2].thick < rules[3].thick):
        yield "the double lines are not thick over thin and thin over thick"
    yield from _off(
        "red line below the mark", marks[-1].y - DROP * mark.size - rules[0].y0, 4 * MM, mm=1
    )
    yield from _off("red line above the edge", rules[3].y0, 20 * MM, mm=1)
    if any(rule.red for page in pages[1:] for rule in page.rules):
        yield "red lines after the first page"
    number = next(
        (line for line in first.lines() if line.text == squeezed(paper.number or "")), None
    )
    if number is not None:
        yield from _off("number at the right", number.end, Sheet(paper).right, mm=1)


def _distinct(rules: Iterator[Rule]) -> list[Rule]:
    """Lines from top to bottom; one drawn in two pieces or twice counts once."""
    found: list[Rule] = []
    for one in sorted(rules, key=lambda rule: -rule.y0):
        if not found or found[-1].y0 - one.y0 > 0.3:
            found.append(one)
    return found


def _imprint(paper: Paper, pages: list[Page]) -> Faults:
    """The imprint stands on the bottom of the last page, its lines 0.35 and 0.25 mm, words 14 pt."""
    told = [one for one in paper.blocks if isinstance(one, Imprint)]
    if not told:
        return
    sheet, last = Sheet(paper), pages[-1]
    words = [
        line
        for line in last.lines()
        if sheet.bottom < line.y < sheet.top and line.size == IMPRINT_PT
    ]
    text = "".join(line.text for line in words)
    if squeezed(told[0].copies_to) not in text:
        yield f"copies are not named on the last page: “{text}”"
    if paper.form is Form.CORRESPONDENCE:
        return
    if not text.endswith(squeezed(f"{told[0].office}{told[0].on}印发")):
        yield f"who printed it is not told: “{text}”"
    lowest = min((line.y for line in words), default=0)
    rules = [
        rule
        for rule in _distinct(rule for rule in last.rules if rule.level and not rule.red)
        if rule.length > 150 * MM and rule.y0 < lowest + 24 * len(words) + 8
    ]
    thick = [0.35, *([0.25] if told[0].copies_to else []), 0.35]
    found = [rule.thick / MM for rule in rules]
    if len(found) != len(thick) or any(
        abs(one - asked) > 0.06 for one, asked in zip(found, thick, strict=True)
    ):
        yield f"lines of the imprint: {[round(one, 2) for one in found]} mm"
        return
    yield from _off("last line of the imprint", rules[-1].y0, sheet.bottom, mm=1)
    for rule in rules:
        yield from _off("length of the imprint's line", rule.length, sheet.right - sheet.left, mm=1)


def _tables(paper: Paper, pages: list[Page]) -> Faults:
    """Heads come again on each page of a table; outer lines 1.5 pt, inner ones 0.5; rest struck."""
    tables = [one for one in paper.blocks if isinstance(one, Table)]
    yield from _repeated_heads(tables, pages)
    said = any("（以下空白）" in line.text for page in pages for line in page.lines())
    if any(isinstance(row, Struck) for table in tables for row in table.rows) and not said:
        yield "rows left over are not marked"
    if tables:
        thick = {round(rule.thick, 1) for page in pages for rule in page.rules if not rule.red}
        if not any(abs(one - 1.5) < 0.2 for one in thick) or not any(one < 0.7 for one in thick):
            yield f"lines of the table: {sorted(thick)} pt"


def _repeated_heads(tables: list[Table], pages: list[Page]) -> Faults:
    lists = [table for table in tables if _is_list(table)]
    if len(lists) != len([table for table in tables if len(table.rows) > LINES]):
        return  # a long table without a head of its own rows goes on without one
    heads = ["".join(squeezed(cell.text) for cell in table.rows[0].cells) for table in lists]  # type: ignore[union-attr] # a list begins with its head
    for count, page in enumerate(pages, 1):
        begins = [line.text for line in page.lines() if line.size < BODY_PT]
        said = squeezed("".join(one.text for one in page.texts))  # cell by cell, as it was set
        listed = sum(bool(re.match(r"\d{1,3}\D", line)) for line in begins)
        if heads and listed > 3 and not any(head in said for head in heads):
            yield f"page {count}: the head of the table is not repeated"


def _is_list(table: Table) -> bool:
    """Whether it begins with a head and counts its rows."""
    head, rows = table.rows[0], [row for row in table.rows[1:] if isinstance(row, Row)]
    counted = [squeezed(row.cells[0].text) for row in rows]
    numbers = [str(count) for count in range(1, len(rows) + 1)]
    return isinstance(head, Row) and head.head and len(rows) > 1 and counted == numbers


def squeezed(text: str) -> str:
    """Drop every blank, and write a ticked box as both renderers draw it."""
    return "".join(text.replace("\u2060", "").replace("\u200b", "").split()).replace("□✓", "☑")


CHECKS: tuple[Callable[[Paper, list[Page]], Faults], ...] = (
    *(_sheet, _type_area, _faces, _page_numbers, _counted_pages, _heads, _dates, _full_lines),
    *(_red_head, _letter_head, _imprint, _tables),
)
