"""Tables of complaints at a fair: what was said, what came of it, photos, signatures, who was found twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.base.db import Base, Instant, compared


class FairComplaint(Base):
    """One complaint at a fair; its id is that of its row in the register of cooperation."""

    __tablename__ = "fair_complaint"
    __table_args__ = (
        sa.UniqueConstraint("number"),
        # The device counts its own records, so that one sent twice is entered once.
        sa.UniqueConstraint("fair_id", "device", "device_serial"),
        sa.Index("ix_fair_complaint_fair", "fair_id", "state", "id"),
        sa.Index("ix_fair_complaint_exhibitor", "exhibitor_id"),
        sa.Index("ix_fair_complaint_patent", "patent_id"),
        sa.Index("ix_fair_complaint_case", "case_id"),
        sa.Index("ix_fair_complaint_code", "query_code_hash"),
    )

    id: Mapped[int] = mapped_column(sa.ForeignKey("cooperation.id"), primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    device: Mapped[str] = mapped_column(sa.String(40))
    device_serial: Mapped[int]
    # Code of the fair and a serial, taken at the server.
    number: Mapped[str] = mapped_column(sa.String(40))
    query_code_hash: Mapped[str] = mapped_column(sa.String(64), default="")
    state: Mapped[str] = mapped_column(sa.String(20))
    received_at: Mapped[datetime] = mapped_column(Instant)
    complainant: Mapped[str] = mapped_column(sa.String(200))
    complainant_id_number: Mapped[str] = mapped_column(sa.String(60), default="")
    complainant_phone: Mapped[str] = mapped_column(sa.String(40), default="")
    complainant_address: Mapped[str] = mapped_column(sa.String(300), default="")
    # Booth or pass of the fair.
    complainant_booth: Mapped[str] = mapped_column(sa.String(60), default="")
    agent: Mapped[str] = mapped_column(sa.String(200), default="")
    agent_power: Mapped[str] = mapped_column(sa.String(200), default="")
    agent_phone: Mapped[str] = mapped_column(sa.String(40), default="")
    right_kind: Mapped[str] = mapped_column(sa.String(20))
    # Of a patent: invention, utility, design.
    patent_kind: Mapped[str] = mapped_column(sa.String(12), default="")
    right_number: Mapped[str] = mapped_column(sa.String(80), default="")
    right_name: Mapped[str] = mapped_column(sa.String(200), default="")
    right_status: Mapped[str] = mapped_column(sa.String(20), default="")
    right_status_on: Mapped[date | None]
    patent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("patent.id"))
    exhibitor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("exhibitor.id"))
    exhibit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("exhibit.id"))
    respondent: Mapped[str] = mapped_column(sa.String(200))
    booth: Mapped[str] = mapped_column(sa.String(60), default="")
    exhibit: Mapped[str] = mapped_column(sa.String(300), default="")
    is_online: Mapped[bool] = mapped_column(default=False)
    facts: Mapped[str] = mapped_column(sa.Text, default="")
    request: Mapped[str] = mapped_column(sa.Text, default="")
    complete_at: Mapped[datetime | None] = mapped_column(Instant)
    passed_at: Mapped[datetime | None] = mapped_column(Instant)
    notified_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    # Why not taken, from the list of grounds.
    refused_for: Mapped[str] = mapped_column(sa.String(30), default="")
    outcome: Mapped[str] = mapped_column(sa.String(20), default="")
    outcome_words: Mapped[str] = mapped_column(sa.Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    told_on: Mapped[date | None]
    # Where it went on: our own case, or another body after the show.
    case_id: Mapped[int | None] = mapped_column(sa.ForeignKey("case_file.id"))
    transfer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("transfer.id"))
    taken_by: Mapped[int]
    taken_by_name: Mapped[str] = mapped_column(sa.String(60))
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = compared(version)


class FairComplaintAct(Base):
    """One row of the history of a complaint."""

    __tablename__ = "fair_complaint_act"
    __table_args__ = (sa.Index("ix_fair_complaint_act_complaint", "complaint_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("fair_complaint.id"))
    act: Mapped[str] = mapped_column(sa.String(30))
    from_state: Mapped[str] = mapped_column(sa.String(20))
    to_state: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime] = mapped_column(Instant)
    # When it happened at the booth, where it was entered later.
    happened_at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int]
    by_name: Mapped[str] = mapped_column(sa.String(60))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    given: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)


class FairMaterial(Base):
    """A paper the complainant has to bring, and whether it is there."""

    __tablename__ = "fair_material"
    __table_args__ = (sa.UniqueConstraint("complaint_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("fair_complaint.id"))
    key: Mapped[str] = mapped_column(sa.String(30))
    is_given: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(sa.String(200), default="")


class FairFeature(Base):
    """One row of the comparison: what the claim or the design shows, what the exhibit shows."""

    __tablename__ = "fair_feature"
    __table_args__ = (sa.Index("ix_fair_feature_complaint", "complaint_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("fair_complaint.id"))
    place: Mapped[int]
    claimed: Mapped[str] = mapped_column(sa.Text)
    shown: Mapped[str] = mapped_column(sa.Text, default="")
    # same, equal, other or open
    verdict: Mapped[str] = mapped_column(sa.String(10), default="open")


class FairVisit(Base):
    """A check at the booth by two officers."""

    __tablename__ = "fair_visit"
    __table_args__ = (sa.Index("ix_fair_visit_complaint", "complaint_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("fair_complaint.id"))
    begun_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    officer_ids: Mapped[list[int]] = mapped_column(sa.JSON, default=list)
    officer_names: Mapped[str] = mapped_column(sa.String(200))
    present: Mapped[str] = mapped_column(sa.String(100), default="")
    present_post: Mapped[str] = mapped_column(sa.String(60), default="")
    found: Mapped[str] = mapped_column(sa.Text)
    samples: Mapped[str] = mapped_column(sa.Text, default="")
    paper_id: Mapped[int | None] = mapped_column(sa.ForeignKey("paper.id"))


class FairMeasure(Base):
    """What the organiser did under its contract with the exhibitor: no act of the office."""

    __tablename__ = "fair_measure"
    __table_args__ = (sa.Index("ix_fair_measure_complaint", "complaint_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("fair_complaint.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    exhibits: Mapped[str] = mapped_column(sa.String(400))
    clause: Mapped[str] = mapped_column(sa.String(200))
    done_at: Mapped[datetime] = mapped_column(Instant)
    organiser_person: Mapped[str] = mapped_column(sa.String(60))
    note: Mapped[str] = mapped_column(sa.String(400), default="")
    by_name: Mapped[str] = mapped_column(sa.String(60))


class FairOrder(Base):
    """What the office ordered by law, on a paper that can be challenged in court."""

    __tablename__ = "fair_order"
    __table_args__ = (sa.Index("ix_fair_order_complaint", "complaint_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("fair_complaint.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    exhibits: Mapped[str] = mapped_column(sa.String(400))
    basis: Mapped[str] = mapped_column(sa.String(300))
    paper_id: Mapped[int] = mapped_column(sa.ForeignKey("paper.id"))
    ordered_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    note: Mapped[str] = mapped_column(sa.String(400), default="")
    by_name: Mapped[str] = mapped_column(sa.String(60))


class FairPhoto(Base):
    """A photo taken with the device, of a complaint or of a quick look at a mark."""

    __tablename__ = "fair_photo"
    __table_args__ = (
        sa.UniqueConstraint("fair_id", "device", "device_serial"),
        sa.Index("ix_fair_photo_complaint", "complaint_id", "id"),
        sa.Index("ix_fair_photo_check", "check_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"))
    complaint_id: Mapped[int | None] = mapped_column(sa.ForeignKey("fair_complaint.id"))
    check_id: Mapped[int | None] = mapped_column(sa.ForeignKey("fair_check.id"))
    device: Mapped[str] = mapped_column(sa.String(40))
    device_serial: Mapped[int]
    caption: Mapped[str] = mapped_column(sa.String(200), default="")
    taken_at: Mapped[datetime] = mapped_column(Instant)
    filename: Mapped[str] = mapped_column(sa.String(200))
    media_type: Mapped[str] = mapped_column(sa.String(100))
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    size: Mapped[int] = mapped_column(sa.BigInteger)
    by_name: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)


class FairSignature(Base):
    """A signature by finger: a picture with its hash and time, and of what it was given; never a seal."""

    __tablename__ = "fair_signature"
    __table_args__ = (sa.Index("ix_fair_signature_complaint", "complaint_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("fair_complaint.id"))
    paper_id: Mapped[int | None] = mapped_column(sa.ForeignKey("paper.id"), index=True)
    part: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(60))
    sha256: Mapped[str] = mapped_column(sa.ForeignKey("stored_file.sha256"), index=True)
    # Digest of the words that were on the screen when the finger moved.
    signed_text_sha256: Mapped[str] = mapped_column(sa.String(64))
    signed_at: Mapped[datetime] = mapped_column(Instant)
    by_name: Mapped[str] = mapped_column(sa.String(60))


class FairRepeat(Base):
    """A finding against an exhibitor at one session; two in a row bar it from the next."""

    __tablename__ = "fair_repeat"
    __table_args__ = (
        sa.UniqueConstraint("complaint_id"),
        sa.Index("ix_fair_repeat_series", "series", "name_mark"),
        sa.Index("ix_fair_repeat_name", "name_mark"),
        sa.Index("ix_fair_repeat_credit", "credit_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(sa.String(80))
    fair_id: Mapped[int] = mapped_column(sa.ForeignKey("fair.id"), index=True)
    complaint_id: Mapped[int] = mapped_column(sa.ForeignKey("fair_complaint.id"))
    name: Mapped[str] = mapped_column(sa.String(200))
    name_mark: Mapped[str] = mapped_column(sa.String(200))
    credit_code: Mapped[str] = mapped_column(sa.String(18), default="")
    found_on: Mapped[date]
    is_barred: Mapped[bool] = mapped_column(default=False)
    barred_why: Mapped[str] = mapped_column(sa.String(400), default="")
    lifted_on: Mapped[date | None]
    lifted_why: Mapped[str] = mapped_column(sa.String(400), default="")


class FairCodeTry(Base):
    """A query code from outside that did not fit: from which computer; neither code nor number is kept."""

    __tablename__ = "fair_code_try"
    __table_args__ = (sa.Index("ix_fair_code_try_address", "address", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(sa.String(60))
    at: Mapped[datetime] = mapped_column(Instant)
