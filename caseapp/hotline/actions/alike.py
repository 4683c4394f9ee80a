"""Keeping by what tickets are found like each other, and what the desk said of two of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from caseapp.accounts.person import Person
from caseapp.base.identifiers import phone_key
from caseapp.base.keys import KeyMissing
from caseapp.hotline import queries
from caseapp.hotline.hints import KIND, tickets, told_of
from caseapp.hotline.models import Ticket
from caseapp.ledger import actions as ledger
from caseapp.likeness import actions as likeness
from caseapp.likeness import queries as likeness_queries
from caseapp.likeness.traits import Read, read, traits_of
from caseapp.parties import queries as parties
from caseapp.parties.queries.informants import blind_phone


def note_likeness(*, by: Person, ticket_ids: Collection[int]) -> int:
    """Keep by what these tickets can be found; a caller's own telephone is no trait of the matter."""
    found = tickets(ticket_ids)
    for ticket in found:
        told = told_of(ticket)
        seen = read(told)
        traits = traits_of(told, without=_of_caller(ticket, seen), found=seen)
        likeness.note(by=by, object_kind=KIND, object_id=ticket.id, traits=traits)
    return len(found)


def queue_unread(*, by: Person) -> int:  # noqa: ARG001 - an act names its person; the worker does it
    """Hand the worker every ticket of which no trait is kept, as an upgrade leaves the old ones."""
    kept = likeness_queries.read_ids(KIND)
    unread = [ticket_id for ticket_id in queries.all_ids() if ticket_id not in kept]
    for ticket_id in unread:
        ledger.announce(event="ticket.saved", object_kind="ticket", object_id=ticket_id)
    return len(unread)


def judge_alike(*, by: Person, ticket: Ticket, other: Ticket, verdict: str) -> None:
    """Say whether two tickets are about the same matter; the pair is not offered again."""
    likeness.judge(by=by, object_kind=KIND, one=ticket.id, other=other.id, verdict=verdict)


def judge_typed(
    *, by: Person, ticket: Ticket, same: Iterable[int] = (), different: Iterable[int] = ()
) -> None:
    """Keep what was said of a call and earlier tickets while it was typed; foreign ids say nothing."""
    said = dict.fromkeys(same, "same") | dict.fromkeys(different, "different")
    seen = queries.visible_ids(said, by=by) if said else set()
    for other in sorted(seen - {ticket.id}):
        likeness.judge(by=by, object_kind=KIND, one=ticket.id, other=other, verdict=said[other])


def _of_caller(ticket: Ticket, seen: Read) -> frozenset[str]:
    """Return those telephones in the open words that are the caller's own."""
    numbers = {one.normal for one in seen.numbers if one.kind == "phone"}
    return frozenset(phone_key(one) for one in numbers if _is_of_caller(ticket, one))


def _is_of_caller(ticket: Ticket, number: str) -> bool:
    if ticket.caller_id is not None:
        return ticket.caller_id in parties.parties_with_phone(number)
    if ticket.informant_id is None:
        return False
    try:
        blind_phone(number)
    except KeyMissing:
        return True  # whose it is cannot be told without the keys, so nobody's is kept
    return ticket.informant_id in parties.informants_with_phone(number)
