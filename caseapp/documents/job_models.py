"""The table of long works: what was asked for, how far it is, what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant
from caseapp.documents.job_words import JOB_KINDS, JOB_STATES


def _one_of(column: str, allowed: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{one}'" for one in allowed)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


class PaperJob(Base):
    """One long work; the bytes of its result lie in the store under their hash."""

    __tablename__ = "paper_job"
    __table_args__ = (
        _one_of("kind", JOB_KINDS),
        _one_of("state", JOB_STATES),
        sa.Index("ix_paper_job_state", "state", "id"),
        sa.Index("ix_paper_job_asked_by", "asked_by", "id"),
        sa.Index("ix_paper_job_source_sha256", "source_sha256", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    state: Mapped[str] = mapped_column(sa.String(10))
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"), index=True)
    # What the result is called, and the page it was asked for on.
    name: Mapped[str] = mapped_column(sa.String(200))
    asked_from: Mapped[str] = mapped_column(sa.String(200))
    wanted: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    # Of a conversion: the file it is made from; whoever asks for it again gets the same.
    source_sha256: Mapped[str] = mapped_column(sa.String(64))
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    # How often it was begun; what ends the program each time is not begun for ever.
    begun: Mapped[int] = mapped_column(default=0)
    why: Mapped[str] = mapped_column(sa.Text, default="")
    # No reference to the table of files the office counts on: a print can be made again.
    sha256: Mapped[str | None] = mapped_column(sa.String(64))
    size: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    asked_by: Mapped[int]
    asked_by_name: Mapped[str] = mapped_column(sa.String(60))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
