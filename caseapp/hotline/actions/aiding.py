"""Opening an aid file: from a ticket of its matter, or with a ticket of its own for a visit or a letter."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.aid import actions as aid
from caseapp.aid import prefill
from caseapp.aid.given import AidGiven
from caseapp.aid.models import AidFile
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.hotline.actions.calls import CallGiven, take_call
from caseapp.hotline.actions.moving import Holder, move
from caseapp.hotline.callers import secrecy
from caseapp.hotline.models import Ticket
from caseapp.ledger.actions import record


def open_aid(*, by: Person, ticket: Ticket, given: AidGiven, ends_secrecy: bool = False) -> AidFile:
    """Make the aid file of a ticket; the ticket goes to the unit that helps, and is answered by it.

    The file names its applicant: whoever asked for secrecy agrees to that first.
    """
    db.session.refresh(ticket, with_for_update=True)  # two who open it at once make one file
    if ticket.informant_id is not None and not ends_secrecy:
        raise Refused(
            f"不能登记：{ticket.informant_alias}要求保密，而援助案卷要写明申请人，承办人员都能看到。",
            article=secrecy(),
            remedy="本人同意公开身份的，请勾选“申请人就是要求保密的来电人，同意公开身份”后再登记；"
            "不同意的，不登记案卷，请由举报专员答复。",
        )
    made = aid.open_from_ticket(
        by=by,
        ticket_id=ticket.id,
        given=given,
        caller_id=ticket.caller_id,
        overseas=prefill.overseas(ticket.answers),
    )
    move(by=by, ticket=ticket, move="aid", to=Holder(made.unit_id), aid=made.number)
    if ticket.informant_id is not None:
        _end_secrecy(ticket, made, by=by)
    return made


def _end_secrecy(ticket: Ticket, made: AidFile, *, by: Person) -> None:
    """End the secrecy of this ticket by the applicant's own word; the sealed row itself stays sealed."""
    record(
        by=by,
        action="ticket.secrecy_ended",
        object_kind="ticket",
        object_id=ticket.id,
        object_key=ticket.number,
        reason="申请人同意公开身份",
        details={"alias": ticket.informant_alias, "aid": made.number},
    )
    ticket.informant_id, ticket.informant_alias = None, ""
    ticket.wants_secrecy, ticket.caller_id = False, made.applicant_id


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
