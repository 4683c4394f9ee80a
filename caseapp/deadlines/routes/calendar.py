"""The office's own days of rest and work: each change shows the limits it moves before it is made."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import queries as accounts
from caseapp.accounts.routes.blueprint import ID, INVALID, admin_page, admin_refused
from caseapp.accounts.routes.calendar import asked_year, day_form, in_range, shown
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, requires
from caseapp.deadlines import actions
from caseapp.deadlines.forms import SeenForm
from caseapp.deadlines.routes.blueprint import bp, preview


@bp.post("/admin/calendar/add")
@requires("calendar.manage")
def add_calendar_day() -> Response:
    """Declare a day of rest or work, once the limits it moves have been looked at."""
    form = day_form()
    if not form.validate():
        values = shown(today().year)
        return admin_page("accounts/calendar.html", status=INVALID, form=form, **values)
    given = form.given()
    day = accounts.ArrangedDay(given.day, given.kind, given.name, area=given.area)
    look = preview(accounts.calendar_of([*accounts.office_days(), day]), [given.day])
    if form.seen.data != look.seen and not _is_taken(given):
        form.seen.data = look.seen
        where = dict(accounts.area_choices()).get(given.area, "")
        return admin_page("deadlines/day.html", form=form, given=given, where=where, look=look)
    try:
        moved = actions.add_calendar_day(
            by=current_person(),
            day=given.day,
            kind=given.kind,
            name=given.name,
            source=given.source,
            area=given.area,
        )
    except Refused as no:
        return admin_refused(
            no, "accounts/calendar.html", form=form, **shown(in_range(given.day.year))
        )
    flash(f"已登记 {given.day}，{moved} 项期限已按此重算。", "done")
    return back_to("accounts.calendar", year=in_range(given.day.year))


@bp.post(f"/admin/calendar/<{ID}:day_id>/withdraw")
@requires("calendar.manage")
def withdraw_calendar_day(day_id: int) -> Response:
    """Take one of the office's own days out of force, once the limits it moves have been looked at."""
    row = accounts.office_day_by_id(day_id)
    if row is None or row.withdrawn_at is not None:
        raise NotVisible
    rest = accounts.calendar_of(one for one in accounts.office_days() if one.id != day_id)
    look = preview(rest, [row.day])
    if request.form.get("seen") != look.seen:
        form = SeenForm(formdata=None, seen=look.seen)
        return admin_page("deadlines/withdraw_day.html", form=form, row=row, look=look)
    moved = actions.withdraw_calendar_day(by=current_person(), day_id=day_id)
    flash(f"已撤销，{moved} 项期限已重算。", "done")
    return back_to("accounts.calendar", year=asked_year())


def _is_taken(given: Any) -> bool:
    taken = {(row.day, row.area) for row in accounts.office_days()}
    return (given.day, given.area) in taken
