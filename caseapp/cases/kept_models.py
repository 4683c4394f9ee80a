"""Tables of what people keep beside the cases: filters of their lists, notes, reminders."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class SavedFilter(Base):
    """What somebody narrows the list of cases to again and again, under a name of their own."""

    __tablename__ = "saved_filter"
    __table_args__ = (sa.UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(sa.String(40))
    # As they stand in the address of the list.
    given: Mapped[dict[str, str]] = mapped_column(sa.JSON)
    saved_at: Mapped[datetime] = mapped_column(Instant)


class CaseNote(Base):
    """A short note of the team on a case; never edited, never deleted."""

    __tablename__ = "case_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"), index=True)
    words: Mapped[str] = mapped_column(sa.String(1000))
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    noted_on: Mapped[date]
    noted_at: Mapped[datetime] = mapped_column(Instant)


class Reminder(Base):
    """Somebody was told of a limit at a stage before or after its end: once for each end."""

    __tablename__ = "reminder"
    __table_args__ = (
        sa.UniqueConstraint("deadline_id", "person_id", "stage", "due_on"),
        sa.Index("ix_reminder_person", "person_id", "made_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(sa.ForeignKey("deadline.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    stage: Mapped[str] = mapped_column(sa.String(20))
    due_on: Mapped[date]
    made_on: Mapped[date]
    # When the mail went out; empty where no mail server is configured or nobody knows an address.
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
