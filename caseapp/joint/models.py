"""Tables of joint enforcement: the action, who takes part, where it goes, what was met there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class JointAction(Base):
    """One joint action of several bodies; its id is that of its row in the register of cooperation."""

    __tablename__ = "joint_action"
    __table_args__ = (
        sa.CheckConstraint("last_on >= first_on", name="days"),
        sa.Index("ix_joint_action_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(sa.ForeignKey("cooperation.id"), primary_key=True)
    state: Mapped[str] = mapped_column(sa.String(20))
    lead_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    aim: Mapped[str] = mapped_column(sa.Text)
    basis: Mapped[str] = mapped_column(sa.String(200), default="")
    first_on: Mapped[date]
    last_on: Mapped[date]
    areas: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    scope: Mapped[str] = mapped_column(sa.Text, default="")
    course: Mapped[str] = mapped_column(sa.Text, default="")
    rules: Mapped[str] = mapped_column(sa.Text, default="")
    # Fields of the summary: what stood in the way, what is done next.
    troubles: Mapped[str] = mapped_column(sa.Text, default="")
    plans: Mapped[str] = mapped_column(sa.Text, default="")
    planned_by: Mapped[int]
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class JointAct(Base):
    """One row of the history of an action: what was done, by whom, from which state to which."""

    __tablename__ = "joint_act"
    __table_args__ = (sa.Index("ix_joint_act_joint", "joint_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    joint_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_action.id"))
    act: Mapped[str] = mapped_column(sa.String(30))
    from_state: Mapped[str] = mapped_column(sa.String(20))
    to_state: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    given: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)


class JointBody(Base):
    """A body that takes part, with its head and whom to ask; ours is one of them."""

    __tablename__ = "joint_body"
    __table_args__ = (sa.UniqueConstraint("joint_id", "body_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    joint_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_action.id"))
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    # As it was called on the days of the action.
    name: Mapped[str] = mapped_column(sa.String(100))
    is_ours: Mapped[bool] = mapped_column(default=False)
    head: Mapped[str] = mapped_column(sa.String(60), default="")
    contact: Mapped[str] = mapped_column(sa.String(60), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")


class JointGroup(Base):
    """A group that goes out together."""

    __tablename__ = "joint_group"
    __table_args__ = (sa.UniqueConstraint("joint_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    joint_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_action.id"))
    name: Mapped[str] = mapped_column(sa.String(40))
    leader: Mapped[str] = mapped_column(sa.String(60))
    area: Mapped[str] = mapped_column(sa.String(200), default="")


class JointMember(Base):
    """Somebody of a group: one of ours by account, somebody of another body by name."""

    __tablename__ = "joint_member"
    __table_args__ = (
        sa.Index("ix_joint_member_person", "person_id", "joint_id"),
        sa.Index("ix_joint_member_joint", "joint_id", "group_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    joint_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_action.id"))
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_group.id"))
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_body.id"))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(sa.String(60))
    post: Mapped[str] = mapped_column(sa.String(60), default="")
    # Who left the group stays, for the days they were out.
    left_at: Mapped[datetime | None] = mapped_column(Instant)


class JointPlace(Base):
    """A shop or market of an action, planned or met on the way; `mark` tells the same one again."""

    __tablename__ = "joint_place"
    __table_args__ = (
        sa.UniqueConstraint("joint_id", "mark"),
        sa.Index("ix_joint_place_group", "group_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    joint_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_action.id"))
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("joint_group.id"))
    kind: Mapped[str] = mapped_column(sa.String(10))
    name: Mapped[str] = mapped_column(sa.String(200))
    address: Mapped[str] = mapped_column(sa.String(200), default="")
    area: Mapped[str] = mapped_column(sa.String(6), default="")
    mark: Mapped[str] = mapped_column(sa.String(64))
    is_planned: Mapped[bool] = mapped_column(default=True)


class JointInspection(Base):
    """One visit of a group to a shop on a day."""

    __tablename__ = "joint_inspection"
    __table_args__ = (
        sa.CheckConstraint("goods >= 0 AND patent_goods >= 0", name="counts"),
        sa.Index("ix_joint_inspection_joint", "joint_id", "id"),
        sa.Index("ix_joint_inspection_place", "place_id", "inspected_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    joint_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_action.id"))
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_group.id"))
    place_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_place.id"))
    inspected_on: Mapped[date]
    # How many goods were looked at, and how many of them bear a patent mark.
    goods: Mapped[int]
    patent_goods: Mapped[int]
    looked_at: Mapped[str] = mapped_column(sa.Text, default="")
    person_met: Mapped[str] = mapped_column(sa.String(100), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    made_at: Mapped[datetime] = mapped_column(Instant)
    voided_at: Mapped[datetime | None] = mapped_column(Instant)
    void_why: Mapped[str] = mapped_column(sa.String(200), default="")


class JointPresence(Base):
    """Who was there at an inspection."""

    __tablename__ = "joint_presence"

    inspection_id: Mapped[int] = mapped_column(
        sa.ForeignKey("joint_inspection.id"), primary_key=True
    )
    member_id: Mapped[int] = mapped_column(
        sa.ForeignKey("joint_member.id"), primary_key=True, index=True
    )


class JointFinding(Base):
    """What was found at an inspection, the body that decides on it in its own name, and how it did."""

    __tablename__ = "joint_finding"
    __table_args__ = (
        sa.Index("ix_joint_finding_joint", "joint_id", "id"),
        sa.Index("ix_joint_finding_inspection", "inspection_id", "id"),
        sa.Index("ix_joint_finding_case", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    joint_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_action.id"))
    inspection_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_inspection.id"))
    right_kind: Mapped[str] = mapped_column(sa.String(20))
    what: Mapped[str] = mapped_column(sa.Text)
    product: Mapped[str] = mapped_column(sa.String(200), default="")
    pieces: Mapped[int | None]
    patent_as_printed: Mapped[str] = mapped_column(sa.String(200), default="")
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    body_name: Mapped[str] = mapped_column(sa.String(100))
    # Why it is competent, as the register of bodies said on the day.
    competence: Mapped[str] = mapped_column(sa.String(400), default="")
    measure: Mapped[str] = mapped_column(sa.String(20), default="")
    measure_words: Mapped[str] = mapped_column(sa.String(400), default="")
    outcome: Mapped[str] = mapped_column(sa.String(20), default="")
    outcome_on: Mapped[date | None]
    outcome_number: Mapped[str] = mapped_column(sa.String(80), default="")
    outcome_words: Mapped[str] = mapped_column(sa.Text, default="")
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("case_file.id"))
    transfer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("transfer.id"))


class JointPhoto(Base):
    """A photo taken at an inspection, as its bytes came."""

    __tablename__ = "joint_photo"
    __table_args__ = (sa.Index("ix_joint_photo_inspection", "inspection_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(sa.ForeignKey("joint_inspection.id"))
    filename: Mapped[str] = mapped_column(sa.String(200))
    media_type: Mapped[str] = mapped_column(sa.String(100))
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    size: Mapped[int] = mapped_column(sa.BigInteger)
    by_name: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)
