"""Pages for the system administrator: the working-day calendar with the office's own rows."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from caseapp.accounts import queries
from caseapp.accounts.forms import ButtonForm, CalendarDayForm
from caseapp.accounts.routes.blueprint import admin_page, bp
from caseapp.base.clock import today
from caseapp.base.web import requires

FIRST_YEAR, LAST_YEAR = 2000, 2100


@bp.get("/admin/calendar")
@requires("calendar.manage")
def calendar() -> Response:
    """Show a year with its days of rest and make-up work."""
    return admin_page("accounts/calendar.html", form=day_form(), **shown(asked_year()))


def day_form() -> CalendarDayForm:
    """Return the form of a day with the areas it may hold in."""
    return CalendarDayForm().offer(queries.area_choices())


def asked_year() -> int:
    """Return the year of the address, or this one."""
    asked = request.args.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today().year
    return in_range(year)


def in_range(year: int) -> int:
    """Keep a year within what the page can turn to."""
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def shown(year: int) -> dict[str, Any]:
    """Return what the calendar page shows of a year."""
    return {
        "view": queries.year_view(year),
        "areas": dict(queries.area_choices()),
        "button": ButtonForm(formdata=None),
        "before": max(year - 1, FIRST_YEAR),
        "after": min(year + 1, LAST_YEAR),
    }
