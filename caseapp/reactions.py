"""What follows an event: one table; the worker hands each event to what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app

from caseapp.accounts.person import Person
from caseapp.base.db import db, writing
from caseapp.base.mail import send
from caseapp.cases import actions as cases
from caseapp.cases.reminders import letter
from caseapp.deadlines import actions as deadlines
from caseapp.documents import queries as documents
from caseapp.hotline import actions as hotline
from caseapp.hotline.reminders import letter as ticket_letter
from caseapp.ledger import queries as ledger
from caseapp.ledger.worker import BatchHandler, Handlers
from caseapp.parties import queries as parties
from caseapp.search.finder import Finder

# Kinds of events that change what search may find: event, object kind.
SEARCHED = ("case", "paper", "ticket")


def _finder() -> Finder:
    finder: Finder = current_app.extensions["search"]
    return finder


def refresh_search(kind: str, ids: Sequence[int]) -> None:
    """Bring objects up to date in the index; a paper's case is found by the paper's number too."""
    _finder().feed.index_objects(kind, ids)


def refresh_case_of_paper(_kind: str, ids: Sequence[int]) -> None:
    """A signed paper gives its case a new number to be found by."""
    _finder().feed.index_objects("case", sorted(set(documents.case_ids_of(ids).values())))


def refresh_cases_of_party(_kind: str, ids: Sequence[int]) -> None:
    """A corrected name must find the cases it stands in."""
    _finder().feed.index_objects("case", parties.case_ids_of_parties(ids))


def compare_tickets(_kind: str, ids: Sequence[int]) -> None:
    """Keep by what a ticket is found like others; done here, so that no caller waits for it."""
    with writing():
        hotline.note_likeness(by=Person.system(), ticket_ids=ids)


def recount_limits(_kind: str, _ids: Sequence[int]) -> None:
    """Another day of rest or work moves the ends of running limits; the old ones stay on record."""
    with writing():
        deadlines.recompute(by=Person.system(), why="工作日历变更")


def send_reminder(_kind: str, reminder_id: int) -> None:
    """Send a reminder by mail where the office has a server and the person an address."""
    server = current_app.extensions["settings"].mail
    mail = None if server is None else letter(reminder_id) or ticket_letter(reminder_id)
    if server is None or mail is None:
        return
    db.session.rollback()  # a slow server must hold up nobody
    send(server, to=mail.to, subject=mail.subject, text=mail.text)
    with writing():
        cases.note_sent(by=Person.system(), reminder_id=reminder_id)


_INDEX = BatchHandler(refresh_search)
_INDEX_CASE = BatchHandler(refresh_case_of_paper)
_ALIKE = BatchHandler(compare_tickets)

REACTIONS: Handlers = {
    "case.saved": (_INDEX,),
    "ticket.saved": (_INDEX, _ALIKE),
    "paper.drafted": (_INDEX,),
    "paper.changed": (_INDEX,),
    "paper.signed": (_INDEX, _INDEX_CASE),
    "paper.served": (_INDEX,),
    "calendar.changed": (BatchHandler(recount_limits),),
    "party.saved": (BatchHandler(refresh_cases_of_party),),
    "reminder.made": (send_reminder,),
}
# Objects with such an event pending are searched in the database until the worker comes by.
PENDING_IN_SEARCH = {
    "case": ("case.saved",),
    "ticket": ("ticket.saved",),
    "paper": ("paper.drafted", "paper.changed", "paper.signed", "paper.served"),
}


def pending_in_search() -> list[tuple[str, int]]:
    """Return what the index does not know yet, with the cases that new names and numbers belong to."""
    found = {
        kind: ledger.pending_ids(events=events, object_kind=kind)
        for kind, events in PENDING_IN_SEARCH.items()
    }
    named = ledger.pending_ids(events=("party.saved",), object_kind="party")
    signed = ledger.pending_ids(events=("paper.signed",), object_kind="paper")
    found["case"] |= set(parties.case_ids_of_parties(named)) if named else set()
    found["case"] |= set(documents.case_ids_of(signed).values()) if signed else set()
    return [(kind, number) for kind, ids in found.items() for number in sorted(ids)]
