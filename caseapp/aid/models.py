"""Tables of rights assistance: the file, its checks, tasks, materials and the dispute abroad."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, Money, compared


class AidFile(Base):
    """An application for help with a right, from the form to the satisfaction with the help."""

    __tablename__ = "aid_file"
    __table_args__ = (
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("ticket_id"),  # one ticket, one file: two who open it at once make one
        sa.Index("ix_aid_file_state", "state", "id"),
        sa.Index("ix_aid_file_unit", "unit_path", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(60))
    ticket_id: Mapped[int] = mapped_column(sa.ForeignKey("ticket.id"))
    state: Mapped[str] = mapped_column(sa.String(20))
    applied_on: Mapped[date]
    applicant_id: Mapped[int] = mapped_column(sa.ForeignKey("party.id"), index=True)
    firm_size: Mapped[str] = mapped_column(sa.String(10))
    foreign_kind: Mapped[str] = mapped_column(sa.String(10))
    right_kind: Mapped[str] = mapped_column(sa.String(20))
    right_name: Mapped[str] = mapped_column(sa.String(200), default="")
    right_number: Mapped[str] = mapped_column(sa.String(200), default="")
    right_holder: Mapped[str] = mapped_column(sa.String(200), default="")
    right_state: Mapped[str] = mapped_column(sa.String(20))
    opponent: Mapped[str] = mapped_column(sa.String(200), default="")
    dispute: Mapped[str] = mapped_column(sa.Text)
    wishes: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    declared_on: Mapped[date]
    plan_kinds: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    plan_text: Mapped[str] = mapped_column(sa.Text, default="")
    opinion: Mapped[str] = mapped_column(sa.Text, default="")
    satisfaction: Mapped[str] = mapped_column(sa.String(10), default="")
    end_ground: Mapped[str] = mapped_column(sa.String(20), default="")
    ended_on: Mapped[date | None]
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    unit_path: Mapped[str] = mapped_column(sa.String(120))
    taken_by: Mapped[int]
    taken_by_name: Mapped[str] = mapped_column(sa.String(60))
    created_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class AidAct(Base):
    """One act on a file: what, by whom, when, from which stage to which, and why."""

    __tablename__ = "aid_act"
    __table_args__ = (sa.Index("ix_aid_act_aid", "aid_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    aid_id: Mapped[int] = mapped_column(sa.ForeignKey("aid_file.id"))
    act: Mapped[str] = mapped_column(sa.String(30))
    from_state: Mapped[str] = mapped_column(sa.String(20))
    to_state: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    given: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)


class AidAnswer(Base):
    """One question of a check list answered; the last answer stands, the acts keep the others."""

    __tablename__ = "aid_answer"
    __table_args__ = (
        sa.UniqueConstraint("aid_id", "sheet", "question"),
        sa.CheckConstraint("sheet IN ('check', 'export')", name="sheet"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    aid_id: Mapped[int] = mapped_column(sa.ForeignKey("aid_file.id"))
    sheet: Mapped[str] = mapped_column(sa.String(10))
    question: Mapped[str] = mapped_column(sa.String(20))
    answer: Mapped[str] = mapped_column(sa.String(10))
    note: Mapped[str] = mapped_column(sa.String(400), default="")
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)


class AidTask(Base):
    """What an expert or partner does for a file; one who hands it back stays with the reason."""

    __tablename__ = "aid_task"
    __table_args__ = (
        sa.Index("ix_aid_task_aid", "aid_id", "id"),
        sa.CheckConstraint("state IN ('out', 'delivered', 'returned', 'replaced')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    aid_id: Mapped[int] = mapped_column(sa.ForeignKey("aid_file.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    body_name: Mapped[str] = mapped_column(sa.String(100))
    # The promise as it stood when the task went out; the register may change later.
    secrecy_on: Mapped[date]
    what: Mapped[str] = mapped_column(sa.Text)
    conflict_note: Mapped[str] = mapped_column(sa.String(400), default="")
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(sa.String(10))
    sent_on: Mapped[date]
    ended_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(sa.Text, default="")
    replaces_id: Mapped[int | None] = mapped_column(sa.ForeignKey("aid_task.id"))
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class AidMaterial(Base):
    """One paper or object of a file."""

    __tablename__ = "aid_material"
    __table_args__ = (sa.Index("ix_aid_material_aid", "aid_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    aid_id: Mapped[int] = mapped_column(sa.ForeignKey("aid_file.id"))
    name: Mapped[str] = mapped_column(sa.String(200))
    copies: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)


class AidHandout(Base):
    """A material that left the country: what, to whom, where, when, by what basis."""

    __tablename__ = "aid_handout"
    __table_args__ = (sa.Index("ix_aid_handout_aid", "aid_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    aid_id: Mapped[int] = mapped_column(sa.ForeignKey("aid_file.id"))
    material_id: Mapped[int] = mapped_column(sa.ForeignKey("aid_material.id"))
    receiver: Mapped[str] = mapped_column(sa.String(200))
    country: Mapped[str] = mapped_column(sa.String(60))
    way: Mapped[str] = mapped_column(sa.String(200), default="")
    handed_on: Mapped[date]
    basis: Mapped[str] = mapped_column(sa.String(200), default="")
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)


class AidOverseas(Base):
    """The dispute abroad; its deadline is a foreign one and never counted as Chinese law."""

    __tablename__ = "aid_overseas"
    __table_args__ = (
        sa.UniqueConstraint("aid_id"),
        sa.Index("ix_aid_overseas_deadline", "deadline_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    aid_id: Mapped[int] = mapped_column(sa.ForeignKey("aid_file.id"))
    country: Mapped[str] = mapped_column(sa.String(60))
    forum: Mapped[str] = mapped_column(sa.String(20))
    stage: Mapped[str] = mapped_column(sa.String(200), default="")
    opponent: Mapped[str] = mapped_column(sa.String(200), default="")
    deadline_on: Mapped[date | None]
    # The words the day was read from: a letter, a summons, what a lawyer abroad said.
    deadline_words: Mapped[str] = mapped_column(sa.String(400), default="")
    language: Mapped[str] = mapped_column(sa.String(60), default="")
    amount: Mapped[Decimal | None] = mapped_column(Money)
    currency: Mapped[str] = mapped_column(sa.String(3), default="")
    lawyer: Mapped[str] = mapped_column(sa.String(200), default="")
    partner_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"))
    by_name: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
