"""Questions about certificates, always asked for a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.models import Certificate, PersonRow, Unit
from caseapp.base.db import db
from caseapp.base.paging import Page, fetch_page

# How early the list of certificates warns; the office's own habit, no rule of law.
WARN_BEFORE = timedelta(days=60)

_COLUMNS = (
    Certificate.id,
    Certificate.person_id,
    Certificate.kind,
    Certificate.number,
    Certificate.issuer,
    Certificate.valid_from,
    Certificate.valid_to,
    Certificate.ended_on,
    Certificate.ended_why,
)
_LIST = (
    sa.select(*_COLUMNS, PersonRow.name.label("person_name"), Unit.name.label("unit_name"))
    .join(PersonRow, PersonRow.id == Certificate.person_id)
    .join(Unit, Unit.id == PersonRow.unit_id)
)
_OF_PERSON = (
    sa.select(*_COLUMNS)
    .where(Certificate.person_id == sa.bindparam("person_id"))
    .order_by(Certificate.valid_to.desc(), Certificate.id)
)


def certificates_valid(person_ids: Iterable[int], on: date) -> dict[int, str]:
    """Return for each person who holds one the number of a certificate valid that day."""
    statement = (
        sa.select(Certificate.person_id, Certificate.number)
        .where(Certificate.person_id.in_(set(person_ids)), *_in_force(on))
        # The one that lasts longest wins, being written last.
        .order_by(Certificate.valid_to, Certificate.id)
    )
    return {row.person_id: row.number for row in db.session.execute(statement)}


def certificates_of(person_id: int) -> Sequence[Any]:
    """Return all certificates of a person, the one that lasts longest first."""
    return db.session.execute(_OF_PERSON, {"person_id": person_id}).all()


def certificate_by_id(certificate_id: int) -> Any | None:
    """Return one certificate with its holder's name."""
    return db.session.execute(_LIST.where(Certificate.id == certificate_id)).first()


def certificates_page(*, state: str, on: date, words: str = "", after: str = "") -> Page[Any]:
    """Return a page of certificates, those that end first at the top."""
    statement = _LIST
    if state == "valid":
        statement = statement.where(*_in_force(on))
    elif state == "soon":
        statement = statement.where(*_in_force(on), Certificate.valid_to <= on + WARN_BEFORE)
    elif state == "over":
        statement = statement.where(sa.or_(Certificate.valid_to < on, Certificate.ended_on <= on))
    if words:
        holder = PersonRow.name.contains(words, autoescape=True)
        statement = statement.where(holder | Certificate.number.contains(words, autoescape=True))
    return fetch_page(
        statement.order_by(Certificate.valid_to, Certificate.id),
        key_of=lambda row: f"{row.valid_to.isoformat()}~{row.id}",
        after=_after(after),
        counted=statement,
    )


def validity_words(row: Any, on: date) -> tuple[str, str]:
    """Return how a certificate stands that day, with the tone for the page."""
    if row.ended_on is not None and row.ended_on <= on:
        return f"已停用（{row.ended_why}）", "calm"
    if on < row.valid_from:
        return "尚未生效", "calm"
    if on > row.valid_to:
        return "已过期", "overdue"
    left = (row.valid_to - on).days
    if left <= WARN_BEFORE.days:
        return f"将到期，还剩 {left} 天", "soon"
    return "有效", "done"


def _in_force(on: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Certificate.valid_from <= on,
        Certificate.valid_to >= on,
        sa.or_(Certificate.ended_on.is_(None), Certificate.ended_on > on),
    )


def _after(mark: str) -> sa.ColumnElement[bool] | None:
    day, _, number = mark.partition("~")
    try:
        reached = date.fromisoformat(day)
    except ValueError:
        return None  # somebody typed in the address: show the first page
    if not number.isdecimal() or len(number) > 9:
        return None
    place = sa.tuple_(sa.literal(reached, sa.Date), sa.literal(int(number), sa.Integer))
    return sa.tuple_(Certificate.valid_to, Certificate.id) > place
