"""Opening an aid file: from a ticket of its matter, or with a ticket of its own for a visit or a letter."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.aid import actions as aid
from caseapp.aid import prefill
from caseapp.aid.given import AidGiven
from caseapp.aid.models import AidFile
from caseapp.base.db import db
from caseapp.hotline.actions.calls import CallGiven, take_call
from caseapp.hotline.actions.moving import Holder, move
from caseapp.hotline.models import Ticket


def open_aid(*, by: Person, ticket: Ticket, given: AidGiven) -> AidFile:
    """Make the aid file of a ticket; the ticket goes to the unit that helps, and is answered by it."""
    db.session.refresh(ticket, with_for_update=True)  # two who open it at once make one file
    made = aid.open_from_ticket(
        by=by,
        ticket_id=ticket.id,
        given=given,
        caller_id=ticket.caller_id,
        overseas=prefill.overseas(ticket.answers),
    )
    move(by=by, ticket=ticket, move="aid", to=Holder(made.unit_id), aid=made.number)
    return made


def take_aid(*, by: Person, channel: str, given: AidGiven) -> AidFile:
    """Take an application that came as a visit or a letter: its ticket and its file in one act."""
    call = CallGiven(
        channel=channel,
        matter="aid",
        received_on=given.applied_on,
        content=given.dispute,
        respondent=given.opponent,
        patent_as_printed=given.right_number,
        right_kind=given.right_kind,
    )
    ticket = take_call(by=by, given=call).ticket
    made = open_aid(by=by, ticket=ticket, given=given)
    ticket.caller_id = made.applicant_id  # nobody called: who came or wrote is who applies
    return made
