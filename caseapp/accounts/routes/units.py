"""Pages for the system administrator: the units of the office."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import actions, queries
from caseapp.accounts.forms import NewUnitForm, UnitForm
from caseapp.accounts.routes.blueprint import ID, INVALID, admin_page, admin_refused, bp
from caseapp.accounts.units import KIND_WORDS
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.web import back_to, current_person, keeps_typed, requires
from caseapp.revisions.page import flash_saved, merge_page


@bp.get("/admin/units")
@requires("units.manage")
def units() -> Response:
    """List the units in the order of the tree."""
    return admin_page("accounts/units.html", rows=queries.units(), kinds=_kinds())


@bp.route("/admin/units/new", methods=["GET", "POST"])
@requires("units.manage")
def new_unit() -> Response:
    """Set up a unit."""
    form = NewUnitForm()
    form.parent.choices = [("", "无")] + [
        (row.path, row.name) for row in queries.units(only_active=True) if row.kind != "section"
    ]
    if request.method == "GET":
        return admin_page("accounts/new_unit.html", form=form)
    if not form.validate():
        return admin_page("accounts/new_unit.html", status=INVALID, form=form)
    try:
        actions.add_unit(
            by=current_person(),
            code=form.code.data or "",
            kind=form.kind_given(),
            parent_path=form.parent.data or "",
            given=form.given(),
        )
    except Refused as no:
        return admin_refused(no, "accounts/new_unit.html", form=form)
    flash(f"已登记{form.name.data}。", "done")
    return back_to("accounts.units")


@bp.route(f"/admin/units/<{ID}:unit_id>", methods=["GET", "POST"])
@requires("units.manage")
@keeps_typed()
def unit(unit_id: int) -> Response:
    """Show a unit's record and correct it."""
    record = queries.unit_by_id(unit_id)
    if record is None:
        raise NotVisible
    form = _unit_form(record)
    values = {"form": form, "record": record, "kinds": _kinds()}
    if request.method == "GET":
        return admin_page("accounts/unit.html", **values)
    if not form.validate():
        return admin_page("accounts/unit.html", status=INVALID, **values)
    try:
        both = actions.change_unit(
            by=current_person(), unit_id=unit_id, version=form.version_seen(), given=form.given()
        )
    except Conflict as clash:
        return merge_page(clash, form, back=request.path, what=record.name)
    except Refused as no:
        return admin_refused(no, "accounts/unit.html", **values)
    flash_saved("已保存。", both, form)
    return back_to("accounts.units")


def _unit_form(record: Any) -> UnitForm:
    return UnitForm(
        data={
            "name": record.name,
            "area_code": record.area_code,
            "agency_name": record.agency_name,
            "agency_word": record.agency_word,
            "is_active": record.is_active,
            "version": str(record.version),
        }
    )


def _kinds() -> dict[str, str]:
    return {kind.value: words for kind, words in KIND_WORDS.items()}
