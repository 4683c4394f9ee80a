"""Tables of patents, of their place in a case, and of the looks into the register."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class Patent(Base):
    """A number as it was first met, wrong ones too: a made-up number is evidence."""

    __tablename__ = "patent"
    __table_args__ = (
        # Digits and check digit without ZL: the marked and the bare spelling are one patent.
        sa.UniqueConstraint("digits"),
        sa.Index("ix_patent_number", "number"),
        sa.Index("ix_patent_body", "body"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(40), default="")
    digits: Mapped[str | None] = mapped_column(sa.String(40))
    body: Mapped[str] = mapped_column(sa.String(40), default="")
    raw: Mapped[str] = mapped_column(sa.String(200))
    is_valid: Mapped[bool]
    why: Mapped[str] = mapped_column(sa.String(200), default="")
    kind: Mapped[str] = mapped_column(sa.String(1), default="")
    title: Mapped[str] = mapped_column(sa.String(200), default="")
    holder: Mapped[str] = mapped_column(sa.String(200), default="")
    application_on: Mapped[date | None]
    granted_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_why: Mapped[str] = mapped_column(sa.String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
    changed_by: Mapped[str] = mapped_column(sa.String(60))
    changed_at: Mapped[datetime] = mapped_column(Instant)


class CasePatent(Base):
    """A patent or number of a case, with the words in which it was printed there."""

    __tablename__ = "case_patent"
    __table_args__ = (
        sa.UniqueConstraint("case_id", "patent_id"),
        sa.Index("ix_case_patent_patent", "patent_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    patent_id: Mapped[int] = mapped_column(sa.ForeignKey("patent.id"))
    as_printed: Mapped[str] = mapped_column(sa.String(200))


class PatentLookup(Base):
    """One look into the register: the status on the day of the act, who looked, when, where."""

    __tablename__ = "patent_lookup"
    __table_args__ = (
        sa.Index("ix_patent_lookup_case", "case_id", "id"),
        sa.Index("ix_patent_lookup_patent", "patent_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    patent_id: Mapped[int] = mapped_column(sa.ForeignKey("patent.id"))
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    status_on: Mapped[date]
    status: Mapped[str] = mapped_column(sa.String(20))
    looked_up_by: Mapped[int]
    looked_up_by_name: Mapped[str] = mapped_column(sa.String(60))
    looked_up_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    source: Mapped[str] = mapped_column(sa.String(200))
    note: Mapped[str] = mapped_column(sa.Text, default="")
