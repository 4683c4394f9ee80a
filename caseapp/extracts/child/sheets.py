"""Workbooks of every make, sheet by sheet, hidden ones too."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

import python_calamine

from caseapp.extracts.child.told import Told, Unreadable

_IN_OLD = "_VBA_PROJECT".encode("utf-16-le")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OBJECT = "Ole10Native".encode("utf-16-le")

# As the directory of such a file writes a name: an old text has styles called Book something.
_BOOKS = tuple(name.encode("utf-16-le").ljust(32, b"\0") for name in ("Workbook", "Book"))


def read(data: bytes, told: Told) -> None:
    """Read every sheet as lines of cells."""
    told.tool("python-calamine")
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for one in book.sheets_metadata:
            if not str(one.typ).endswith("WorkSheet"):
                continue
            hidden = "" if str(one.visible).endswith(".Visible") else "（隐藏）"
            sheet = book.get_sheet_by_name(one.name)
            told.add_lines(f"工作表“{one.name}”{hidden}", _lines(sheet))
    except python_calamine.PasswordError as no:
        raise Unreadable("password") from no
    except python_calamine.CalamineError as no:
        raise Unreadable("broken") from no


def read_old(data: bytes, told: Told) -> None:
    """Read an old workbook; other old office files hold their text in ways nobody reads safely here."""
    if _LOCKED in data:
        raise Unreadable("password")
    if _IN_OLD in data:
        raise Unreadable("macro")
    if _OBJECT in data:
        raise Unreadable("ole")
    if not any(name in data for name in _BOOKS):
        raise Unreadable("old_office")
    read(data, told)


def _lines(sheet: Any) -> Iterator[str]:
    for row in sheet.iter_rows():
        line = "\t".join(text for cell in row if (text := _text(cell)))
        if line:
            yield line


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.replace("\n", " ")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value == int(value) and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and not (value.hour or value.minute or value.second):
        return str(value.date())
    return str(value)
