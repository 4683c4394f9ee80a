"""Tables of fairs: the show, its halls and rules, who is on duty, who exhibits what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class Fair(Base):
    """One session of a fair; its id is that of its row in the register of cooperation."""

    __tablename__ = "fair"
    __table_args__ = (
        sa.CheckConstraint("last_on >= first_on", name="days"),
        sa.UniqueConstraint("code"),
        sa.Index("ix_fair_days", "first_on", "id"),
        sa.Index("ix_fair_series", "series", "first_on"),
    )

    id: Mapped[int] = mapped_column(sa.ForeignKey("cooperation.id"), primary_key=True)
    # Short, stands before the serial of every complaint.
    code: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(200))
    session: Mapped[str] = mapped_column(sa.String(40), default="")
    # One for all sessions of the same fair: "the next session" is the next of it.
    series: Mapped[str] = mapped_column(sa.String(80))
    state: Mapped[str] = mapped_column(sa.String(20))
    organiser: Mapped[str] = mapped_column(sa.String(200))
    undertaker: Mapped[str] = mapped_column(sa.String(200), default="")
    # The authority that permits or supervises the fair, as the register of bodies knows it.
    authority_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"))
    reported_by: Mapped[str] = mapped_column(sa.String(12))
    venue: Mapped[str] = mapped_column(sa.String(200))
    area: Mapped[str] = mapped_column(sa.String(6), default="")
    first_on: Mapped[date]
    last_on: Mapped[date]
    opens_at: Mapped[str] = mapped_column(sa.String(5), default="")
    closes_at: Mapped[str] = mapped_column(sa.String(5), default="")
    has_online: Mapped[bool] = mapped_column(default=False)
    online_address: Mapped[str] = mapped_column(sa.String(300), default="")
    # station, contacts or none, and why
    presence: Mapped[str] = mapped_column(sa.String(12))
    presence_why: Mapped[str] = mapped_column(sa.String(400), default="")
    station_place: Mapped[str] = mapped_column(sa.String(200), default="")
    station_phone: Mapped[str] = mapped_column(sa.String(40), default="")
    posted_on: Mapped[date | None]
    products: Mapped[str] = mapped_column(sa.Text, default="")
    scale: Mapped[str] = mapped_column(sa.String(200), default="")
    measures: Mapped[str] = mapped_column(sa.Text, default="")
    reported_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class FairAct(Base):
    """One row of the history of a fair: what was done, by whom, from which state to which."""

    __tablename__ = "fair_act"
    __table_args__ = (sa.Index("ix_fair_act_fair", "fair_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    act: Mapped[str] = mapped_column(sa.String(30))
    from_state: Mapped[str] = mapped_column(sa.String(20))
    to_state: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    given: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)


class FairContact(Base):
    """Whom to call: of the organiser, the trade association, the authority, the hall."""

    __tablename__ = "fair_contact"
    __table_args__ = (sa.Index("ix_fair_contact_fair", "fair_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    part: Mapped[str] = mapped_column(sa.String(12))
    body_name: Mapped[str] = mapped_column(sa.String(200))
    name: Mapped[str] = mapped_column(sa.String(60))
    post: Mapped[str] = mapped_column(sa.String(60), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")


class FairHall(Base):
    """A hall, or the online part."""

    __tablename__ = "fair_hall"
    __table_args__ = (sa.UniqueConstraint("fair_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    name: Mapped[str] = mapped_column(sa.String(60))
    is_online: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(sa.String(200), default="")


class FairRule(Base):
    """A rule of this very fair, with where it stands: hours to answer, what a repeat needs."""

    __tablename__ = "fair_rule"
    __table_args__ = (sa.UniqueConstraint("fair_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    key: Mapped[str] = mapped_column(sa.String(40))
    value: Mapped[str] = mapped_column(sa.String(200))
    basis: Mapped[str] = mapped_column(sa.String(300), default="")


class FairDuty(Base):
    """Somebody on duty on a day and shift; who signs for the chief is in FairMandate."""

    __tablename__ = "fair_duty"
    __table_args__ = (
        sa.Index("ix_fair_duty_fair", "fair_id", "day", "id"),
        sa.Index("ix_fair_duty_person", "person_id", "fair_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    day: Mapped[date]
    starts: Mapped[str] = mapped_column(sa.String(5), default="")
    ends: Mapped[str] = mapped_column(sa.String(5), default="")
    part: Mapped[str] = mapped_column(sa.String(12))
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(sa.String(60))
    body_name: Mapped[str] = mapped_column(sa.String(200), default="")
    certificate: Mapped[str] = mapped_column(sa.String(60), default="")
    # Who left the roster stays, for what was done while on duty.
    left_at: Mapped[datetime | None] = mapped_column(Instant)


class FairMandate(Base):
    """The chief lets somebody on duty sign the station's papers on the spot, on named days."""

    __tablename__ = "fair_mandate"
    __table_args__ = (sa.Index("ix_fair_mandate_fair", "fair_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    person_name: Mapped[str] = mapped_column(sa.String(60))
    # Keys of the catalogue.
    kinds: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    first_on: Mapped[date]
    last_on: Mapped[date]
    given_by: Mapped[int]
    given_by_name: Mapped[str] = mapped_column(sa.String(60))
    given_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class FairKit(Base):
    """A thing to take along and to bring back."""

    __tablename__ = "fair_kit"
    __table_args__ = (sa.UniqueConstraint("fair_id", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    item: Mapped[str] = mapped_column(sa.String(60))
    wanted: Mapped[int] = mapped_column(default=1)
    packed: Mapped[int] = mapped_column(default=0)
    returned: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(sa.String(200), default="")


class FairDay(Base):
    """What a day at the station counted beside the records: who asked, what was handed out."""

    __tablename__ = "fair_day"
    __table_args__ = (
        sa.UniqueConstraint("fair_id", "day"),
        sa.CheckConstraint("inquiries >= 0 AND leaflets >= 0", name="counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    day: Mapped[date]
    inquiries: Mapped[int] = mapped_column(default=0)
    leaflets: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
