"""The table of signals: which ground of a crime a case reached, since when, and until when."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant

_STANDS = sa.text("ended_at IS NULL")


class CrimeSignal(Base):
    """One ground a case reached by its recorded figures, or a suspicion its officers stated."""

    __tablename__ = "crime_signal"
    __table_args__ = (
        # Each ground stands once; what the desk lists reads this small index alone.
        sa.Index(
            "ux_crime_signal_stands",
            "case_id",
            "rule",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"), index=True)
    # A ground of the interpretation (CR-1 …), or "stated" for a suspicion in words.
    rule: Mapped[str] = mapped_column(sa.String(20))
    text: Mapped[str] = mapped_column(sa.Text)
    since: Mapped[datetime] = mapped_column(Instant)
    # The figures were corrected and reach it no longer.
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
