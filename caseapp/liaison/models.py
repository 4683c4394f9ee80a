"""Tables of liaison: joint meetings with what was agreed there, and notices sent to other bodies."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class Meeting(Base):
    """A joint meeting; its id is that of its row in the register of cooperation."""

    __tablename__ = "liaison_meeting"
    __table_args__ = (sa.Index("ix_liaison_meeting_state", "state", "id"),)

    id: Mapped[int] = mapped_column(sa.ForeignKey("cooperation.id"), primary_key=True)
    state: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime] = mapped_column(Instant)
    place: Mapped[str] = mapped_column(sa.String(200))
    chair: Mapped[str] = mapped_column(sa.String(100))
    asks: Mapped[str] = mapped_column(sa.Text, default="")
    reply_by: Mapped[date]
    # What was heard and said, for the minutes.
    course: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class MeetingItem(Base):
    """One item of the agenda."""

    __tablename__ = "liaison_item"
    __table_args__ = (sa.Index("ix_liaison_item_meeting", "meeting_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("liaison_meeting.id"))
    topic: Mapped[str] = mapped_column(sa.String(400))
    speaker: Mapped[str] = mapped_column(sa.String(100), default="")


class MeetingGuest(Base):
    """Who is invited: a body, with whoever comes for it, or one of our own people."""

    __tablename__ = "liaison_guest"
    __table_args__ = (sa.Index("ix_liaison_guest_meeting", "meeting_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("liaison_meeting.id"))
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"))
    # As it was called on the day of the meeting; of our own people their office.
    body_name: Mapped[str] = mapped_column(sa.String(100))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(sa.String(60), default="")
    post: Mapped[str] = mapped_column(sa.String(60), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    # member or observer; "", present, excused or absent.
    part: Mapped[str] = mapped_column(sa.String(10))
    came: Mapped[str] = mapped_column(sa.String(10), default="")


class Resolution(Base):
    """What a meeting agreed on: who does it by which day; followed until it is done or dropped."""

    __tablename__ = "resolution"
    __table_args__ = (
        sa.Index("ix_resolution_meeting", "meeting_id", "id"),
        sa.Index("ix_resolution_due", "state", "due_on", "id"),
        sa.CheckConstraint(
            "(body_id IS NULL) <> (unit_id IS NULL)",
            name="one_owner",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("liaison_meeting.id"))
    text: Mapped[str] = mapped_column(sa.Text)
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    unit_path: Mapped[str] = mapped_column(sa.String(120), default="")
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    owner_name: Mapped[str] = mapped_column(sa.String(100))
    due_on: Mapped[date]
    # The day the meeting set; `due_on` moves when it is put off.
    first_due_on: Mapped[date]
    state: Mapped[str] = mapped_column(sa.String(10))
    ended_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class ResolutionReminder(Base):
    """That somebody was told of a resolution's last day; once for each stage."""

    __tablename__ = "resolution_reminder"
    __table_args__ = (sa.UniqueConstraint("resolution_id", "person_id", "stage", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    resolution_id: Mapped[int] = mapped_column(sa.ForeignKey("resolution.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    stage: Mapped[str] = mapped_column(sa.String(20))
    due_on: Mapped[date]
    made_on: Mapped[date]
    sent_at: Mapped[datetime | None] = mapped_column(Instant)


class Notice(Base):
    """One notice on the enforcement of a period, out or in."""

    __tablename__ = "liaison_notice"
    __table_args__ = (
        sa.Index("ix_liaison_notice_state", "state", "id"),
        sa.CheckConstraint("direction IN ('out', 'in')", name="direction"),
        sa.CheckConstraint("last_on >= first_on", name="days"),
    )

    id: Mapped[int] = mapped_column(sa.ForeignKey("cooperation.id"), primary_key=True)
    state: Mapped[str] = mapped_column(sa.String(20))
    direction: Mapped[str] = mapped_column(sa.String(3))
    first_on: Mapped[date]
    last_on: Mapped[date]
    trends: Mapped[str] = mapped_column(sa.Text, default="")
    attention: Mapped[str] = mapped_column(sa.Text, default="")
    # The counts as they were on the day they were composed, and what was left out and why.
    counted: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, default=list)
    left_out: Mapped[dict[str, int]] = mapped_column(sa.JSON, default=dict)
    composed_at: Mapped[datetime | None] = mapped_column(Instant)
    # Of what came in: who sent it, and its number.
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"))
    their_number: Mapped[str] = mapped_column(sa.String(80), default="")
    received_on: Mapped[date | None]
    content: Mapped[str] = mapped_column(sa.Text, default="")
    sent_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class NoticeBody(Base):
    """A body a notice goes to, and what it answered."""

    __tablename__ = "liaison_notice_body"
    __table_args__ = (sa.UniqueConstraint("notice_id", "body_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(sa.ForeignKey("liaison_notice.id"))
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(sa.String(100))
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(sa.Text, default="")


class NoticeCase(Base):
    """A typical case in a notice, told without names."""

    __tablename__ = "liaison_notice_case"
    __table_args__ = (sa.UniqueConstraint("notice_id", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(sa.ForeignKey("liaison_notice.id"))
    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"))
    told: Mapped[str] = mapped_column(sa.Text)


class LiaisonAct(Base):
    """One row of the history of a meeting, a resolution or a notice."""

    __tablename__ = "liaison_act"
    __table_args__ = (
        sa.Index("ix_liaison_act_matter", "matter_id", "id"),
        sa.Index("ix_liaison_act_resolution", "resolution_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(sa.ForeignKey("cooperation.id"))
    resolution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("resolution.id"))
    act: Mapped[str] = mapped_column(sa.String(30))
    from_state: Mapped[str] = mapped_column(sa.String(20))
    to_state: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    given: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
