"""The years of cooperation: tables R4 and R8, each figure opening the rows it counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, url_for

from caseapp.base.clock import today
from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person, page, requires
from caseapp.liaison import years as counted
from caseapp.liaison.routes.blueprint import bp
from caseapp.liaison.years import FIGURES, TABLES

SHOWN = 5
MOST_ROWS = 500
PAGES = {"transfer": ("transfers.transfer", "transfer_id"), "joint": ("joint.action", "joint_id")}


@bp.get("/cooperation/years")
@requires("cooperation.read")
def years() -> Response:
    """Show the figures of this year and of those before it."""
    now = today().year
    listed = list(range(now - SHOWN + 1, now + 1))
    return page(
        "liaison/years.html",
        tables=TABLES,
        years=listed,
        counts=counted.counts(current_person(), listed),
    )


@bp.get("/cooperation/years/<int(min=2001,max=2999):year>/<figure>")
@requires("cooperation.read")
def year_rows(year: int, figure: str) -> Response:
    """Show the rows one figure of a year counts."""
    if figure not in FIGURES:
        raise NotVisible
    row, by = FIGURES[figure], current_person()
    found = counted.rows_of(row, by, first=date(year, 1, 1), last=date(year, 12, 31))
    return page(
        "liaison/year_rows.html",
        figure=row,
        year=year,
        rows=[(one, _page_of(one)) for one in found[:MOST_ROWS]],
        total=len(found),
    )


def _page_of(row: Any) -> str:
    endpoint, key = PAGES[row.family]
    return url_for(endpoint, **{key: row.id})
