"""Tables of persons and firms, their place in a case, and informants with sealed identity."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class Party(Base):
    """A person or firm, kept once and used in many cases."""

    __tablename__ = "party"
    __table_args__ = (
        sa.Index("ix_party_name", "name", "id"),
        sa.Index("ix_party_credit_code", "credit_code"),
        sa.Index("ix_party_id_number", "id_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(200))
    former_names: Mapped[str] = mapped_column(sa.String(400), default="")
    credit_code: Mapped[str] = mapped_column(sa.String(18), default="")
    org_code: Mapped[str] = mapped_column(sa.String(10), default="")
    id_number: Mapped[str] = mapped_column(sa.String(18), default="")
    legal_representative: Mapped[str] = mapped_column(sa.String(60), default="")
    representative_post: Mapped[str] = mapped_column(sa.String(60), default="")
    address: Mapped[str] = mapped_column(sa.String(200), default="")
    service_address: Mapped[str] = mapped_column(sa.String(200), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    contact: Mapped[str] = mapped_column(sa.String(60), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int] = mapped_column(default=1)
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
    """Who reported, known to the file by alias only; the rest opens with a key kept elsewhere."""

    __tablename__ = "informant"
    __table_args__ = (
        sa.UniqueConstraint("alias"),
        sa.Index("ix_informant_phone_blind", "phone_blind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    alias: Mapped[str] = mapped_column(sa.String(30))
    name_sealed: Mapped[str] = mapped_column(sa.Text, default="")
    phone_sealed: Mapped[str] = mapped_column(sa.Text, default="")
    address_sealed: Mapped[str] = mapped_column(sa.Text, default="")
    phone_blind: Mapped[str] = mapped_column(sa.String(80), default="")
    is_protected: Mapped[bool] = mapped_column(default=True)
    # The day, not the instant: the hour of a call would tell who made it.
    added_on: Mapped[date]
