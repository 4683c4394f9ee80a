"""Making a move from a ticket's page: each by its own action where it has one, else by the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.hotline.actions.answering import keep_answer
from caseapp.hotline.actions.moving import Holder, desk_of, move
from caseapp.hotline.actions.routing import dispatch
from caseapp.hotline.actions.secrecy import refuse_sealed_words
from caseapp.hotline.acts import TELLING
from caseapp.hotline.callers import refuse_to_tell
from caseapp.hotline.life import MOVES
from caseapp.hotline.models import Ticket
from caseapp.hotline.told_words import SPOT

WORDS = {"reason": "理由", "told": "如何告知当事人", "ground": "依据的情形"}


def act(
    *, by: Person, ticket: Ticket, key: str, said: Mapping[str, Any], to: Holder | None = None
) -> None:
    """Make a move with what was said; a sealed caller is neither named in it nor told by others."""
    db.session.refresh(ticket, with_for_update=True)
    name = MOVES[key].name
    texts = {words: str(said.get(field, "")) for field, words in WORDS.items()}
    refuse_sealed_words(ticket=ticket, texts=texts, what=name)
    if key in TELLING and said.get("how") != SPOT:
        refuse_to_tell(by=by, ticket=ticket, what=name)
    if key == "dispatch" and to is not None:
        dispatch(by=by, ticket=ticket, to=to, reason=str(said.get("reason", "")))
        return
    move(by=by, ticket=ticket, move=key, to=to, **said)
    if key == "tell_elsewhere":
        ticket.answer = str(said["reason"])
        keep_answer(by=by, ticket=ticket, kind="final", how=said["how"], text=ticket.answer)


def holder_of(*, ticket: Ticket, chosen: str) -> Holder | None:
    """Read whom a form names: a unit of ours, or a body outside that the desk follows up."""
    kind, number = chosen[:1], chosen[1:]
    if not (number.isdecimal() and number.isascii() and len(number) < 10):
        return None
    if kind == "u":
        return Holder(int(number))
    return Holder(desk_of(ticket), body_id=int(number)) if kind == "b" else None
