"""Tables of what people write: a record at each of its versions, text typed and not saved yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class Revision(Base):
    """What a record held at one of its versions, who saved it and when; nothing sealed is in it."""

    __tablename__ = "revision"

    object_kind: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    object_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    data: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    saved_by: Mapped[int]
    saved_by_name: Mapped[str] = mapped_column(sa.String(60))
    saved_at: Mapped[datetime] = mapped_column(Instant)


class UnsavedText(Base):
    """What one person typed into one form and has not saved; nobody else ever reads it."""

    __tablename__ = "unsaved_text"
    __table_args__ = (sa.Index("ix_unsaved_text_saved_at", "saved_at"),)

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    address: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    fields: Mapped[dict[str, list[str]]] = mapped_column(sa.JSON)
    saved_at: Mapped[datetime] = mapped_column(Instant)
