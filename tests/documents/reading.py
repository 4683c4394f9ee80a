"""Reads the produced files back: Word by its XML, PDF by where each character stands."""

import io
import zipfile
from collections import defaultdict
from typing import Any

import pypdf
from docx import Document
from docx.oxml.ns import qn

from caseapp.documents import render
from caseapp.documents.paper import Form, Paper, Paragraph

OFFICE = "鞍山市知识产权局"


def word_of(paper: Paper) -> Any:
    """Open the Word file of a paper."""
    return Document(io.BytesIO(render.docx(paper)))


def part(content: bytes, name: str) -> str:
    """Read one part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return opened.read(name).decode()


def runs_with(document: Any, words: str) -> list[Any]:
    """Find the runs that say these words."""
    return [
        run
        for run in document.element.body.iter(qn("w:r"))
        if words in "".join(text.text or "" for text in run.iter(qn("w:t")))
    ]


def attribute(element: Any, path: str, name: str) -> str:
    """Read a w: attribute below an element."""
    found = element.find("/".join(qn(f"w:{step}") for step in path.split("/")))
    return str(found.get(qn(f"w:{name}")))


def pdf_of(paper: Paper) -> pypdf.PdfReader:
    """Open the PDF of a paper."""
    return pypdf.PdfReader(io.BytesIO(render.as_pdf(paper)))


def lines_of(page: pypdf.PageObject) -> dict[float, str]:
    """Give the lines of a page from top to bottom, by the height of their baseline in points."""
    found: defaultdict[float, str] = defaultdict(str)

    def visit(text: str, cm: list[float], tm: list[float], *_rest: object) -> None:
        if text.strip():
            found[round(tm[5] * cm[3] + cm[5], 1)] += text

    page.extract_text(visitor_text=visit)
    return dict(sorted(found.items(), reverse=True))


def pdf_text(paper: Paper) -> str:
    """Give every word of the PDF without blanks: the gap between figures and Chinese is read as one."""
    return "".join("".join(page.extract_text().split()) for page in pdf_of(paper).pages)


def embedded(paper: Paper) -> set[str]:
    """Give the names of the faces embedded in a PDF, without the tag of the subset."""
    return {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pdf_of(paper).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]  # pypdf types pages loosely
    }


def letter(*blocks: Any, **more: Any) -> Paper:
    """Make a letter with a number."""
    usual = {"number": "鞍知罚字〔2015〕1号", "title": "行政处罚决定书", "form": Form.LETTER}
    return Paper(kind="penalty_decision", office=OFFICE, blocks=blocks, **{**usual, **more})


def long_letter(characters: int) -> Paper:
    """Make a letter of one long paragraph."""
    return letter(Paragraph("鞍" * characters))
