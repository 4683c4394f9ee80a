"""A ticket goes with its aid file: it ends when the help ended, and is worked on again when that was undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from caseapp.accounts.person import Person
from caseapp.aid.models import AidFile
from caseapp.aid.states import OPEN, STAGES
from caseapp.base.db import db
from caseapp.hotline.actions.moving import move
from caseapp.hotline.life import MOVES
from caseapp.hotline.models import Ticket, TicketMove

END, AGAIN = "aid_end", "aid_again"


def to_follow(aid_ids: Sequence[int]) -> list[Any]:
    """Return the aid files whose ticket stands otherwise than they do; most changes leave nothing to do."""
    ended = sa.and_(AidFile.state.not_in(OPEN), Ticket.state.in_(MOVES[END].from_states))
    begun = sa.and_(
        AidFile.state.in_(OPEN), Ticket.state.in_(MOVES[AGAIN].from_states), _was_ended()
    )
    wanted = (
        sa.select(AidFile.id, AidFile.ticket_id, AidFile.number, AidFile.state)
        .join(Ticket, Ticket.id == AidFile.ticket_id)
        .where(AidFile.id.in_(aid_ids), sa.or_(ended, begun))
        .order_by(AidFile.id)
    )
    return list(db.session.execute(wanted))


def follow_aid(*, by: Person, aid_ids: Sequence[int]) -> None:
    """Let the tickets of these aid files end or go on with them."""
    for row in to_follow(aid_ids):
        stage = STAGES[row.state]
        move(
            by=by,
            ticket=db.session.get_one(Ticket, row.ticket_id),
            move=AGAIN if stage.is_open else END,
            reason=f"援助案卷{row.number}：{stage.name}",
        )


def _was_ended() -> sa.ColumnElement[bool]:
    """Say that the help ended the ticket, and nobody by hand."""
    made = aliased(TicketMove)
    last = (
        sa.select(sa.func.max(made.id))
        .where(made.ticket_id == Ticket.id, made.to_state == "closed")
        .correlate(Ticket)
        .scalar_subquery()
    )
    return sa.exists().where(TicketMove.id == last, TicketMove.move == END).correlate(Ticket)
