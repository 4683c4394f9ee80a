"""What an upgrade can leave unsound at the desk: rules that tie or miss, tickets nobody compares."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.hotline.hints import KIND, tickets, told_of
from caseapp.hotline.models import Ticket
from caseapp.hotline.routing import queries as routing
from caseapp.hotline.routing.table import faults
from caseapp.likeness.models import Trait
from caseapp.likeness.traits import traits_of

# Up to so many are read again, to tell those without a word to compare by from those never read.
LOOKED_AT = 50
_UNREAD = (
    sa.select(Ticket.id)
    .where(
        sa.not_(
            sa.select(Trait.object_id)
            .where(Trait.object_kind == KIND, Trait.object_id == Ticket.id)
            .exists()
        )
    )
    .order_by(Ticket.id)
)


def routing_faults() -> list[str]:
    """Return what of the table in force from today on has no answer, or two as specific as each other.

    An upgrade may ship a row that ties with one of the office's own, or drop one that stood in its place.
    """
    table, day = routing.table(), today()
    return faults(table, sorted({day, *(one for one in table.days(day) if one > day)}))


def unread_tickets() -> int:
    """Count the tickets that are compared with nothing because nobody read them, as older ones are left."""
    ids = db.session.scalars(_UNREAD.limit(LOOKED_AT + 1)).all()
    if len(ids) > LOOKED_AT:
        return db.session.scalar(sa.select(sa.func.count()).select_from(_UNREAD.subquery())) or 0
    return sum(bool(traits_of(told_of(one))) for one in tickets(ids)) if ids else 0
