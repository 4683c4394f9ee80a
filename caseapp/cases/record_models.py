"""Tables of what is kept beside the history: corrections, reckonings of a penalty, claim charts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class Correction(Base):
    """What was keyed wrongly and is read otherwise from now on; the first text stays where it was."""

    __tablename__ = "correction"
    __table_args__ = (
        sa.CheckConstraint(
            "target IN ('case', 'step', 'party', 'goods', 'patent', 'request', 'mediation',"
            " 'service')",
            name="target",
        ),
        sa.Index("ix_correction_case", "case_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    target: Mapped[str] = mapped_column(sa.String(10))
    target_id: Mapped[int]
    what: Mapped[str] = mapped_column(sa.String(200))
    # [{"key", "label", "old", "new", "before", "after"}]: as stored, and as people read it.
    changes: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    # Limits whose end moved and papers that say otherwise, as they stood on that day.
    moved: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    papers: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    reason: Mapped[str] = mapped_column(sa.String(500))
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)


class PenaltyReckoning(Base):
    """One reckoning of a penalty put into the file: every input, every rule, every sentence."""

    __tablename__ = "penalty_reckoning"
    __table_args__ = (sa.Index("ix_penalty_reckoning_case", "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    reckoned_for: Mapped[date]
    given: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    answer: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)


class ClaimFeature(Base):
    """One row of a claim chart: a feature of the claim, that of the product, how they compare."""

    __tablename__ = "claim_feature"
    __table_args__ = (
        sa.CheckConstraint(
            "verdict IN ('same', 'equivalent', 'different', 'missing')", name="verdict"
        ),
        sa.Index("ix_claim_feature_case", "case_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    claim_no: Mapped[int]
    feature_no: Mapped[int]
    feature: Mapped[str] = mapped_column(sa.Text)
    product_feature: Mapped[str] = mapped_column(sa.Text)
    verdict: Mapped[str] = mapped_column(sa.String(12))
    reason: Mapped[str] = mapped_column(sa.Text)
    changed_by: Mapped[str] = mapped_column(sa.String(60))
    changed_at: Mapped[datetime] = mapped_column(Instant)
    removed_on: Mapped[date | None]
    removed_why: Mapped[str] = mapped_column(sa.String(500), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
