"""Tables of telling sealed reporters, and of query codes that were tried."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class Telling(Base):
    """One try to tell a sealed reporter whether the matter was taken up: how and with what outcome.

    No words of what was said: the answer to a reporter never holds more than the decision.
    """

    __tablename__ = "telling"
    __table_args__ = (
        sa.CheckConstraint("outcome IN ('told', 'not_reached')", name="outcome"),
        sa.Index("ix_telling_ticket", "ticket_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(sa.ForeignKey("ticket.id"))
    # The decision that was told: 立案, 不予立案, 责令改正, and its day.
    decision: Mapped[str] = mapped_column(sa.String(20))
    decided_on: Mapped[date]
    how: Mapped[str] = mapped_column(sa.String(10))
    told_on: Mapped[date]
    outcome: Mapped[str] = mapped_column(sa.String(12))
    # By which opening the desk knew whom to tell; none where the reporter came or asked by code.
    opening_id: Mapped[int | None] = mapped_column(sa.ForeignKey("opening.id"))
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)


class CodeTry(Base):
    """One query code that did not fit; the code itself is not kept."""

    __tablename__ = "code_try"
    __table_args__ = (sa.Index("ix_code_try_person", "person_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
