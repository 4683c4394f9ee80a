"""The registers of what went to other bodies and came from them, as lists and as a workbook."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, current_app, request, send_file, url_for

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.base.clock import local, now, today
from caseapp.base.web import asked_page, current_person, page, reads_protected, requires
from caseapp.base.workbooks import workbook
from caseapp.cases import list_sheet
from caseapp.cases import queries as cases
from caseapp.cases.routes.lists import SHEET
from caseapp.transfers import lists, sheet
from caseapp.transfers.actions.papers import note_register_exported
from caseapp.transfers.kinds import KINDS, REGISTERS
from caseapp.transfers.lists import DIRECTIONS, HEAPS, Filters, TransferLine
from caseapp.transfers.routes.blueprint import bp

# Registers with tables and pages of their own; one whose page is not there is left out.
ELSEWHERE = {"meeting": "liaison.meetings", "notice": "liaison.notices"}
BESIDE = (
    ("联合执法", "joint.actions"),
    ("协作协议", "transfers.agreements"),
    ("年度报表", "liaison.years"),
)


@bp.get("/transfers")
@requires("cooperation.read")
def transfers() -> Response:
    """List transfers and requests by register, heap and filters."""
    by, wanted = current_person(), lists.filters_of(request.args)
    found = lists.page_of_transfers(by, wanted, asked_page(), today=today())
    return page(
        "transfers/transfers.html",
        found=found,
        lines=_lines(found.rows),
        wanted=wanted,
        values=wanted.address(),
        registers=REGISTERS,
        here={one.register for one in KINDS.values()},
        elsewhere={key: url_for(name) for key, name in ELSEWHERE.items() if _is_there(name)},
        beside=[(name, url_for(one)) for name, one in BESIDE if _is_there(one)],
        heaps=HEAPS,
        kinds=_kinds(wanted),
        directions=DIRECTIONS,
        bodies=lists.bodies_dealt_with(by),
        of_case=cases.visible_case(wanted.case, by=by) if wanted.case else None,
        may_open=bool(decide(by, "cooperation.work")),
    )


@bp.get("/transfers/register.xlsx")
@requires("cooperation.read")
@reads_protected
def register_file() -> Response:
    """Send the register as a workbook; who took it is recorded before a byte goes out."""
    by, wanted, most = current_person(), lists.filters_of(request.args), list_sheet.MOST_ROWS
    found = lists.whole_list(by, wanted, most, today=today())
    rows, whole = found[:most], len(found) <= most
    words = sheet.in_words(wanted)
    note_register_exported(by=by, words=words, rows=len(rows), whole=whole)
    content = workbook(
        [sheet.cells(one) for one in _lines(rows)],
        about=sheet.about(by, words, len(rows), whole=whole),
        made_at=local(now()),
        heads=sheet.HEADS,
        title=sheet.TITLE,
    )
    name = f"{sheet.TITLE}{today()}.xlsx"
    return send_file(io.BytesIO(content), SHEET, as_attachment=True, download_name=name)


def _lines(rows: Any) -> list[TransferLine]:
    return lists.lines(rows, now=now(), today=today(), calendar=accounts.office_calendar())


def _kinds(wanted: Filters) -> dict[str, str]:
    """Return the kinds of the chosen register, or all."""
    return {one.key: one.name for one in KINDS.values() if wanted.register in ("", one.register)}


def _is_there(endpoint: str) -> bool:
    return endpoint in current_app.view_functions
