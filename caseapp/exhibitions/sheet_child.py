"""Reads one sheet of a workbook in a process of its own, so that a hostile file harms nobody: path, sheet, limits in, JSON out."""

from __future__ import annotations

import datetime
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree
from xml.parsers import expat

from caseapp.base import packed

try:
    import resource
except ImportError:  # Windows: the watch of the caller over time is all there is
    resource = None  # type: ignore[assignment]  # the limits are skipped there

# Of whole numbers a spreadsheet keeps so many digits.
EXACT = 10**15
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Unreadable(Exception):
    """Why a file is not read: a word the caller has a sentence for."""


def main() -> None:
    """Read what the caller names and write it out."""
    path, wanted, limits = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    _limit(limits)
    try:
        told = read(path, wanted, limits)
    except Unreadable as no:
        told = {"no": str(no.args[0]), "found": no.args[1] if len(no.args) > 1 else 0}
    except MemoryError:
        told = {"no": "memory"}
    sys.stdout.buffer.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))


def read(path: str, wanted: str, limits: dict[str, int]) -> dict[str, Any]:
    """Return the sheets of a workbook, and the rows, merged blocks and uncounted formulas of one."""
    import python_calamine  # after the limits are set

    is_zip = zipfile.is_zipfile(path)
    if is_zip:
        guard(path, limits)
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        names = [one.name for one in book.sheets_metadata if _is_sheet(one)]
        if not names:
            raise Unreadable("no_sheet")
        name = wanted if wanted in names else names[0]
        sheet = book.get_sheet_by_name(name)
    except python_calamine.PasswordError as no:
        raise Unreadable("password") from no
    except python_calamine.CalamineError as no:
        raise Unreadable("broken") from no
    rows = list(_rows(sheet, limits))
    odd = failed_formulas(path, name) if is_zip else []
    merged = blocks(sheet.merged_cell_ranges or (), len(rows), limits)
    return {"sheets": names, "sheet": name, "rows": rows, "merged": merged, "formulas": odd}


def guard(path: str, limits: dict[str, int]) -> None:
    """Refuse a packed file that would burst, counted by its real bytes and not by what it says of itself."""
    try:
        with Path(path).open("rb") as file:
            packed.guard(file, limits)
    except packed.Unfit as no:
        # Members one over another are no merged cells: the caller has a sentence only for these.
        why = "broken" if no.why == "overlapping" else no.why
        raise Unreadable(why, no.found) from no


def blocks(ranges: Any, height: int, limits: dict[str, int]) -> list[list[int]]:
    """Return the merged blocks within the rows read; refuse blocks one over another and endless ones."""
    if len(ranges) > limits["merged_cells"]:
        raise Unreadable("merged", len(ranges))
    found, cells = [], 0
    # No spreadsheet lets two blocks share a cell: a column is free again below the last one.
    free = [0] * limits["columns"]
    for (first, left), (last, right) in sorted(ranges):
        if first >= height or left >= len(free):
            continue
        if last < first or right < left:
            raise Unreadable("broken")
        below, beside = min(last, height - 1) + 1, min(right, len(free) - 1) + 1
        cells += (below - first) * (beside - left)
        if cells > limits["merged_cells"]:
            raise Unreadable("merged", cells)
        if max(free[left:beside]) > first:
            raise Unreadable("overlapping")
        free[left:beside] = [below] * (beside - left)
        found.append([first, left, last, right])
    return found


def failed_formulas(path: str, sheet: str) -> list[list[Any]]:
    """Return row and column, from 0, of each formula nobody has counted yet or that came out wrong."""
    try:
        with zipfile.ZipFile(path) as book:
            member = _member(book, sheet)
            data = book.read(member) if member else b""
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError) as no:
        raise Unreadable("broken") from no
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable("broken")
    is_there = any(mark in data for mark in (b"<f", b":f", b't="e"', b"t='e'"))
    return _failed(data) if is_there else []


def _limit(limits: dict[str, int]) -> None:
    if resource is not None:
        most = limits["memory_mebibytes"] * packed.MEBIBYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CPU, (limits["seconds"], limits["seconds"]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _is_sheet(one: Any) -> bool:
    """Say whether it is a sheet somebody sees; a chart and a hidden sheet are none."""
    return str(one.typ).endswith("WorkSheet") and str(one.visible).endswith(".Visible")


def _rows(sheet: Any, limits: dict[str, int]) -> Iterator[list[Any]]:
    """Give each row from the first cell of the sheet on, empty ones in between kept for their numbers."""
    first, left = sheet.start or (0, 0)
    yield from ([] for _ in range(first))
    filled = 0
    for row in sheet.iter_rows():
        cells = [""] * left + [_cell(one) for one in row[: limits["columns"]]]
        while cells and cells[-1] == "":
            cells.pop()
        filled += bool(cells)
        # Titles and notes above them are no rows of the list.
        if filled > limits["rows"] + 40:
            raise Unreadable("rows", sheet.height)
        yield cells


def _cell(value: Any) -> Any:
    """Write a cell as text; what a spreadsheet made of a number or a day is marked."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return ["d", str(value)]
    return str(value)


def _number(value: float) -> Any:
    if abs(value) >= EXACT:
        return ["n", repr(value)]
    return str(int(value)) if value == int(value) else repr(value)


def _member(file: zipfile.ZipFile, sheet: str) -> str:
    """Return which part of the file holds a sheet; nothing in a file of another make."""
    names = set(file.namelist())
    book, links = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if not {book, links} <= names:
        return ""
    ids = {one.get("name"): one.get(_REL) for one in _elements(file.read(book), "sheet")}
    targets = {
        one.get("Id"): one.get("Target") for one in _elements(file.read(links), "Relationship")
    }
    target = targets.get(ids.get(sheet)) or ""
    at = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return at if at in names else ""


def _elements(data: bytes, name: str) -> list[Any]:
    if b"<!DOCTYPE" in data:
        raise Unreadable("broken")
    try:
        return [one for one in Tree.fromstring(data).iter() if one.tag.rpartition("}")[2] == name]  # noqa: S314 - no document type, so no entities
    except Tree.ParseError as no:
        raise Unreadable("broken") from no


class _Cells:
    """What is seen while a sheet is read: the cell, whether it has a formula, whether it has a value."""

    def __init__(self) -> None:
        self.found: list[list[Any]] = []
        self.at = ""
        self.is_formula = self.is_wrong = self.is_value = self.in_value = False

    def start(self, name: str, marks: dict[str, str]) -> None:
        """Note a cell, its formula, its value."""
        plain = name.rpartition(":")[2]
        if plain == "c":
            self.at, self.is_formula, self.is_value = marks.get("r", ""), False, False
            self.is_wrong = marks.get("t") == "e"
        self.is_formula = self.is_formula or plain == "f"
        self.in_value = plain in ("v", "t")

    def text(self, text: str) -> None:
        """Note that a value has something in it."""
        self.is_value = self.is_value or (self.in_value and bool(text.strip()))

    def end(self, name: str) -> None:
        """Keep a cell with a formula and without a value, or with an error for one."""
        plain = name.rpartition(":")[2]
        is_empty = self.is_formula and not self.is_value
        if plain == "c" and self.at and (self.is_wrong or is_empty):
            self.found.append([*_place(self.at), "error" if self.is_wrong else "formula"])
        self.in_value = self.in_value and plain not in ("v", "t")


def _failed(data: bytes) -> list[list[Any]]:
    cells, parser = _Cells(), expat.ParserCreate()
    parser.StartElementHandler = cells.start
    parser.CharacterDataHandler = cells.text
    parser.EndElementHandler = cells.end
    try:
        parser.ParseFile(io.BytesIO(data))
    except expat.ExpatError as no:
        raise Unreadable("broken") from no
    return cells.found


def _place(name: str) -> list[int]:
    """Turn B5 into row 4, column 1."""
    letters = name.rstrip("0123456789")
    column = 0
    for one in letters:
        column = column * 26 + ord(one.upper()) - 64
    figures = name[len(letters) :]
    return [int(figures or 1) - 1, column - 1]
