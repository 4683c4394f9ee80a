"""A person's first page, the way to it, and the keys."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.aid.shown import near
from caseapp.aid.states import STAGE_WORDS
from caseapp.base.clock import now, today
from caseapp.base.web import back_to, current_person, page, public, requires
from caseapp.cases.shown import limit_shown
from caseapp.desk import queries
from caseapp.desk.routes.blueprint import bp
from caseapp.hotline.ticket_lines import TicketLine, lines
from caseapp.hotline.waiting import wanted_of
from caseapp.hotline.words import MATTERS
from caseapp.law.procedures.registry import PROCEDURES


@bp.get("/")
@requires("session.own")
def home() -> Response:
    """Send everybody to where their work is."""
    person = current_person()
    if decide(person, "counterpart.read"):
        return back_to("counterparts.received")
    return back_to("desk.desk" if decide(person, "desk.use") else "accounts.admin")


@bp.get("/desk")
@requires("desk.use")
def desk() -> Response:
    """Show what is due, what waits for me, what I have in hand."""
    by = current_person()
    waiting, running = queries.waiting(by), queries.running(by)
    at, day, calendar = now(), today(), accounts.office_calendar()

    def shown(row: Any) -> Any:
        return limit_shown(row, now=at, today=day, calendar=calendar, whole=False)

    due = queries.due_now(by, day)
    nearest = queries.nearest([*waiting, *running])
    tickets = queries.tickets(by)
    ticket_lines = _lines(tickets, by, calendar)
    listed = {one.limit.id for one in due}
    listed |= {one.limit.id for _, one in ticket_lines if one.limit is not None}
    return page(
        "desk/desk.html",
        due=[(shown(one.limit), one.case) for one in due],
        waiting=waiting,
        running=running,
        nearest={case_id: shown(row) for case_id, row in nearest.items()},
        figures=queries.figures(by, today()),
        tickets=tickets,
        ticket_lines=ticket_lines,
        aid_waiting=queries.aid_waiting(by),
        deadlines_abroad=queries.deadlines_abroad(by, day),
        aid_stages=STAGE_WORDS,
        near=near,
        **_warnings(by, calendar),
        transfers=queries.transfers(by, now=at, today=day, calendar=calendar),
        papers=queries.papers_waiting(by),
        letters=queries.letters_waiting(by),
        unserved=queries.papers_unserved(by, day),
        unsealed=queries.papers_unsealed(by),
        reminders=queries.reminders(by, besides=listed),
        matters=MATTERS,
        procedures=PROCEDURES,
        most=queries.MOST_SHOWN,
        most_unsealed=queries.MOST_UNSEALED,
    )


def _warnings(by: Any, calendar: Any) -> dict[str, Any]:
    """Return what nobody may overlook: crimes, sight in an emergency, recusals, what was agreed on or planned, what a search found."""
    return {
        "crimes": queries.crimes(by),
        "emergencies": queries.emergencies(by),
        "recusals": queries.recusals(by),
        "agreed_late": queries.agreed_late(by, today()),
        "joint_waiting": queries.joint_waiting(by, today()),
        "new_hits": queries.new_hits(by, current_app.extensions["search"]),
        **_fairs(by, calendar),
    }


def _fairs(by: Any, calendar: Any) -> dict[str, Any]:
    """Return where somebody is on duty today, and only then what runs out there."""
    fairs = queries.fairs_today(by, today())
    limits = queries.fair_limits(by, now=now(), today=today(), calendar=calendar) if fairs else None
    return {"fairs_today": fairs, "fair_limits": limits}


def _lines(tickets: Any, by: Any, calendar: Any) -> list[tuple[str, TicketLine]]:
    """Return the waiting tickets as lines, each with what is wanted."""
    if tickets is None:
        return []
    shown = lines(tickets.rows, now=now(), today=today(), calendar=calendar)
    return [(wanted_of(one.row, by), one) for one in shown]


@bp.get("/keys")
@public("快捷键说明，不含办案信息")
def keys() -> Response:
    """List the keys."""
    return page("desk/keys.html")
