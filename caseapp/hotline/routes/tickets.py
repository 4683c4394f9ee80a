"""Pages of tickets: the list, one ticket, the explanation of one of its limits."""

from __future__ import annotations

from flask import Response, request

from caseapp.accounts import queries as accounts
from caseapp.base.clock import now, today
from caseapp.base.errors import NotVisible
from caseapp.base.web import asked_page, current_person, page, requires
from caseapp.cases.shown import limit_shown
from caseapp.deadlines import queries as deadlines
from caseapp.hotline import queries
from caseapp.hotline.lists import HEAPS, filters_of
from caseapp.hotline.routes.blueprint import bp
from caseapp.hotline.routes.moves import TICKET
from caseapp.hotline.routes.ticket_page import WORDS, ticket_page
from caseapp.hotline.ticket_lines import lines


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


@bp.get(TICKET)
@requires("ticket.read")
def ticket(ticket_id: int) -> Response:
    """Show one ticket; right after saving in large type, to be read out."""
    return ticket_page(ticket_id)


@bp.get(f"{TICKET}/limits/<int(max=2147483647):limit_id>")
@requires("ticket.read")
def limit(ticket_id: int, limit_id: int) -> Response:
    """Explain one limit of a ticket: how it was counted and on what it rests."""
    found = queries.visible_ticket(ticket_id, by=current_person())
    row = deadlines.one(limit_id)
    if row is None or row.ticket_id != found.id:
        raise NotVisible
    shown = limit_shown(row, now=now(), today=today(), calendar=accounts.office_calendar())
    return page("hotline/limit.html", ticket=found, row=row, limit=shown)
