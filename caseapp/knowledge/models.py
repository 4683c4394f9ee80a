"""The table of what the desk knows: each answer in editions, none of them ever deleted."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class KnowledgeItem(Base):
    """One edition of an answer: what callers ask, what they are told, by what, from when to when."""

    __tablename__ = "knowledge_item"
    __table_args__ = (sa.UniqueConstraint("key", "edition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # The same through all editions.
    key: Mapped[str] = mapped_column(sa.String(40))
    edition: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(100))
    question: Mapped[str] = mapped_column(sa.String(200))
    answer: Mapped[str] = mapped_column(sa.Text)
    # Empty means any.
    matters: Mapped[list[str]] = mapped_column(sa.JSON)
    right_kinds: Mapped[list[str]] = mapped_column(sa.JSON)
    source: Mapped[str] = mapped_column(sa.String(200))
    confidence: Mapped[str] = mapped_column(sa.String(4), default="")
    since: Mapped[date | None]
    until: Mapped[date | None]
    reviewed_on: Mapped[date | None]
    reviewed_by: Mapped[str] = mapped_column(sa.String(60), default="")
    is_shipped: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
    changed_by: Mapped[str] = mapped_column(sa.String(60))
    changed_at: Mapped[datetime] = mapped_column(Instant)
