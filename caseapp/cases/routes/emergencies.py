"""Emergency access: asking for one case, agreeing as the second person, checking afterwards."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import policy
from caseapp.accounts.permissions import decide
from caseapp.accounts.routes.blueprint import admin_page, admin_refused
from caseapp.base.clock import now
from caseapp.base.db import finish
from caseapp.base.errors import Refused
from caseapp.base.web import back_to, current_person, page, refused, requires
from caseapp.cases import actions, shield
from caseapp.cases.routes.blueprint import ID, bp
from caseapp.cases.shield_forms import DecideEmergencyForm, EmergencyForm, ReasonForm


@bp.route("/emergencies", methods=["GET", "POST"])
@requires("emergency.ask")
def my_emergencies() -> Response:
    """Ask for one case, and show what became of earlier requests."""
    form = EmergencyForm()
    if request.method == "GET":
        return page("cases/emergencies.html", form=form, **_mine())
    if not form.validate():
        return page("cases/emergencies.html", status=422, form=form, **_mine())
    try:
        actions.ask_emergency(by=current_person(), given=form.given())
    except Refused as no:
        finish(commit=False)
        return refused(no, "cases/emergencies.html", form=form, **_mine())
    flash("申请已登记，等安全保密管理员核准；核准后从本页打开案件。", "done")
    return back_to("cases.my_emergencies")


@bp.post(f"/emergencies/<{ID}:emergency_id>/close")
@requires("emergency.ask")
def close_emergency(emergency_id: int) -> Response:
    """Close a case that was opened for me."""
    actions.end_emergency(by=current_person(), emergency_id=emergency_id)
    flash("紧急查阅已结束。", "done")
    return back_to("cases.my_emergencies")


@bp.get("/admin/emergencies")
@requires("emergency.list")
def emergencies() -> Response:
    """List the requests for whoever agrees and whoever checks."""
    return admin_page("cases/admin_emergencies.html", **_all())


@bp.post(f"/admin/emergencies/<{ID}:emergency_id>/decide")
@requires("emergency.decide")
def decide_emergency(emergency_id: int) -> Response:
    """Agree or refuse as the second person."""
    form = DecideEmergencyForm()
    if not form.validate():
        return admin_page("cases/admin_emergencies.html", status=422, **_all(form))
    try:
        actions.decide_emergency(
            by=current_person(),
            emergency_id=emergency_id,
            granted=form.granted.data == "yes",
            why=form.why.data or "",
        )
    except Refused as no:
        finish(commit=False)
        return admin_refused(no, "cases/admin_emergencies.html", **_all(form))
    flash("已登记；同意的，从现在起计时，承办人和审计员同时得到通知。", "done")
    return back_to("cases.emergencies")


@bp.post(f"/admin/emergencies/<{ID}:emergency_id>/close")
@requires("emergency.decide")
def stop_emergency(emergency_id: int) -> Response:
    """Close an opened case before its time."""
    actions.end_emergency(by=current_person(), emergency_id=emergency_id)
    flash("紧急查阅已提前结束。", "done")
    return back_to("cases.emergencies")


@bp.post(f"/admin/emergencies/<{ID}:emergency_id>/note")
@requires("emergency.note")
def note_emergency(emergency_id: int) -> Response:
    """Note that the auditor checked an emergency."""
    actions.note_emergency(by=current_person(), emergency_id=emergency_id)
    flash("已标记为已核查。", "done")
    return back_to("cases.emergencies")


def _mine() -> dict[str, Any]:
    rows = shield.my_emergencies(current_person())
    return {"rows": rows, **_words()}


def _all(form: DecideEmergencyForm | None = None) -> dict[str, Any]:
    by = current_person()
    rows = shield.emergencies()
    return {
        "rows": rows,
        "waiting": [row for row in rows if row.state == "asked"],
        "form": form or DecideEmergencyForm(formdata=None),
        "may_decide": bool(decide(by, "emergency.decide")),
        "may_note": bool(decide(by, "emergency.note")),
        "refusal": None,
        **_words(),
    }


def _words() -> dict[str, Any]:
    return {
        "at": now(),
        "categories": policy.categories(),
        "button": ReasonForm(formdata=None),
        "states": {"asked": "待核准", "granted": "已核准", "refused": "驳回", "ended": "提前结束"},
    }
