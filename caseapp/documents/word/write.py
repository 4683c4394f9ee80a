"""Writes a paper as a Word file whose bytes depend on nothing but the paper."""

from __future__ import annotations

import io
import zipfile

from caseapp.documents.paper import Paper
from caseapp.documents.word.blocks import body
from caseapp.documents.word.heads import head
from caseapp.documents.word.page import lay_head_and_foot, new_document
from caseapp.documents.word.sheet import Sheet

# The zip format's first day: the file tells no hour, so the hash is that of the paper.
NO_TIME = (1980, 1, 1, 0, 0, 0)
CONTENT_TYPES = "[Content_Types].xml"


def docx(paper: Paper) -> bytes:
    """Give the paper as a Word file."""
    document = new_document(paper)
    section = document.element.body.sectPr
    for made in head(paper):
        section.addprevious(made)
    for made in body(paper.blocks, Sheet.of(paper)):
        section.addprevious(made)
    lay_head_and_foot(document, paper)
    raw = io.BytesIO()
    document.save(raw)
    return _without_time(raw)


def _without_time(raw: io.BytesIO) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda one: (one != CONTENT_TYPES, one)):
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on Windows and Linux
            entry.external_attr = 0
            new.writestr(entry, old.read(name))
    return out.getvalue()
