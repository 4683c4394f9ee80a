"""The number of a ticket: by the day it was received."""

from __future__ import annotations

from caseapp.hotline.models import Ticket
from caseapp.ledger import actions as ledger


def number_ticket(*, ticket: Ticket) -> None:
    """Give a new ticket the next number of its day."""
    # Serial by day of entry, 4 digits, restarting each day (12330-20150608-0001).
    day = ticket.received_on.strftime("%Y%m%d")
    issued = ledger.take_number(
        series=f"ticket-{day}",
        year=ticket.received_on.year,
        subject_kind="ticket",
        subject_id=ticket.id,
        pattern=f"12330-{day}-{{serial:04d}}",
    )
    ticket.number = issued.text
