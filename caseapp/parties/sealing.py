"""Sealing of identities: each row has a data key of its own, each value is bound to its place.

A value opens only in its table, column and row, in its case, under its data key; the data key opens
only under the version of the master key that wrapped it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caseapp.base import crypto, keys
from caseapp.base.crypto import Locked
from caseapp.parties.models import Informant

__all__ = ["FIELDS", "Locked", "Masters", "blind_phone", "masters", "open_row"]

FIELDS: Mapping[str, str] = {
    "name": "姓名",
    "phone": "电话",
    "id_number": "身份证号",
    "address": "地址",
}
DATA_KEY_VERSION = 1
_TABLE = "informant"
_PHONE = "informant.phone"


@dataclass(frozen=True)
class Masters:
    """The master keys of an office: all versions open, the newest one wraps."""

    held: Mapping[int, bytes]
    newest: int


def masters() -> Masters:
    """Return the master keys of the present office; raise KeyMissing while it has none."""
    held = {version: key.secret for version, key in keys.load("seal").items()}
    return Masters(held, max(held))


def seal_row(row: Informant, values: Mapping[str, str], by: Masters) -> None:
    """Seal an identity into its row under a fresh data key; nothing given stays nothing."""
    data_key = crypto.new_key()
    row.key_sealed = _wrapped(row, data_key, by)
    for name in FIELDS:
        column = f"{name}_sealed"
        setattr(row, column, _sealed(values.get(name, ""), data_key, _place(row, column)))


def open_row(row: Informant, by: Masters) -> dict[str, str]:
    """Open all values of a row, or raise Locked; one that was moved locks the whole row."""
    if not row.key_sealed:
        return _open_first_kind(row, by)
    opener = {DATA_KEY_VERSION: _data_key(row, by)}
    return {
        name: _opened(getattr(row, f"{name}_sealed"), opener, _place(row, f"{name}_sealed"))
        for name in FIELDS
    }


def rewrap(row: Informant, by: Masters) -> None:
    """Bring a row under the newest master key; its values stay as they are."""
    if row.key_sealed:
        row.key_sealed = _wrapped(row, _data_key(row, by), by)
    else:
        seal_row(row, _open_first_kind(row, by), by)


def master_version(row: Any) -> int:
    """Return under which version of the master key a row lies."""
    return crypto.version_of(row.key_sealed or row.name_sealed or row.phone_sealed)


def blind_phone(key_of_phone: str) -> str:
    """Return the blind index of a telephone in its normal form."""
    return crypto.blind(key_of_phone, key=keys.newest("blind").secret, purpose=_PHONE)


def _wrapped(row: Informant, data_key: bytes, by: Masters) -> str:
    key = by.held[by.newest]
    return crypto.seal(data_key, key=key, version=by.newest, bound=_place_of_key(row))


def _data_key(row: Informant, by: Masters) -> bytes:
    return crypto.unseal(row.key_sealed, keys=by.held, bound=_place_of_key(row))


def _place_of_key(row: Informant) -> tuple[str, ...]:
    # What decides who must agree is sealed with it: nobody turns a protected row into an open one.
    return (*_place(row, "key_sealed"), row.part, "protected" if row.is_protected else "open")


def _place(row: Informant, column: str) -> tuple[str, ...]:
    return (_TABLE, column, row.alias, "" if row.case_id is None else str(row.case_id))


def _sealed(text: str, data_key: bytes, place: tuple[str, ...]) -> str:
    if not text:
        return ""
    return crypto.seal(text.encode(), key=data_key, version=DATA_KEY_VERSION, bound=place)


def _opened(sealed: str, opener: Mapping[int, bytes], place: tuple[str, ...]) -> str:
    return crypto.unseal(sealed, keys=opener, bound=place).decode() if sealed else ""


def _open_first_kind(row: Informant, by: Masters) -> dict[str, str]:
    """Open a row sealed before rows had data keys; the next rotation brings it into the new form."""
    return {
        name: _opened(
            getattr(row, f"{name}_sealed"), by.held, (_TABLE, f"{name}_sealed", row.alias)
        )
        for name in FIELDS
    }
