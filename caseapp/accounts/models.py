"""Tables of the people: units, persons, roles, certificates, login links, sessions, own days."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


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
    __mapper_args__ = compared(version)
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
    # Where reminders go when the office has a mail server.
    email: Mapped[str] = mapped_column(sa.String(120), default="", server_default=sa.text("''"))
    # 法律职业资格: asked of whoever does a legal review for the first time (行政处罚法第五十八条).
    legal_qualification_no: Mapped[str] = mapped_column(sa.String(40), default="")
    legal_qualified_on: Mapped[date | None] = mapped_column(sa.Date)
    # Those who reviewed before the examination was asked for go on.
    reviews_since: Mapped[date | None] = mapped_column(sa.Date)
    # Up to which level of case the person may read; granted by the security administrator.
    clearance: Mapped[int] = mapped_column(default=0, server_default=sa.text("0"))
    # 正职负责人或者主持工作的负责人: whom the law asks to decide in person.
    is_principal: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    # Somebody of another body who answers what was transferred to it, and sees nothing else.
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"), index=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)
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
    # link (demo), full (password and second factor); anything else is not signed in yet.
    level: Mapped[str] = mapped_column(sa.String(12), server_default="link")
    proved_at: Mapped[datetime | None] = mapped_column(Instant)
    must_rotate: Mapped[bool] = mapped_column(server_default=sa.false())
    owes_password: Mapped[bool] = mapped_column(server_default=sa.false())
    kept: Mapped[str] = mapped_column(sa.Text, server_default="")


class Credential(Base):
    """What somebody proves themselves with: a slow hash and a sealed second factor."""

    __tablename__ = "credential"

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    password_set_at: Mapped[datetime] = mapped_column(Instant)
    factor_sealed: Mapped[str] = mapped_column(sa.String(200))
    # The last half minute a code was taken for: none of it or before it is taken again.
    factor_last_step: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    activated_at: Mapped[datetime] = mapped_column(Instant)


class OldPassword(Base):
    """A password somebody had before, so that it is not taken again."""

    __tablename__ = "old_password"
    __table_args__ = (sa.Index("ix_old_password_person", "person_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    ended_at: Mapped[datetime] = mapped_column(Instant)


class RecoveryCode(Base):
    """A code on paper that stands for the telephone once."""

    __tablename__ = "recovery_code"
    __table_args__ = (sa.Index("ix_recovery_code_person", "person_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    made_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class ActivationCode(Base):
    """A code by which somebody sets a password or a second factor once."""

    __tablename__ = "activation_code"
    __table_args__ = (sa.Index("ix_activation_code_person", "person_id", "used_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    purpose: Mapped[str] = mapped_column(sa.String(12))
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    factor_sealed: Mapped[str] = mapped_column(sa.String(200), default="")
    made_by: Mapped[str] = mapped_column(sa.String(60))
    made_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class SignInTry(Base):
    """One try to sign in; the account is a keyed digest of what was typed, known or not."""

    __tablename__ = "sign_in_try"
    __table_args__ = (
        sa.Index("ix_sign_in_try_account", "account_key", "tried_at"),
        sa.Index("ix_sign_in_try_address", "address", "tried_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_key: Mapped[str] = mapped_column(sa.String(64))
    address: Mapped[str] = mapped_column(sa.String(60))
    kind: Mapped[str] = mapped_column(sa.String(12))
    outcome: Mapped[str] = mapped_column(sa.String(12))
    tried_at: Mapped[datetime] = mapped_column(Instant)


class FactorReset(Base):
    """A second factor to be set anew: one administrator asks, one of the other kind agrees."""

    __tablename__ = "factor_reset"
    __table_args__ = (sa.Index("ix_factor_reset_open", "agreed_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    asked_by: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    why: Mapped[str] = mapped_column(sa.String(200))
    agreed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    agreed_at: Mapped[datetime | None] = mapped_column(Instant)


class CalendarDay(Base):
    """A day the office itself declared, over the shipped calendar; withdrawn, never deleted."""

    __tablename__ = "calendar_day"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('rest', 'work')", name="kind"),
        # One row in force a day and area; withdrawn ones stay beside it as history.
        sa.Index(
            "uq_calendar_day_in_force",
            "day",
            "area",
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
    # A day that came with a read-in notice: which one, which year it arranges, when it came out.
    arrangement_id: Mapped[int | None] = mapped_column(sa.ForeignKey("calendar_arrangement.id"))
    arranged_year: Mapped[int | None]
    published: Mapped[date | None] = mapped_column(sa.Date)
    # The division in whose offices the day holds (区划代码); empty: in all of them.
    area: Mapped[str] = mapped_column(sa.String(6), default="", server_default=sa.text("''"))


class CalendarArrangement(Base):
    """A notice of a year's free and make-up days, read in from a file, in force once applied."""

    __tablename__ = "calendar_arrangement"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    source: Mapped[str] = mapped_column(sa.String(200))
    published: Mapped[date] = mapped_column(sa.Date)
    file_name: Mapped[str] = mapped_column(sa.String(200))
    # [{"day", "kind", "name"}] as checked when the file came in.
    days: Mapped[list[dict[str, str]]] = mapped_column(sa.JSON)
    added_by: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)
    applied_by: Mapped[str] = mapped_column(sa.String(60), default="")
    applied_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_by: Mapped[str] = mapped_column(sa.String(60), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class UnitDelegation(Base):
    """A unit lets another one read its cases, from one day to another; ended, never deleted."""

    __tablename__ = "unit_delegation"
    __table_args__ = (
        sa.CheckConstraint("until IS NULL OR since <= until", name="dates"),
        sa.CheckConstraint("cases_of_id <> seen_by_id", name="two_units"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cases_of_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    seen_by_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    since: Mapped[date] = mapped_column(sa.Date)
    until: Mapped[date | None] = mapped_column(sa.Date)
    basis: Mapped[str] = mapped_column(sa.String(200))
    added_by: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)
    ended_by: Mapped[str] = mapped_column(sa.String(60), default="")
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Deputy(Base):
    """Somebody signs in the place of one who is away, from one day to another; ended, never deleted."""

    __tablename__ = "deputy"
    __table_args__ = (
        sa.CheckConstraint("since <= until", name="dates"),
        sa.CheckConstraint("absent_id <> deputy_id", name="two_people"),
        sa.Index("ix_deputy_deputy", "deputy_id", "until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    absent_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    deputy_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    since: Mapped[date] = mapped_column(sa.Date)
    until: Mapped[date] = mapped_column(sa.Date)
    why: Mapped[str] = mapped_column(sa.String(200))
    added_by: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)
    ended_by: Mapped[str] = mapped_column(sa.String(60), default="")
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Emergency(Base):
    """A case opened for somebody who may not see it: asked, agreed to by another, ended by the clock."""

    __tablename__ = "emergency"
    __table_args__ = (
        sa.CheckConstraint("state IN ('asked', 'granted', 'refused', 'ended')", name="state"),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> person_id", name="two_people"
        ),
        sa.Index("ix_emergency_person", "person_id", "state", "ends_at"),
        sa.Index("ix_emergency_case", "case_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    # Empty where no case has the number: the one who asks is not told the difference.
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("case_file.id"))
    number: Mapped[str] = mapped_column(sa.String(60))
    category: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str] = mapped_column(sa.String(500))
    hours: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(sa.String(10), default="asked")
    decided_by_id: Mapped[int | None]
    decided_by_name: Mapped[str] = mapped_column(sa.String(60), default="")
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_why: Mapped[str] = mapped_column(sa.String(500), default="")
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    # The auditor notes having looked at it.
    noted_by: Mapped[str] = mapped_column(sa.String(60), default="")
    noted_at: Mapped[datetime | None] = mapped_column(Instant)
