"""Lists as organisers send them, made in the test: workbooks with merged cells and formulas, text in any coding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from caseapp.base.identifiers import make_credit_code
from caseapp.exhibitions.list_columns import heads, recognised
from caseapp.exhibitions.list_rows import Drawn, draw
from caseapp.exhibitions.sheet_reading import read_table

TODAY = date(2026, 11, 23)
TITLES = (
    "展馆",
    "展位号",
    "参展商名称",
    "统一社会信用代码",
    "联系人",
    "电话",
    "展品",
    "型号",
    "专利号",
)
CODE = make_credit_code(area="210300", serial=81)
OTHER = make_credit_code(area="210300", serial=82)
ROWS = (
    ("1号馆", "A01", "鞍山明光电器有限公司", CODE, "何一鸣", "0412-5550101", "电热水壶", "MG-1", "ZL201530012345.4"),
    ("1号馆", "A02", "鞍山北方灯具厂", OTHER, "陆小满", "0412-5550102", "台灯、吊灯", "T1、D2", ""),
    ("2号馆", "B07", "海城丰年茶具有限公司", "", "", "", "", "", ""),
)  # fmt: skip


def workbook(
    path: Path,
    rows: Sequence[Sequence[Any]] = ROWS,
    *,
    titles: Sequence[str] = TITLES,
    above: int = 0,
    more: Callable[[Any, Any], None] | None = None,
    before: Callable[[Any], None] | None = None,
) -> Path:
    """Write a workbook: notes above, titles, rows; `more` gets the sheet and the book."""
    book = xlsxwriter.Workbook(str(path))
    if before is not None:
        before(book)
    sheet = book.add_worksheet("参展名单")
    for place in range(above):
        sheet.write_string(place, 0, f"说明 {place + 1}")
    sheet.write_row(above, 0, titles)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, row in enumerate(rows, start=above + 1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(place, column, value, day)
            elif value != "":
                sheet.write(place, column, value)
    if more is not None:
        more(sheet, book)
    book.close()
    return path


def text(
    path: Path, rows: Sequence[Sequence[str]] = ROWS, *, coding: str = "utf-8", sign: str = ","
) -> Path:
    """Write the list as text in a coding."""
    lines = (sign.join(row) for row in (TITLES, *rows))
    path.write_bytes("\r\n".join(lines).encode(coding))
    return path


def drawn(path: Path, *, sheet: str = "") -> Drawn:
    """Read a list with the columns its titles say."""
    table = read_table(path, sheet=sheet, today=TODAY)
    head = heads(table)
    return draw(table, head, recognised(head.titles), today=TODAY)


def told(said: Sequence[Any]) -> list[tuple[int, str, str]]:
    """Return row, column and sentence of what was said of a list."""
    return [(one.row, one.column, one.sentence) for one in said]
