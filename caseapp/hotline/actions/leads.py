"""Handing a ticket to the section that acts: it becomes a lead there, without retyping."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases import actions as cases
from caseapp.cases import queries as cases_found
from caseapp.cases.actions import LeadGiven
from caseapp.hotline.actions.moving import Holder, move
from caseapp.hotline.life import MOVES
from caseapp.hotline.models import Ticket
from caseapp.hotline.words import MATTERS, SENT_ON
from caseapp.law.procedures.sources import Source
from caseapp.parties import actions as parties


def send(*, by: Person, ticket: Ticket, unit_id: int) -> int:
    """Hand a report or complaint to a section, where it becomes a lead with its limit; returns the case id."""
    db.session.refresh(ticket, with_for_update=True)  # two who send it at once make one lead
    if cases_found.case_of_ticket(ticket.id) or ticket.state not in MOVES["lead"].from_states:
        raise Refused(f"工单 {ticket.number} 已转办或已答复，不能再次转办。")
    if ticket.matter not in SENT_ON:
        raise Refused(
            f"不能转执法科：本工单事项是“{MATTERS[ticket.matter]}”，不是举报或投诉。",
            remedy="咨询类请直接答复；确属举报的，请另登记一张举报工单。",
        )
    case = cases.open_lead(by=by, given=_lead(ticket, unit_id))
    if ticket.informant_alias:
        parties.bind_to_case(by=by, alias=ticket.informant_alias, case_id=case.id)
    to = Holder(case.unit_id)
    move(by=by, ticket=ticket, move="lead", to=to, case=case.lead_no, path=case.unit_path)
    return case.id


def _lead(ticket: Ticket, unit_id: int) -> LeadGiven:
    """Return what the ticket says of the lead; who called is an alias in it."""
    return LeadGiven(
        source=Source.REPORT if ticket.matter == "report" else Source.COMPLAINT,
        received_on=ticket.received_on,
        unit_id=unit_id,
        content=ticket.content,
        respondent=ticket.respondent,
        place=ticket.place,
        product=ticket.product,
        patent_as_printed=ticket.patent_as_printed,
        ticket_id=ticket.id,
        informant_alias=ticket.informant_alias,
    )
