"""Tables of what runs beside a case: a record for each sampling, seizure, hearing, payment and so on.

Each column that ends in `step_id` names the act that wrote the columns after it, so that a
corrected act finds its record again. Only take_step and corrections write here.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column

from caseapp.base.db import Base, Instant, Money


def _act() -> MappedColumn[int | None]:
    return mapped_column(sa.ForeignKey("case_step.id"))


class Companion(Base):
    """What every record has: its case and the act it began with."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)

    case_id: Mapped[int] = mapped_column(sa.ForeignKey("case_file.id"), index=True)
    # No act begins two records of a kind.
    step_id: Mapped[int] = mapped_column(sa.ForeignKey("case_step.id"), unique=True)


class Sampling(Companion):
    """Samples taken as evidence: when, where, what, whether the party got the list (抽样取证)."""

    __tablename__ = "sampling"

    sampled_on: Mapped[date]
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    samples: Mapped[str] = mapped_column(sa.Text)
    list_handed: Mapped[bool] = mapped_column(default=False)
    signature: Mapped[str] = mapped_column(sa.String(20), default="")


class Seizure(Companion):
    """Goods or rooms sealed, goods seized: from the measure to the release (查封、扣押)."""

    __tablename__ = "seizure"
    __table_args__ = (sa.CheckConstraint("measure IN ('seal', 'seize')", name="measure"),)

    measure: Mapped[str] = mapped_column(sa.String(10))
    is_urgent: Mapped[bool]
    measure_on: Mapped[date]
    measure_at: Mapped[datetime | None] = mapped_column(Instant)
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    deadline_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deadline.id"))
    approval_step_id: Mapped[int | None] = _act()
    approver_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    test_step_id: Mapped[int | None] = _act()
    test_first: Mapped[date | None]
    test_last: Mapped[date | None]
    release_step_id: Mapped[int | None] = _act()
    released_on: Mapped[date | None]
    release: Mapped[str] = mapped_column(sa.String(20), default="")


class Hearing(Companion):
    """A hearing before a penalty, or the oral hearing of a dispute (听证、口头审理)."""

    __tablename__ = "hearing"
    __table_args__ = (sa.CheckConstraint("kind IN ('hearing', 'oral')", name="kind"),)

    kind: Mapped[str] = mapped_column(sa.String(10))
    asked_on: Mapped[date | None]
    notice_step_id: Mapped[int | None] = _act()
    notice_on: Mapped[date | None]
    session_on: Mapped[date | None]
    session_at: Mapped[datetime | None] = mapped_column(Instant)
    place: Mapped[str] = mapped_column(sa.String(200), default="")
    presiding_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    is_public: Mapped[bool | None]
    end_step_id: Mapped[int | None] = _act()
    ended_on: Mapped[date | None]
    # held, dropped (the request was taken back), absent (somebody did not come), default (heard so)
    outcome: Mapped[str] = mapped_column(sa.String(10), default="")
    transcript: Mapped[str] = mapped_column(sa.Text, default="")
    opinion: Mapped[str] = mapped_column(sa.Text, default="")


class Suspension(Companion):
    """An interval in which the case waits for something outside of it (中止)."""

    __tablename__ = "suspension"

    began_on: Mapped[date]
    ground: Mapped[str] = mapped_column(sa.String(30))
    end_event: Mapped[str] = mapped_column(sa.String(500), default="")
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    resume_step_id: Mapped[int | None] = _act()
    resumed_on: Mapped[date | None]


class Extension(Companion):
    """A limit prolonged: which, by how long, by whom, from which end to which (延长)."""

    __tablename__ = "extension"

    deadline_id: Mapped[int] = mapped_column(sa.ForeignKey("deadline.id"), index=True)
    family: Mapped[str] = mapped_column(sa.String(20))
    rule_id: Mapped[str] = mapped_column(sa.String(20))
    what: Mapped[str] = mapped_column(sa.String(200))
    # The how-manyth on this limit, from 0.
    turn: Mapped[int]
    length: Mapped[int]
    unit: Mapped[str] = mapped_column(sa.String(4))
    due_before: Mapped[date | None]
    due_after: Mapped[date | None]
    decided_on: Mapped[date]
    approved_by: Mapped[str] = mapped_column(sa.String(60))
    reason: Mapped[str] = mapped_column(sa.Text, default="")


class Performance(Companion):
    """What a decision orders and how far it is done: sums, deferral, surcharge, end (履行)."""

    __tablename__ = "performance"

    ordered_on: Mapped[date]
    draft_step_id: Mapped[int | None] = _act()
    fine: Mapped[Decimal | None] = mapped_column(Money)
    confiscation: Mapped[Decimal | None] = mapped_column(Money)
    perform_until: Mapped[date | None]
    deferral_step_id: Mapped[int | None] = _act()
    deferred_on: Mapped[date | None]
    deferred_until: Mapped[date | None]
    deferral_reason: Mapped[str] = mapped_column(sa.Text, default="")
    overdue_step_id: Mapped[int | None] = _act()
    overdue_on: Mapped[date | None]
    demand_step_id: Mapped[int | None] = _act()
    demanded_on: Mapped[date | None]
    # Reckoned up to a day by the act that looked last; the cap is the highest it can become.
    surcharge_to: Mapped[date | None]
    surcharge: Mapped[Decimal | None] = mapped_column(Money)
    surcharge_cap: Mapped[Decimal | None] = mapped_column(Money)
    court_step_id: Mapped[int | None] = _act()
    court_asked_on: Mapped[date | None]
    court: Mapped[str] = mapped_column(sa.String(200), default="")
    end_step_id: Mapped[int | None] = _act()
    ended_on: Mapped[date | None]
    # performed, or enforced by the court
    end: Mapped[str] = mapped_column(sa.String(10), default="")
    # The decision was annulled or is to be made anew: nothing is owed on it any more.
    fall_step_id: Mapped[int | None] = _act()
    fell_on: Mapped[date | None]


class Payment(Companion):
    """One payment on a decision, with the number of its receipt (缴款)."""

    __tablename__ = "payment"

    performance_id: Mapped[int | None] = mapped_column(sa.ForeignKey("performance.id"), index=True)
    paid_on: Mapped[date]
    paid: Mapped[Decimal] = mapped_column(Money)
    receipt: Mapped[str] = mapped_column(sa.String(200), default="")


class Challenge(Companion):
    """A reconsideration or a suit against the decision, from its receipt to its outcome (复议、诉讼)."""

    __tablename__ = "challenge"
    __table_args__ = (sa.CheckConstraint("kind IN ('reconsideration', 'suit')", name="kind"),)

    kind: Mapped[str] = mapped_column(sa.String(20))
    noted_on: Mapped[date]
    # The day of the other body, where the office knows it.
    accepted_on: Mapped[date | None]
    body: Mapped[str] = mapped_column(sa.String(200), default="")
    number: Mapped[str] = mapped_column(sa.String(200), default="")
    stays_execution: Mapped[bool] = mapped_column(default=False)
    answer_step_id: Mapped[int | None] = _act()
    answered_on: Mapped[date | None]
    outcome_step_id: Mapped[int | None] = _act()
    outcome_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(sa.String(10), default="")
    outcome_words: Mapped[str] = mapped_column(sa.Text, default="")


class Publication(Companion):
    """Whether a decision is shown to the public: when, where, until when that was due (公示)."""

    __tablename__ = "publication"

    is_published: Mapped[bool]
    decided_on: Mapped[date]
    channel: Mapped[str] = mapped_column(sa.String(200), default="")
    is_masked: Mapped[bool | None]
    due_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    withdrawal_step_id: Mapped[int | None] = _act()
    withdrawn_on: Mapped[date | None]
    withdrawn_why: Mapped[str] = mapped_column(sa.Text, default="")
    correction_step_id: Mapped[int | None] = _act()
    corrected_on: Mapped[date | None]
    corrected_words: Mapped[str] = mapped_column(sa.Text, default="")
