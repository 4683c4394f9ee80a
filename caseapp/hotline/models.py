"""Tables of the 12330 desk: tickets; who called lies sealed in parties, never here."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class Ticket(Base):
    """One contact: a call, a letter, a visit; with its number and a hashed query code."""

    __tablename__ = "ticket"
    __table_args__ = (
        sa.UniqueConstraint("number"),
        sa.Index("ix_ticket_state", "state", "id"),
        sa.Index("ix_ticket_unit", "unit_path", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(40))
    query_code_hash: Mapped[str] = mapped_column(sa.String(64))
    channel: Mapped[str] = mapped_column(sa.String(20))
    matter: Mapped[str] = mapped_column(sa.String(20))
    state: Mapped[str] = mapped_column(sa.String(20))
    received_on: Mapped[date]
    received_at: Mapped[datetime] = mapped_column(Instant)
    content: Mapped[str] = mapped_column(sa.Text)
    respondent: Mapped[str] = mapped_column(sa.String(200), default="")
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    product: Mapped[str] = mapped_column(sa.String(200), default="")
    area: Mapped[str] = mapped_column(sa.String(20), default="")
    patent_as_printed: Mapped[str] = mapped_column(sa.String(200), default="")
    informant_id: Mapped[int | None] = mapped_column(sa.ForeignKey("informant.id"), index=True)
    informant_alias: Mapped[str] = mapped_column(sa.String(30), default="")
    wants_reply: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    unit_path: Mapped[str] = mapped_column(sa.String(120))
    operator_id: Mapped[int]
    operator_name: Mapped[str] = mapped_column(sa.String(60))
    created_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
