"""The page that puts a transfer right before it goes out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, flash, request

from caseapp.accounts import queries as accounts
from caseapp.base.clock import today
from caseapp.base.db import finish
from caseapp.base.errors import Conflict, Refused
from caseapp.base.web import back_to, current_person, keeps_typed, page, refused, requires
from caseapp.bodies.areas import areas
from caseapp.transfers import file_queries
from caseapp.transfers.actions.correcting import correct, may_correct, refuse_correcting
from caseapp.transfers.forms import OpenForm, edit_form
from caseapp.transfers.kinds import KINDS
from caseapp.transfers.lives.moving import REASONS
from caseapp.transfers.queries import visible_transfer
from caseapp.transfers.receivers import receivers_of, with_chosen
from caseapp.transfers.routes.blueprint import ONE, bp

PAGE = "transfers/edit.html"
SAME = ("right_kind", "area", "content", "reason_key", "reason", "basis", "answer_due_on")


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires("cooperation.work")
@keeps_typed()
def edit(transfer_id: int) -> Response:
    """Show what stands there to be put right, or save it; what was sent is refused with a sentence."""
    by, found = current_person(), visible_transfer(transfer_id, by=current_person())
    form = _form(found)
    try:
        refuse_correcting(by, found, file_queries.matter_of(found.id))
        if request.method == "GET":
            return page(PAGE, **_values(found, form))
        if not form.validate():
            return page(PAGE, status=422, **_values(found, form))
        given = form.given(KINDS[found.kind], case_id=None)
        changed = correct(by=by, transfer=found, given=replace(given, version=form.version_seen()))
    except (Refused, Conflict) as no:
        finish(commit=False)  # what the refused act began must not show
        found = visible_transfer(transfer_id, by=by)
        if isinstance(no, Conflict):
            form.version.data = str(found.version)
        return refused(no, PAGE, **_values(found, form))
    flash("已更正；已经起草的函件请核对。" if changed else "没有改动。", "done")
    return back_to("transfers.transfer", transfer_id=transfer_id)


def _form(found: Any) -> OpenForm:
    matter, kind = file_queries.matter_of(found.id), KINDS[found.kind]
    preset = {
        "title": matter.title,
        "body_id": str(found.body_id),
        "agreement_id": str(found.agreement_id or ""),
        **{name: getattr(found, name) for name in SAME},
        **{f"f_{key}": value for key, value in (found.facts or {}).items()},
    }
    unit = accounts.unit_by_id(matter.unit_id)
    people = accounts.assignable_officers(unit.path if unit else "/", on=today())
    officers = [(one.person.id, one.words) for one in people]
    form = edit_form(kind, officers=officers, preset=preset, version=found.version)
    form.area.choices = {"": "全国", **areas()}
    if "reason_key" in form:
        form.reason_key.choices = {"": "请选择", **dict(REASONS)}
    if "agreement_id" in form:
        known = file_queries.agreements_on(found.received_on)
        form.agreement_id.choices = {"": "不依协议", **known}
    return form


def _values(found: Any, form: OpenForm) -> dict[str, Any]:
    kind = KINDS[found.kind]
    receivers = receivers_of(
        kind,
        right_kind=str(form.right_kind.data or ""),
        area=str(form.area.data or ""),
        day=found.received_on,
    )
    form.body_id.choices = with_chosen(receivers, form.chosen_body())
    matter = file_queries.matter_of(found.id)
    return {
        "transfer": found,
        "matter": matter,
        # What was typed is kept as long as it can still be saved, else there is nothing to fill in.
        "may_correct": request.method == "POST" or may_correct(current_person(), found, matter),
        "kind": kind,
        "form": form,
        "asked": [form[f"f_{one.key}"] for one in kind.fields],
    }
