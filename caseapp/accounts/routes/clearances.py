"""Pages for the security administrator: who may read how far, which unit reads another's cases."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import actions, queries
from caseapp.accounts.forms import ButtonForm, ClearanceForm, DelegationForm, own_choices
from caseapp.accounts.routes.blueprint import ID, INVALID, admin_page, admin_refused, bp
from caseapp.accounts.sight import LEVELS
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.base.web import back_to, current_person, requires


@bp.route("/admin/clearances", methods=["GET", "POST"])
@requires("clearance.manage")
def clearances() -> Response:
    """Show who may read sensitive cases, and grant or lower it."""
    form = ClearanceForm()
    form.person.choices = own_choices(queries.everybody())
    if request.method == "GET":
        return admin_page("accounts/clearances.html", form=form, **_cleared())
    if not form.validate():
        return admin_page("accounts/clearances.html", status=INVALID, form=form, **_cleared())
    try:
        actions.set_clearance(
            by=current_person(),
            person_id=form.person.data,
            clearance=form.clearance.data,
            reason=form.reason.data or "",
        )
    except Refused as no:
        return admin_refused(no, "accounts/clearances.html", form=form, **_cleared())
    flash("可阅级别已调整，对方下一次操作起生效。", "done")
    return back_to("accounts.clearances")


@bp.route("/admin/delegations", methods=["GET", "POST"])
@requires("delegation.manage")
def delegations() -> Response:
    """Show the delegation table and add a row."""
    form = DelegationForm()
    units = [(row.path, row.name) for row in queries.units(only_active=True)]
    form.cases_of.choices = form.seen_by.choices = [("", "请选择"), *units]
    if request.method == "GET":
        return admin_page("accounts/delegations.html", form=form, **_delegated())
    if not form.validate():
        return admin_page("accounts/delegations.html", status=INVALID, form=form, **_delegated())
    try:
        actions.add_delegation(
            by=current_person(),
            cases_of=form.cases_of.data or "",
            seen_by=form.seen_by.data or "",
            since=form.since.data or today(),
            until=form.until.data,
            basis=form.basis.data or "",
        )
    except Refused as no:
        return admin_refused(no, "accounts/delegations.html", form=form, **_delegated())
    flash("授权已登记，自起始日期起生效。", "done")
    return back_to("accounts.delegations")


@bp.post(f"/admin/delegations/<{ID}:delegation_id>/end")
@requires("delegation.manage")
def end_delegation(delegation_id: int) -> Response:
    """End a delegation now."""
    actions.end_delegation(by=current_person(), delegation_id=delegation_id)
    flash("授权已终止。", "done")
    return back_to("accounts.delegations")


def _cleared() -> dict[str, Any]:
    return {"rows": queries.cleared_people(), "levels": LEVELS}


def _delegated() -> dict[str, Any]:
    return {"rows": queries.delegations(), "button": ButtonForm(formdata=None), "day": today()}
