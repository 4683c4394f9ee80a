"""Tables of what one person keeps of searching: lately asked, saved, and what a saved one found since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class SavedSearch(Base):
    """A question one person saved under a name; nobody else ever reads it."""

    __tablename__ = "saved_search"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "mark"),
        sa.Index("ix_saved_search_notify", "notify", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(sa.String(60))
    question: Mapped[str] = mapped_column(sa.String(200))
    # How it is narrowed and ordered, as in the address of the page.
    given: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    # The digest of question and narrowing: the same one is saved once.
    mark: Mapped[str] = mapped_column(sa.String(64))
    notify: Mapped[bool]
    saved_at: Mapped[datetime] = mapped_column(Instant)
    looked_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class SavedSearchHit(Base):
    """An object that began to match a saved search after it was saved; once for each of both."""

    __tablename__ = "saved_search_hit"
    __table_args__ = (sa.Index("ix_saved_search_hit_new", "search_id", "seen_at"),)

    search_id: Mapped[int] = mapped_column(sa.ForeignKey("saved_search.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    object_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    found_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime | None] = mapped_column(Instant)


class RecentSearch(Base):
    """What one person asked lately, the same question once; kept for some days, nobody else reads it."""

    __tablename__ = "recent_search"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "mark"),
        sa.Index("ix_recent_search_asked_at", "asked_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    # Question and narrowing, sealed: somebody may have asked for a name nobody may read here.
    sealed: Mapped[str] = mapped_column(sa.Text)
    # A keyed digest with its algorithm before it.
    mark: Mapped[str] = mapped_column(sa.String(100))
    asked_at: Mapped[datetime] = mapped_column(Instant)
