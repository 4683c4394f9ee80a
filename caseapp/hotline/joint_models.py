"""Tables of joint handling: which other unit works on a ticket beside the one that holds it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class TicketJoint(Base):
    """A second unit on a ticket, what is wanted of it, and what came of it; it never holds the ticket."""

    __tablename__ = "ticket_joint"
    __table_args__ = (
        # Asked once: whoever asks again is told of the first.
        sa.UniqueConstraint("ticket_id", "unit_id"),
        sa.Index("ix_ticket_joint_unit", "unit_path", "ticket_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(sa.ForeignKey("ticket.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    unit_path: Mapped[str] = mapped_column(sa.String(120))
    unit_name: Mapped[str] = mapped_column(sa.String(100))
    wanted: Mapped[str] = mapped_column(sa.Text)
    since: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(sa.String(60))
    done: Mapped[str] = mapped_column(sa.Text, default="")
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by: Mapped[str] = mapped_column(sa.String(60), default="")
