"""Tables of those who exhibit: booth, name, exhibits, the lists they came from, what was known before."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class ExhibitorList(Base):
    """One list of the organiser as it was read in: the file, which column is what, what came of it."""

    __tablename__ = "exhibitor_list"
    __table_args__ = (sa.Index("ix_exhibitor_list_fair", "fair_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    filename: Mapped[str] = mapped_column(sa.String(200))
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    sheet: Mapped[str] = mapped_column(sa.String(100), default="")
    # The row of the titles, from 1.
    header_row: Mapped[int] = mapped_column(default=0)
    # Title of the column: field; kept for the next list with the same titles.
    columns: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    rows: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    gone: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    read_at: Mapped[datetime] = mapped_column(Instant)
    # Until then it was only looked at.
    entered_at: Mapped[datetime | None] = mapped_column(Instant)


class Exhibitor(Base):
    """Somebody at a booth of a fair; two may share one booth, one may have several."""

    __tablename__ = "exhibitor"
    __table_args__ = (
        sa.UniqueConstraint("fair_id", "booth_mark", "name_mark"),
        sa.Index("ix_exhibitor_name", "name_mark", "fair_id"),
        sa.Index("ix_exhibitor_credit", "credit_code"),
        sa.Index("ix_exhibitor_fair", "fair_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    hall: Mapped[str] = mapped_column(sa.String(60), default="")
    booth: Mapped[str] = mapped_column(sa.String(60))
    # Hall and booth without signs and in one width: how a booth is found however it is typed.
    booth_mark: Mapped[str] = mapped_column(sa.String(60))
    name: Mapped[str] = mapped_column(sa.String(200))
    name_mark: Mapped[str] = mapped_column(sa.String(200))
    credit_code: Mapped[str] = mapped_column(sa.String(18), default="")
    address: Mapped[str] = mapped_column(sa.String(300), default="")
    contact: Mapped[str] = mapped_column(sa.String(60), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    # Who stands there for somebody else, and for whom.
    agent: Mapped[str] = mapped_column(sa.String(200), default="")
    promised_on: Mapped[date | None]
    promise_sha256: Mapped[str | None] = mapped_column(
        sa.ForeignKey("stored_file.sha256"), index=True
    )
    promise_filename: Mapped[str] = mapped_column(sa.String(200), default="")
    list_id: Mapped[int | None] = mapped_column(sa.ForeignKey("exhibitor_list.id"))
    list_row: Mapped[int | None]
    gone_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class Exhibit(Base):
    """A thing shown at a booth, with the patent mark printed on it where there is one."""

    __tablename__ = "exhibit"
    __table_args__ = (
        sa.Index("ix_exhibit_exhibitor", "exhibitor_id", "id"),
        sa.Index("ix_exhibit_patent", "patent_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"), index=True)
    exhibitor_id: Mapped[int] = mapped_column(sa.ForeignKey("exhibitor.id"))
    name: Mapped[str] = mapped_column(sa.String(200))
    model: Mapped[str] = mapped_column(sa.String(100), default="")
    as_printed: Mapped[str] = mapped_column(sa.String(200), default="")
    patent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("patent.id"))


class FairWarning(Base):
    """What is known of an exhibitor or exhibit before the doors open, and what was made of it."""

    __tablename__ = "fair_warning"
    __table_args__ = (
        sa.UniqueConstraint("exhibitor_id", "kind", "source"),
        sa.Index("ix_fair_warning_fair", "fair_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    exhibitor_id: Mapped[int] = mapped_column(sa.ForeignKey("exhibitor.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    # What it rests on, so that it is told once: case:12, complaint:7, patent:33.
    source: Mapped[str] = mapped_column(sa.String(60))
    words: Mapped[str] = mapped_column(sa.String(400))
    found_at: Mapped[datetime] = mapped_column(Instant)
    verdict: Mapped[str] = mapped_column(sa.String(20), default="")
    verdict_words: Mapped[str] = mapped_column(sa.String(400), default="")
    verdict_by: Mapped[str] = mapped_column(sa.String(60), default="")
    verdict_at: Mapped[datetime | None] = mapped_column(Instant)


class FairCheck(Base):
    """A quick look at a marked exhibit: the number as it stands there, its form, the status looked up."""

    __tablename__ = "fair_check"
    __table_args__ = (
        sa.UniqueConstraint("fair_id", "device", "device_serial"),
        sa.Index("ix_fair_check_fair", "fair_id", "id"),
        sa.Index("ix_fair_check_case", "case_id"),
        sa.Index("ix_fair_check_patent", "patent_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    device: Mapped[str] = mapped_column(sa.String(40))
    device_serial: Mapped[int]
    # Which of the teams that go round looked.
    team: Mapped[str] = mapped_column(sa.String(40), default="")
    exhibitor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("exhibitor.id"), index=True)
    booth: Mapped[str] = mapped_column(sa.String(60), default="")
    product: Mapped[str] = mapped_column(sa.String(200), default="")
    as_printed: Mapped[str] = mapped_column(sa.String(200))
    patent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("patent.id"))
    is_formed: Mapped[bool]
    why: Mapped[str] = mapped_column(sa.String(200), default="")
    # What the register said when somebody looked: open until then.
    finding: Mapped[str] = mapped_column(sa.String(20), default="open")
    finding_words: Mapped[str] = mapped_column(sa.String(400), default="")
    source: Mapped[str] = mapped_column(sa.String(200), default="")
    found_on: Mapped[date | None]
    found_by: Mapped[str] = mapped_column(sa.String(60), default="")
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("case_file.id"))
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    checked_at: Mapped[datetime] = mapped_column(Instant)
