"""Finding drafts of calls, what rings on whose telephone, and which calls nobody took."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.tokens import hash_of
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.paging import Page, fetch_page
from caseapp.hotline import call_seals
from caseapp.hotline.call_models import CallDraft, PhoneCall, PhoneExtension, PhoneToken
from caseapp.hotline.call_rules import span

INBOUND = "in"
_DRAFTS = (
    sa.select(CallDraft)
    .where(CallDraft.person_id == sa.bindparam("person_id"))
    .order_by(CallDraft.saved_at.desc(), CallDraft.id.desc())
)
_PAGE = sa.select(CallDraft).where(
    CallDraft.person_id == sa.bindparam("person_id"), CallDraft.mark == sa.bindparam("mark")
)
_ON_MY_PHONE = (
    sa.select(PhoneCall)
    .join(PhoneExtension, PhoneExtension.extension == PhoneCall.extension)
    .where(
        PhoneExtension.person_id == sa.bindparam("person_id"),
        PhoneCall.direction == INBOUND,
        PhoneCall.ticket_id.is_(None),
        PhoneCall.heard_at > sa.bindparam("after"),
    )
    .order_by(PhoneCall.heard_at.desc(), PhoneCall.id.desc())
    .limit(1)
)
_MISSED = sa.and_(
    PhoneCall.direction == INBOUND,
    PhoneCall.ended_at.is_not(None),
    PhoneCall.answered_at.is_(None),
    PhoneCall.called_back_at.is_(None),
    PhoneCall.ticket_id.is_(None),
)
_MISSED_COLUMNS = (
    PhoneCall.id,
    PhoneCall.call_key,
    PhoneCall.extension,
    PhoneCall.caller_sealed,
    PhoneCall.rung_at,
    PhoneCall.heard_at,
)
_TOKEN = sa.select(PhoneToken.token_hash).order_by(PhoneToken.id.desc()).limit(1)


@dataclass(frozen=True)
class Ringing:
    """A call as the page of its operator shows it."""

    id: int
    state: str
    number: str = field(repr=False)
    began_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class MissedCall:
    """A call nobody took, with the number to call back."""

    id: int
    extension: str
    number: str = field(repr=False)
    at: datetime


def drafts(person_id: int) -> Sequence[CallDraft]:
    """Return somebody's drafts, the latest first."""
    return db.session.scalars(_DRAFTS, {"person_id": person_id}).all()


def draft_ids(person_id: int) -> list[int]:
    """Return the ids of somebody's drafts, the latest first."""
    return list(
        db.session.scalars(_DRAFTS.with_only_columns(CallDraft.id), {"person_id": person_id})
    )


def draft(draft_id: int, *, person_id: int) -> CallDraft | None:
    """Return a draft of this person; anybody else's is not there."""
    wanted = sa.select(CallDraft).where(CallDraft.id == draft_id, CallDraft.person_id == person_id)
    return db.session.scalars(wanted).one_or_none()


def draft_of_page(person_id: int, mark: str) -> CallDraft | None:
    """Return the draft an open page keeps."""
    return db.session.scalars(_PAGE, {"person_id": person_id, "mark": mark}).one_or_none()


def sealed_rows() -> list[CallDraft | PhoneCall]:
    """Return every row in which something of a call lies sealed."""
    numbers = sa.select(PhoneCall).where(PhoneCall.caller_sealed != "")
    return [*db.session.scalars(sa.select(CallDraft)), *db.session.scalars(numbers)]


def phone_call(call_key: str) -> PhoneCall | None:
    """Return a call by the telephone system's own number of it."""
    wanted = sa.select(PhoneCall).where(PhoneCall.call_key == call_key).with_for_update()
    return db.session.scalars(wanted).one_or_none()


def phone_call_of_id(call_id: int) -> PhoneCall | None:
    """Return a call that is to be tied to a ticket or called back."""
    wanted = sa.select(PhoneCall).where(PhoneCall.id == call_id).with_for_update()
    return db.session.scalars(wanted).one_or_none()


def is_phone(token: str) -> bool:
    """Say whether a token is the telephone system's; it takes the same time whatever was sent."""
    held = db.session.scalar(_TOKEN) or ""
    return hmac.compare_digest(hash_of(token), held or "0" * 64) and bool(held)


def extension_of(person_id: int) -> str:
    """Return which telephone somebody said is theirs."""
    found = db.session.get(PhoneExtension, person_id)
    return found.extension if found else ""


def ringing(person_id: int) -> Ringing | None:
    """Return the latest call on somebody's telephone that is no ticket yet; one nobody took is missed."""
    given = {"person_id": person_id, "after": now() - span("phone_shown", today())}
    row = db.session.scalars(_ON_MY_PHONE, given).one_or_none()
    if row is None or (row.ended_at is not None and row.answered_at is None):
        return None
    state = "ended" if row.ended_at else "answered" if row.answered_at else "ringing"
    return Ringing(row.id, state, _number(row), row.answered_at or row.rung_at, row.ended_at)


def count_missed() -> int:
    """Count the calls nobody took and nobody called back."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(PhoneCall).where(_MISSED)) or 0


def missed_calls(after: str) -> Page[MissedCall]:
    """Return one page of the calls nobody took, the latest first."""
    reached = int(after) if after.isdecimal() and len(after) < 16 else None
    found: Page[Any] = fetch_page(
        sa.select(*_MISSED_COLUMNS).where(_MISSED).order_by(PhoneCall.id.desc()),
        key_of=lambda row: str(row.id),
        after=None if reached is None else PhoneCall.id < reached,
        counted=sa.select(PhoneCall.id).where(_MISSED),
    )
    return replace(found, rows=[_missed(row) for row in found.rows])


def _missed(row: Any) -> MissedCall:
    return MissedCall(row.id, row.extension, _number(row), row.rung_at or row.heard_at)


def _number(row: Any) -> str:
    """Open a caller's number; without keys the page shows none."""
    try:
        return call_seals.opened_number(row.call_key, row.caller_sealed)
    except call_seals.Locked:
        return ""
