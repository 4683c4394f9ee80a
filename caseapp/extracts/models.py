"""Tables of attachments' texts: what became of each file, and the text with its places."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant
from caseapp.extracts.words import STATES


class ExtractedFile(Base):
    """One file by its hash: the same bytes are read once, wherever they were handed in."""

    __tablename__ = "extracted_file"
    __table_args__ = (
        sa.CheckConstraint(
            f"state IN ({', '.join(repr(state) for state in STATES)})", name="state"
        ),
        sa.Index("ix_extracted_file_state", "state", "asked_at", "sha256"),
    )

    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), primary_key=True)
    state: Mapped[str] = mapped_column(sa.String(10))
    # A word of caseapp/extracts/words.py.
    reason: Mapped[str] = mapped_column(sa.String(20), default="")
    tool: Mapped[str] = mapped_column(sa.String(200), default="")
    asked_at: Mapped[datetime] = mapped_column(Instant)
    made_at: Mapped[datetime | None] = mapped_column(Instant)
    # How often it was begun; what ends the program each time is not begun for ever.
    begun: Mapped[int] = mapped_column(default=0)
    parts: Mapped[int] = mapped_column(default=0)
    characters: Mapped[int] = mapped_column(default=0)
    # What was left out, in words; empty where the whole text is there.
    cut: Mapped[str] = mapped_column(sa.String(100), default="")


class ExtractedPart(Base):
    """A piece of a file's text: a page, a sheet, a part of either."""

    __tablename__ = "extracted_part"

    sha256: Mapped[str] = mapped_column(sa.ForeignKey("extracted_file.sha256"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
