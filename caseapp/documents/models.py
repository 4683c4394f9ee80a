"""Tables of papers: the paper, each service of it; its earlier texts are kept revisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared
from caseapp.documents.words import MODES, STATES


def _one_of(column: str, allowed: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{one}'" for one in allowed)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


class PaperRecord(Base):
    """One paper of a case, ticket or matter of cooperation; once signed, its words, number and bytes stand for good."""

    __tablename__ = "paper"
    __table_args__ = (
        sa.Index("ix_paper_case", "case_id", "id"),
        sa.Index("ix_paper_ticket", "ticket_id", "id"),
        sa.Index("ix_paper_cooperation", "cooperation_id", "id"),
        # The register of numbers goes through them in this order.
        sa.Index("ix_paper_signed", "signed_on", "id"),
        _one_of("state", STATES),
        sa.CheckConstraint(
            "state NOT IN ('signed', 'served') OR sha256 IS NOT NULL", name="frozen"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("case_file.id"))
    # A paper of the 12330 desk belongs to a ticket and to no case.
    ticket_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ticket.id"))
    # A paper between the office and other bodies that no case holds.
    cooperation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("cooperation.id"))
    kind: Mapped[str] = mapped_column(sa.String(40), index=True)
    title: Mapped[str] = mapped_column(sa.String(100))
    state: Mapped[str] = mapped_column(sa.String(10), default="draft")
    data: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
    series: Mapped[str | None] = mapped_column(sa.String(80))
    serial: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(sa.String(200), unique=True)
    signed_by: Mapped[int | None]
    signed_by_name: Mapped[str] = mapped_column(sa.String(60), default="")
    signed_on: Mapped[date | None]
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    sha256: Mapped[str | None] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    pdf_sha256: Mapped[str | None] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    text_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    void_reason: Mapped[str] = mapped_column(sa.Text, default="")
    # Whose turn it is on the line of approval; the undertaker's after a return.
    waits_for: Mapped[str] = mapped_column(
        sa.String(12), default="", server_default=sa.text("''"), index=True
    )
    drafted_by: Mapped[int]
    drafted_by_name: Mapped[str] = mapped_column(sa.String(60))
    drafted_at: Mapped[datetime] = mapped_column(Instant)


class Service(Base):
    """One service of a paper on one receiver."""

    __tablename__ = "service"
    __table_args__ = (_one_of("mode", MODES),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(sa.ForeignKey("paper.id"), index=True)
    receipt_id: Mapped[int | None] = mapped_column(sa.ForeignKey("paper.id"), index=True)
    addressee: Mapped[str] = mapped_column(sa.String(200))
    # The side of a dispute that was served; empty where a paper is for one party only.
    part: Mapped[str] = mapped_column(sa.String(12), default="", server_default=sa.text("''"))
    receiver: Mapped[str] = mapped_column(sa.String(100), default="")
    relation: Mapped[str] = mapped_column(sa.String(100), default="")
    mode: Mapped[str] = mapped_column(sa.String(10))
    served_on: Mapped[date]
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    servers: Mapped[str] = mapped_column(sa.String(200), default="")
    witness: Mapped[str] = mapped_column(sa.String(100), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    # The day the receiver signed that papers may come electronically.
    consent_on: Mapped[date | None]
    recorded_by: Mapped[int]
    recorded_by_name: Mapped[str] = mapped_column(sa.String(60))
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class PublicNotice(Base):
    """A paper published for somebody out of reach; it is served when the limit that runs is over."""

    __tablename__ = "public_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(sa.ForeignKey("paper.id"), index=True)
    deadline_id: Mapped[int] = mapped_column(sa.ForeignKey("deadline.id"))
    addressee: Mapped[str] = mapped_column(sa.String(200))
    part: Mapped[str] = mapped_column(sa.String(12), default="")
    published_on: Mapped[date]
    published_in: Mapped[str] = mapped_column(sa.String(200))
    # What was tried before, on which days, and why it failed.
    tried: Mapped[str] = mapped_column(sa.Text)
    service_id: Mapped[int | None] = mapped_column(sa.ForeignKey("service.id"))
    ended_why: Mapped[str] = mapped_column(sa.String(200), default="")
    recorded_by: Mapped[int]
    recorded_by_name: Mapped[str] = mapped_column(sa.String(60))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
