"""Tables of evidence: items, goods, registrations; rows are marked removed, never deleted."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, Money, compared
from caseapp.evidence.words import DISPOSALS, ITEM_FORMS, ITEM_KINDS, LISTS


def _one_of(column: str, words: object) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)  # type: ignore[attr-defined]  # any mapping of words
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


class Quantity(sa.TypeDecorator[Decimal]):
    """A quantity with up to three decimals, stored in thousandths: SQLite has no decimals."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Store thousandths; less than one is a programming error."""
        if value is None:
            return None
        thousandths = value * 1000
        if thousandths != thousandths.to_integral_value():
            raise ValueError("a quantity has at most three decimals")
        return int(thousandths)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Hand out the quantity without zeros nobody wrote."""
        if value is None:
            return None
        whole, rest = divmod(value, 1000)
        return Decimal(whole) if rest == 0 else (Decimal(value) / 1000).normalize()


class EvidenceItem(Base):
    """One piece of evidence; its serial stays with it after removal and goes to no other."""

    __tablename__ = "evidence_item"
    __table_args__ = (
        sa.UniqueConstraint("case_id", "serial"),
        _one_of("kind", ITEM_KINDS),
        _one_of("form", ITEM_FORMS),
        sa.CheckConstraint("removed_on IS NULL OR removed_why <> ''", name="removed_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    serial: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(20))
    title: Mapped[str] = mapped_column(sa.String(200))
    proves: Mapped[str] = mapped_column(sa.Text, default="")
    source: Mapped[str] = mapped_column(sa.String(200), default="")
    form: Mapped[str] = mapped_column(sa.String(10))
    pages: Mapped[int | None]
    taken_on: Mapped[date]
    taken_by: Mapped[str] = mapped_column(sa.String(200))
    # Evidence the office takes is taken by two; what is handed in has one who received it.
    second_taker: Mapped[str] = mapped_column(sa.String(60), default="", server_default="")
    taken_at: Mapped[str] = mapped_column(sa.String(200), default="")
    sha256: Mapped[str | None] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    filename: Mapped[str] = mapped_column(sa.String(200), default="")
    size: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    media_type: Mapped[str] = mapped_column(sa.String(100), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    added_by: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)
    removed_on: Mapped[date | None]
    removed_by: Mapped[str] = mapped_column(sa.String(60), default="")
    removed_why: Mapped[str] = mapped_column(sa.Text, default="")


class CustodyMove(Base):
    """Who handed a piece of evidence to whom, when, where and why; never edited."""

    __tablename__ = "custody_move"
    __table_args__ = (sa.Index("ix_custody_move_item", "item_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("evidence_item.id"))
    moved_at: Mapped[datetime] = mapped_column(Instant)
    from_whom: Mapped[str] = mapped_column(sa.String(60))
    to_whom: Mapped[str] = mapped_column(sa.String(60))
    place: Mapped[str] = mapped_column(sa.String(200))
    why: Mapped[str] = mapped_column(sa.String(500))
    recorded_by: Mapped[str] = mapped_column(sa.String(60))
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class Registration(Base):
    """One act of registering evidence in advance; within its limit it must come to an end."""

    __tablename__ = "registration"
    __table_args__ = (
        sa.Index("ix_registration_case", "case_id", "disposed_on"),
        sa.CheckConstraint("disposed_on IS NULL OR disposed_on >= registered_on", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    registered_on: Mapped[date]
    place: Mapped[str] = mapped_column(sa.String(200))
    keeper: Mapped[str] = mapped_column(sa.String(200))
    approved_by: Mapped[str] = mapped_column(sa.String(60))
    approved_on: Mapped[date]
    disposed_on: Mapped[date | None]
    disposal: Mapped[str] = mapped_column(sa.String(20), default="")
    disposed_why: Mapped[str] = mapped_column(sa.Text, default="")


class GoodsRow(Base):
    """One row of a list of goods; rows count 1..n in each list of a case."""

    __tablename__ = "goods_row"
    __table_args__ = (
        sa.UniqueConstraint("case_id", "list_kind", "row_no"),
        _one_of("list_kind", LISTS),
        _one_of("disposal", ("", *DISPOSALS)),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("unit_price >= 0", name="unit_price"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    registration_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration.id"), index=True
    )
    list_kind: Mapped[str] = mapped_column(sa.String(12))
    row_no: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(200))
    spec: Mapped[str] = mapped_column(sa.String(200), default="")
    quantity: Mapped[Decimal] = mapped_column(Quantity)
    unit: Mapped[str] = mapped_column(sa.String(20))
    unit_price: Mapped[Decimal | None] = mapped_column(Money)
    amount: Mapped[Decimal | None] = mapped_column(Money)
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    patent_as_printed: Mapped[str] = mapped_column(sa.String(200), default="")
    remark: Mapped[str] = mapped_column(sa.Text, default="")
    disposal: Mapped[str] = mapped_column(sa.String(20), default="")
    disposed_on: Mapped[date | None]
    disposed_why: Mapped[str] = mapped_column(sa.Text, default="")
    changed_by: Mapped[str] = mapped_column(sa.String(60))
    changed_at: Mapped[datetime] = mapped_column(Instant)
    removed_on: Mapped[date | None]
    removed_why: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
