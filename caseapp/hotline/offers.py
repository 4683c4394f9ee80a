"""What is offered for a ticket's number, a telephone or days typed into the search box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from flask import url_for

from caseapp.accounts.permissions import decide, visible_units
from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.hotline.models import Ticket
from caseapp.hotline.sources import TicketSource
from caseapp.parties import queries as parties
from caseapp.search.offers import MOST_OFFERS, Offer, OfferGiver, Opening, address_of
from caseapp.search.readings import Reading

# Who may take calls may know who rang; nobody else is told whose number it is.
_ASKS = "ticket.take"


def _with_number(reading: Reading) -> Sequence[int]:
    return db.session.scalars(sa.select(Ticket.id).where(Ticket.number == reading.normal)).all()


def _of_callers(reading: Reading) -> Sequence[int]:
    """Return the tickets of ordinary callers; who is sealed is not even asked for."""
    held = parties.callers_with_phone(reading.normal, is_end=reading.kind != "phone")
    if not held:
        return []
    theirs = sa.select(Ticket.id).where(Ticket.caller_id.in_(held), Ticket.informant_id.is_(None))
    return db.session.scalars(theirs.order_by(Ticket.id.desc()).limit(10 * MOST_OFFERS)).all()


class CallersOffer:
    """Tickets of an ordinary caller, for whoever takes calls."""

    kinds = ("phone", "local_phone", "phone_tail")
    _open = Opening(TicketSource(), kinds, _of_callers, "来电人登记的电话", is_own=False)

    def offers(self, reading: Reading, by: Person) -> Iterator[Offer]:
        """Offer the tickets, to nobody but the desk."""
        if decide(by, _ASKS):
            yield from self._open.offers(reading, by)


class TicketDaysOffer:
    """The list of tickets received on these days."""

    kinds = ("days",)

    def offers(self, reading: Reading, by: Person) -> Iterator[Offer]:
        """Offer the list to whoever may read it."""
        if reading.valid and not visible_units(by, "ticket.read").is_empty:
            address = url_for("hotline.tickets", **address_of(reading))
            yield Offer(f"{reading.normal} 收到的工单", "工单列表按收到日期筛选", address)


def givers() -> tuple[OfferGiver, ...]:
    """Return what this floor offers."""
    own = Opening(TicketSource(), ("ticket_no",), _with_number, "这是该工单自己的编号")
    return own, CallersOffer(), TicketDaysOffer()
