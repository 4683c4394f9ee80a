"""Pages around who called: what the operator typed, an ordinary caller, the query code, the request."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for

from caseapp.accounts.permissions import Thing, decide
from caseapp.base.clock import today
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.web import back_to, current_person, keeps_typed, page, refused, requires
from caseapp.cases.request_forms import ASKED, SIDES, RequestForm
from caseapp.cases.shown import unit_choices
from caseapp.hotline import callers, progress, queries
from caseapp.hotline.actions import by_code, leads
from caseapp.hotline.actions import callers as actions
from caseapp.hotline.inform_forms import CodeForm, PressForm
from caseapp.hotline.lead_kinds import REQUEST
from caseapp.hotline.routes.blueprint import bp
from caseapp.parties import queries as parties
from caseapp.parties.forms import PartyForm
from caseapp.parties.sealing import FIELDS
from caseapp.revisions.page import flash_saved, merge_page

TICKET = "/hotline/<int(max=2147483647):ticket_id>"


@bp.post(f"{TICKET}/typed")
@requires("ticket.take")
def typed_caller(ticket_id: int) -> Response:
    """Show once what the operator typed of a sealed caller; who looked is written down first."""
    by = current_person()
    ticket = queries.visible_ticket(ticket_id, by=by)
    values: dict[str, Any] = {"ticket": ticket, "fields": FIELDS, "shown": None}
    if not PressForm().validate():
        return page("hotline/inform_typed.html", status=422, **values)
    try:
        values["shown"] = actions.read_typed_caller(by=by, ticket=ticket)
    except Refused as no:
        return refused(no, "hotline/inform_typed.html", **values)
    return page("hotline/inform_typed.html", **values)


@bp.route(f"{TICKET}/caller", methods=["GET", "POST"])
@requires("ticket.answer")
@keeps_typed()
def edit_caller(ticket_id: int) -> Response:
    """Correct an ordinary caller; two who save at once see both texts."""
    by = current_person()
    ticket = queries.visible_ticket(ticket_id, by=by)
    if not callers.may_edit_caller(by, ticket):
        raise NotVisible
    form = PartyForm(obj=parties.party(ticket.caller_id or 0))
    if not form.is_submitted():
        return page("hotline/inform_caller.html", ticket=ticket, form=form)
    if not form.validate():
        return page("hotline/inform_caller.html", status=422, ticket=ticket, form=form)
    try:
        both = actions.correct_caller(
            by=by, ticket=ticket, given=form.given(), version=form.version_seen()
        )
    except Conflict as clash:
        return merge_page(clash, form, back=request.path, what=form.name.data or "")
    except Refused as no:
        return refused(no, "hotline/inform_caller.html", ticket=ticket, form=form)
    flash_saved("来电人信息已修改。", both, form)
    return back_to("hotline.ticket", ticket_id=ticket_id)


@bp.route("/hotline/by-code", methods=["GET", "POST"])
@requires("ticket.take")
def by_query_code() -> Response:
    """Tell a caller how the matter stands, by the code they were told."""
    form = CodeForm()
    values: dict[str, Any] = {"form": form, "found": None, "progress": None, "is_wrong": False}
    if request.method == "GET":
        return page("hotline/inform_by_code.html", **values)
    if not form.validate():
        return page("hotline/inform_by_code.html", status=422, **values)
    try:
        found = by_code.find_by_code(by=current_person(), code=form.code.data or "")
    except Refused as no:
        return refused(no, "hotline/inform_by_code.html", **values)
    form.code.data = ""
    values |= {"found": found, "is_wrong": found is None}
    values["progress"] = progress.of(found) if found is not None else None
    return page("hotline/inform_by_code.html", **values)


@bp.route(f"{TICKET}/request", methods=["GET", "POST"])
@requires("case.open_lead")
@keeps_typed()
def request_of(ticket_id: int) -> Response:
    """Register the request a complaint of infringement asks for, with all the call said."""
    by = current_person()
    ticket = queries.visible_ticket(ticket_id, by=by)
    form = RequestForm()
    form.unit_id.choices = unit_choices(by)
    values = _request_values(ticket, form)
    if request.method == "GET":
        try:
            leads.refuse_request(ticket)
        except Refused as no:
            return refused(no, "hotline/inform_no_request.html", ticket=ticket)
        fill_request(form, ticket)
        return page("cases/new_request.html", **values)
    if not form.validate():
        return page("cases/new_request.html", status=422, **values)
    try:
        case = leads.open_request(by=by, ticket=ticket, given=form.given(REQUEST))
    except Refused as no:
        return refused(no, "cases/new_request.html", **values)
    return back_to("cases.case_file", case_id=case.id)


def fill_request(form: Any, ticket: Any) -> None:
    """Begin the request with what the ticket knows; claims, relief and standing only the paper says."""
    form.received_on.data = today()
    form.patent_as_printed.data = ticket.patent_as_printed
    form.product.data, form.place.data = ticket.product, ticket.place
    form.grounds.data = leads.content_of(ticket)
    if ticket.unit_id in dict(form.unit_id.choices):
        form.unit_id.data = ticket.unit_id
    kept = parties.party(ticket.caller_id) if ticket.caller_id is not None else None
    for side, known in (("requester", kept), ("respondent", leads.respondent_of(ticket))):
        for name in ASKED if known is not None else ():
            form[f"{side}_{name}"].data = getattr(known, name)


def links_of_caller(ticket: Any) -> dict[str, Any]:
    """Say what this person may do about the caller of a ticket, for its page."""
    by = current_person()
    thing = Thing(ticket.unit_path)
    return {
        "typed": PressForm(formdata=None) if callers.may_see_typed(by, ticket) else None,
        "edit": callers.may_edit_caller(by, ticket),
        "tell": ticket.informant_id is not None and bool(decide(by, "informant.reveal")),
        "request": ticket.matter == "complaint"
        and ticket.informant_id is None
        and ticket.state in ("assigned", "working")
        and bool(decide(by, "case.open_lead", thing))
        and bool(decide(by, "ticket.receive", thing)),
    }


def _request_values(ticket: Any, form: Any) -> dict[str, Any]:
    return {
        "form": form,
        "split": None,
        "track": REQUEST,
        "title": f"由工单 {ticket.number} 登记侵权纠纷处理请求",
        "asked": ASKED,
        "sides": SIDES,
        "address": url_for("hotline.request_of", ticket_id=ticket.id),
    }
