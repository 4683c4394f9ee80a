"""What was found, as a list that leaves the office."""

from __future__ import annotations

import io

from flask import Response, request, send_file

from caseapp.base.clock import local, now, today
from caseapp.base.web import current_person, reads_protected, requires
from caseapp.base.workbooks import workbook
from caseapp.search import actions, sheet
from caseapp.search.narrowing import read
from caseapp.search.routes.blueprint import bp, office_finder

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/search/list.xlsx")
@requires("search.use")
@reads_protected
def list_file() -> Response:
    """Send what was found as a workbook; who took it is recorded before a byte goes out."""
    finder, by = office_finder(), current_person()
    names, at = finder.sources.names(), local(now())
    given = read(request.args, names)
    most = sheet.most_rows(today())
    result = finder.whole(given.text, by=by, kinds=given.kinds, narrow=given.narrow, most=most)
    rows = sheet.rows_of(result)
    actions.note_list_exported(by=by, rows=len(rows), whole=sheet.is_whole(result))
    told = sheet.about(result, given, names=names, by=by, at=at)
    content = workbook(rows, about=told, made_at=at, heads=sheet.HEADS, title=sheet.TITLE)
    name = f"检索结果{today()}.xlsx"
    return send_file(io.BytesIO(content), SHEET, as_attachment=True, download_name=name)
