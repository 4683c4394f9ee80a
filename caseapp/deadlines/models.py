"""The table of limits: what runs, until when, and why."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant

_STILL_OPEN = sa.text("stopped_on IS NULL")


class Deadline(Base):
    """One limit on one case or ticket; it stays on record after it ended."""

    __tablename__ = "deadline"
    __table_args__ = (
        sa.CheckConstraint(
            "state IN ('running', 'paused', 'met', 'missed', 'stopped', 'lapsed')", name="state"
        ),
        sa.CheckConstraint(
            "case_id IS NOT NULL OR ticket_id IS NOT NULL OR transfer_id IS NOT NULL"
            " OR complaint_id IS NOT NULL",
            name="subject",
        ),
        # Every list of what is due reads only this small index, however old the office is.
        sa.Index(
            "ix_deadline_open",
            "due_on",
            "case_id",
            sqlite_where=_STILL_OPEN,
            postgresql_where=_STILL_OPEN,
        ),
        sa.Index("ix_deadline_case", "case_id", "id"),
        sa.Index("ix_deadline_ticket", "ticket_id"),
        sa.Index("ix_deadline_transfer", "transfer_id"),
        sa.Index("ix_deadline_complaint", "complaint_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("case_file.id"))
    ticket_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ticket.id"))
    # Beside the case, where there is one: the limit is shown on both.
    transfer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("transfer.id"))
    # Of a complaint at a fair.
    complaint_id: Mapped[int | None] = mapped_column(sa.ForeignKey("fair_complaint.id"))
    rule_id: Mapped[str] = mapped_column(sa.String(20))
    family: Mapped[str] = mapped_column(sa.String(20))
    meaning: Mapped[str] = mapped_column(sa.String(40))
    what: Mapped[str] = mapped_column(sa.String(200))
    unit: Mapped[str] = mapped_column(sa.String(4))
    authority: Mapped[str | None] = mapped_column(sa.String(20))
    # Of the office that runs it: days of its own area count as its own calendar says.
    area: Mapped[str] = mapped_column(sa.String(6), default="", server_default=sa.text("''"))
    start_on: Mapped[date]
    start_at: Mapped[datetime | None] = mapped_column(Instant)
    start_why: Mapped[str] = mapped_column(sa.String(200))
    due_on: Mapped[date | None]
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    provisional: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(sa.String(10), default="running")
    # [{"first", "last" or null while it lasts, "why"}], both days included.
    pauses: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    # [{"length", "by", "on", "approver", "why"}] in the order they were decided.
    extensions: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    # Ends that no longer hold: [{"due", "text", "until", "why"}].
    history: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    text: Mapped[str] = mapped_column(sa.Text)
    basis: Mapped[str] = mapped_column(sa.Text)
    on_expiry: Mapped[str] = mapped_column(sa.String(20))
    stopped_on: Mapped[date | None]
    stopped_why: Mapped[str] = mapped_column(sa.String(200), default="")
