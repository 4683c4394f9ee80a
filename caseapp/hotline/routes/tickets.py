"""Pages of tickets: the list, one ticket, handing it on, answering it."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request, session, url_for

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.base.clock import now, today
from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.requests import typed_fields
from caseapp.base.web import (
    asked_page,
    back_to,
    current_person,
    keeps_typed,
    page,
    refused,
    requires,
    typed_before,
)
from caseapp.cases import queries as cases
from caseapp.hotline import actions, queries
from caseapp.hotline.forms import AnswerForm, SendForm
from caseapp.hotline.lists import HEAPS, filters_of
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.ticket_lines import lines
from caseapp.hotline.words import CHANNELS, MATTERS, RIGHT_KINDS, SENT_ON, STATES

WORDS: dict[str, Any] = {
    "matters": MATTERS,
    "channels": CHANNELS,
    "states": STATES,
    "right_kinds": RIGHT_KINDS,
}


@bp.get("/hotline")
@requires("ticket.read")
def tickets() -> Response:
    """List tickets, newest first."""
    day = today()
    wanted = filters_of(request.args, day)
    found = queries.page_of_tickets(current_person(), wanted, asked_page())
    calendar = accounts.office_calendar()
    return page(
        "hotline/tickets.html",
        found=found,
        lines=lines(found.rows, now=now(), today=day, calendar=calendar),
        wanted=wanted,
        values=wanted.address(),
        heaps=HEAPS,
        body_names={str(key): name for key, name in queries.holding_bodies()},
        **WORDS,
    )


@bp.get("/hotline/<int(max=2147483647):ticket_id>")
@requires("ticket.read")
def ticket(ticket_id: int) -> Response:
    """Show one ticket; right after saving in large type, to be read out."""
    return _ticket_page(ticket_id)


@bp.post("/hotline/<int(max=2147483647):ticket_id>/send")
@requires("ticket.dispatch")
def send(ticket_id: int) -> Response:
    """Hand the ticket to a section."""
    by = current_person()
    found = _mine(ticket_id, "ticket.dispatch")
    form = _send_form(sent=True)
    if not form.validate():
        return _ticket_page(ticket_id, send_form=form)
    try:
        actions.send(by=by, ticket=found, unit_id=form.unit_id.data)
    except Refused as no:
        return _ticket_page(ticket_id, send_form=form, no=no)
    flash("已转办，线索已建立并开始计算期限。", "done")
    return back_to("hotline.ticket", ticket_id=ticket_id)


@bp.post("/hotline/<int(max=2147483647):ticket_id>/answer")
@requires("ticket.answer")
@keeps_typed()
def answer(ticket_id: int) -> Response:
    """Record what the caller was told."""
    by = current_person()
    found = _mine(ticket_id, "ticket.answer")
    form = AnswerForm()
    if not form.validate():
        return _ticket_page(ticket_id, answer_form=form)
    try:
        actions.answer(by=by, ticket=found, text=form.text.data or "")
    except Refused as no:
        return _ticket_page(ticket_id, answer_form=form, no=no)
    flash("答复已登记。", "done")
    return back_to("hotline.ticket", ticket_id=ticket_id)


def _mine(ticket_id: int, permission: str) -> Any:
    """Find a ticket this person may do this to; any other is not there."""
    by = current_person()
    found = queries.visible_ticket(ticket_id, by=by)
    if not decide(by, permission, Thing(found.unit_path)):
        raise NotVisible
    return found


def _send_form(*, sent: bool) -> SendForm:
    form = SendForm() if sent else SendForm(formdata=None)
    form.unit_id.choices = accounts.enforcement_choices()
    return form


def _ticket_page(
    ticket_id: int,
    *,
    send_form: SendForm | None = None,
    answer_form: AnswerForm | None = None,
    no: Refused | None = None,
) -> Response:
    if no is not None:
        finish(commit=False)  # what the refused act began must not show
    failed = send_form is not None or answer_form is not None
    values = _ticket_values(ticket_id, send_form, answer_form)
    if no is not None:
        return refused(no, "hotline/ticket.html", typed=typed_fields(), **values)
    return page("hotline/ticket.html", status=422 if failed else 200, **values)


def _answer_before(ticket_id: int) -> Any:
    return typed_before(url_for("hotline.answer", ticket_id=ticket_id))


def _ticket_values(
    ticket_id: int, send_form: SendForm | None, answer_form: AnswerForm | None
) -> dict[str, object]:
    by = current_person()
    found = queries.visible_ticket(ticket_id, by=by)
    told = session.get("query_code", {})
    # Whoever signs in next on this browser is told nothing.
    code = told["code"] if told.get("of") == by.id and told.get("ticket") == found.id else ""
    case = cases.case_of_ticket(found.id)
    return {
        "ticket": found,
        "code": code,
        "case": case if case is not None and cases.visible_ids([case.id], by=by) else None,
        "may_send": found.state == "open"
        and found.matter in SENT_ON
        and bool(decide(by, "ticket.dispatch", Thing(found.unit_path))),
        "may_answer": not found.answer
        and bool(decide(by, "ticket.answer", Thing(found.unit_path))),
        "send_form": send_form or _send_form(sent=False),
        "answer_form": answer_form or AnswerForm(formdata=_answer_before(found.id)),
        **WORDS,
    }
