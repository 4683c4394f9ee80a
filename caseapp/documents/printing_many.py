"""Puts many kept papers into one PDF: the frozen bytes, drafts with their mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import IO

from pypdf import PdfReader

from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.documents import printing, queries
from caseapp.documents.binding import Binder
from caseapp.documents.job_words import Sheet
from caseapp.documents.models import PaperRecord

COUNTS_KEPT, READ_TOGETHER = 4096, 25
Tell = Callable[[int], bool]


def bind(
    sheets: Sequence[Sheet],
    out: IO[bytes],
    *,
    copies: int = 1,
    tell: Tell = lambda _done: True,
) -> list[str]:
    """Write the papers into one PDF; return those that cannot be printed, each with its reason.

    It stops when `tell` says that nobody wants it any more.
    """
    binder, left_out = Binder(out), []
    for done, (sheet, record) in enumerate(_read(sheets), start=1):
        try:
            content = printing.pdf_file(record)
        except Refused as no:
            left_out.append(f"{sheet.name}：{no}")
        else:
            binder.add(content, title=sheet.name, first=sheet.first, copies=copies)
        if not tell(done):
            return left_out
    if not binder.pages:
        raise Refused("选中的文书都不能打印。", *left_out)
    binder.finish()
    return left_out


def _read(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, PaperRecord]]:
    """Read the papers some at a time: a thousand with their words are not kept in memory."""
    for start in range(0, len(sheets), READ_TOGETHER):
        some = sheets[start : start + READ_TOGETHER]
        records = {one.id: one for one in queries.records({one.paper_id for one in some})}
        for record in records.values():
            db.session.expunge(record)
        yield from ((one, records[one.paper_id]) for one in some)


@lru_cache(maxsize=COUNTS_KEPT)
def pages_of(pdf_sha256: str) -> int:
    """Count the pages of frozen bytes, which never change."""
    with printing.store().open(pdf_sha256) as file:
        return len(PdfReader(file).pages)
