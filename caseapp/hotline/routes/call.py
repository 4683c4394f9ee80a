"""The page of a call, and hints while typing."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from flask import Response, current_app, flash, request, session, url_for
from werkzeug.datastructures import MultiDict

from caseapp.accounts import queries as accounts
from caseapp.base.crypto import Locked
from caseapp.base.db import finish, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.storage import unless_the_disk_is_in_trouble
from caseapp.base.web import back_to, current_person, page, refused, requires
from caseapp.hotline import actions, call_queries, call_seals, guide
from caseapp.hotline.call_forms import CallForm
from caseapp.hotline.life import AT_DESK
from caseapp.hotline.receivers import nobody_there
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.routes.call_draft import DropForm, keep_form
from caseapp.hotline.routing.queries import route_of
from caseapp.hotline.routing.table import AREAS, OUTSIDE
from caseapp.hotline.words import MATTERS, SENT_ON

INVALID = 422
TEMPLATE = "hotline/call.html"
# What stands beside the form, when the office has it: name for the script, address.
PANELS = {
    "hints": "hotline.hints",
    "knowledge": "knowledge.find",
}


@bp.route("/hotline/new", methods=["GET", "POST"])
@requires("ticket.take")
def call() -> Response:
    """Take a call: one page, saved as a ticket or saved and sent at once."""
    if request.method == "GET":
        return _drawn()
    form = _call_form()
    if "look" in request.form:
        return page(TEMPLATE, **_call_page(form, _earlier(form)))
    if not form.validate():
        _keep_refused(form)
        return page(TEMPLATE, status=INVALID, **_call_page(form))
    try:
        taken = _registered(form)
    except Refused as no:
        _keep_refused(form)
        is_sealed = not isinstance(no, actions.CannotSeal)
        return refused(no, TEMPLATE, **_call_page(form), may_seal=is_sealed)
    # Told once: the code is kept only as a hash, the operator's own browser shows it until the next call.
    told = {"of": current_person().id, "ticket": taken.ticket.id, "code": taken.query_code}
    session["query_code"] = told
    # Ctrl+Enter presses the same button for every matter; only reports and complaints were to go on.
    asked = "send" in request.form and taken.ticket.matter in SENT_ON
    if asked and taken.ticket.state in AT_DESK:
        said = route_of(taken.ticket)
        flash(f"没有转办。{said.sentence} {nobody_there(said.unit_id)}".strip(), "warn")
    return back_to("hotline.ticket", ticket_id=taken.ticket.id)


def _drawn() -> Response:
    """Draw the page anew, or with a draft the operator wants back."""
    wanted = request.args.get("draft", "")
    if not wanted:
        return page(TEMPLATE, **_call_page(_call_form()))
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) < 10
    row = call_queries.draft(int(wanted), person_id=current_person().id) if is_number else None
    if row is None:
        raise NotVisible
    try:
        typed = json.loads(call_seals.opened(row, call_seals.DRAFT))
    except Locked as fault:
        no = Refused(
            f"这份来电草稿打不开：{fault}草稿仍然保留。",
            remedy="请系统管理员从备份恢复密钥目录后再试。",
        )
        return refused(no, TEMPLATE, **_call_page(_call_form()))
    fields = MultiDict([(name, one) for name, many in typed.items() for one in many])
    fields["draft_mark"] = row.mark
    return page(TEMPLATE, **_call_page(_call_form(fields), of_draft=row.id))


def _registered(form: CallForm) -> actions.TakenCall:
    given = form.given().without_caller() if "nobody" in request.form else form.given()
    return actions.register_call(
        by=current_person(),
        given=given,
        of=form.page_of_call(),
        told=form.told.data or "",
        hands_on="send" in request.form,
    )


def _keep_refused(form: CallForm) -> None:
    """Keep what was refused under seal: it outlives the page, the session and the browser."""
    finish(commit=False)
    with contextlib.suppress(Refused), unless_the_disk_is_in_trouble(), writing():
        keep_form(form.mark_of_draft())


def _call_form(typed: Any = None) -> CallForm:
    form = CallForm() if typed is None else CallForm(formdata=typed)
    form.area.choices = [("", "不清楚"), *accounts.area_choices(), (OUTSIDE, AREAS[OUTSIDE])]
    return form


def _call_page(
    form: CallForm, earlier: dict[str, object] | None = None, of_draft: int = 0
) -> dict[str, Any]:
    by = current_person()
    views = current_app.view_functions
    drafts = call_queries.drafts(by.id) if request.method == "GET" else []
    return {
        "form": form,
        "earlier": earlier,
        "matters": MATTERS,
        "guide": guide,
        "drafts": drafts,
        "of_draft": of_draft,
        "drop": DropForm(formdata=None),
        "extension": call_queries.extension_of(by.id),
        "missed": call_queries.count_missed(),
        "panels": {name: url_for(at) for name, at in PANELS.items() if at in views},
    }


def _earlier(form: CallForm) -> dict[str, object]:
    phone = form.caller_phone.data or ""
    found = actions.look_for_contacts(by=current_person(), phone=phone) if phone else []
    return {"rows": found, "asked": bool(phone)}
