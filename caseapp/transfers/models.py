"""Tables of transfers: what goes to a body or comes from one, who had it, what was done, what is in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class Transfer(Base):
    """One transfer, request or supervision opinion, out or in; its id is that of its row in the register."""

    __tablename__ = "transfer"
    __table_args__ = (
        sa.CheckConstraint("direction IN ('out', 'in')", name="direction"),
        sa.Index("ix_transfer_kind", "kind", "id"),
        sa.Index("ix_transfer_state", "state", "id"),
        sa.Index("ix_transfer_body", "body_id", "id"),
    )

    id: Mapped[int] = mapped_column(sa.ForeignKey("cooperation.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(30))
    direction: Mapped[str] = mapped_column(sa.String(3))
    state: Mapped[str] = mapped_column(sa.String(20))
    # The other side: who receives what goes out, who sent what comes in.
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    # Letter of the other side: its number.
    their_number: Mapped[str] = mapped_column(sa.String(80), default="")
    right_kind: Mapped[str] = mapped_column(sa.String(20), default="")
    area: Mapped[str] = mapped_column(sa.String(6), default="")
    content: Mapped[str] = mapped_column(sa.Text)
    # Why it belongs there, coded, in words and by which article.
    reason_key: Mapped[str] = mapped_column(sa.String(30), default="")
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    basis: Mapped[str] = mapped_column(sa.String(200), default="")
    # The day by which an answer was asked for, where the letter names one.
    answer_due_on: Mapped[date | None]
    received_on: Mapped[date]
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    # What this kind asks beyond the columns, by the key of its field.
    facts: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    agreement_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agreement.id"))
    # A transfer that answers or goes on from another one (an assistance asked anew, a report on a task).
    earlier_id: Mapped[int | None] = mapped_column(sa.ForeignKey("transfer.id"))
    # Who has it now: a unit of the office always answers for it; a body holds it while it is there.
    holder_body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"))
    holder_id: Mapped[int | None]
    times_returned: Mapped[int] = mapped_column(default=0)
    # SHA-256 of the manifest that was sent; printed on the letter and its receipt.
    manifest_sha256: Mapped[str] = mapped_column(sa.String(64), default="")
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class TransferHolding(Base):
    """Who had a transfer from when to when; without a gap, or it would lie with nobody."""

    __tablename__ = "transfer_holding"
    __table_args__ = (
        sa.Index("ix_transfer_holding_transfer", "transfer_id", "id"),
        # One at a time: two who act at once cannot both hold it.
        sa.Index(
            "ux_transfer_holding_now",
            "transfer_id",
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    transfer_id: Mapped[int] = mapped_column(sa.ForeignKey("transfer.id"))
    state: Mapped[str] = mapped_column(sa.String(20))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    unit_name: Mapped[str] = mapped_column(sa.String(100))
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"))
    body_name: Mapped[str] = mapped_column(sa.String(100), default="")
    person_id: Mapped[int | None]
    person_name: Mapped[str] = mapped_column(sa.String(60), default="")
    since: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime | None] = mapped_column(Instant)


class TransferMove(Base):
    """One act on a transfer: what, by whom, from which state to which, and why."""

    __tablename__ = "transfer_move"
    __table_args__ = (sa.Index("ix_transfer_move_transfer", "transfer_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    transfer_id: Mapped[int] = mapped_column(sa.ForeignKey("transfer.id"))
    move: Mapped[str] = mapped_column(sa.String(30))
    from_state: Mapped[str] = mapped_column(sa.String(20))
    to_state: Mapped[str] = mapped_column(sa.String(20))
    # The legal day and minute of the act; written later where a letter came by post.
    taken_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    # The body that acted through its own account, or whose act was taken down here.
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    given: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)


class TransferItem(Base):
    """One thing that went with a transfer or came back with an act: a paper, a photo, a file, goods."""

    __tablename__ = "transfer_item"
    __table_args__ = (sa.Index("ix_transfer_item_transfer", "transfer_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    transfer_id: Mapped[int] = mapped_column(sa.ForeignKey("transfer.id"))
    # Empty while it lies with the matter at the start; else the act it came with.
    move_id: Mapped[int | None] = mapped_column(sa.ForeignKey("transfer_move.id"))
    # The row of the check list it fulfils: letter, report, goods_list, appraisal, evidence, receipt, …
    category: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(200))
    filename: Mapped[str] = mapped_column(sa.String(200), default="")
    pages: Mapped[int | None]
    copies: Mapped[int] = mapped_column(default=1)
    # A paper of ours, a piece of evidence of ours, or a file of its own; goods have none of them.
    paper_id: Mapped[int | None] = mapped_column(sa.ForeignKey("paper.id"))
    evidence_id: Mapped[int | None]
    sha256: Mapped[str | None] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    size: Mapped[int | None] = mapped_column(sa.BigInteger)
    # Which side put it in; the other side's things are never ours to take out.
    side: Mapped[str] = mapped_column(sa.String(6))
    added_by: Mapped[int]
    added_by_name: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_why: Mapped[str] = mapped_column(sa.String(200), default="")


class TransferReader(Base):
    """A body that may read a transfer without acting on it: the procuratorate that watches."""

    __tablename__ = "transfer_reader"
    __table_args__ = (
        sa.UniqueConstraint("transfer_id", "body_id"),
        sa.Index("ix_transfer_reader_body", "body_id", "transfer_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    transfer_id: Mapped[int] = mapped_column(sa.ForeignKey("transfer.id"))
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    since: Mapped[datetime] = mapped_column(Instant)
    why: Mapped[str] = mapped_column(sa.String(200))


class Agreement(Base):
    """A regional agreement to help each other; its id is that of its row in the register."""

    __tablename__ = "agreement"

    id: Mapped[int] = mapped_column(sa.ForeignKey("cooperation.id"), primary_key=True)
    scope: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    text: Mapped[str] = mapped_column(sa.Text, default="")
    signed_on: Mapped[date]
    since: Mapped[date]
    until: Mapped[date | None]
    # Days of ours to answer under it, by agreement and not by law; empty where it names none.
    answer_days: Mapped[int | None]
    ended_why: Mapped[str] = mapped_column(sa.String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class AgreementBody(Base):
    """A body that is party to an agreement."""

    __tablename__ = "agreement_body"
    __table_args__ = (sa.UniqueConstraint("agreement_id", "body_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreement.id"))
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
