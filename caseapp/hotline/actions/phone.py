"""What the telephone tells: events in any order, any number of times, make one row a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.accounts.tokens import hash_of, new_token
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.keys import KeyMissing
from caseapp.hotline import call_queries, call_seals
from caseapp.hotline.call_models import PhoneCall, PhoneExtension, PhoneToken
from caseapp.hotline.callers import is_sealed
from caseapp.hotline.models import Ticket
from caseapp.ledger import actions as ledger

MOMENTS: Mapping[str, str] = {"start": "rung_at", "answer": "answered_at", "end": "ended_at"}
EXTENSION_ROOM = 20


@dataclass(frozen=True)
class PhoneEvent:
    """One thing the telephone system tells of a call."""

    kind: str
    call_key: str
    at: datetime
    direction: str = "in"
    extension: str = ""
    caller: str = field(default="", repr=False)
    called: str = field(default="", repr=False)


def hear(*, event: PhoneEvent) -> bool:
    """Take in one event; told twice or out of order it changes nothing more. False: number not kept."""
    row = call_queries.phone_call(event.call_key) or _new_call(event)
    name = MOMENTS[event.kind]
    at = min(event.at, now())  # the telephone's clock may be ahead of ours
    earlier = getattr(row, name)
    setattr(row, name, at if earlier is None else min(earlier, at))
    if event.extension and (event.kind == "answer" or not row.extension):
        row.extension = event.extension  # whoever answered has the call, wherever it rang first
    kept = _keep_numbers(row, event)
    db.session.flush()
    return kept


def set_extension(*, by: Person, extension: str) -> None:
    """Remember which telephone stands before somebody; empty means none."""
    row = db.session.get(PhoneExtension, by.id) or PhoneExtension(person_id=by.id)
    row.extension = extension.strip()[:EXTENSION_ROOM]
    db.session.add(row)
    db.session.flush()
    ledger.record(
        by=by,
        action="phone.extension_set",
        object_kind="person",
        object_id=by.id,
        object_key=by.login,
        details={"extension": row.extension},
    )


def tie_call(*, by: Person, ticket: Ticket, call_id: int) -> None:
    """Tie the telephone's call to its ticket; of a sealed caller the number is dropped here."""
    row = call_queries.phone_call_of_id(call_id)
    if row is None or row.ticket_id is not None:
        return
    row.ticket_id = ticket.id
    if is_sealed(ticket.matter, wants_secrecy=ticket.wants_secrecy):
        row.caller_sealed = ""
        row.called_sealed = ""
    if not row.extension:
        row.extension = call_queries.extension_of(by.id)
    db.session.flush()


def note_call_back(*, by: Person, call_id: int) -> None:
    """Note that a call nobody took was called back; it leaves the list and its number goes."""
    row = call_queries.phone_call_of_id(call_id)
    if row is None:
        raise NotVisible
    if row.called_back_at is not None:
        raise Refused(f"这个未接来电已由{row.called_back_by}回拨，不必再拨。")
    row.called_back_at, row.called_back_by = now(), by.name
    row.caller_sealed = row.called_sealed = ""
    db.session.flush()
    ledger.record(by=by, action="phone.called_back", object_kind="phone_call", object_id=row.id)


def make_phone_token(*, by: Person) -> str:
    """Make the token the telephone system proves itself by; the one before ends, this is told once."""
    token = new_token()
    db.session.execute(sa.delete(PhoneToken))
    row = PhoneToken(token_hash=hash_of(token), made_at=now())
    db.session.add(row)
    db.session.flush()
    ledger.record(by=by, action="phone.token_made", object_kind="phone_token", object_id=row.id)
    return token


def _new_call(event: PhoneEvent) -> PhoneCall:
    row = PhoneCall(
        call_key=event.call_key,
        direction=event.direction,
        extension="",
        caller_sealed="",
        called_sealed="",
        called_back_by="",
        heard_at=now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except sa.exc.IntegrityError:  # the same call was told twice at the same moment
        found = call_queries.phone_call(event.call_key)
        if found is None:
            raise
        return found
    return row


def _keep_numbers(row: PhoneCall, event: PhoneEvent) -> bool:
    """Seal the numbers that are not known yet; a call that became a ticket gets none any more."""
    if row.ticket_id is not None or row.called_back_at is not None:
        return True
    try:
        for column, number in (
            (call_seals.CALLER, event.caller),
            (call_seals.CALLED, event.called),
        ):
            if number and not getattr(row, column):
                call_seals.seal_number(row, column, number)
    except KeyMissing:
        return (
            False  # the call itself is kept: its times count, its number is never written plainly
        )
    return True
