"""All that lies in a ticket besides its own row: who held it, moves, links, answers, call-backs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db, plain_rows
from caseapp.hotline.answer_models import TicketAnswer, TicketCallBack
from caseapp.hotline.joint_models import TicketJoint
from caseapp.hotline.models import Ticket, TicketHolding, TicketLink, TicketMove
from caseapp.hotline.queries import is_visible
from caseapp.hotline.splitting import may_know
from caseapp.parties import queries as parties

_ID: sa.BindParameter[int] = sa.bindparam("ticket_id")


def _of(model: Any) -> sa.Select[Any]:
    return sa.select(model.__table__).where(model.ticket_id == _ID).order_by(model.id)


_HOLDINGS, _MOVES, _ANSWERS, _CALL_BACKS, _JOINTS = (
    _of(model) for model in (TicketHolding, TicketMove, TicketAnswer, TicketCallBack, TicketJoint)
)
_OTHER = sa.case((TicketLink.from_id == _ID, TicketLink.to_id), else_=TicketLink.from_id)
_LINKS = (
    sa.select(
        TicketLink.kind,
        (TicketLink.from_id == _ID).label("is_ours"),
        TicketLink.by_name,
        TicketLink.at,
        Ticket.id,
        Ticket.number,
        Ticket.state,
        Ticket.matter,
        Ticket.respondent,
        Ticket.operator_id,
        Ticket.informant_id,
    )
    .join(Ticket, Ticket.id == _OTHER)
    .where(sa.or_(TicketLink.from_id == _ID, TicketLink.to_id == _ID))
    .order_by(TicketLink.id)
)
_HELD_BEFORE = (
    sa.select(TicketHolding.unit_id, TicketHolding.body_id)
    .join(TicketLink, TicketLink.to_id == TicketHolding.ticket_id)
    .where(TicketLink.from_id == _ID, TicketLink.kind == "reopened")
    .order_by(TicketHolding.id.desc())
    .limit(1)
)


@dataclass(frozen=True)
class TicketFile:
    """What was done with a ticket, in the order it was done."""

    holdings: Sequence[Any]
    moves: Sequence[Any]
    answers: Sequence[Any]
    call_backs: Sequence[Any]
    joints: Sequence[Any]
    links: Sequence[Any]


def ticket_file(ticket_id: int, *, by: Person) -> TicketFile:
    """Return what lies in a ticket; of linked ones those that this person may know of."""
    given = {"ticket_id": ticket_id}
    moves, links = _known(ticket_id, plain_rows(_MOVES, given), by=by)
    return TicketFile(
        plain_rows(_HOLDINGS, given),
        moves,
        plain_rows(_ANSWERS, given),
        plain_rows(_CALL_BACKS, given),
        plain_rows(_JOINTS, given),
        links,
    )


def _known(
    ticket_id: int, moves: Sequence[Any], *, by: Person
) -> tuple[Sequence[Any], Sequence[Any]]:
    """Leave out that a ticket was split for whoever may not know who reported and complained."""
    links = plain_rows(_LINKS.where(is_visible(by)), {"ticket_id": ticket_id})
    ticket = db.session.get(Ticket, ticket_id)
    known = [
        row
        for row in links
        if row.kind != "split" or (ticket is not None and may_know(by, ticket, row))
    ]
    if any(row.kind == "split" for row in known):
        return moves, known
    return [row for row in moves if row.move != "split"], known


def caller_words(ticket: Ticket) -> str:
    """Say who called: an alias for one who is sealed, name and number of an ordinary party."""
    if ticket.informant_alias:
        return f"{ticket.informant_alias}（身份已密封）"
    found = parties.party(ticket.caller_id) if ticket.caller_id else None
    if found is None:
        return "匿名，未留身份"
    return "，".join(one for one in (found.name, found.phone) if one)


def holder_before(ticket_id: int) -> tuple[int, int | None] | None:
    """Return which unit, and body, last had the matter of a ticket that was opened anew."""
    found = plain_rows(_HELD_BEFORE, {"ticket_id": ticket_id})
    return (found[0].unit_id, found[0].body_id) if found else None


def id_of(number: str, *, by: Person) -> int:
    """Return the id of a ticket by its number as typed; 0 when there is none this person may know of."""
    wanted = sa.select(Ticket.id).where(Ticket.number == number.strip(), is_visible(by))
    found = plain_rows(wanted)
    return int(found[0].id) if found else 0
