"""The one way a ticket changes state or hands: table, lock, holding, move, trail, search."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.hotline.actions.clocks import follow, refuse_by_limits
from caseapp.hotline.actions.effects import EFFECTS, Asked
from caseapp.hotline.actions.holding import (
    Holder,
    arbiter_of,
    desk_of,
    hold,
    holder_words,
    instant,
    open_holding,
    running,
    taker,
)
from caseapp.hotline.actions.refusals import NEEDED, refuse, refuse_person
from caseapp.hotline.actions.secrecy import refuse_sealed_words
from caseapp.hotline.life import MOVES, Move, state_after
from caseapp.hotline.models import Ticket, TicketMove
from caseapp.ledger import actions as ledger

__all__ = ["Holder", "begin", "desk_of", "holder_words", "move", "refuse_person", "running"]


def move(
    *,
    by: Person,
    ticket: Ticket,
    move: str,
    reason: str = "",
    to: Holder | None = None,
    **given: Any,
) -> TicketMove:
    """Make one move of the table: the running holding ends and the next begins at the same instant."""
    row = MOVES[move]
    db.session.refresh(ticket, with_for_update=True)  # whoever acts second sees the first
    refuse(row, ticket, by=by, given={"reason": reason.strip(), "to": to, **given})
    if not by.is_clock:  # the clock's own words name nobody, and it acts while the keys are away
        refuse_sealed_words(ticket=ticket, texts=_texts(reason, given), what=row.name)
    refuse_by_limits(row, ticket)
    before = ticket.state
    after = state_after(row, state=before, times_returned=ticket.times_returned)
    at = instant(ticket)
    if effect := EFFECTS.get(row.key):
        given |= effect(Asked(by, ticket, at, reason.strip(), given, to))
    if row.key == "send_back":
        ticket.times_returned += 1
        to = Holder(arbiter_of(ticket) if after == "disputed" else desk_of(ticket))
    if row.key == "accept":
        to = to or taker(ticket, by)
    if row.key == "arbitrate":
        ticket.is_final = True
    hold(ticket, None if row.key == "joint" else to, state=after, at=at)
    ticket.version += 1
    made = _written(
        row, ticket, by=by, before=before, at=at, reason=reason.strip(), given=given, to=to
    )
    follow(by=by, ticket=ticket, row=row, before=before, at=at, until=given.get("until"))
    return made


def begin(*, by: Person, ticket: Ticket, to: Holder | None = None, **given: Any) -> TicketMove:
    """Open the first holding of a new ticket: from its first instant somebody answers for it."""
    row = MOVES["take"]
    first = to or Holder(by.unit_id, person_id=by.id or None)
    ticket.state = row.to_state
    open_holding(ticket, first, state=row.to_state, at=ticket.created_at)
    at = ticket.created_at
    made = _written(row, ticket, by=by, before="", at=at, reason="", given=given, to=first)
    follow(by=by, ticket=ticket, row=row, before="", at=at)
    return made


def _texts(reason: str, given: Mapping[str, Any]) -> dict[str, str]:
    typed = {NEEDED.get(key, key): one for key, one in given.items() if isinstance(one, str)}
    return {"理由": reason, **typed}


def _written(
    row: Move,
    ticket: Ticket,
    *,
    by: Person,
    before: str,
    at: datetime,
    reason: str,
    given: Mapping[str, Any],
    to: Holder | None,
) -> TicketMove:
    made = TicketMove(
        ticket_id=ticket.id,
        move=row.key,
        from_state=before,
        to_state=ticket.state,
        at=at,
        by_id=by.id,
        by_name=by.name,
        reason=reason,
        given=_as_json(given, to),
    )
    db.session.add(made)
    db.session.flush()
    ledger.record(
        by=by,
        action=row.action,
        object_kind="ticket",
        object_id=ticket.id,
        object_key=ticket.number,
        reason=reason,
        details={"from": before, "to": ticket.state, **made.given},
    )
    ledger.announce(event="ticket.saved", object_kind="ticket", object_id=ticket.id)
    return made


def _as_json(given: Mapping[str, Any], to: Holder | None) -> dict[str, Any]:
    """Keep what was given as plain values; a day as its text."""
    kept: dict[str, Any] = {
        name: value if isinstance(value, (str, int, bool, list, dict)) else str(value)
        for name, value in given.items()
        if value is not None and value != ""
    }
    if to is not None:
        kept |= {"unit": to.unit_id, "body": to.body_id, "person": to.person_id}
    return kept
