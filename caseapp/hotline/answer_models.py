"""Tables of what happens after the call: each answer the caller got, each try to call back."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class TicketAnswer(Base):
    """What the caller was told, how and when; an answer that was given is never rewritten."""

    __tablename__ = "ticket_answer"
    __table_args__ = (sa.Index("ix_ticket_answer_ticket", "ticket_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(sa.ForeignKey("ticket.id"))
    # interim, final, added after the final one, or told that the ticket was joined.
    kind: Mapped[str] = mapped_column(sa.String(10))
    how: Mapped[str] = mapped_column(sa.String(10))
    told_on: Mapped[date]
    text: Mapped[str] = mapped_column(sa.Text)
    # The sources named with it; the knowledge item may change later, these words do not.
    basis: Mapped[str] = mapped_column(sa.String(400), default="")
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)


class TicketCallBack(Base):
    """One try to call back: whether the caller was reached, and what the caller thinks of it."""

    __tablename__ = "ticket_call_back"
    __table_args__ = (sa.Index("ix_ticket_call_back_ticket", "ticket_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(sa.ForeignKey("ticket.id"))
    outcome: Mapped[str] = mapped_column(sa.String(12))
    satisfaction: Mapped[str] = mapped_column(sa.String(12), default="")
    comment: Mapped[str] = mapped_column(sa.Text, default="")
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)
