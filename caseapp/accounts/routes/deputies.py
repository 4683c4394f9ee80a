"""Leave and deputies: the chief says who signs in whose place, from when to when."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import actions, queries
from caseapp.accounts.actions import DeputyGiven
from caseapp.accounts.forms import ButtonForm, DeputyForm
from caseapp.accounts.routes.blueprint import ID, INVALID, bp
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.base.web import back_to, current_person, page, refused, requires


@bp.route("/deputies", methods=["GET", "POST"])
@requires("deputy.appoint")
def deputies() -> Response:
    """Show who signs for whom in the office, and enter another one."""
    form = DeputyForm()
    people = [
        (one.id, f"{one.name}（{one.unit_name}）")
        for one in queries.colleagues(current_person().unit_path)
    ]
    form.absent.choices = form.deputy.choices = [(0, "请选择"), *people]
    if request.method == "GET":
        return page("accounts/deputies.html", form=form, **_rows())
    if not form.validate():
        return page("accounts/deputies.html", status=INVALID, form=form, **_rows())
    given = DeputyGiven(
        absent_id=form.absent.data,
        deputy_id=form.deputy.data,
        since=form.since.data or today(),
        until=form.until.data or today(),
        why=form.why.data or "",
    )
    try:
        actions.add_deputy(by=current_person(), given=given)
    except Refused as no:
        return refused(no, "accounts/deputies.html", form=form, **_rows())
    flash("已登记，自起始日期起生效，到截止日期自动失效。", "done")
    return back_to("accounts.deputies")


@bp.post(f"/deputies/<{ID}:row_id>/end")
@requires("deputy.appoint")
def end_deputy(row_id: int) -> Response:
    """End one before its last day."""
    try:
        actions.end_deputy(by=current_person(), row_id=row_id)
    except Refused as no:
        return refused(no, "accounts/deputies.html", form=DeputyForm(formdata=None), **_rows())
    flash("代签已终止。", "done")
    return back_to("accounts.deputies")


def _rows() -> dict[str, Any]:
    rows = queries.deputies_of_office(current_person().unit_path)
    return {"rows": rows, "button": ButtonForm(formdata=None), "day": today()}
