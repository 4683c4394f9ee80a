"""Table of text blocks: plain text people use again, for which words and papers it is offered."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared
from caseapp.documents.block_words import BLOCK_SCOPES

_LISTED = ", ".join(f"'{one}'" for one in BLOCK_SCOPES)


class TextBlock(Base):
    """One text offered on drafts: to its writer, to a unit or to a whole office."""

    __tablename__ = "text_block"
    __table_args__ = (
        sa.Index("ix_text_block_path", "path"),
        sa.Index("ix_text_block_owner_id", "owner_id"),
        sa.CheckConstraint(f"scope IN ({_LISTED})", name="scope"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(sa.String(10))
    # Whose it is; of a shared one, who wrote it first.
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    # The unit or office it is offered in; empty for one's own.
    path: Mapped[str] = mapped_column(sa.String(200))
    title: Mapped[str] = mapped_column(sa.String(60))
    text: Mapped[str] = mapped_column(sa.Text)
    # Words of the dictionary and kinds of the catalogue it fits; empty: all.
    words: Mapped[list[str]] = mapped_column(sa.JSON)
    kinds: Mapped[list[str]] = mapped_column(sa.JSON)
    is_retired: Mapped[bool]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
    changed_by: Mapped[int]
    changed_by_name: Mapped[str] = mapped_column(sa.String(60))
    changed_at: Mapped[datetime] = mapped_column(Instant)
