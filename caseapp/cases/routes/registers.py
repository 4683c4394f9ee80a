"""The registers of papers: numbers given out, uses of the seal; on the screen and as workbooks."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from flask import Response, request, send_file

from caseapp.base.clock import local, now, today
from caseapp.base.web import asked_page, current_person, page, reads_protected, requires
from caseapp.base.workbooks import workbook
from caseapp.cases import actions, list_sheet, paper_registers
from caseapp.cases.paper_registers import NUMBER_STATES, Entry, Wanted
from caseapp.cases.routes.blueprint import bp
from caseapp.cases.routes.lists import SHEET
from caseapp.documents.catalogue import kind_of
from caseapp.documents.words import STATE_WORDS

MOST_UNSEALED = 50
FIRST_YEAR, YEAR_SIGNS, LONGEST_NUMBER = 1990, 4, 60
NUMBER_HEADS = (
    ("文号序列", 18),
    ("年份", 8),
    ("文号", 30),
    ("文书名称", 30),
    ("案号、线索号或登记号", 24),
    ("案件或事项", 44),
    ("签发人", 12),
    ("签发日期", 12),
    ("份数", 8),
    ("状态", 10),
    ("作废原因", 40),
)
SEAL_HEADS = (
    ("用印日期", 12),
    ("文书名称", 30),
    ("文号", 30),
    ("案号、线索号或登记号", 24),
    ("案件或事项", 44),
    ("批准人", 12),
    ("用印份数", 10),
    ("用印人", 12),
    ("备注", 40),
)


@bp.get("/papers/numbers")
@requires("paper.read")
def number_register() -> Response:
    """List the numbers that were given out, the last first."""
    wanted = _wanted()
    found = paper_registers.numbers_page(current_person(), wanted, asked_page())
    return page(
        "cases/number_register.html",
        found=found,
        lines=[(one, _number_line(one)) for one in paper_registers.entries(found.rows)],
        states=NUMBER_STATES,
        kinds=paper_registers.numbered_kinds(),
        **_shared(wanted),
    )


@bp.get("/papers/numbers.xlsx")
@requires("paper.read")
@reads_protected
def number_sheet() -> Response:
    """Send the register of numbers as a workbook."""
    most = list_sheet.MOST_ROWS
    found = paper_registers.all_numbers(current_person(), _wanted(), most)
    rows = [_number_line(one) for one in paper_registers.entries(found[:most])]
    return _sheet("文号登记簿", NUMBER_HEADS, rows, whole=len(found) <= most)


@bp.get("/papers/seals")
@requires("paper.read")
def seal_register() -> Response:
    """List the uses of the seal, and the signed papers that still want it."""
    by, wanted = current_person(), _wanted()
    found = paper_registers.seals_page(by, wanted, asked_page())
    return page(
        "cases/seal_register.html",
        found=found,
        lines=paper_registers.entries(found.rows),
        unsealed=paper_registers.entries(paper_registers.unsealed(by, MOST_UNSEALED)),
        most=MOST_UNSEALED,
        kinds=paper_registers.sealed_kinds(),
        day=today(),
        **_shared(wanted),
    )


@bp.get("/papers/seals.xlsx")
@requires("paper.read")
@reads_protected
def seal_sheet() -> Response:
    """Send the register of the seal as a workbook."""
    most = list_sheet.MOST_ROWS
    found = paper_registers.all_seals(current_person(), _wanted(), most)
    rows = [_seal_line(one) for one in paper_registers.entries(found[:most])]
    return _sheet("用印登记簿", SEAL_HEADS, rows, whole=len(found) <= most)


def _wanted() -> Wanted:
    """Read what the register is narrowed to; what is not known narrows nothing."""
    asked = request.args
    year, kind, state = asked.get("year", ""), asked.get("kind", ""), asked.get("state", "")
    is_year = year.isdecimal() and len(year) == YEAR_SIGNS
    is_known = is_year and FIRST_YEAR <= int(year) <= today().year
    known = {**paper_registers.numbered_kinds(), **paper_registers.sealed_kinds()}
    return Wanted(
        year=int(year) if is_known else None,
        kind=kind if kind in known else "",
        state=state if state in NUMBER_STATES else "",
        number=asked.get("number", "").strip()[:LONGEST_NUMBER],
    )


def _shared(wanted: Wanted) -> dict[str, Any]:
    values = {"year": wanted.year, "kind": wanted.kind, "state": wanted.state}
    values |= {"number": wanted.number}
    return {
        "wanted": wanted,
        "values": {key: value for key, value in values.items() if value},
        "years": range(today().year, FIRST_YEAR, -1),
        "most_rows": f"{list_sheet.MOST_ROWS:,}",
    }


def _number_line(one: Entry) -> tuple[Any, ...]:
    row = one.row
    return (
        paper_registers.series_of_number(row.number),
        str(row.signed_on.year),
        row.number,
        row.title,
        one.number,
        one.title,
        row.signed_by_name,
        row.signed_on,
        str(kind_of(row.kind).copies),
        STATE_WORDS[row.state],
        row.void_reason,
    )


def _seal_line(one: Entry) -> tuple[Any, ...]:
    row = one.row
    return (
        row.sealed_on,
        row.title,
        row.number or "",
        one.number,
        one.title,
        row.signed_by_name,
        str(row.copies),
        row.sealed_by,
        row.note,
    )


def _sheet(
    title: str, heads: Sequence[tuple[str, int]], rows: Sequence[Any], *, whole: bool
) -> Response:
    by = current_person()
    actions.note_register_exported(by=by, register=title, rows=len(rows), whole=whole)
    told = [
        f"{title}：{by.unit_name} {by.name} 于 {local(now()):%Y-%m-%d %H:%M} 导出，共 {len(rows):,} 项。",
        "只含导出人有权查阅的案件和事项；导出已记入审计日志。",
    ]
    if not whole:
        told.append("登记簿不完整：只含最新的部分，请按年份筛选后分次导出。")
    content = workbook(rows, about=told, made_at=local(now()), heads=heads, title=title)
    return send_file(
        io.BytesIO(content), SHEET, as_attachment=True, download_name=f"{title}{today()}.xlsx"
    )
