"""Tables of the register of bodies: who they are, whom to ask there, what they are competent for."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class Body(Base):
    """A body from its first to its last day; who took over its work stands with it."""

    __tablename__ = "body"
    __table_args__ = (
        sa.UniqueConstraint("key"),
        sa.Index("ix_body_kind", "kind", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Stays for life; the tables of the law and of routing name a body by it.
    key: Mapped[str] = mapped_column(sa.String(40))
    kind: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(100))
    short_name: Mapped[str] = mapped_column(sa.String(40), default="")
    area: Mapped[str] = mapped_column(sa.String(6), default="")
    since: Mapped[date | None]
    until: Mapped[date | None]
    # Lines to work by, where the true days are unknown: from asked_from it is asked, from moved_on
    # its successor is.
    asked_from: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"))
    moved_on: Mapped[date | None]
    moved_basis: Mapped[str] = mapped_column(sa.String(200), default="", server_default="")
    channel: Mapped[str] = mapped_column(sa.String(20), default="")
    address: Mapped[str] = mapped_column(sa.String(200), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    # Fields of an expert or a partner: what they know, and that they promised secrecy.
    speciality: Mapped[str] = mapped_column(sa.String(200), default="")
    secrecy_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(sa.String(200), default="")
    confidence: Mapped[str] = mapped_column(sa.String(4), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    is_shipped: Mapped[bool] = mapped_column(default=False)
    # The office changed a shipped body: what is shipped later leaves it alone.
    is_edited: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
    changed_by: Mapped[str] = mapped_column(sa.String(60))
    changed_at: Mapped[datetime] = mapped_column(Instant)


class BodyContact(Base):
    """Whom to ask at a body; one who left stays with the day."""

    __tablename__ = "body_contact"
    __table_args__ = (sa.Index("ix_body_contact_body", "body_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(sa.String(60))
    post: Mapped[str] = mapped_column(sa.String(60), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    note: Mapped[str] = mapped_column(sa.String(200), default="")
    since: Mapped[date]
    until: Mapped[date | None]


class BodyCompetence(Base):
    """What a body is competent for: kind of right, matter and area, from when to when, by what."""

    __tablename__ = "body_competence"
    __table_args__ = (sa.Index("ix_body_competence_body", "body_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    # Empty means any.
    right_kind: Mapped[str] = mapped_column(sa.String(20), default="")
    matter: Mapped[str] = mapped_column(sa.String(20), default="")
    area: Mapped[str] = mapped_column(sa.String(6), default="")
    since: Mapped[date | None]
    until: Mapped[date | None]
    basis: Mapped[str] = mapped_column(sa.String(200), default="")
    # Only for a part of such matters: 涉嫌犯罪, 进出口货物.
    limited_to: Mapped[str] = mapped_column(sa.String(60), default="", server_default="")
    confidence: Mapped[str] = mapped_column(sa.String(4), default="", server_default="")
    is_shipped: Mapped[bool] = mapped_column(default=False)
