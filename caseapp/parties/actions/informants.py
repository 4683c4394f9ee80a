"""What happens to sealed persons: sealed, bound to their case, brought under a new master key."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from caseapp.accounts.person import Person
from caseapp.base import keys
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.ledger import actions as ledger
from caseapp.parties import queries, sealing
from caseapp.parties.actions.trail import record_of_informant
from caseapp.parties.models import Informant
from caseapp.parties.queries.informants import blind_phone

# I and O are read as 1 and 0 on the telephone.
_ALIAS_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
SEALED_PARTS = {
    "informant": "举报人",
    "complainant": "投诉人",
    "caller": "来电人",
    "witness": "证人",
}


@dataclass(frozen=True)
class SealedInformant:
    """What the desk may know of a new informant."""

    id: int
    alias: str


def add_informant(
    *,
    by: Person,
    name: str = "",
    phone: str = "",
    id_number: str = "",
    address: str = "",
    is_protected: bool = True,
    part: str = "informant",
    case_id: int | None = None,
) -> SealedInformant:
    """Seal a person and return the alias the file may use; nothing sealed enters the audit.

    Raises KeyMissing when the keys of an office that sealed before are away.
    """
    held = _masters_or_first_ones()
    given = {"name": name, "phone": phone, "id_number": id_number, "address": address}
    given = {key: text.strip() for key, text in given.items()}
    row = Informant(
        alias=_new_alias(SEALED_PARTS[part]),
        part=part,
        phone_blind=blind_phone(phone),
        is_protected=is_protected,
        case_id=case_id,
        unit_path=by.unit_path,
        added_on=today(),
    )
    sealing.seal_row(row, given, held)
    db.session.add(row)
    db.session.flush()
    record_of_informant(
        by, "informant.sealed", row, details={"given": [key for key, text in given.items() if text]}
    )
    return SealedInformant(row.id, row.alias)


def bind_to_case(*, by: Person, alias: str, case_id: int) -> None:
    """Seal an identity anew, bound to the case it reports; without keys it stays as it was sealed.

    One that lies in another case stays there: moved away, nothing would guard that case's words.
    """
    row = queries.informant_with_alias(alias)
    if row is None or row.case_id == case_id:
        return
    if row.case_id is not None:
        raise Refused(
            f"不能并入本案：{alias}的身份已密封在另一案件中。",
            remedy="请在原案件中办理；确属另一件事的，请另行登记举报。",
        )
    try:
        held = sealing.masters()
        given = sealing.open_row(row, held)
    except sealing.Locked as fault:
        record_of_informant(by, "informant.bound", row, result="locked", reason=str(fault))
        return
    row.case_id = case_id
    sealing.seal_row(row, given, held)
    db.session.flush()
    record_of_informant(by, "informant.bound", row)


def begin_rotation(*, by: Person) -> tuple[int, bool]:
    """Make the next master key, unless a rotation was broken off; returns its version and whether it is new."""
    newest = keys.newest("seal").version
    if queries.under_older_master(newest, limit=1):
        return newest, False
    made = keys.make_next("seal")
    ledger.record(by=by, action="keys.rotated", object_kind="key", object_id=made.version)
    return made.version, True


def rewrap_some(*, by: Person, limit: int) -> int:
    """Bring some rows under the newest master key; returns how many, 0 when all lie there."""
    held = sealing.masters()
    rows = queries.under_older_master(held.newest, limit=limit)
    for row in rows:
        sealing.rewrap(row, held)
    if rows:
        db.session.flush()
        ledger.record(
            by=by,
            action="keys.rewrapped",
            object_kind="key",
            object_id=held.newest,
            details={"rows": len(rows)},
        )
    return len(rows)


def _masters_or_first_ones() -> sealing.Masters:
    """Make keys for an office that has sealed nobody yet; never replace lost ones."""
    try:
        keys.load("blind")
        return sealing.masters()
    except keys.KeyMissing:
        if queries.any_informant():
            raise
    keys.make("seal")
    keys.make("blind")
    return sealing.masters()


def _new_alias(word: str) -> str:
    """Draw an alias that tells nothing, neither order nor day; longer when many are taken."""
    for drawn in range(64):
        letter = secrets.choice(_ALIAS_LETTERS)
        alias = f"{word}-{letter}{1 + secrets.randbelow(99 * 10 ** (drawn // 8))}"
        if not queries.alias_is_taken(alias):
            return alias
    raise RuntimeError("no free alias found")
