"""Tables of issuing: opinions on a draft, uses of the seal, proofs of service, corrections."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant
from caseapp.documents.approval import STAGES, VERDICTS


def _one_of(column: str, allowed: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{one}'" for one in allowed)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


class PaperOpinion(Base):
    """What somebody on the line of approval said of a draft, and which version of it was seen."""

    __tablename__ = "paper_opinion"
    __table_args__ = (_one_of("stage", STAGES), _one_of("verdict", VERDICTS))

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(sa.ForeignKey("paper.id"), index=True)
    stage: Mapped[str] = mapped_column(sa.String(12))
    verdict: Mapped[str] = mapped_column(sa.String(10))
    text: Mapped[str] = mapped_column(sa.Text)
    given_on: Mapped[date]
    seen_version: Mapped[int]
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class PaperCorrection(Base):
    """A paper that puts a served one right."""

    __tablename__ = "paper_correction"

    paper_id: Mapped[int] = mapped_column(sa.ForeignKey("paper.id"), primary_key=True)
    corrects_id: Mapped[int] = mapped_column(sa.ForeignKey("paper.id"), index=True)


class SealUse(Base):
    """One use of the office's seal on a signed paper."""

    __tablename__ = "seal_use"
    __table_args__ = (sa.CheckConstraint("copies > 0", name="copies"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(sa.ForeignKey("paper.id"), index=True)
    copies: Mapped[int]
    sealed_on: Mapped[date]
    sealed_by: Mapped[str] = mapped_column(sa.String(60))
    note: Mapped[str] = mapped_column(sa.Text)
    recorded_by: Mapped[int]
    recorded_by_name: Mapped[str] = mapped_column(sa.String(60))
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class ServiceProof(Base):
    """A file that proves a service: the signed receipt, the slip of the post, a screenshot, a photo."""

    __tablename__ = "service_proof"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(sa.ForeignKey("service.id"), index=True)
    what: Mapped[str] = mapped_column(sa.String(20))
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    size: Mapped[int] = mapped_column(sa.BigInteger)
    filename: Mapped[str] = mapped_column(sa.String(200))
    media_type: Mapped[str] = mapped_column(sa.String(100))
    added_by: Mapped[int]
    added_by_name: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)
