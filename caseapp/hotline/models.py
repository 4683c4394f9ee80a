"""Tables of the 12330 desk: tickets and who held them; who called lies sealed in parties, never here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

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
        sa.Index("ix_ticket_query_code", "query_code_hash"),
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
    right_kind: Mapped[str] = mapped_column(sa.String(20), default="", server_default="")
    platform_link: Mapped[str] = mapped_column(sa.String(400), default="", server_default="")
    respondent_code: Mapped[str] = mapped_column(sa.String(18), default="", server_default="")
    # What the guided questions of this matter asked beyond the columns: question key → answer.
    answers: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict, server_default="{}")
    # An ordinary party to their own matter; of 举报 there is a sealed informant instead.
    caller_id: Mapped[int | None] = mapped_column(sa.ForeignKey("party.id"), index=True)
    is_real_name: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    wants_secrecy: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    began_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    # The number and day of a work order of 12345 or 12315.
    order_no: Mapped[str] = mapped_column(sa.String(40), default="", server_default="")
    order_due_on: Mapped[date | None]
    # A body outside the office holds it; the unit beside it follows it up and stays answerable.
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"), index=True)
    holder_id: Mapped[int | None]
    times_returned: Mapped[int] = mapped_column(default=0, server_default=sa.text("0"))
    # The arbiter has spoken: it is not returned again.
    is_final: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    unit_path: Mapped[str] = mapped_column(sa.String(120))
    operator_id: Mapped[int]
    operator_name: Mapped[str] = mapped_column(sa.String(60))
    created_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class TicketHolding(Base):
    """Who had a ticket from when to when; without a gap, or a ticket would lie with nobody."""

    __tablename__ = "ticket_holding"
    __table_args__ = (
        sa.Index("ix_ticket_holding_ticket", "ticket_id", "id"),
        # One at a time: two who act at once cannot both hold it.
        sa.Index(
            "ux_ticket_holding_now",
            "ticket_id",
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(sa.ForeignKey("ticket.id"))
    state: Mapped[str] = mapped_column(sa.String(20))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    unit_name: Mapped[str] = mapped_column(sa.String(100))
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"))
    body_name: Mapped[str] = mapped_column(sa.String(100), default="")
    person_id: Mapped[int | None]
    person_name: Mapped[str] = mapped_column(sa.String(60), default="")
    since: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime | None] = mapped_column(Instant)


class TicketMove(Base):
    """One act on a ticket: what, by whom, from which state to which, and why."""

    __tablename__ = "ticket_move"
    __table_args__ = (sa.Index("ix_ticket_move_ticket", "ticket_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(sa.ForeignKey("ticket.id"))
    move: Mapped[str] = mapped_column(sa.String(30))
    from_state: Mapped[str] = mapped_column(sa.String(20))
    to_state: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    given: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)


class TicketLink(Base):
    """Two tickets of one matter: split, repeated, reopened; read in both directions."""

    __tablename__ = "ticket_link"
    __table_args__ = (
        sa.UniqueConstraint("from_id", "to_id", "kind"),
        sa.CheckConstraint("kind IN ('split', 'repeat', 'reopened')", name="kind"),
        sa.Index("ix_ticket_link_to", "to_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(sa.ForeignKey("ticket.id"))
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("ticket.id"))
    kind: Mapped[str] = mapped_column(sa.String(10))
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)
