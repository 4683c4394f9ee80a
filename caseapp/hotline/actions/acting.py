"""Making a move from a ticket's page: each by its own action where it has one, else by the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.hotline.actions.answering import keep_answer
from caseapp.hotline.actions.moving import Holder, desk_of, move
from caseapp.hotline.actions.routing import dispatch
from caseapp.hotline.acts import TELLING
from caseapp.hotline.callers import refuse_to_tell
from caseapp.hotline.life import MOVES
from caseapp.hotline.models import Ticket
from caseapp.hotline.told_words import LATER, SPOT

TELL_EXTENDED = "告知方式请选“尚未告知”，延期照样登记，由举报专员告知来电人。"
# Moves whose words are the answer itself.
LAST_WORDS = ("tell_elsewhere", "refuse_complaint", "tell_end")


def act(
    *, by: Person, ticket: Ticket, key: str, said: Mapping[str, Any], to: Holder | None = None
) -> None:
    """Make a move with what was said; a sealed caller is told by nobody but the informant desk."""
    db.session.refresh(ticket, with_for_update=True)
    if key in TELLING:
        _refuse_telling(by=by, ticket=ticket, key=key, how=str(said.get("how", "")))
    if key == "dispatch" and to is not None:
        dispatch(by=by, ticket=ticket, to=to, reason=str(said.get("reason", "")))
        return
    move(by=by, ticket=ticket, move=key, to=to, **said)
    if key in TELLING and said.get("how") != LATER:
        _keep_told(by=by, ticket=ticket, key=key, said=said)


def _refuse_telling(*, by: Person, ticket: Ticket, key: str, how: str) -> None:
    """Ask who says that the caller was told; who only approves an extension is asked nothing."""
    if how == SPOT or (key == "extend" and (how == LATER or ticket.informant_id is None)):
        return
    if key == "extend":
        refuse_to_tell(by=by, ticket=ticket, what="登记延期已经告知", remedy=TELL_EXTENDED)
    else:
        refuse_to_tell(by=by, ticket=ticket, what=MOVES[key].name)


def _keep_told(*, by: Person, ticket: Ticket, key: str, said: Mapping[str, Any]) -> None:
    """Keep among the answers what the caller heard with the move."""
    text = str(said["reason" if key == "tell_elsewhere" else "told"])
    if key in LAST_WORDS:
        ticket.answer = text
    kind = "final" if key in LAST_WORDS else "interim"
    keep_answer(by=by, ticket=ticket, kind=kind, how=str(said["how"]), text=text)


def holder_of(*, ticket: Ticket, chosen: str) -> Holder | None:
    """Read whom a form names: a unit of ours, or a body outside that the desk follows up."""
    kind, number = chosen[:1], chosen[1:]
    if not (number.isdecimal() and number.isascii() and len(number) < 10):
        return None
    if kind == "u":
        return Holder(int(number))
    return Holder(desk_of(ticket), body_id=int(number)) if kind == "b" else None
