"""Tables of the people: units, persons, roles, certificates, login links, sessions, own days."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant


class Unit(Base):
    """An office, one of its sections, a district's office or a zone's; the path gives the scope."""

    __tablename__ = "unit"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('office', 'section', 'district', 'zone')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(100))
    kind: Mapped[str] = mapped_column(sa.String(10))
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    path: Mapped[str] = mapped_column(sa.String(200), unique=True)
    area_code: Mapped[str] = mapped_column(sa.String(6))
    agency_name: Mapped[str] = mapped_column(sa.String(100))
    agency_word: Mapped[str] = mapped_column(sa.String(20))
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(sa.String(60), default="")
    changed_at: Mapped[datetime] = mapped_column(Instant)


class PersonRow(Base):
    """Somebody of the office; left people stay, because their acts stay."""

    __tablename__ = "person"
    __table_args__ = (sa.Index("ix_person_unit", "unit_id", "login"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str] = mapped_column(sa.String(60))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    post: Mapped[str] = mapped_column(sa.String(60), default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    # 法律职业资格: asked of whoever does a legal review for the first time (行政处罚法第五十八条).
    legal_qualification_no: Mapped[str] = mapped_column(sa.String(40), default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(sa.String(60), default="")
    changed_at: Mapped[datetime] = mapped_column(Instant)


class RoleGrant(Base):
    """A role somebody holds for a unit."""

    __tablename__ = "role_grant"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "role", "unit_id"),
        sa.Index("ix_role_grant_role", "role", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(sa.String(20))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    granted_by: Mapped[str] = mapped_column(sa.String(60))
    granted_at: Mapped[datetime] = mapped_column(Instant)


class Certificate(Base):
    """An enforcement certificate; whether it holds is asked for the day of each act."""

    __tablename__ = "certificate"
    __table_args__ = (
        sa.UniqueConstraint("issuer", "number"),
        sa.CheckConstraint("valid_from <= valid_to", name="dates"),
        sa.CheckConstraint("ended_on IS NULL OR ended_why <> ''", name="ended_with_reason"),
        sa.Index("ix_certificate_person", "person_id", "valid_to"),
        sa.Index("ix_certificate_valid_to", "valid_to", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(sa.String(40))
    number: Mapped[str] = mapped_column(sa.String(60))
    issuer: Mapped[str] = mapped_column(sa.String(100))
    valid_from: Mapped[date] = mapped_column(sa.Date)
    valid_to: Mapped[date] = mapped_column(sa.Date)
    ended_on: Mapped[date | None] = mapped_column(sa.Date)
    ended_why: Mapped[str] = mapped_column(sa.String(200), default="")


class LoginLink(Base):
    """A link that lets one person in once; only its hash is kept."""

    __tablename__ = "login_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    made_by: Mapped[str] = mapped_column(sa.String(60))
    made_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class WebSession(Base):
    """Somebody signed in on one browser; the cookie's value is kept as a hash only."""

    __tablename__ = "web_session"
    __table_args__ = (sa.Index("ix_web_session_person", "person_id", "ended_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    address: Mapped[str] = mapped_column(sa.String(60))
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_why: Mapped[str] = mapped_column(sa.String(60), default="")


class CalendarDay(Base):
    """A day the office itself declared, over the shipped calendar; withdrawn, never deleted."""

    __tablename__ = "calendar_day"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('rest', 'work')", name="kind"),
        # One row in force a day; withdrawn ones stay beside it as history.
        sa.Index(
            "uq_calendar_day_in_force",
            "day",
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(sa.Date)
    kind: Mapped[str] = mapped_column(sa.String(4))
    name: Mapped[str] = mapped_column(sa.String(40))
    source: Mapped[str] = mapped_column(sa.String(200))
    added_by: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_by: Mapped[str] = mapped_column(sa.String(60), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
