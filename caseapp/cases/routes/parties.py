"""Parties of a case: register one, correct one."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.base.clock import today
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.web import back_to, keeps_typed, page, refused, requires
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.parties import actions as parties
from caseapp.parties import queries
from caseapp.parties.forms import CasePartyForm, PartyForm
from caseapp.parties.given import LABELS, in_normal_form, parts_of
from caseapp.revisions.page import flash_saved, merge_page


@bp.route(f"/cases/<{ID}:case_id>/parties/new", methods=["GET", "POST"])
@requires("party.edit")
@keeps_typed()
def new_party(case_id: int) -> Response:
    """Register a party and give it its place in the case."""
    file = opened(case_id)
    allowed(file, "party.edit")
    form = CasePartyForm()
    form.part.choices = dict(parts_of(file.procedure.track))
    if not form.is_submitted():
        form.name.data = form.name.data or file.case.respondent
        form.address.data = form.address.data or file.case.place
        return page("cases/party.html", form=form, title="登记当事人", **head(file))
    if not form.validate():
        return page("cases/party.html", status=422, form=form, title="登记当事人", **head(file))
    try:
        party = parties.known_or_new_party(by=file.by, given=form.given())
        parties.join_case(by=file.by, case_id=case_id, party_id=party.id, part=form.part.data)
    except Refused as no:
        return refused(no, "cases/party.html", form=form, title="登记当事人", **head(file))
    flash("当事人已登记。", "done")
    other = _told_otherwise(form, party)
    if other:
        flash(
            f"该证照号码早已登记，沿用原有资料；您填写的不同内容：{other}。请核对后修改。", "info"
        )
    return back_to("cases.case_file", case_id=case_id)


def _told_otherwise(form: CasePartyForm, kept: Any) -> str:
    """Say what was typed and not taken over, when the party was known under the same code."""
    told = in_normal_form(form.given(), today=today()).values()
    return "；".join(
        f"{LABELS[key]}“{value}”"
        for key, value in told.items()
        if value and key != "kind" and value != getattr(kept, key)
    )


@bp.route(f"/cases/<{ID}:case_id>/parties/<{ID}:party_id>", methods=["GET", "POST"])
@requires("party.edit")
@keeps_typed()
def edit_party(case_id: int, party_id: int) -> Response:
    """Correct a party; two who save at once see both texts."""
    file = opened(case_id)
    allowed(file, "party.edit")
    if party_id not in {row.id for row in file.parties}:
        raise NotVisible
    row = queries.party(party_id)
    form = PartyForm(obj=row)
    values = {"form": form, "title": "修改当事人", **head(file)}
    if not form.is_submitted():
        return page("cases/party.html", **values)
    if not form.validate():
        return page("cases/party.html", status=422, **values)
    try:
        both = parties.update_party(
            by=file.by, party_id=party_id, given=form.given(), version=form.version_seen()
        )
    except Conflict as clash:
        return merge_page(clash, form, back=request.path, what=form.name.data or "")
    except Refused as no:
        return refused(no, "cases/party.html", **values)
    flash_saved("当事人信息已修改。", both, form)
    return back_to("cases.case_file", case_id=case_id)
