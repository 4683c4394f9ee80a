"""What follows an event: one table; the worker hands each event to what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app

from caseapp.accounts.person import Person
from caseapp.accounts.queries import person_by_id
from caseapp.aid import queries as aid
from caseapp.base.db import db, writing
from caseapp.base.mail import send
from caseapp.cases import actions as cases
from caseapp.cases import evidence_sources as evidence
from caseapp.cases.crime_watch import to_watch
from caseapp.cases.named_sources import PartySource, PatentSource
from caseapp.cases.reminders import letter
from caseapp.cooperation.paper_sources import ids_of
from caseapp.deadlines import actions as deadlines
from caseapp.documents import queries as documents
from caseapp.exhibitions.exhibitor_source import ids_of_fairs
from caseapp.exhibitions.reminders import letter as complaint_letter
from caseapp.exhibitions.sources import complaint_ids_of_cases
from caseapp.extracts import actions as extracts
from caseapp.extracts import holders
from caseapp.extracts import queries as extracted
from caseapp.hotline import actions as hotline
from caseapp.hotline import informing
from caseapp.hotline.actions import following_aid
from caseapp.hotline.reminders import letter as ticket_letter
from caseapp.hotline.sources import ticket_ids_of_cases
from caseapp.ledger import queries as ledger
from caseapp.ledger.worker import BatchHandler, Handlers
from caseapp.liaison import actions as liaison
from caseapp.liaison.reminders import letter as agreed_letter
from caseapp.parties import queries as parties
from caseapp.search import actions as searches
from caseapp.search.finder import Finder
from caseapp.search.watching import found_anew
from caseapp.transfers import item_sources as things
from caseapp.transfers.actions import following_cases as transfers
from caseapp.transfers.agreement_source import agreement_ids_with_bodies
from caseapp.transfers.criminal_facts import waiting_for_case
from caseapp.transfers.reminders import letter as transfer_letter
from caseapp.transfers.sources import transfer_ids_about_cases, transfer_ids_to_bodies

# Matters of cooperation that are searched.
OF_FAIRS = ("fair", "fair_complaint")
OF_COOPERATION = ("transfer", "joint", "meeting", "notice", *OF_FAIRS)
# Kinds of events that change what search may find: event, object kind.
SEARCHED = (
    *("case", "paper", "party", "patent", "ticket", "aid", *OF_COOPERATION),
    *("agreement", "body", "knowledge"),
)


def _finder() -> Finder:
    finder: Finder = current_app.extensions["search"]
    return finder


def refresh_search(kind: str, ids: Sequence[int]) -> None:
    """Bring objects up to date in the index, once it was asked to which saved searches they are new."""
    hits = found_anew(_finder(), kind, ids)
    if hits:
        with writing():
            searches.note_hits(hits=hits)
    _finder().feed.index_objects(kind, ids)


def refresh_what_hangs_on_cases(_kind: str, ids: Sequence[int]) -> None:
    """Who works on a case, and whether it is sealed, decides who finds what says the same as it."""
    feed = _finder().feed
    feed.index_objects("paper", documents.ids_in_cases(ids))
    for source in (PartySource(), PatentSource()):
        feed.index_objects(source.kind, source.ids_in_cases(ids))
    said_of = {
        "fair_complaint": complaint_ids_of_cases(ids),
        "ticket": ticket_ids_of_cases(ids),
        "transfer": transfer_ids_about_cases(ids),
    }
    for kind, some in ((kind, some) for kind, some in said_of.items() if some):
        feed.index_objects(kind, some)
        feed.index_objects("other_paper", ids_of(kind, some))


def refresh_other_papers(kind: str, ids: Sequence[int]) -> None:
    """Who may know of a ticket or a matter finds its papers; what they are called goes by it too."""
    _finder().feed.index_objects("other_paper", ids_of(kind, ids))


def refresh_paper(_kind: str, ids: Sequence[int]) -> None:
    """A paper is found with those of cases or with those of everything else."""
    for kind in ("paper", "other_paper"):
        refresh_search(kind, ids)


def refresh_exhibitors(_kind: str, ids: Sequence[int]) -> None:
    """A list taken over changes thousands at once: only those whose cards differ are written anew."""
    _finder().feed.index_changed("exhibitor", ids_of_fairs(ids))


def refresh_body(kind: str, ids: Sequence[int]) -> None:
    """A body that is called anew is called so in what goes to it and what was agreed with it."""
    refresh_search(kind, ids)
    _finder().feed.index_changed("transfer", transfer_ids_to_bodies(ids))
    _finder().feed.index_changed("agreement", agreement_ids_with_bodies(ids))


def refresh_all(kind: str, _ids: Sequence[int]) -> None:
    """What is shipped was taken over at once: only what differs is written anew."""
    _finder().feed.index_changed(kind, list(_finder().sources.of(kind).all_ids()))


def refresh_case_of_paper(_kind: str, ids: Sequence[int]) -> None:
    """A signed paper gives its case a new number to be found by."""
    refresh_search("case", sorted(set(documents.case_ids_of(ids).values())))


def refresh_transfer_of_paper(_kind: str, ids: Sequence[int]) -> None:
    """A signed letter gives its transfer, or the joint action it is of, a new number to be found by."""
    matters = sorted(documents.cooperation_ids_of(ids))
    for kind in OF_COOPERATION:
        refresh_search(kind, matters)


def refresh_cases_of_party(_kind: str, ids: Sequence[int]) -> None:
    """A corrected name must find the cases it stands in, and the application it made."""
    refresh_search("case", parties.case_ids_of_parties(ids))
    refresh_search("aid", aid.ids_of_applicants(ids))


def refresh_files(kind: str, ids: Sequence[int]) -> None:
    """Bring the attachments of cases or transfers up to date; one that is sealed takes them out."""
    if kind == "case":
        _finder().feed.index_objects("evidence", evidence.ids_in_cases(ids))
        _finder().feed.index_objects("transfer_item", things.ids_about_cases(ids))
    else:
        _finder().feed.index_objects("transfer_item", things.ids_in_transfers(ids))


def want_texts(kind: str, ids: Sequence[int]) -> None:
    """Put new attachments into the queue of those to be read, and drop the text of what was sealed."""
    held = [one.held(kind, ids) for one in holders.joined() if kind in one.matters]
    fresh = extracted.unknown({sha256 for one in held for sha256 in one.open})
    gone = extracted.files({sha256 for one in held for sha256 in one.closed})
    if not fresh and not gone:
        return
    with writing():
        extracts.want(by=Person.system(), hashes=fresh)
        extracts.forget(by=Person.system(), hashes=list(gone))


def erase_searches(_kind: str, ids: Sequence[int]) -> None:
    """Whoever left keeps no searches; who came back meanwhile does."""
    people = [person_by_id(number) for number in ids]
    gone = [one.id for one in people if one is not None and not one.is_active]
    if gone:
        with writing():
            searches.forget_people(by=Person.system(), person_ids=gone)


def compare_tickets(_kind: str, ids: Sequence[int]) -> None:
    """Keep by what a ticket is found like others; done here, so that no caller waits for it."""
    with writing():
        hotline.note_likeness(by=Person.system(), ticket_ids=ids)


def start_tellings(_kind: str, ids: Sequence[int]) -> None:
    """A decision begins the limit of everybody joined to the report; the case's own has its own."""
    if not informing.joined_without_limit(ids):
        return
    with writing():
        hotline.start_tellings(by=Person.system(), case_ids=ids)


def watch_crimes(_kind: str, ids: Sequence[int]) -> None:
    """Whatever was recorded may reach the ground of a crime: the desk has to know at once."""
    if not to_watch(ids):
        return
    with writing():
        cases.watch_crimes(by=Person.system(), case_ids=ids)


def follow_cases(_kind: str, ids: Sequence[int]) -> None:
    """A penalty after a transfer was refused begins what has to be told of it."""
    if not waiting_for_case(ids):
        return
    with writing():
        transfers.follow_cases(by=Person.system(), case_ids=ids)


def follow_aid(_kind: str, ids: Sequence[int]) -> None:
    """Help that ended ends the ticket it came by."""
    if not following_aid.to_follow(ids):
        return
    with writing():
        following_aid.follow_aid(by=Person.system(), aid_ids=ids)


def recount_limits(_kind: str, _ids: Sequence[int]) -> None:
    """Another day of rest or work moves the ends of running limits; the old ones stay on record."""
    with writing():
        deadlines.recompute(by=Person.system(), why="工作日历变更")


def send_reminder(_kind: str, reminder_id: int) -> None:
    """Send a reminder by mail where the office has a server and the person an address."""
    server = current_app.extensions["settings"].mail
    written = (letter, ticket_letter, transfer_letter, complaint_letter)
    mail = None if server is None else next(filter(None, (w(reminder_id) for w in written)), None)
    if server is None or mail is None:
        return
    db.session.rollback()  # a slow server must hold up nobody
    send(server, to=mail.to, subject=mail.subject, text=mail.text)
    with writing():
        cases.note_sent(by=Person.system(), reminder_id=reminder_id)


def send_agreed_reminder(_kind: str, reminder_id: int) -> None:
    """Send the reminder of something a meeting agreed on, where there is a server and an address."""
    server = current_app.extensions["settings"].mail
    mail = None if server is None else agreed_letter(reminder_id)
    if server is None or mail is None:
        return
    db.session.rollback()  # a slow server must hold up nobody
    send(server, to=mail.to, subject=mail.subject, text=mail.text)
    with writing():
        liaison.note_sent(by=Person.system(), reminder_id=reminder_id)


_INDEX = BatchHandler(refresh_search)
_INDEX_PAPER = BatchHandler(refresh_paper)
_INDEX_PAPERS = BatchHandler(refresh_other_papers)
_INDEX_CASE = BatchHandler(refresh_case_of_paper)
_INDEX_EXHIBITORS = BatchHandler(refresh_exhibitors)
_INDEX_TRANSFER = BatchHandler(refresh_transfer_of_paper)
_INDEX_OF_CASE = BatchHandler(refresh_what_hangs_on_cases)
_INDEX_FILES = BatchHandler(refresh_files)
_TEXTS = BatchHandler(want_texts)
_INDEX_ALL = BatchHandler(refresh_all)
_ALIKE = BatchHandler(compare_tickets)

REACTIONS: Handlers = {
    "case.saved": (
        _INDEX,
        _INDEX_OF_CASE,
        _INDEX_FILES,
        _TEXTS,
        BatchHandler(start_tellings),
        BatchHandler(watch_crimes),
        BatchHandler(follow_cases),
    ),
    "ticket.saved": (_INDEX, _ALIKE, _INDEX_PAPERS),
    "transfer.saved": (_INDEX, _INDEX_FILES, _INDEX_PAPERS, _TEXTS),
    "aid.saved": (_INDEX, BatchHandler(follow_aid)),
    "joint.saved": (_INDEX, _INDEX_PAPERS, _TEXTS),
    "meeting.saved": (_INDEX, _INDEX_PAPERS),
    "notice.saved": (_INDEX, _INDEX_PAPERS),
    "fair.saved": (_INDEX, _INDEX_EXHIBITORS, _INDEX_PAPERS, _TEXTS),
    "fair_complaint.saved": (_INDEX, _INDEX_PAPERS, _TEXTS),
    "extract.made": (_INDEX,),
    "paper.drafted": (_INDEX_PAPER,),
    "paper.changed": (_INDEX_PAPER, _TEXTS),
    "paper.signed": (_INDEX_PAPER, _INDEX_CASE, _INDEX_TRANSFER),
    "paper.served": (_INDEX_PAPER,),
    "calendar.changed": (BatchHandler(recount_limits),),
    "person.left": (BatchHandler(erase_searches),),
    "party.saved": (_INDEX, BatchHandler(refresh_cases_of_party)),
    "patent.saved": (_INDEX,),
    "agreement.saved": (_INDEX, _INDEX_PAPERS),
    "body.saved": (BatchHandler(refresh_body),),
    "body.taken": (_INDEX_ALL,),
    "knowledge.saved": (_INDEX,),
    "knowledge.taken": (_INDEX_ALL,),
    "reminder.made": (send_reminder,),
    "resolution.reminded": (send_agreed_reminder,),
}
# Objects with such an event pending are searched in the database until the worker comes by.
PENDING_IN_SEARCH = {
    "case": ("case.saved",),
    "party": ("party.saved",),
    "patent": ("patent.saved",),
    "ticket": ("ticket.saved",),
    "transfer": ("transfer.saved",),
    "aid": ("aid.saved",),
    "joint": ("joint.saved",),
    "meeting": ("meeting.saved",),
    "notice": ("notice.saved",),
    "fair": ("fair.saved",),
    "fair_complaint": ("fair_complaint.saved",),
    "agreement": ("agreement.saved",),
    "body": ("body.saved",),
    "knowledge": ("knowledge.saved",),
    "paper": ("paper.drafted", "paper.changed", "paper.signed", "paper.served"),
}


def pending_in_search() -> list[tuple[str, int]]:
    """Return what the index does not know yet, with the cases that new names and numbers belong to."""
    asked = [event for events in PENDING_IN_SEARCH.values() for event in events]
    waiting = ledger.pending_of(asked)
    found = {
        kind: {key for event, of, key in waiting if event in events and of == kind}
        for kind, events in PENDING_IN_SEARCH.items()
    }
    named = {key for event, _, key in waiting if event == "party.saved"}
    signed = {key for event, _, key in waiting if event == "paper.signed"}
    found["other_paper"] = set(found["paper"])
    # A new file is announced by its case or its transfer.
    held = {
        "evidence": (found["case"], evidence.ids_in_cases),
        "transfer_item": (found["transfer"], things.ids_in_transfers),
    }
    found |= {kind: set(files(matters)) for kind, (matters, files) in held.items() if matters}
    found["case"] |= set(parties.case_ids_of_parties(named)) if named else set()
    found["case"] |= set(documents.case_ids_of(signed).values()) if signed else set()
    found["aid"] |= set(aid.ids_of_applicants(named)) if named else set()
    matters = documents.cooperation_ids_of(signed) if signed else set()
    for kind in OF_COOPERATION:
        found[kind] |= matters
    return [(kind, number) for kind, ids in found.items() for number in sorted(ids)]
