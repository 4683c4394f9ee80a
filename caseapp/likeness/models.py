"""Tables of likeness: what records share, and what somebody said of two of them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class Trait(Base):
    """One value by which a record can be found like another; the key itself is the index."""

    __tablename__ = "likeness_trait"
    __table_args__ = (
        sa.Index("ix_likeness_trait_object", "object_kind", "object_id"),
        {"sqlite_with_rowid": False},
    )

    object_kind: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(10), primary_key=True)
    value: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    object_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Verdict(Base):
    """What was said of two records; the pair stands once, whichever was looked at first."""

    __tablename__ = "likeness_verdict"
    __table_args__ = (
        sa.UniqueConstraint("object_kind", "low_id", "high_id"),
        sa.CheckConstraint("verdict IN ('same', 'different', 'later')", name="verdict"),
        sa.CheckConstraint("low_id < high_id", name="order"),
        sa.Index("ix_likeness_verdict_high", "object_kind", "high_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    object_kind: Mapped[str] = mapped_column(sa.String(10))
    low_id: Mapped[int]
    high_id: Mapped[int]
    verdict: Mapped[str] = mapped_column(sa.String(10))
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)
