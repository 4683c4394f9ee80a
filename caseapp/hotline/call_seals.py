"""Sealing of what a call is before it is a ticket: drafts and numbers, under the office's seal key."""

from __future__ import annotations

import contextlib

import sqlalchemy as sa

from caseapp.base import crypto, keys
from caseapp.base.db import db
from caseapp.base.keys import KeyMissing
from caseapp.hotline.call_models import CallDraft, PhoneCall
from caseapp.parties import queries as parties
from caseapp.parties import sealing

__all__ = ["Locked", "opened", "opened_number", "reseal", "seal_draft", "seal_number"]
Locked = sealing.Locked
DRAFT, CALLER, CALLED = "sealed", "caller_sealed", "called_sealed"


def seal_draft(row: CallDraft, text: str) -> None:
    """Seal a whole draft into its row; KeyMissing while the keys are away."""
    row.sealed = _sealed(text, place(row, DRAFT))


def seal_number(row: PhoneCall, column: str, number: str) -> None:
    """Seal a number into its row; KeyMissing while the keys are away."""
    setattr(row, column, _sealed(number, place(row, column)))


def opened(row: CallDraft | PhoneCall, column: str) -> str:
    """Open what lies sealed in a row, or raise Locked; nothing opens as nothing."""
    sealed = getattr(row, column)
    if not sealed:
        return ""
    return crypto.unseal(sealed, keys=sealing.masters().held, bound=place(row, column)).decode()


def opened_number(call_key: str, sealed: str) -> str:
    """Open a caller's number that was read as a plain row, or raise Locked."""
    row = PhoneCall(call_key=call_key, caller_sealed=sealed)
    return opened(row, CALLER)


def place(row: CallDraft | PhoneCall, column: str) -> tuple[str, ...]:
    """Return what a sealed value is bound to: moved to another row it does not open."""
    if isinstance(row, CallDraft):
        return ("call_draft", column, str(row.person_id), row.mark)
    return ("phone_call", column, row.call_key)


def _sealed(text: str, bound: tuple[str, ...]) -> str:
    if not text:
        return ""
    held = _masters()
    key = held.held[held.newest]
    return crypto.seal(text.encode(), key=key, version=held.newest, bound=bound)


def _masters() -> sealing.Masters:
    """Return the keys; the first ones are made by an office that sealed nothing, lost ones never."""
    try:
        return sealing.masters()
    except KeyMissing:
        if parties.any_informant() or _anything_sealed():
            raise
    keys.make("seal")
    return sealing.masters()


def _anything_sealed() -> bool:
    kept = sa.exists(sa.select(CallDraft.id)) | sa.exists(
        sa.select(PhoneCall.id).where(PhoneCall.caller_sealed != "")
    )
    return db.session.scalar(sa.select(kept)) or False


def reseal(row: CallDraft | PhoneCall) -> None:
    """Bring the sealed values of a row under the newest key; one that does not open stays as it is."""
    columns = (DRAFT,) if isinstance(row, CallDraft) else (CALLER, CALLED)
    for column in columns:
        with contextlib.suppress(Locked):
            setattr(row, column, _sealed(opened(row, column), place(row, column)))
