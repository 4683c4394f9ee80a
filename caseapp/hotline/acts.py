"""What somebody may do with a ticket now: the rows of the table that are open to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from caseapp.accounts.permissions import Thing, decide, roles_over
from caseapp.accounts.person import Person
from caseapp.hotline.life import MOVES, Move
from caseapp.hotline.models import Ticket

# These have forms of their own, or are made by something else than a form.
APART = ("take", "lead", "request", "aid", "answer", "call_back", "close", "join", "split")
# Moves by which the caller hears something.
TELLING = ("tell_elsewhere", "accept_complaint", "refuse_complaint", "tell_end", "extend")


def open_moves(
    by: Person, ticket: Ticket, made: Collection[str], *, asked: Collection[int] = ()
) -> list[Move]:
    """Return the moves this person may make now; `asked` are the units that were asked to work with it."""
    found = [row for row in _open(by, ticket, made) if row.key not in (*APART, "contribute")]
    joined = MOVES["contribute"]
    if ticket.state in joined.from_states and by.unit_id in asked:
        found += [joined] if decide(by, joined.permission, Thing(by.unit_path)) else []
    return found


def may(by: Person, ticket: Ticket, key: str) -> bool:
    """Say whether a move of its own form is open to somebody, whatever was made before."""
    return any(row.key == key for row in _open(by, ticket, ()))


def calls_back(by: Person) -> bool:
    """Say whether calling back is somebody's own work: the desk's, or of sealed callers the informant desk's."""
    return bool(decide(by, "informant.reveal") or decide(by, "ticket.take"))


def _open(by: Person, ticket: Ticket, made: Collection[str]) -> Iterator[Move]:
    thing = Thing(ticket.unit_path)
    for row in MOVES.values():
        is_next = ticket.state in row.from_states and (
            not row.matters or ticket.matter in row.matters
        )
        is_in_order = all(key in made for key in row.after) and not any(
            key in made for key in row.unless
        )
        if is_next and is_in_order and _is_for(by, row, thing) and not _is_final(row, ticket):
            yield row


def _is_for(by: Person, row: Move, thing: Thing) -> bool:
    if not decide(by, row.permission, thing):
        return False
    return not row.roles or bool(roles_over(by, thing, row.permission) & set(row.roles))


def _is_final(row: Move, ticket: Ticket) -> bool:
    return row.key == "send_back" and ticket.is_final
