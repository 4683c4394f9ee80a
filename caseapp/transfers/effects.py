"""What moves bring about beside the state and the holding, by the names the tables of lives use."""

from __future__ import annotations

from datetime import date

from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.cases import actions as cases
from caseapp.cases import queries as case_queries
from caseapp.cases.actions import LeadGiven
from caseapp.cases.dispute_queries import numbered
from caseapp.cases.models import CaseFile
from caseapp.deadlines import actions as deadlines
from caseapp.law.procedures.sources import Source
from caseapp.transfers.actions.clocks import begin, open_limits
from caseapp.transfers.asked import Made, effect
from caseapp.transfers.models import Transfer

# The day our letter names, and our target where it names none.
THEIR_ANSWER, UNDATED_ANSWER = "ST-23", "ST-23b"
LEAD_TRACKS = ("counterfeit", "false-statement")
# What a superior sends is an order, what another body sends a transfer: the lead says which.
MOVED_IN = ("case_in", "lead_in")
LEAD_WORDS = ("respondent", "place", "product", "patent_as_printed")


@effect
def count_return(made: Made) -> None:
    """Count a return, for the chain and the figures."""
    made.asked.transfer.times_returned += 1


@effect
def open_lead(made: Made) -> None:
    """Open the lead of what came in, of the day it came in, with what the transfer already says."""
    asked = made.asked
    track = str(asked.given.values.get("track") or "")
    if track not in LEAD_TRACKS:
        return
    case = cases.open_lead(by=asked.by, given=_lead(asked.transfer, asked.matter.unit_id, track))
    bind_case(made, case)


@effect
def link_case(made: Made) -> None:
    """Tie what came in to the case that was opened for it here, such as a party's own request."""
    number = str(made.asked.given.values.get("case_no") or "").strip()
    found = numbered(number)
    if found is None or not case_queries.visible_ids({found}, by=made.asked.by):
        raise Refused(
            f"不能{made.asked.row.name}：没有查到{number}。", remedy="请照录线索号或者案号后再办。"
        )
    bind_case(made, db.session.get_one(CaseFile, found))


@effect
def answer_is_awaited(made: Made) -> None:
    """Let the day of the letter run, else our own target: nothing that went out is forgotten."""
    asked = made.asked
    if any(one.family == THEIR_ANSWER for one in open_limits(asked.transfer.id)):
        return
    on, named = asked.given.on, asked.transfer.answer_due_on
    if named is not None and named >= on:
        begin(asked, THEIR_ANSWER, on=on, until=named)
    else:
        begin(asked, UNDATED_ANSWER, on=on)


@effect
def named_anew(made: Made) -> None:
    """Keep the day a new letter names: from now on it is the one that is waited for."""
    until = made.asked.given.values.get("answer_due_on")
    if isinstance(until, date):
        made.asked.transfer.answer_due_on = until


@effect
def put_off(made: Made) -> None:
    """Move the day of the report to the one that was granted, before the old one is over."""
    until = made.asked.given.values.get("answer_due_on")
    open_ones = [one for one in open_limits(made.asked.transfer.id) if one.unit == "open"]
    for one in open_ones:
        deadlines.extend(
            by=made.asked.by,
            deadline_id=one.id,
            on=made.asked.given.on,
            approver=str(made.move.given.get("their_who") or made.asked.by.name),
            why=made.move.reason or made.asked.row.name,
            until=until if isinstance(until, date) else None,
        )
    if isinstance(until, date):
        made.asked.transfer.answer_due_on = until


def bind_case(made: Made, case: CaseFile) -> None:
    """Show the matter and what still runs on it with the case it became."""
    matter = made.asked.matter
    if matter.case_id is not None:
        raise Refused(f"不能{made.asked.row.name}：{matter.number}已经有对应的案件。")
    matter.case_id = case.id
    for one in open_limits(matter.id):
        one.case_id = case.id
    made.move.given = {**made.move.given, "case": case.case_no or case.lead_no}


def _lead(transfer: Transfer, unit_id: int, track: str) -> LeadGiven:
    """Take over what the transfer says: nothing is typed again, and the clock began with its receipt."""
    told = {key: str(transfer.facts.get(key) or "") for key in LEAD_WORDS}
    return LeadGiven(
        source=Source.TRANSFER if transfer.kind in MOVED_IN else Source.ORDER,
        received_on=transfer.received_on,
        unit_id=unit_id,
        content=transfer.content,
        respondent=told["respondent"],
        place=told["place"],
        product=told["product"],
        patent_as_printed=told["patent_as_printed"],
        track=track,
    )
