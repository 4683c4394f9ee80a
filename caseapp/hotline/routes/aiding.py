"""Pages that open an aid file: from a ticket, or for a visit or a letter."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import queries as accounts
from caseapp.aid import prefill
from caseapp.aid import queries as aid_queries
from caseapp.base.errors import Refused
from caseapp.base.web import back_to, current_person, keeps_typed, page, refused, requires
from caseapp.hotline import actions
from caseapp.hotline.aid_forms import DirectAidForm, TicketAidForm
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.routes.ticket_page import mine
from caseapp.parties import queries as parties

TICKET = "/hotline/<int(max=2147483647):ticket_id>"


@bp.route("/hotline/aid/new", methods=["GET", "POST"])
@requires("aid.take")
@keeps_typed(id_number="身份证号")
def new_aid() -> Response:
    """Register an application that came as a visit or a letter."""
    by = current_person()
    form: Any = _offer(DirectAidForm())
    if request.method == "GET":
        form.unit_id.data = by.unit_id
        return page("hotline/aid.html", form=form, ticket=None)
    if not form.validate():
        return page("hotline/aid.html", status=422, form=form, ticket=None)
    try:
        made = actions.take_aid(by=by, channel=form.channel.data, given=form.application())
    except Refused as no:
        return refused(no, "hotline/aid.html", form=form, ticket=None)
    return _done(made)


@bp.route(f"{TICKET}/aid", methods=["GET", "POST"])
@requires("aid.take")
@keeps_typed(id_number="身份证号")
def open_aid(ticket_id: int) -> Response:
    """Register the application a ticket is about; what was said on the phone stands there already."""
    found = mine(ticket_id, "aid.take")
    known = aid_queries.of_ticket(ticket_id)
    if known is not None and request.method == "GET":
        return back_to("aid.file", aid_id=known.id)
    sealed = found.informant_id is not None
    if request.method == "GET":
        form = _offer(TicketAidForm(data=_said(found)).of(sealed=sealed))
        return page("hotline/aid.html", form=form, ticket=found)
    form = _offer(TicketAidForm().of(sealed=sealed))
    if not form.validate():
        return page("hotline/aid.html", status=422, form=form, ticket=found)
    try:
        made = actions.open_aid(
            by=current_person(),
            ticket=found,
            given=form.application(),
            ends_secrecy=form.ended(),
        )
    except Refused as no:
        return refused(no, "hotline/aid.html", form=form, ticket=found)
    return _done(made)


def _done(made: Any) -> Response:
    flash(f"援助申请已登记，编号 {made.number}。", "done")
    return back_to("aid.file", aid_id=made.id)


def _offer(form: Any) -> Any:
    own = current_person()
    others = [one for one in accounts.enforcement_choices() if one[0] != own.unit_id]
    form.unit_id.choices = [(own.unit_id, own.unit_name), *others]
    return form


def _said(ticket: Any) -> dict[str, Any]:
    caller = parties.party(ticket.caller_id) if ticket.caller_id else None
    said = prefill.Said(
        received_on=ticket.received_on,
        content=ticket.content,
        right_kind=ticket.right_kind,
        right_number=ticket.patent_as_printed,
        opponent=ticket.respondent,
        answers=ticket.answers or {},
    )
    return prefill.application(said, caller=caller, unit_id=current_person().unit_id)
