"""A year's notice read in from a file: checked, looked at with the limits it moves, put in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, flash

from caseapp.accounts import actions as accounts_actions
from caseapp.accounts import queries as accounts
from caseapp.accounts.routes.blueprint import ID, INVALID, admin_page, admin_refused
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, requires
from caseapp.deadlines import actions
from caseapp.deadlines.forms import NoticeForm, SeenForm
from caseapp.deadlines.routes.blueprint import bp, preview

LIST = "deadlines/arrangements.html"
ONE = "deadlines/arrangement.html"
# What was looked at is no longer what would happen.
STALE = "查看之后又有期限发生变化，下面是最新的清单。"


@bp.get("/admin/calendar/import")
@requires("calendar.manage")
def arrangements() -> Response:
    """List the notices read in so far, with the form for the next."""
    return admin_page(LIST, form=NoticeForm(formdata=None), rows=accounts.arrangements())


@bp.post("/admin/calendar/import")
@requires("calendar.manage")
def take_arrangement() -> Response:
    """Read a notice's file; every bad line gets its sentence."""
    form = NoticeForm()
    if not form.validate():
        return admin_page(LIST, status=INVALID, form=form, rows=accounts.arrangements())
    given = form.given()
    try:
        taken = accounts_actions.take_arrangement(
            by=current_person(),
            year=given.year,
            source=given.source,
            published=given.published,
            file_name=given.file_name,
            data=given.data,
        )
    except Refused as no:
        return admin_refused(no, LIST, form=form, rows=accounts.arrangements())
    flash("文件已读入，尚未启用。请先查看下面会变动的期限。", "done")
    return back_to("deadlines.arrangement", arrangement_id=taken)


@bp.get(f"/admin/calendar/import/<{ID}:arrangement_id>")
@requires("calendar.manage")
def arrangement(arrangement_id: int) -> Response:
    """Show a notice's days and every open limit that moves, old and new, before it is applied."""
    return admin_page(ONE, **_values(arrangement_id))


@bp.post(f"/admin/calendar/import/<{ID}:arrangement_id>/apply")
@requires("calendar.manage")
def apply_arrangement(arrangement_id: int) -> Response:
    """Put a notice in force and move the limits that were shown."""
    return _done(arrangement_id, actions.apply_arrangement, "已启用")


@bp.post(f"/admin/calendar/import/<{ID}:arrangement_id>/withdraw")
@requires("calendar.manage")
def drop_arrangement(arrangement_id: int) -> Response:
    """Discard a notice, or take one out of force and move the limits that were shown."""
    return _done(arrangement_id, actions.drop_arrangement, "已撤销")


def _done(arrangement_id: int, act: Callable[..., int], words: str) -> Response:
    values = _values(arrangement_id)
    if SeenForm().seen.data != values["look"].seen and values["row"].withdrawn_at is None:
        stale = Refused(STALE, remedy="请看过清单后再确认一次。")
        return admin_refused(stale, ONE, **values)
    try:
        moved = act(by=current_person(), arrangement_id=arrangement_id)
    except Refused as no:
        return admin_refused(no, ONE, **_values(arrangement_id))
    flash(f"{words}，{moved} 项期限已重算，原届满日保留在各期限的记录中。", "done")
    return back_to("deadlines.arrangement", arrangement_id=arrangement_id)


def _values(arrangement_id: int) -> dict[str, Any]:
    row = accounts.arrangement_by_id(arrangement_id)
    if row is None:
        raise NotVisible
    days = accounts.arranged_days(row)
    pending = row.applied_at is None
    after = accounts.calendar_with(row) if pending else accounts.calendar_without(row.id)
    if row.withdrawn_at is not None:
        after = accounts.office_calendar()
    now = accounts.office_calendar()
    look = preview(after, [one.day for one in days])
    return {
        "row": row,
        "days": [(one, now.is_working(one.day) != after.is_working(one.day)) for one in days],
        "look": look,
        "form": SeenForm(formdata=None, seen=look.seen),
        "pending": pending,
    }
