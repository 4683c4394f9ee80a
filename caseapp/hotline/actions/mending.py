"""Limits that an older release left running on tickets which are over: ended, each with its record."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import local, now
from caseapp.base.db import db
from caseapp.deadlines import actions as deadlines
from caseapp.deadlines.models import Deadline
from caseapp.hotline import clocks
from caseapp.hotline.informing import LIMIT
from caseapp.hotline.life import ENDED
from caseapp.hotline.models import Ticket, TicketMove

MET = "工单已答复，补记结束（旧版本没有停止）"
GONE = "工单已答复或者已办结，期限所对应的事项不再办理，补记终止（旧版本没有停止）"
_ANSWERED = "answered"
# What the answer itself settles, and what can be done only before it.
_SETTLED = (*clocks.STOPS["answer"], *clocks.STOPS_IN[_ANSWERED])
_TOO_LATE = clocks.HOLDS_WORK
_URGED = tuple(one.family for one in clocks.STARTS["urge"])
_LEFT = (
    sa.select(Deadline, Ticket.state)
    .join(Ticket, Ticket.id == Deadline.ticket_id)
    .where(
        Deadline.stopped_on.is_(None),
        sa.or_(
            sa.and_(
                Ticket.state == _ANSWERED,
                sa.or_(
                    Deadline.family.in_((*_SETTLED, *_TOO_LATE)),
                    Deadline.rule_id.in_((*_SETTLED, *_TOO_LATE)),
                ),
            ),
            # A joined reporter is told of the decision, help under way is ended in its own file.
            sa.and_(Ticket.state.in_(ENDED), Deadline.family.not_in((LIMIT, *clocks.OF_AID))),
        ),
    )
    .order_by(Deadline.id)
)


def end_left_limits(*, by: Person) -> int:
    """End what still runs on answered and closed tickets, as of the day they were; returns how many."""
    ended = 0
    for limit, state in db.session.execute(_LEFT).all():
        at = _since(limit.ticket_id, state)
        on = local(at).date()
        if limit.start_on > on or (limit.start_on == on and limit.family in _URGED):
            continue  # whoever urges once it is answered starts a limit of its own
        ended += 1
        if {limit.family, limit.rule_id} & {*_SETTLED}:
            families = (limit.family,)
            deadlines.stop(by=by, ticket_id=limit.ticket_id, families=families, on=on, why=MET)
        else:
            deadlines.fall_away(by=by, deadline_id=limit.id, on=on, why=GONE)
    return ended


def _since(ticket_id: int | None, state: str) -> datetime:
    """Return since when a ticket is in its state."""
    wanted = sa.select(sa.func.max(TicketMove.at)).where(
        TicketMove.ticket_id == ticket_id,
        TicketMove.to_state == state,
        TicketMove.from_state != state,
    )
    return db.session.scalar(wanted) or now()
