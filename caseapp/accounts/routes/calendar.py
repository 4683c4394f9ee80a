"""Pages for the system administrator: the working-day calendar and the office's own rows."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import actions, queries
from caseapp.accounts.forms import ButtonForm, CalendarDayForm
from caseapp.accounts.routes.blueprint import ID, INVALID, admin_page, admin_refused, bp
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.base.web import back_to, current_person, requires

FIRST_YEAR, LAST_YEAR = 2000, 2100


@bp.get("/admin/calendar")
@requires("calendar.manage")
def calendar() -> Response:
    """Show a year with its days of rest and make-up work."""
    return admin_page("accounts/calendar.html", form=CalendarDayForm(), **_shown(_year()))


@bp.post("/admin/calendar/add")
@requires("calendar.manage")
def add_calendar_day() -> Response:
    """Declare a day of rest or work."""
    form = CalendarDayForm()
    if not form.validate():
        return admin_page(
            "accounts/calendar.html", status=INVALID, form=form, **_shown(today().year)
        )
    given = form.given()
    year = min(max(given.day.year, FIRST_YEAR), LAST_YEAR)
    try:
        actions.add_calendar_day(
            by=current_person(),
            day=given.day,
            kind=given.kind,
            name=given.name,
            source=given.source,
        )
    except Refused as no:
        return admin_refused(no, "accounts/calendar.html", form=form, **_shown(year))
    flash(f"已登记 {given.day}，此后的期限按此计算。", "done")
    return back_to("accounts.calendar", year=year)


@bp.post(f"/admin/calendar/<{ID}:day_id>/withdraw")
@requires("calendar.manage")
def withdraw_calendar_day(day_id: int) -> Response:
    """Take one of the office's own rows out of force."""
    actions.withdraw_calendar_day(by=current_person(), day_id=day_id)
    flash("已撤销，此后的期限不再按此计算。", "done")
    return back_to("accounts.calendar", year=_year())


def _year() -> int:
    asked = request.args.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today().year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def _shown(year: int) -> dict[str, Any]:
    return {
        "view": queries.year_view(year),
        "button": ButtonForm(formdata=None),
        "before": max(year - 1, FIRST_YEAR),
        "after": min(year + 1, LAST_YEAR),
    }
