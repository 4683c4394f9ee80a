"""The list of cases: narrowed, under one's own names, as a workbook; the form for a found lead."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Response, flash, request, send_file

from caseapp.accounts import queries as accounts
from caseapp.base.clock import local, now, today
from caseapp.base.db import finish
from caseapp.base.errors import Refused
from caseapp.base.web import (
    asked_page,
    back_to,
    current_person,
    keeps_typed,
    page,
    reads_protected,
    refused,
    requires,
)
from caseapp.base.workbooks import workbook
from caseapp.cases import actions, kept_queries, list_sheet, queries
from caseapp.cases.actions import LeadGiven
from caseapp.cases.forms import LeadForm
from caseapp.cases.list_filters import (
    HAPPENED_WORDS,
    OPENNESS,
    TRACKS,
    address_of,
    filters_of,
    in_words,
)
from caseapp.cases.list_forms import DropForm, FilterForm
from caseapp.cases.routes.blueprint import ID, bp
from caseapp.cases.shown import CaseLine, case_lines, limit_shown, unit_choices
from caseapp.deadlines import queries as deadlines
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.sources import Source

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/cases")
@requires("case.read")
def cases() -> Response:
    """List the visible cases, newest first, with the next limit of each."""
    return page("cases/cases.html", **_list(filters_of(request.args, today())))


@bp.post("/cases/filters")
@requires("case.read")
def save_filter() -> Response:
    """Keep what the list is narrowed to under a name."""
    form = FilterForm()
    wanted = filters_of(dict(parse_qsl(form.given.data or "")), today())
    if not form.validate():
        return page("cases/cases.html", status=422, **_list(wanted, form))
    try:
        actions.save_filter(
            by=current_person(), name=form.name.data or "", given=address_of(wanted)
        )
    except Refused as no:
        finish(commit=False)
        return refused(no, "cases/cases.html", **_list(wanted, form))
    flash("筛选已保存，在列表上方“我的筛选”里随时打开。", "done")
    return back_to("cases.cases", **address_of(wanted))


@bp.post(f"/cases/filters/<{ID}:filter_id>/drop")
@requires("case.read")
def drop_filter(filter_id: int) -> Response:
    """Forget one of my filters."""
    actions.drop_filter(by=current_person(), filter_id=filter_id)
    flash("筛选已删除。", "done")
    return back_to("cases.cases")


@bp.get("/cases/list.xlsx")
@requires("case.read")
@reads_protected
def list_file() -> Response:
    """Send the list as a workbook; who took it is recorded before a byte goes out."""
    by, wanted, most = current_person(), filters_of(request.args, today()), list_sheet.MOST_ROWS
    found = queries.whole_list(by, wanted, most)
    rows, whole = found[:most], len(found) <= most
    words = in_words(wanted)
    actions.note_list_exported(by=by, words=words, rows=len(rows), whole=whole)
    content = workbook(
        [_cells(row, line) for row, line in zip(rows, _lines(rows), strict=True)],
        about=_about(words, len(rows), whole=whole),
        made_at=local(now()),
        heads=list_sheet.HEADS,
        title="案件清单",
    )
    name = f"案件清单{today()}.xlsx"
    return send_file(io.BytesIO(content), SHEET, as_attachment=True, download_name=name)


@bp.route("/cases/new", methods=["GET", "POST"])
@requires("case.open_lead")
@keeps_typed()
def new_lead() -> Response:
    """Register a lead that came without a ticket."""
    form = LeadForm()
    form.unit_id.choices = unit_choices(current_person())
    if request.method == "GET":
        return page("cases/new_lead.html", form=form)
    if not form.validate():
        return page("cases/new_lead.html", status=422, form=form)
    try:
        case = actions.open_lead(by=current_person(), given=_given(form))
    except Refused as no:
        return refused(no, "cases/new_lead.html", form=form)
    return back_to("cases.case_file", case_id=case.id)


def _given(form: LeadForm) -> LeadGiven:
    return LeadGiven(
        source=Source(form.source.data),
        received_on=form.received_on.data or today(),
        unit_id=form.unit_id.data,
        content=form.content.data or "",
        respondent=form.respondent.data or "",
        place=form.place.data or "",
        product=form.product.data or "",
        patent_as_printed=form.patent_as_printed.data or "",
        track=str(form.track.data),
    )


def _list(wanted: queries.Filters, form: FilterForm | None = None) -> dict[str, Any]:
    by, values = current_person(), address_of(wanted)
    found = queries.page_of_cases(by, wanted, asked_page())
    form = form or FilterForm(formdata=None)
    form.given.data = urlencode(values)
    return {
        "found": found,
        "wanted": wanted,
        "openness": OPENNESS,
        "tracks": TRACKS,
        "happened_words": HAPPENED_WORDS,
        "procedures": PROCEDURES,
        "lines": _lines(found.rows),
        "values": values,
        "most_rows": f"{list_sheet.MOST_ROWS:,}",
        "filters": [(one, DropForm(formdata=None)) for one in kept_queries.filters_of(by)],
        "form": form,
    }


def _lines(rows: Sequence[Any]) -> list[CaseLine]:
    """Put rows into lines with their officers and next limits: two questions however many."""
    ids = [row.id for row in rows]
    due = deadlines.next_due_of(ids)
    at, day, calendar = now(), today(), accounts.office_calendar()
    shown = {
        case_id: limit_shown(row, now=at, today=day, calendar=calendar, whole=False)
        for case_id, row in due.items()
    }
    return case_lines(rows, team=kept_queries.teams_in_words(ids), due=shown)


def _cells(row: Any, line: CaseLine) -> tuple[Any, ...]:
    procedure = PROCEDURES[row.edition]
    return (
        row.case_no or "",
        row.lead_no,
        row.title,
        f"{procedure.name} {procedure.edition}",
        line.stage,
        row.received_on,
        row.respondent,
        row.product,
        line.due,
        f"{line.what}（{line.words}）" if line.what else "",
        line.team,
    )


def _about(words: str, count: int, *, whole: bool) -> list[str]:
    by = current_person()
    told = [
        f"案件清单：{words}",
        f"{by.unit_name} {by.name} 于 {local(now()):%Y-%m-%d %H:%M} 导出，共 {count:,} 项。",
        "只含导出人有权查阅的案件；导出已记入审计日志。",
    ]
    if not whole:
        told.append(
            f"清单不完整：一次最多导出 {list_sheet.MOST_ROWS:,} 项，只含最新的部分。"
            "请按程序、阶段或月份筛选后分次导出。"
        )
    return told
