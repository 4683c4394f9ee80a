"""Table of the office's own routing rows; a row is ended, never deleted."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class RoutingRow(Base):
    """One dated row of the office beside the shipped ones; where it replaces some, it names them."""

    __tablename__ = "routing_row"
    __table_args__ = (sa.CheckConstraint("until IS NULL OR since <= until", name="dates"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # Lists of keys; an empty one means any.
    right_kinds: Mapped[list[str]] = mapped_column(sa.JSON)
    matters: Mapped[list[str]] = mapped_column(sa.JSON)
    areas: Mapped[list[str]] = mapped_column(sa.JSON)
    specials: Mapped[list[str]] = mapped_column(sa.JSON)
    since: Mapped[date]
    until: Mapped[date | None]
    to_unit: Mapped[str] = mapped_column(sa.String(200), default="")
    to_body: Mapped[str] = mapped_column(sa.String(40), default="")
    # Told beside it: a body of the register.
    also: Mapped[str] = mapped_column(sa.String(40), default="", server_default="")
    tell: Mapped[str] = mapped_column(sa.String(200), default="")
    sentence: Mapped[str] = mapped_column(sa.String(200))
    basis: Mapped[str] = mapped_column(sa.String(200))
    # Numbers of the rows it stands in for, wherever both speak.
    overrides: Mapped[list[str]] = mapped_column(sa.JSON)
    reason: Mapped[str] = mapped_column(sa.Text)
    added_by: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)
    ended_by: Mapped[str] = mapped_column(sa.String(60), default="")
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_why: Mapped[str] = mapped_column(sa.Text, default="")
