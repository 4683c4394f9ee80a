"""Lists as workbooks: each text typed as text, nothing a spreadsheet would compute."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # the package has no types

# Text stays text: no formula, no link, no number made of an identifier.
PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook(
    rows: Sequence[Sequence[Any]],
    *,
    about: Sequence[str],
    made_at: datetime,
    heads: Sequence[tuple[str, int]],
    title: str,
) -> bytes:
    """Return the bytes of a workbook with the list and a sheet that says what it is."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, PLAIN)
    # The time of the office's clock, not of the machine.
    book.set_properties({"created": made_at.replace(tzinfo=None), "author": "", "title": title})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    for column, (name, width) in enumerate(heads):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, name, head)
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(place, column, value, day)
            elif isinstance(value, int):
                # A count is a number a spreadsheet can sum; what only looks like one is text.
                sheet.write_number(place, column, value)
            else:
                sheet.write_string(place, column, str(value), text)
    notes = book.add_worksheet("说明")
    notes.set_column(0, 0, 100)
    for place, sentence in enumerate(about):
        notes.write_string(place, 0, sentence)
    book.close()
    return kept.getvalue()
