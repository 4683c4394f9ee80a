"""Entering and ending enforcement certificates."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from caseapp.accounts import queries
from caseapp.accounts.models import Certificate
from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.ledger import actions as ledger

PATENT_CERTIFICATE = "专利行政执法证"
GENERAL_CERTIFICATE = "行政执法证"


def add_certificate(
    *,
    by: Person,
    person_id: int,
    number: str,
    issuer: str,
    valid_from: date,
    valid_to: date,
    kind: str = PATENT_CERTIFICATE,
) -> int:
    """Enter a certificate; acts of its holder within its dates count (行政处罚法第四十二条)."""
    person = queries.person_by_id(person_id)
    if person is None or person.id == 0:
        raise NotVisible
    if valid_to < valid_from:
        raise Refused("有效期止不能早于有效期起。")
    taken = sa.select(Certificate.id).where(
        Certificate.number == number, Certificate.issuer == issuer
    )
    if db.session.scalar(taken) is not None:
        raise Refused(f"{issuer}的证件 {number} 已经登记。", remedy="请核对证号。")
    row = Certificate(
        person_id=person_id,
        kind=kind,
        number=number,
        issuer=issuer,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    db.session.add(row)
    db.session.flush()
    ledger.record(
        by=by,
        action="certificate.added",
        object_kind="certificate",
        object_id=row.id,
        object_key=number,
        details={"person": person.login, "from": valid_from, "to": valid_to},
    )
    return row.id


def end_certificate(*, by: Person, certificate_id: int, on: date, why: str) -> None:
    """End a certificate from a day on (lost, revoked, left); acts before that day stay valid."""
    row = queries.certificate_by_id(certificate_id)
    if row is None:
        raise NotVisible
    if row.ended_on is not None:
        raise Refused(f"证件 {row.number} 已自 {row.ended_on} 起停用。")
    if not why.strip():
        raise Refused("请写明停用原因。")
    if not row.valid_from <= on <= row.valid_to:
        raise Refused(f"停用日期应在有效期内（{row.valid_from} 至 {row.valid_to}）。")
    db.session.execute(
        sa.update(Certificate)
        .where(Certificate.id == certificate_id)
        .values(ended_on=on, ended_why=why.strip())
    )
    ledger.record(
        by=by,
        action="certificate.ended",
        object_kind="certificate",
        object_id=certificate_id,
        object_key=row.number,
        reason=why.strip(),
        details={"on": on},
    )
