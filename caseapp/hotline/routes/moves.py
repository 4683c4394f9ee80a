"""Moves of a ticket: handing it on, accepting it, sending it back, urging, and what else the table has."""

from __future__ import annotations

from flask import Response, flash

from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, keeps_typed, requires
from caseapp.hotline import actions, queries
from caseapp.hotline.actions.acting import act, holder_of
from caseapp.hotline.acts import APART
from caseapp.hotline.life import MOVES
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.routes.ticket_page import choices_of, mine, send_form, ticket_page
from caseapp.hotline.ticket_forms import MoveForm

TICKET = "/hotline/<int(max=2147483647):ticket_id>"


@bp.post(f"{TICKET}/moves/<key>")
@requires("ticket.read")
@keeps_typed()
def move(ticket_id: int, key: str) -> Response:
    """Make one move of the table; who may make it, the table says."""
    by = current_person()
    found = queries.visible_ticket(ticket_id, by=by)
    row = MOVES.get(key)
    if row is None or key in APART:
        raise NotVisible
    form = MoveForm.of(row, sent=True, choices=choices_of(found, row))
    if not form.validate():
        return ticket_page(ticket_id, sent={key: form})
    to = holder_of(ticket=found, chosen=form["to"].data) if "to" in form else None
    try:
        act(by=by, ticket=found, key=key, said=form.said(), to=to)
    except Refused as no:
        return ticket_page(ticket_id, sent={key: form}, no=no)
    flash(f"{row.name}已登记。", "done")
    # Whoever gave it away may not see it any more.
    if not queries.visible_ids([ticket_id], by=by):
        return back_to("hotline.tickets", heap="unit")
    return back_to("hotline.ticket", ticket_id=ticket_id)


@bp.post(f"{TICKET}/send")
@requires("ticket.dispatch")
def send(ticket_id: int) -> Response:
    """Hand the ticket to a section, where it becomes a lead."""
    by = current_person()
    found = mine(ticket_id, "ticket.dispatch")
    form = send_form(sent=True)
    if not form.validate():
        return ticket_page(ticket_id, sent={"lead": form})
    try:
        made = actions.send(
            by=by,
            ticket=found,
            unit_id=form.unit_id.data,
            track=form.track.data or "",
            reason=form.reason.data or "",
        )
    except Refused as no:
        return ticket_page(ticket_id, sent={"lead": form}, no=no)
    flash("已转办，线索已建立并开始计算期限。" if made else "已分办，由承办单位登记请求。", "done")
    return back_to("hotline.ticket", ticket_id=ticket_id)
