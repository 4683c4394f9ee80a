"""Reports of a fair: its days, the whole, the rows of each figure; table R5 of the years."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import Response, request, send_file

from caseapp.base.clock import local, now, today
from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person, page, reads_protected, requires
from caseapp.base.workbooks import workbook
from caseapp.cases.routes.lists import SHEET
from caseapp.exhibitions import figures, queries, report_rows, year_sheet
from caseapp.exhibitions.complaint_words import MEASURES
from caseapp.exhibitions.figures import Known
from caseapp.exhibitions.life import STATES
from caseapp.exhibitions.patrol_words import FINDINGS
from caseapp.exhibitions.routes.blueprint import ID, bp
from caseapp.law.rights import RIGHT_KINDS
from caseapp.ledger import actions as ledger

REPORT = f"/fairs/<{ID}:fair_id>/report"
YEAR = "int(min=2001,max=2999)"
SHOWN_YEARS, YEAR_SIGNS = 5, 4
MOST_ROWS = 500
WORDS: dict[str, Any] = {
    "rights": RIGHT_KINDS,
    "kinds": figures.PATENT_KINDS,
    "results": figures.RESULTS,
    "states": STATES,
    "findings": FINDINGS,
    "measures": MEASURES,
}


@bp.get(REPORT)
@requires("fair.read")
def fair_report(fair_id: int) -> Response:
    """Show the final report of a fair, or the report of one of its days."""
    found = queries.visible_fair(fair_id, by=current_person())
    day = _day()
    known = report_rows.of_fair(fair_id) if day is None else report_rows.of_day(fair_id, day)
    return page(
        "exhibitions/report.html",
        fair=found,
        day=day,
        days=_days(found.fair),
        report=figures.report(known),
        known=known,
        photos=report_rows.photos_of(fair_id, day),
        at=now(),
        **WORDS,
    )


@bp.get(f"{REPORT}/<figure>")
@requires("fair.read")
def report_figure(fair_id: int, figure: str) -> Response:
    """Show the rows one figure of a report counts."""
    found = queries.visible_fair(fair_id, by=current_person())
    name = figures.name_of(figure)
    if not name:
        raise NotVisible
    day = _day()
    known = report_rows.of_fair(fair_id) if day is None else report_rows.of_day(fair_id, day)
    return page(
        "exhibitions/report_rows.html", fair=found, day=day, year=None, **_rows(known, figure)
    )


@bp.get("/fairs/years")
@requires("fair.read")
def fair_years() -> Response:
    """Show table R5: this year and those before it, and each fair of the chosen one."""
    this = today().year
    years = list(range(this - SHOWN_YEARS + 1, this + 1))
    asked = request.args.get("year", "")
    chosen = (
        int(asked)
        if len(asked) == YEAR_SIGNS and asked.isdecimal() and int(asked) in years
        else this
    )
    known = report_rows.of_years(current_person(), date(years[0], 1, 1), date(this, 12, 31))
    of_year = {year: report_rows.narrowed(known, _begun(known, year)) for year in years}
    return page(
        "exhibitions/years.html",
        years=years,
        chosen=chosen,
        known=of_year[chosen],
        columns=year_sheet.COLUMNS,
        totals={
            year: [figures.value_of(one, key) for key, _ in year_sheet.COLUMNS]
            for year, one in of_year.items()
        },
        report=figures.report(of_year[chosen]),
        lines=[
            (row, report_rows.narrowed(of_year[chosen], [row.id])) for row in of_year[chosen].fairs
        ],
        value_of=figures.value_of,
        fairs={year: len(one.fairs) for year, one in of_year.items()},
    )


@bp.get(f"/fairs/years/<{YEAR}:year>.xlsx")
@requires("fair.read")
@reads_protected
def fair_year_file(year: int) -> Response:
    """Send table R5 of a year as a workbook; who took it is recorded before a byte goes out."""
    by = current_person()
    known = _of_year(year)
    ledger.record(
        by=by,
        action="fair.year_exported",
        object_kind="register",
        object_id=year,
        object_key=f"{year_sheet.TITLE}{year}",
        details={"fairs": len(known.fairs)},
    )
    at = local(now())
    content = workbook(
        year_sheet.cells(known),
        about=year_sheet.about(
            known, year=year, who=f"{by.unit_name} {by.name}", at=f"{at:%Y-%m-%d %H:%M}"
        ),
        made_at=at,
        heads=year_sheet.HEADS,
        title=year_sheet.TITLE,
    )
    name = f"{year_sheet.TITLE}{year}.xlsx"
    return send_file(io.BytesIO(content), SHEET, as_attachment=True, download_name=name)


@bp.get(f"/fairs/years/<{YEAR}:year>/<figure>")
@requires("fair.read")
def fair_year_figure(year: int, figure: str) -> Response:
    """Show the rows one figure of a year counts."""
    if not figures.name_of(figure):
        raise NotVisible
    return page(
        "exhibitions/report_rows.html",
        fair=None,
        day=None,
        year=year,
        **_rows(_of_year(year), figure),
    )


def _of_year(year: int) -> Known:
    return report_rows.of_years(current_person(), date(year, 1, 1), date(year, 12, 31))


def _begun(known: Known, year: int) -> list[int]:
    return [row.id for row in known.fairs if row.first_on.year == year]


def _rows(known: Known, figure: str) -> dict[str, Any]:
    listed: Sequence[Any] = figures.rows_of(known, figure)
    return {
        "name": figures.name_of(figure),
        "value": figures.value_of(known, figure),
        "kind": figures.kind_of_rows(figure),
        "listed": listed[:MOST_ROWS],
        "total": len(listed),
        "fair_names": {row.id: row.name for row in known.fairs},
        **WORDS,
    }


def _day() -> date | None:
    """Read which day is asked for; what is no day has no report."""
    asked = request.args.get("day", "")
    if not asked:
        return None
    try:
        return date.fromisoformat(asked[:10])
    except ValueError:
        raise NotVisible from None


def _days(fair: Any) -> list[date]:
    many = (fair.last_on - fair.first_on).days + 1
    return [fair.first_on + timedelta(days=number) for number in range(many)]
