"""Reads a Word file's XML against the standard and names each fault; for every paper."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from caseapp.documents.paper import LETTERLIKE, Form, Imprint, Paper, Paragraph, Row, Struck, Table
from caseapp.documents.word.xml import BIG_SONG, BODY_PT, FANGSONG, HEITI, KAITI, SONG, SYMBOLS
from tests.documents.layout_checks import NUMBER, squeezed

FACES = {FANGSONG, KAITI, HEITI, SONG, BIG_SONG, SYMBOLS}
MM_TWIPS = 1440 / 25.4
EDGES = ("top", "right", "bottom", "left")
LEAST_LINE, MOST_LINE = 578, 579.6  # twentieths of a point: 28.9 to 28.98
RED = "FF0000"

Faults = Iterator[str]


class File:
    """A Word file opened once: its body, its section and the parts its section names."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as opened:
            self.parts = {
                name: parse_xml(opened.read(name))
                for name in opened.namelist()
                if name.startswith("word/") and name.endswith(".xml")
            }
            rels = opened.read("word/_rels/document.xml.rels").decode()
        self.targets = {
            re.search(r'Id="([^"]*)"', one)[1]: re.search(r'Target="([^"]*)"', one)[1]  # type: ignore[index] # each has both
            for one in re.findall(r"<Relationship [^>]*>", rels)
        }
        self.body = self.parts["word/document.xml"].find(qn("w:body"))
        self.section = self.body.find(qn("w:sectPr"))

    @property
    def text(self) -> str:
        """The words of the body in their order, without blanks."""
        return squeezed(_said(self.body))

    def side(self, kind: str, which: str) -> Any:
        """Give a header or footer of the section by its kind."""
        for one in self.section.findall(qn(f"w:{kind}Reference")):
            if one.get(qn("w:type")) == which:
                return self.parts[f"word/{self.targets[one.get(qn('r:id'))]}"]
        return None


def faults(paper: Paper, file: File) -> list[str]:
    """Name everything in this Word file that is not as the standard and the form ask."""
    return [fault for check in CHECKS for fault in check(paper, file)]


def _said(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


@cache
def _path(path: str) -> str:
    return "/".join(qn(f"w:{step}") for step in path.split("/"))


def _get(element: Any, path: str, name: str) -> str:
    found = element.find(_path(path))
    return "" if found is None else str(found.get(qn(f"w:{name}"), ""))


def _sheet(paper: Paper, file: File) -> Faults:
    margins = (28, 37, 26, 35) if paper.landscape else (37, 26, 35, 28)
    for edge, asked in zip(EDGES, margins, strict=True):
        found = int(_get(file.section, "pgMar", edge)) / MM_TWIPS
        if abs(found - asked) > 1:
            yield f"{edge} margin of {found:.1f} mm"
    size = tuple(round(int(_get(file.section, "pgSz", one)) / MM_TWIPS) for one in "wh")
    if size != ((297, 210) if paper.landscape else (210, 297)):
        yield f"sheet of {size} mm"
    if file.section.find(qn("w:docGrid")) is not None:
        yield "a grid, with which LibreOffice halves the line"


def _runs(_paper: Paper, file: File) -> Faults:
    """Every run names an official face and its size: nothing is left to a machine's default."""
    for run in file.body.iter(qn("w:r")):
        if run.find(qn("w:t")) is None:
            continue
        faces = {_get(run, "rPr/rFonts", one) for one in ("ascii", "hAnsi", "eastAsia")}
        if len(faces) != 1 or not faces <= FACES:
            yield f"“{_said(run)[:10]}” in {sorted(faces)}"
        if not _get(run, "rPr/sz", "val").isdigit():
            yield f"“{_said(run)[:10]}” without a size"


def _lines(_paper: Paper, file: File) -> Faults:
    """Body text stands on exact lines of 28.95 pt, 28 characters to a line, two in at the first."""
    for line in file.body.findall(qn("w:p")):
        run = line.find(qn("w:r"))
        if run is None or _get(run, "rPr/sz", "val") != str(BODY_PT * 2).removesuffix(".0"):
            continue
        height = _get(line, "pPr/spacing", "line")
        if _get(line, "pPr/spacing", "lineRule") != "exact":
            yield f"“{_said(line)[:10]}” without an exact line"
        elif not LEAST_LINE <= int(height) <= MOST_LINE:
            yield f"“{_said(line)[:10]}” on a line of {int(height) / 20} pt"
        width = BODY_PT + int(_get(run, "rPr/spacing", "val") or 0) / 20
        if not 28 * width <= 156 * MM_TWIPS / 20 < 29 * width:
            yield f"“{_said(line)[:10]}” with {width} pt a character"


def _paragraphs(paper: Paper, file: File) -> Faults:
    """A paragraph begins two characters in; what stands flush does not."""
    asked: dict[str, set[bool]] = {}
    for one in paper.blocks:
        if isinstance(one, Paragraph):
            # In an empty form many lines read alike: one set to the right is neither of the two.
            places = {one.place == "body"} if one.place in ("body", "flush") else {True, False}
            asked.setdefault(squeezed(one.text), set()).update(places)
    for line in file.body.findall(qn("w:p")):
        places = asked.get(squeezed(_said(line)))
        inside = _get(line, "pPr/ind", "firstLineChars") == "200"
        if places and inside not in places:
            yield f"“{_said(line)[:10]}” begins {'inside' if inside else 'flush'}"


def _heads(paper: Paper, file: File) -> Faults:
    titles = [
        line for line in file.body.findall(qn("w:p")) if _get(line, "pPr/pStyle", "val") == "Title"
    ]
    if not titles and paper.shown_title:
        yield "no title"
    for line in titles:
        run = line.find(qn("w:r"))
        told = (_get(run, "rPr/rFonts", "eastAsia"), _get(run, "rPr/sz", "val"))
        if told != (BIG_SONG, "44") or _get(line, "pPr/jc", "val") != "center":
            yield f"title in {told}"
    if paper.number and not NUMBER.match(paper.number):
        yield f"number “{paper.number}” is not written as a number is"


def _headings(_paper: Paper, file: File) -> Faults:
    for level, face in ((1, HEITI), (2, KAITI), (3, FANGSONG)):
        for line in file.body.findall(qn("w:p")):
            if _get(line, "pPr/pStyle", "val") != f"Heading{level}":
                continue
            if _get(line.find(qn("w:r")), "rPr/rFonts", "eastAsia") != face:
                yield f"heading “{_said(line)}” not in {face}"


def _feet(paper: Paper, file: File) -> Faults:
    if paper.form in LETTERLIKE:
        yield from _numbered_feet(paper, file)
        return
    foot = file.side("footer", "default")
    if squeezed(_said(foot))[-6:] != "第1页共1页":
        yield f"the foot says “{_said(foot)}”"
    for label in paper.page_signatures:
        if f"{label}签名：" not in _said(foot):
            yield f"no place for {label} to sign on each page"


def _numbered_feet(paper: Paper, file: File) -> Faults:
    for which, side in (("default", "right"), ("even", "left")):
        foot = file.side("footer", which)
        line = None if foot is None else foot.find(qn("w:p"))
        if line is None or squeezed(_said(line)) != "—1—":
            yield f"no number on {which} pages"
            continue
        run = line.find(qn("w:r"))
        told = (_get(run, "rPr/rFonts", "eastAsia"), _get(run, "rPr/sz", "val"))
        if told != (SONG, "28") or _get(line, "pPr/jc", "val") != side:
            yield f"number of {which} pages in {told} at the {_get(line, 'pPr/jc', 'val')}"
        if _get(line, "pPr/ind", side) != "280":
            yield f"number of {which} pages is not one character in"
    if file.parts["word/settings.xml"].find(qn("w:evenAndOddHeaders")) is None:
        yield "even and odd pages are not told apart"
    if paper.form is Form.CORRESPONDENCE:
        foot = file.side("footer", "first")
        if (
            foot is None
            or _said(foot)
            or squeezed(paper.masthead) not in squeezed(_said(file.side("header", "first")))
        ):
            yield "the first page of a letter has no head of its own"


def _reds(paper: Paper, file: File) -> Faults:
    """The mark and the lines of a paper between offices are red, nothing of any other is."""
    names = ("header1", "header2", "header3", "footer1", "footer2", "footer3", "document")
    red = [
        one
        for name in names
        for one in file.parts.get(f"word/{name}.xml", file.body).iter(qn("w:color"), qn("w:bottom"))
        if RED in (one.get(qn("w:val")), one.get(qn("w:color")))
    ]
    if bool(red) != (paper.form in (Form.OFFICIAL, Form.CORRESPONDENCE, Form.MINUTES)):
        yield f"{len(red)} red things on a paper of form {paper.form}"


def _imprint(paper: Paper, file: File) -> Faults:
    for _one in (block for block in paper.blocks if isinstance(block, Imprint)):
        floating = [
            one for one in file.body.findall(qn("w:tbl")) if _get(one, "tblPr/tblpPr", "tblpYSpec")
        ]
        if len(floating) != 1 or _get(floating[0], "tblPr/tblpPr", "tblpYSpec") != "bottom":
            yield "the imprint does not stand on the bottom"
            return
        sizes = {_get(run, "rPr/sz", "val") for run in floating[0].iter(qn("w:r"))}
        if sizes != {"28"}:
            yield f"words of the imprint in {sizes}"
        lines = [
            _get(floating[0], f"tblPr/tblBorders/{side}", "sz")
            for side in ("top", "insideH", "bottom")
        ]
        if lines != (["", "", ""] if paper.form is Form.CORRESPONDENCE else ["8", "6", "8"]):
            yield f"lines of the imprint: {lines} eighths of a point"


def _tables(paper: Paper, file: File) -> Faults:
    drawn = [
        one for one in file.body.findall(qn("w:tbl")) if one.find(_path("tblPr/tblpPr")) is None
    ]
    meant = [one for one in paper.blocks if isinstance(one, Table)]
    if len(drawn) != len(meant):
        yield f"{len(drawn)} tables instead of {len(meant)}"
        return
    whole = int((225 if paper.landscape else 156) * MM_TWIPS)
    for table, asked in zip(drawn, meant, strict=True):
        widths = [int(one.get(qn("w:w"))) for one in table.iter(qn("w:gridCol"))]
        if sum(widths) != whole:
            yield f"a table of {sum(widths) / MM_TWIPS:.1f} mm"
        lines = [
            _get(table, f"tblPr/tblBorders/{side}", "sz") for side in ("top", "left", "insideH")
        ]
        if lines != ["12", "12", "4"]:
            yield f"lines of the table: {lines} eighths of a point"
        heads = sum(row.find(_path("trPr/tblHeader")) is not None for row in table.iter(qn("w:tr")))
        if heads != sum(isinstance(row, Row) and row.head for row in asked.rows):
            yield f"{heads} heads that come again"
        struck = sum(1 for _ in table.iter(qn("w:tr2bl")))
        if struck != sum(isinstance(row, Struck) for row in asked.rows):
            yield f"{struck} rows struck"


CHECKS: tuple[Callable[[Paper, File], Faults], ...] = (
    *(_sheet, _runs, _lines, _paragraphs, _heads, _headings, _feet, _reds, _imprint, _tables),
)
