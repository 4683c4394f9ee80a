"""The register of cooperation: each transfer, request, meeting, notice or joint action is one row."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class Cooperation(Base):
    """One matter between the office and other bodies; its own table holds what its kind has beside."""

    __tablename__ = "cooperation"
    __table_args__ = (
        sa.UniqueConstraint("number"),
        sa.Index("ix_cooperation_unit", "unit_path", "id"),
        sa.Index("ix_cooperation_case", "case_id", "id"),
        sa.Index("ix_cooperation_kind", "kind", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    # Which table holds the rest: transfer, joint, meeting, notice, agreement.
    family: Mapped[str] = mapped_column(sa.String(12))
    # Of a transfer the kind of `transfers.kinds`; else the family again.
    kind: Mapped[str] = mapped_column(sa.String(30))
    number: Mapped[str] = mapped_column(sa.String(60))
    title: Mapped[str] = mapped_column(sa.String(200))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    unit_path: Mapped[str] = mapped_column(sa.String(120))
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("case_file.id"))
    opened_by: Mapped[int]
    opened_by_name: Mapped[str] = mapped_column(sa.String(60))
    opened_at: Mapped[datetime] = mapped_column(Instant)
