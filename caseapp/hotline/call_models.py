"""Tables of a call that is not a ticket yet: what was typed so far, what the telephone told."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class CallDraft(Base):
    """What an operator typed into the page of one open call; all of it under seal."""

    __tablename__ = "call_draft"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "mark"),
        sa.Index("ix_call_draft_saved_at", "saved_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    # The open page: two calls at once are two drafts.
    mark: Mapped[str] = mapped_column(sa.String(64))
    sealed: Mapped[str] = mapped_column(sa.Text)
    began_at: Mapped[datetime] = mapped_column(Instant)
    saved_at: Mapped[datetime] = mapped_column(Instant)


class PhoneCall(Base):
    """One call as the telephone system told it, in whatever order its events came."""

    __tablename__ = "phone_call"
    __table_args__ = (
        sa.UniqueConstraint("call_key"),
        sa.Index("ix_phone_call_extension", "extension", "id"),
        sa.Index("ix_phone_call_heard_at", "heard_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_key: Mapped[str] = mapped_column(sa.String(80))
    direction: Mapped[str] = mapped_column(sa.String(10))
    extension: Mapped[str] = mapped_column(sa.String(20))
    caller_sealed: Mapped[str] = mapped_column(sa.Text)
    called_sealed: Mapped[str] = mapped_column(sa.Text)
    heard_at: Mapped[datetime] = mapped_column(Instant)
    rung_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ticket_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ticket.id"), index=True)
    called_back_at: Mapped[datetime | None] = mapped_column(Instant)
    called_back_by: Mapped[str] = mapped_column(sa.String(60))


class PhoneExtension(Base):
    """Which telephone stands before an operator; remembered for each person."""

    __tablename__ = "phone_extension"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    extension: Mapped[str] = mapped_column(sa.String(20))


class PhoneToken(Base):
    """What the telephone system proves itself by; kept only as a hash, the newest one counts."""

    __tablename__ = "phone_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime] = mapped_column(Instant)
