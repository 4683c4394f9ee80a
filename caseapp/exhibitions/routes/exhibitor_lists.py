"""Pages of lists: uploaded, looked at, the columns said, entered; the template and the faults as workbooks."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, current_app, flash, g, request, send_file

from caseapp.base.clock import local, now, today
from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import (
    accepts_files,
    back_to,
    current_person,
    page,
    prepares,
    refused,
    requires,
    uploads,
)
from caseapp.base.workbooks import workbook
from caseapp.exhibitions import exhibitor_queries, list_queries, queries
from caseapp.exhibitions.actions import lists as acts
from caseapp.exhibitions.exhibitor_forms import (
    EnterForm,
    SheetForm,
    UploadForm,
    chosen_columns,
    columns_form,
)
from caseapp.exhibitions.list_columns import FIELDS, NEEDED
from caseapp.exhibitions.list_queries import Trial
from caseapp.exhibitions.queries import Opened
from caseapp.exhibitions.routes.blueprint import ID, INVALID, bp
from caseapp.exhibitions.routes.exhibitors import ALL, enterable, may_act
from caseapp.exhibitions.sheet_reading import Table, limit, read_table
from caseapp.ledger.store import FileStore

LISTS, ONE = "exhibitions/exhibitor_lists.html", "exhibitions/exhibitor_list.html"
EACH = f"{ALL}/lists/<{ID}:list_id>"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SAID, MOST_ROWS = 100, 30
WIDTHS = {"hall": 10, "booth": 12, "name": 36, "credit_code": 22, "address": 30, "exhibit": 30}


def _read_sent() -> None:
    """Read the sent file before the act takes the lock: a long list takes seconds."""
    files = uploads("list")
    if files:
        g.exhibitor_table = _read(files[0].sha256)


def _read_kept() -> None:
    """Read the kept file of the list before the act takes the lock."""
    given: dict[str, Any] = request.view_args or {}
    enterable(given["fair_id"])
    row = list_queries.exhibitor_list(given["fair_id"], given["list_id"])
    sheet = request.form.get("sheet", row.sheet)
    g.exhibitor_table = None if row.entered_at else _read(row.sha256, sheet)


def _draw_kept() -> None:
    """Read the kept list whole, exhibitor by exhibitor, before the act takes the lock."""
    _read_kept()
    given: dict[str, Any] = request.view_args or {}
    if isinstance(g.exhibitor_table, Table):
        row = list_queries.exhibitor_list(given["fair_id"], given["list_id"])
        g.exhibitor_trial = list_queries.drawn_list(row, g.exhibitor_table, today=today())


@bp.get(f"{ALL}/lists")
@requires("fair.read")
def exhibitor_lists(fair_id: int) -> Response:
    """Show the lists of a fair, and ask for another."""
    found = queries.visible_fair(fair_id, by=current_person())
    return page(LISTS, **_lists(found))


@bp.post(f"{ALL}/lists")
@requires("fair.manage")
@accepts_files
@prepares(_read_sent)
def read_list(fair_id: int) -> Response:
    """Take a list to be looked at; what cannot be read is refused with a sentence."""
    found, form = enterable(fair_id), UploadForm()
    if not form.validate():
        return page(LISTS, status=INVALID, **_lists(found))
    files = uploads("list")
    if not files:
        no = Refused("没有选择文件。", remedy="请选择主办单位的名单（xlsx 或者 csv）。")
        return refused(no, LISTS, **_lists(found))
    try:
        table = _table()
        row = acts.read_list(by=current_person(), opened=found, file=files[0], table=table)
    except Refused as no:
        finish(commit=False)
        again = queries.visible_fair(fair_id, by=current_person())
        return refused(no, LISTS, **_lists(again))
    return back_to("exhibitions.exhibitor_list", fair_id=fair_id, list_id=row.id)


@bp.get(EACH)
@requires("fair.manage")
def exhibitor_list(fair_id: int, list_id: int) -> Response:
    """Show what a list would do, without doing it; an entered one with what it did."""
    found = enterable(fair_id)
    row = list_queries.exhibitor_list(fair_id, list_id)
    return page(ONE, **_one(found, row, _kept_table(row)))


@bp.post(f"{EACH}/sheet")
@requires("fair.manage")
@prepares(_read_kept)
def set_sheet(fair_id: int, list_id: int) -> Response:
    """Take another sheet, or another row as that of the titles."""
    found, form = enterable(fair_id), SheetForm()
    row = list_queries.exhibitor_list(fair_id, list_id)
    try:
        table = _table() if row.entered_at is None else None
        form.sheet.choices = {one: one for one in (table.sheets if table else ())}
        if table is None or not form.validate():
            return page(ONE, status=INVALID, **_one(found, row, _kept_table(row)))
        acts.set_sheet(
            by=current_person(),
            opened=found,
            list_id=list_id,
            table=table,
            header_row=form.row(),
        )
    except Refused as no:
        return _refused(no, fair_id, list_id)
    return back_to("exhibitions.exhibitor_list", fair_id=fair_id, list_id=list_id)


@bp.post(f"{EACH}/columns")
@requires("fair.manage")
def set_columns(fair_id: int, list_id: int) -> Response:
    """Say which column is what."""
    found = enterable(fair_id)
    row = list_queries.exhibitor_list(fair_id, list_id)
    titles = list(row.columns)
    form = columns_form(titles)
    if not form.validate():
        return page(ONE, status=INVALID, **_one(found, row, _kept_table(row), columns=form))
    chosen = chosen_columns(form, titles)
    try:
        acts.set_columns(by=current_person(), opened=found, list_id=list_id, columns=chosen)
    except Refused as no:
        return _refused(no, fair_id, list_id, columns=form)
    return back_to("exhibitions.exhibitor_list", fair_id=fair_id, list_id=list_id)


@bp.post(f"{EACH}/enter")
@requires("fair.manage")
@prepares(_draw_kept)
def enter_list(fair_id: int, list_id: int) -> Response:
    """Enter a list as it was looked at; pressed again, it stays entered once."""
    found, form = enterable(fair_id), EnterForm()
    row = list_queries.exhibitor_list(fair_id, list_id)
    if not form.validate():
        return page(ONE, status=INVALID, **_one(found, row, _kept_table(row)))
    is_new = row.entered_at is None
    try:
        row = acts.enter_list(
            by=current_person(),
            opened=found,
            list_id=list_id,
            trial=g.exhibitor_trial if is_new and _table() else None,
            shown=form.shown.data or "",
            with_gone=bool(form.with_gone.data),
        )
    except Refused as no:
        return _refused(no, fair_id, list_id, enter=form)
    words = f"新增 {row.added:,} 家，变更 {row.changed:,} 家，退展 {row.gone:,} 家"
    flash(f"名单{'已导入' if is_new else '早已导入，没有再次登记'}：{words}。", "done")
    return back_to("exhibitions.exhibitor_list", fair_id=fair_id, list_id=list_id)


@bp.get(f"{EACH}/faults.xlsx")
@requires("fair.manage")
def list_faults(fair_id: int, list_id: int) -> Response:
    """Send every sentence about the list as a workbook, for the organiser to put right."""
    enterable(fair_id)
    row = list_queries.exhibitor_list(fair_id, list_id)
    table = _kept_table(row)
    if table is None:
        raise NotVisible
    trial = list_queries.try_list(row, table, today=today())
    drawn = trial.drawn
    said = [] if drawn is None else [*drawn.faults, *drawn.notes]
    whole = len(said) + (0 if drawn is None else drawn.unsaid)
    heads = (("行", 8), ("列", 20), ("种类", 12), ("说明", 80))
    rows = [
        (str(one.row), one.column, "没有导入" if one.is_fault else "请核对", one.sentence)
        for one in said
    ]
    about = [
        f"名单：{row.filename}",
        f"列出 {len(rows):,} 项，共 {whole:,} 项；标为“没有导入”的行改正后可以重新上传。",
    ]
    return _sent(
        workbook(rows, about=about, made_at=local(now()), heads=heads, title="名单问题"), "名单问题"
    )


@bp.get(f"{ALL}/template.xlsx")
@requires("fair.read")
def list_template(fair_id: int) -> Response:
    """Send an empty list with the titles this office reads, to be given to the organiser."""
    queries.visible_fair(fair_id, by=current_person())
    heads = [(name, WIDTHS.get(field, 16)) for field, name in FIELDS.items()]
    needed = "、".join(FIELDS[one] for one in NEEDED)
    about = [
        f"必须填写：{needed}。其余各列可以空着。",
        "一行一家；同一家有几件展品的，写成几行，或者在一格里用顿号、分号隔开。",
        "展位号、信用代码、电话、专利标注请保持文本格式，不要合并单元格。",
        "专利标注照展品、包装上印的写。",
    ]
    return _sent(
        workbook([], about=about, made_at=local(now()), heads=heads, title="参展商名单"),
        "参展商名单",
    )


def _store() -> FileStore:
    store: FileStore = current_app.extensions["store"]
    return store


def _read(sha256: str, sheet: str = "") -> Table | Refused:
    """Read a stored file, or keep why not, to be said by the view."""
    if _store().size_of(sha256) is None:
        return Refused("名单的文件已经不在。", remedy="请重新上传。")
    try:
        return read_table(_store().path(sha256), sheet=sheet, today=today())
    except Refused as no:
        return no


def _table() -> Table:
    """Return the table read before the lock, or refuse as its reading did."""
    found = g.get("exhibitor_table")
    if isinstance(found, Refused):
        raise found
    if not isinstance(found, Table):
        raise Refused("没有可以读取的名单。", remedy="请重新上传。")
    return found


def _kept_table(row: Any) -> Table | None:
    """Return the table of a list that is not entered; none of one that is, or that cannot be read any more."""
    if row.entered_at is not None:
        return None
    found = _read(row.sha256, row.sheet)
    return found if isinstance(found, Table) else None


def _lists(found: Opened) -> dict[str, Any]:
    return {
        "found": found,
        "lists": list_queries.lists_of(found.id),
        "form": UploadForm(formdata=None),
        "may_enter": may_act(found),
        "count": exhibitor_queries.count(found.id),
        "most": limit("rows", on=today()),
        "most_size": limit("file_mebibytes", on=today()),
    }


def _one(found: Opened, row: Any, table: Table | None, **forms: Any) -> dict[str, Any]:
    trial = None if table is None else list_queries.try_list(row, table, today=today())
    titles = list(row.columns)
    return {
        "found": found,
        "row": row,
        "trial": trial,
        "sample": _sample(trial),
        "titles": titles,
        "fields": FIELDS,
        "needed": [FIELDS[one] for one in NEEDED],
        "before": list_queries.entered_before(found.id, row.sha256, row.sheet),
        "most_said": MOST_SAID,
        "most_rows": MOST_ROWS,
        "may_enter": may_act(found),
        "sheet_form": _sheet_form(row, table),
        "columns": columns_form(titles, row.columns),
        "enter": EnterForm(formdata=None, data={"shown": trial.digest if trial else ""}),
        **forms,
    }


def _sheet_form(row: Any, table: Table | None) -> SheetForm:
    form = SheetForm(formdata=None, data={"sheet": row.sheet, "header_row": str(row.header_row)})
    form.sheet.choices = {one: one or "（唯一）" for one in (table.sheets if table else ())}
    return form


def _sample(trial: Trial | None) -> dict[str, str]:
    """Return what stands first in each column, so that one sees what it is."""
    if trial is None:
        return {}
    first = trial.head.first
    return {
        title: next(
            (text for row in range(first, first + 5) if (text := trial.table.cell(row, place))), ""
        )[:40]
        for place, title in enumerate(trial.head.titles)
    }


def _refused(no: Refused, fair_id: int, list_id: int, **forms: Any) -> Response:
    finish(commit=False)
    found = queries.visible_fair(fair_id, by=current_person())
    row = list_queries.exhibitor_list(fair_id, list_id)
    shown = _one(found, row, _kept_table(row), **forms)
    if "enter" in forms and shown["trial"] is not None:
        # What is shown now is what the next press enters.
        forms["enter"].shown.data = shown["trial"].digest
    return refused(no, ONE, **shown)


def _sent(content: bytes, title: str) -> Response:
    name = f"{title}{today()}.xlsx"
    return send_file(io.BytesIO(content), XLSX, as_attachment=True, download_name=name)
