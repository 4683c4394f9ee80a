"""Tables of the case file: the case, its history of steps, its officers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, Money, compared

# Each list asks these of every row, so they stand in its index.
SHIELD = ("level", "is_sealed")


class CaseFile(Base):
    """A lead and the case it becomes; its state changes only through take_step."""

    __tablename__ = "case_file"
    __table_args__ = (
        sa.UniqueConstraint("lead_no"),
        sa.UniqueConstraint("case_no"),
        # Each list of a unit is one stretch of one of these, in the order of its pages.
        sa.Index("ix_case_file_unit_open", "unit_path", "is_open", "id", *SHIELD),
        sa.Index("ix_case_file_unit_edition", "unit_path", "edition", "is_open", "id", *SHIELD),
        sa.Index("ix_case_file_unit_state", "unit_path", "state", "edition", "id", *SHIELD),
        # What a chief's figures count: the cases of a unit in a span of days.
        sa.Index("ix_case_file_unit_filed", "unit_path", "filed_on"),
        sa.Index("ix_case_file_unit_decided", "unit_path", "decided_on"),
        sa.Index("ix_case_file_unit_closed", "unit_path", "closed_on"),
        sa.CheckConstraint("(filed_on IS NULL) = (case_no IS NULL)", name="filed_with_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    lead_no: Mapped[str] = mapped_column(sa.String(60))
    case_no: Mapped[str | None] = mapped_column(sa.String(60))
    title: Mapped[str] = mapped_column(sa.String(200))
    track: Mapped[str] = mapped_column(sa.String(30))
    edition: Mapped[str] = mapped_column(sa.String(40))
    state: Mapped[str] = mapped_column(sa.String(30))
    is_open: Mapped[bool] = mapped_column(default=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    unit_path: Mapped[str] = mapped_column(sa.String(120))
    source: Mapped[str] = mapped_column(sa.String(30))
    received_on: Mapped[date]
    content: Mapped[str] = mapped_column(sa.Text)
    respondent: Mapped[str] = mapped_column(sa.String(200), default="")
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    product: Mapped[str] = mapped_column(sa.String(200), default="")
    ticket_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ticket.id"), index=True)
    informant_alias: Mapped[str] = mapped_column(sa.String(30), default="")
    filed_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    # What clearance it takes to read the case, and whether only named people may.
    level: Mapped[int] = mapped_column(default=0, server_default=sa.text("0"))
    is_sealed: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    created_by: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class CaseStep(Base):
    """One act in the history of a case; never edited, never deleted."""

    __tablename__ = "case_step"
    __table_args__ = (sa.Index("ix_case_step_case", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    step: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(60))
    from_state: Mapped[str] = mapped_column(sa.String(30))
    to_state: Mapped[str] = mapped_column(sa.String(30))
    taken_on: Mapped[date]
    taken_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    given: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)


class CaseOfficer(Base):
    """Who works on the case, from when to when; a recused row takes sight, on the team or not."""

    __tablename__ = "case_officer"
    __table_args__ = (
        sa.Index("ix_case_officer_person", "person_id", "recused", "until", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    part: Mapped[str] = mapped_column(sa.String(20))
    since: Mapped[date]
    until: Mapped[date | None]
    recused: Mapped[bool] = mapped_column(default=False)


class SealedName(Base):
    """Somebody who may know of a sealed case; taken off the list, never deleted."""

    __tablename__ = "sealed_name"
    __table_args__ = (sa.Index("ix_sealed_name_person", "person_id", "ended_at", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    added_by: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)
    ended_by: Mapped[str] = mapped_column(sa.String(60), default="")
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class CaseProtection(Base):
    """When a case was given a level, sealed or unsealed, by whom and why; never edited."""

    __tablename__ = "case_protection"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"), index=True)
    act: Mapped[str] = mapped_column(sa.String(10))
    level: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.String(500))
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)


class Recusal(Base):
    """Somebody asks that a person keep out of the case; the decision is another's (行政处罚法第四十三条)."""

    __tablename__ = "recusal"
    __table_args__ = (
        sa.CheckConstraint("state IN ('asked', 'granted', 'refused', 'withdrawn')", name="state"),
        sa.Index("ix_recusal_state", "state", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    asked_as: Mapped[str] = mapped_column(sa.String(10))
    asked_by_id: Mapped[int]
    asked_by_name: Mapped[str] = mapped_column(sa.String(60))
    asked_on: Mapped[date]
    reason: Mapped[str] = mapped_column(sa.String(500))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(sa.String(10), default="asked")
    decided_by_id: Mapped[int | None]
    decided_by_name: Mapped[str] = mapped_column(sa.String(60), default="")
    decided_on: Mapped[date | None]
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_why: Mapped[str] = mapped_column(sa.String(500), default="")
    successor_id: Mapped[int | None]


class Mediation(Base):
    """What a request to mediate says beyond the case file: the kind, the grant, where it belongs."""

    __tablename__ = "mediation"

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    granted_on: Mapped[date | None]
    seat_is_here: Mapped[bool]
    act_is_here: Mapped[bool]
    claimed: Mapped[Decimal | None] = mapped_column(Money)
    # What the parties agreed on award and remuneration: it goes before the sums of the law.
    agreed_terms: Mapped[str] = mapped_column(sa.String(500), default="")
