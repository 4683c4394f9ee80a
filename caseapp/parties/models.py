"""Tables of persons and firms, their place in a case, and informants with sealed identity."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class Party(Base):
    """A person or firm, kept once and used in many cases."""

    __tablename__ = "party"
    __table_args__ = (
        sa.Index("ix_party_name", "name", "id"),
        sa.Index("ix_party_credit_code", "credit_code"),
        sa.Index("ix_party_id_number", "id_number"),
        sa.Index("ix_party_phone", "phone"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(200))
    former_names: Mapped[str] = mapped_column(sa.String(400), default="")
    credit_code: Mapped[str] = mapped_column(sa.String(18), default="")
    org_code: Mapped[str] = mapped_column(sa.String(10), default="")
    registration_no: Mapped[str] = mapped_column(sa.String(15), default="")
    id_number: Mapped[str] = mapped_column(sa.String(18), default="")
    legal_representative: Mapped[str] = mapped_column(sa.String(60), default="")
    representative_post: Mapped[str] = mapped_column(sa.String(60), default="")
    address: Mapped[str] = mapped_column(sa.String(200), default="")
    service_address: Mapped[str] = mapped_column(sa.String(200), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    contact: Mapped[str] = mapped_column(sa.String(60), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
    changed_by: Mapped[str] = mapped_column(sa.String(60))
    changed_at: Mapped[datetime] = mapped_column(Instant)


class CaseParty(Base):
    """What a party is in a case; one who left stays with the reason."""

    __tablename__ = "case_party"
    __table_args__ = (
        sa.UniqueConstraint("case_id", "party_id", "part"),
        sa.Index("ix_case_party_party", "party_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    party_id: Mapped[int] = mapped_column(sa.ForeignKey("party.id"))
    part: Mapped[str] = mapped_column(sa.String(20))
    since: Mapped[date]
    left_on: Mapped[date | None]
    left_why: Mapped[str] = mapped_column(sa.String(400), default="")


class Informant(Base):
    """A sealed person, known to the file by alias only; the rest opens with a key kept elsewhere."""

    __tablename__ = "informant"
    __table_args__ = (
        sa.UniqueConstraint("alias"),
        sa.Index("ix_informant_phone_blind", "phone_blind"),
        sa.Index("ix_informant_case", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    alias: Mapped[str] = mapped_column(sa.String(30))
    part: Mapped[str] = mapped_column(
        sa.String(20), default="informant", server_default="informant"
    )
    # The data key of this row, wrapped by the master key; without it the rest is noise.
    key_sealed: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    name_sealed: Mapped[str] = mapped_column(sa.Text, default="")
    phone_sealed: Mapped[str] = mapped_column(sa.Text, default="")
    id_number_sealed: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    address_sealed: Mapped[str] = mapped_column(sa.Text, default="")
    phone_blind: Mapped[str] = mapped_column(sa.String(80), default="")
    is_protected: Mapped[bool] = mapped_column(default=True)
    # Part of what the seal is bound to; no foreign key, since the case refers to us already.
    case_id: Mapped[int | None]
    unit_path: Mapped[str] = mapped_column(sa.String(200), default="", server_default="")
    # The day, not the instant: the hour of a call would tell who made it.
    added_on: Mapped[date]


class Opening(Base):
    """A request to open an identity: who asks and why, who answered, until when it holds."""

    __tablename__ = "opening"
    __table_args__ = (
        sa.CheckConstraint("state IN ('asked', 'agreed', 'refused')", name="state"),
        sa.CheckConstraint("decided_by IS NULL OR decided_by <> asked_by", name="two_persons"),
        sa.Index("ix_opening_informant", "informant_id", "id"),
        sa.Index("ix_opening_asked_by", "asked_by", "asked_at"),
        sa.Index("ix_opening_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    informant_id: Mapped[int] = mapped_column(sa.ForeignKey("informant.id"))
    asked_by: Mapped[int]
    asked_by_name: Mapped[str] = mapped_column(sa.String(60))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[str] = mapped_column(sa.String(10))
    # Nobody where no second person is asked for.
    decided_by: Mapped[int | None]
    decided_by_name: Mapped[str] = mapped_column(sa.String(60), default="")
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_why: Mapped[str] = mapped_column(sa.Text, default="")
    open_until: Mapped[datetime | None] = mapped_column(Instant)


class OpeningView(Base):
    """One time an identity was on a screen, or would not open."""

    __tablename__ = "opening_view"
    __table_args__ = (
        sa.CheckConstraint("result IN ('ok', 'locked')", name="result"),
        sa.Index("ix_opening_view_opening", "opening_id", "id"),
        sa.Index("ix_opening_view_person", "person_id", "seen_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(sa.ForeignKey("opening.id"))
    person_id: Mapped[int]
    person_name: Mapped[str] = mapped_column(sa.String(60))
    seen_at: Mapped[datetime] = mapped_column(Instant)
    result: Mapped[str] = mapped_column(sa.String(10))
