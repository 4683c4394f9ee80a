"""Prints a kept paper: drafts from their words of now, signed ones from the frozen bytes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from flask import current_app

from caseapp.base.clock import local, today
from caseapp.base.errors import Refused
from caseapp.documents import pdf, render
from caseapp.documents.catalogue import kind_of
from caseapp.documents.models import PaperRecord
from caseapp.documents.paper import Form, Paper, Paragraph
from caseapp.ledger.store import FileStore, StoredBytes

MOST_BYTES = 32 * 1024 * 1024
PAPERS_KEPT, PAGES_SHOWN = 8, 40
VOID_MARK = "已作废"
COMMON = "\u2e7f"  # below it no font is without a character


def store() -> FileStore:
    """Give the office's file store."""
    kept: FileStore = current_app.extensions["store"]
    return kept


def draft_page(record: PaperRecord) -> Paper:
    """Lay out a draft as it would print today."""
    return draft_of(record, record.data)


def draft_of(record: PaperRecord, data: Mapping[str, Any]) -> Paper:
    """Lay out a draft with these words in the place of its own."""
    mark = VOID_MARK if record.state == "void" else render.DRAFT_MARK
    return render.build(record.kind, data, on=day_of(record), signed=False, mark=mark)


def day_of(record: PaperRecord) -> date:
    """Give the day whose edition and rules a paper follows: of a draft today.

    What is entered afterwards was drafted under the title of its own time and keeps it.
    """
    day = record.signed_on or today()
    drafted = local(record.drafted_at).date()
    titled = [one for one in kind_of(record.kind).editions if one.title == record.title]
    if not titled or any(one.since <= drafted <= one.until for one in titled):
        return day
    return min(max(day, titled[-1].since), titled[-1].until)


def issued_page(record: PaperRecord, *, on: date, number: str) -> Paper:
    """Lay out a paper as it is issued."""
    return render.build(record.kind, record.data, on=on, number=number)


def word_file(record: PaperRecord) -> bytes:
    """Give the Word file: the frozen one when there is one."""
    return _frozen(record.sha256) if record.sha256 else render.docx(draft_page(record))


def pdf_file(record: PaperRecord) -> bytes:
    """Give the PDF: the frozen one when there is one."""
    if record.pdf_sha256:
        return _frozen(record.pdf_sha256)
    return render.as_pdf(shown_page(record))


@dataclass(frozen=True)
class Preview:
    """The first pages of a paper as PNG, and how many it has."""

    pages: tuple[bytes, ...]
    total: int


def preview(record: PaperRecord) -> Preview:
    """Give the pages for the preview beside the form."""
    return _drawn(shown_page(record))


def preview_of(record: PaperRecord, data: Mapping[str, Any]) -> Preview:
    """Draw a draft from words nobody has saved yet."""
    return _drawn(draft_of(record, data))


@lru_cache(maxsize=PAPERS_KEPT)
def _drawn(paper: Paper) -> Preview:
    """Draw a paper once, because the browser asks for its pages one by one."""
    pages = render.pictures(paper)
    return Preview(tuple(pages[:PAGES_SHOWN]), len(pages))


def without_font(record: PaperRecord, data: Mapping[str, Any]) -> str:
    """Say which characters of these words no font of this machine has; nothing when it has all."""
    rare = {char for text in draft_of(record, data).texts() for char in text if char > COMMON}
    lacking = _lacking("".join(sorted(rare)))
    if not lacking:
        return ""
    return (
        f"这台机器的字体里没有以下字：{lacking}，预览和 PDF 印不出来。"
        "请下载 Word 文件打印，或者请系统管理员安装含这些字的字体。"
    )


def stand_ins() -> list[str]:
    """Name each official face that is not here with the one printed for it; told, never silent."""
    return [str(one) for one in pdf.substitutions()]


@lru_cache(maxsize=256)
def _lacking(characters: str) -> str:
    line = Paper(kind="", form=Form.LETTER, office="", title="", blocks=(Paragraph(characters),))
    return pdf.missing_characters(line) if characters else ""


def shown_page(record: PaperRecord) -> Paper:
    """Lay out a paper in the state it is in."""
    if record.signed_on is not None and record.state != "void":
        return issued_page(record, on=record.signed_on, number=record.number or "")
    return draft_page(record)


def freeze(page: Paper) -> tuple[bytes, bytes | None]:
    """Make the bytes that stay; without a font for some character there is no PDF."""
    try:
        printed: bytes | None = render.as_pdf(page)
    except Refused:
        printed = None
    return render.docx(page), printed


def text_hash(record: PaperRecord) -> str:
    """Give the hash of the paper text a paper was made from."""
    return hashlib.sha256(
        kind_of(record.kind).text(record.signed_on or today()).encode()
    ).hexdigest()


def keep(content: bytes, most: int = MOST_BYTES) -> StoredBytes:
    """Store bytes; if the act fails, nothing refers to them."""
    return store().put(io.BytesIO(content), most)


def _frozen(sha256: str) -> bytes:
    with store().open(sha256) as file:
        return file.read()
