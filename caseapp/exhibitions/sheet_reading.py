"""A list of the organiser as a table of texts, from XLSX, XLS, ODS or CSV; what cannot be read is refused in words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from caseapp.base import confined
from caseapp.base.dated_numbers import DatedNumbers
from caseapp.base.errors import Refused
from caseapp.base.file_kinds import CUT, HTML, OFFICE, TEXT, ZIP, kind_of
from caseapp.base.text import keepable

LIMITS = DatedNumbers(Path(__file__).with_name("list_limits.toml"))
_CHILD = "caseapp.exhibitions.sheet_child"
_NAMES = (
    "rows", "file_mebibytes", "unpacked_mebibytes", "members", "ratio", "columns",
    "memory_mebibytes", "seconds", "merged_cells",
)  # fmt: skip
_MEBIBYTE = 1024 * 1024
_SIGNS = (",", "\t", ";", "，", "|")
# UTF-16 is what spreadsheets call Unicode text.
_CODINGS = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"))
_AGAIN = "请在表格软件中打开，另存为 xlsx 或者 csv 后再上传。"
_BY_HALL = "请按展馆分成几份，分别导入。"
_ODD = {"d": "date", "n": "number"}


@dataclass(frozen=True)
class Table:
    """A sheet as it stands: rows from the first one on, and what is odd about its cells, both from 0."""

    rows: Sequence[Sequence[str]]
    sheets: tuple[str, ...] = ("",)
    sheet: str = ""
    # First row, first column, last row, last column.
    merged: tuple[tuple[int, int, int, int], ...] = ()
    # date, number, error or formula: what a spreadsheet made of what was typed.
    odd: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> str:
        """Return the text of a cell; there is none beyond the last."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""


def limit(name: str, *, on: date) -> int:
    """Return a limit of this office on a day."""
    return LIMITS.number(name, on)


def read_table(path: Path, *, sheet: str = "", today: date) -> Table:
    """Read one sheet of a file, the first one unless another is named."""
    limits = {name: limit(name, on=today) for name in _NAMES}
    size = path.stat().st_size
    if not size:
        raise Refused("文件是空的，没有内容。", remedy="请选择主办单位的名单文件。")
    if size > limits["file_mebibytes"] * _MEBIBYTE:
        raise Refused(
            f"文件有 {size / _MEBIBYTE:.0f} MB，超过 {limits['file_mebibytes']} MB。",
            remedy="请删去图片和无关的工作表，或者分馆导入。",
        )
    with path.open("rb") as file:
        head = file.read(CUT)
    if kind_of(head) in (ZIP, OFFICE):
        return _workbook(path, sheet, limits)
    return _text(path.read_bytes(), head, limits)


def refuse_too_many(rows: int, *, on: date) -> None:
    """Refuse a list with more rows than are read in at once, its titles and notes left aside."""
    most = limit("rows", on=on)
    if rows > most:
        sentence, remedy = _too_many(rows, most)
        raise Refused(sentence, remedy=remedy)


def _workbook(path: Path, sheet: str, limits: Mapping[str, int]) -> Table:
    with path.open("rb") as file:
        ended = confined.run(
            confined.python(_CHILD, str(path.resolve()), sheet, json.dumps(dict(limits))),
            given=file,
            seconds=limits["seconds"],
            # What it writes it held in its memory first.
            most=limits["memory_mebibytes"] * _MEBIBYTE,
        )
    told = _told(ended)
    if "no" in told:
        raise _no(told, limits)
    odd: dict[tuple[int, int], str] = {(row, column): why for row, column, why in told["formulas"]}
    rows = [_texts(row, place, odd) for place, row in enumerate(told["rows"])]
    merged = tuple((first, left, last, right) for first, left, last, right in told["merged"])
    return Table(rows, tuple(told["sheets"]), told["sheet"], merged, odd)


def _told(ended: confined.Ended) -> dict[str, Any]:
    if ended.why:
        return {"no": "memory" if ended.why == "output" else ended.why}
    if ended.code:
        # Ended by a signal: it wanted more memory than it may have.
        return {"no": "memory" if ended.code < 0 else "broken"}
    told: dict[str, Any] = json.loads(ended.output)
    return told


def _texts(row: Sequence[Any], place: int, odd: dict[tuple[int, int], str]) -> list[str]:
    found = []
    for column, value in enumerate(row):
        if isinstance(value, str):
            found.append(keepable(value).strip())
        else:
            odd[place, column] = _ODD[value[0]]
            found.append(value[1])
    return found


def _too_many(found: int, most: int) -> tuple[str, str]:
    return f"名单有 {found:,} 行，超过一次最多的 {most:,} 行，没有读取。", _BY_HALL


def _no(told: Mapping[str, Any], limits: Mapping[str, int]) -> Refused:
    """Say why a workbook was not read."""
    found = told.get("found", 0)
    words = {
        "password": ("文件加了密码，不能读取。", "请取消密码后另存，再上传。"),
        "no_sheet": ("文件里没有可以看到的工作表。", _AGAIN),
        "members": (f"文件里有 {found} 个部件，超过 {limits['members']} 个，不像名单。", _AGAIN),
        "unpacked": (
            f"文件解开后有 {found} MB，超过 {limits['unpacked_mebibytes']} MB，没有读取。",
            _AGAIN,
        ),
        "ratio": (
            f"文件解开后是原来的 {found} 倍，超过 {limits['ratio']} 倍，可能是恶意文件，没有读取。",
            _AGAIN,
        ),
        "rows": _too_many(found, limits["rows"]),
        "merged": (
            f"合并的单元格有 {found:,} 个以上，超过 {limits['merged_cells']:,} 个，没有读取。",
            "请取消合并，或者按展馆分成几份，分别导入。",
        ),
        "overlapping": ("合并单元格互相重叠，文件不合格式，没有读取。", _AGAIN),
        "memory": ("表格的范围过大，读取它需要的内存超出限制。", _AGAIN),
        "seconds": (f"读取超过 {limits['seconds']} 秒，已经停止。", _AGAIN),
    }
    sentence, remedy = words.get(told["no"], ("文件已经损坏，或者不是表格，不能读取。", _AGAIN))
    return Refused(sentence, remedy=remedy)


def _text(data: bytes, head: bytes, limits: Mapping[str, int]) -> Table:
    text = _decoded(data)
    kind = kind_of(head)
    if kind is HTML:
        raise Refused("文件内容是网页，不是表格。", remedy=_AGAIN)
    if text is None or (kind is not TEXT and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        words = (
            f"文件内容是{kind.words}，不是表格。" if kind.endings else "文件不是表格，不能读取。"
        )
        raise Refused(words, remedy="请上传 xlsx 或者 csv 文件。")
    if not text.strip():
        raise Refused("文件是空的，没有内容。", remedy="请选择主办单位的名单文件。")
    rows = _lines(text, limits["columns"])
    filled = sum(map(bool, rows))
    if filled > limits["rows"] + 40:
        raise _no({"no": "rows", "found": filled}, limits)
    return Table(rows)


def _decoded(data: bytes) -> str | None:
    """Read bytes as the coding they are in; UTF-8 hardly ever fits by chance, GB18030 often does."""
    marked = next((coding for coding, mark in _CODINGS if data.startswith(mark)), "")
    for coding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    return None


def _lines(text: str, width: int) -> list[list[str]]:
    sign = _sign(text)
    found = []
    try:
        for row in csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=sign):
            cells = [keepable(cell).strip() for cell in row[:width]]
            while cells and not cells[-1]:
                cells.pop()
            found.append(cells)
    except csv.Error as no:
        raise Refused(
            f"第 {len(found) + 1} 行附近的引号或者长度不合格式，读不下去。", remedy=_AGAIN
        ) from no
    return found


def _sign(text: str) -> str:
    """Return what stands between the cells: the sign that is most frequent in the first lines."""
    start = "\n".join(text.splitlines()[:20])
    count: Callable[[str], int] = start.count
    return max(_SIGNS, key=count)
