"""Tables a dispute adds to its case file: the request it began with, and cases heard together."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class CaseRequest(Base):
    """What the requester asks and hands in; kept as it came, one for each case."""

    __tablename__ = "case_request"

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"), primary_key=True)
    standing: Mapped[str] = mapped_column(sa.String(20))
    claims: Mapped[str] = mapped_column(sa.String(400))
    relief: Mapped[str] = mapped_column(sa.Text)
    grounds: Mapped[str] = mapped_column(sa.Text)
    papers: Mapped[list[Any]] = mapped_column(sa.JSON, default=list)
    # When the requester learned of the act and of who did it; the time bar counts from here.
    known_on: Mapped[date | None]
    respondent_abroad: Mapped[bool] = mapped_column(default=False)


class CaseLink(Base):
    """Two cases that are heard together or come from one request; undone, never deleted."""

    __tablename__ = "case_link"
    __table_args__ = (
        sa.CheckConstraint("case_id < other_id", name="two_cases"),
        sa.CheckConstraint("kind IN ('bundle', 'split')", name="kind"),
        sa.Index("ix_case_link_other", "other_id", "ended_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"), index=True)
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    kind: Mapped[str] = mapped_column(sa.String(10))
    since: Mapped[date]
    why: Mapped[str] = mapped_column(sa.String(500))
    by_name: Mapped[str] = mapped_column(sa.String(60))
    made_at: Mapped[datetime] = mapped_column(Instant)
    ended_on: Mapped[date | None]
    ended_why: Mapped[str] = mapped_column(sa.String(500), default="")
