"""The page of a call, and hints while typing."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request, session

from caseapp.accounts import queries as accounts
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.base.identifiers import recognise
from caseapp.base.web import back_to, current_person, keeps_typed, page, refused, requires
from caseapp.hotline import actions
from caseapp.hotline.forms import CallForm
from caseapp.hotline.routes.blueprint import bp

SHOWN_KINDS = {
    "patent": "专利号",
    "application": "申请号",
    "credit_code": "统一社会信用代码",
    "org_code": "组织机构代码",
    "registration_no": "营业执照注册号",
    "publication": "公开公告号",
    "phone": "电话",
    "case_no": "案号",
    "paper_no": "文号",
}


@bp.route("/hotline/new", methods=["GET", "POST"])
@requires("ticket.take")
@keeps_typed(
    caller_phone="来电号码",
    caller_name="反映人姓名",
    caller_id_number="身份证号",
    caller_address="反映人地址",
)
def call() -> Response:
    """Take a call: one page, saved as a ticket or saved and sent at once."""
    by = current_person()
    form = _call_form()
    if request.method == "GET":
        return page("hotline/call.html", **_call_page(form))
    if "look" in request.form:
        return page("hotline/call.html", **_call_page(form, _earlier(form)))
    if not form.validate():
        return page("hotline/call.html", status=422, **_call_page(form))
    given = form.given().without_caller() if "nobody" in request.form else form.given()
    try:
        taken = actions.take_call(by=by, given=given)
        if "send" in request.form:
            actions.send(by=by, ticket=taken.ticket, unit_id=_section()["id"])
    except actions.CannotSeal as no:
        return refused(no, "hotline/call.html", **_call_page(form), may_seal=False)
    except Refused as no:
        return refused(no, "hotline/call.html", **_call_page(form))
    # Told once: the code is kept only as a hash, the operator's own browser shows it until the next call.
    session["query_code"] = {"of": by.id, "ticket": taken.ticket.id, "code": taken.query_code}
    return back_to("hotline.ticket", ticket_id=taken.ticket.id)


@bp.get("/recognise")
@requires("desk.use")
def recognised() -> Response:
    """Tell which numbers stand in a text and whether their check digits are right."""
    found = recognise(request.args.get("q", "")[:4000], today=today())
    return jsonify(
        [
            {
                "kind": one.kind,
                "normal": one.normal,
                "valid": one.valid,
                "words": f"{SHOWN_KINDS[one.kind]} {one.normal}：{one.why}",
            }
            for one in found
            if one.kind in SHOWN_KINDS
        ][:8]
    )


def _call_form() -> CallForm:
    form = CallForm()
    form.area.choices = [("", "不清楚"), *accounts.area_choices()]
    return form


def _section() -> dict[str, Any]:
    """Return the city's enforcement section, which gets a report when nothing else is chosen."""
    unit_id, name = accounts.enforcement_choices()[0]
    return {"id": unit_id, "name": name}


def _call_page(form: CallForm, earlier: dict[str, object] | None = None) -> dict[str, Any]:
    return {"form": form, "earlier": earlier, "section": _section()}


def _earlier(form: CallForm) -> dict[str, object]:
    phone = form.caller_phone.data or ""
    found = actions.look_for_contacts(by=current_person(), phone=phone) if phone else []
    return {"rows": found, "asked": bool(phone)}
