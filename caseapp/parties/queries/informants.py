"""Finding sealed persons by alias, case or blind index; nothing here opens an identity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from caseapp.base.db import db
from caseapp.base.identifiers import phone_key, recognise
from caseapp.base.keys import KeyMissing
from caseapp.base.paging import Page, fetch_page
from caseapp.parties import sealing
from caseapp.parties.models import Informant

_WITH_BLIND = (
    sa.select(Informant.id)
    .where(Informant.phone_blind == sa.bindparam("blind"))
    .order_by(Informant.id)
)
_OF_CASE = (
    sa.select(Informant)
    .where(
        sa.or_(
            Informant.case_id == sa.bindparam("case_id"),
            Informant.alias == sa.bindparam("alias"),
        )
    )
    .order_by(Informant.id)
)
_SHOWN = sa.select(
    Informant.id,
    Informant.alias,
    Informant.part,
    Informant.added_on,
    Informant.is_protected,
    Informant.case_id,
)


@dataclass(frozen=True)
class EarlierReports:
    """Who called from a number before, by alias row only."""

    count: int
    informant_ids: tuple[int, ...]


def reported_before(phone: str) -> EarlierReports:
    """Say whether this number reported before; the number itself is not looked at in the table."""
    ids = tuple(informants_with_phone(phone))
    return EarlierReports(len(ids), ids)


def informants_with_phone(phone: str) -> list[int]:
    """Return who gave this number, however it was written; without keys nobody is found."""
    try:
        blind = blind_phone(phone)
    except KeyMissing:
        return []
    return list(db.session.scalars(_WITH_BLIND, {"blind": blind})) if blind else []


def is_same_informant(one_id: int, other_id: int) -> bool:
    """Say whether two sealed persons gave the same number; nothing is opened for it."""
    wanted = sa.select(Informant.phone_blind).where(Informant.id.in_((one_id, other_id)))
    blinds = set(db.session.scalars(wanted))
    return one_id == other_id or (len(blinds) == 1 and "" not in blinds)


def blind_phone(phone: str) -> str:
    """Return the blind index of a number; spellings of one telephone meet here."""
    found = [one for one in recognise(phone) if one.kind == "phone"]
    return sealing.blind_phone(phone_key(found[0].normal if found else phone))


def any_informant() -> bool:
    """Say whether anybody is sealed in this office."""
    return db.session.scalar(sa.select(sa.exists(sa.select(Informant.id)))) or False


def alias_is_taken(alias: str) -> bool:
    """Say whether an alias belongs to somebody."""
    taken = sa.select(sa.exists().where(Informant.alias == alias))
    return db.session.scalar(taken) or False


def informant(informant_id: int) -> Informant | None:
    """Return the row with its sealed values; only the action of the informant desk opens them."""
    return db.session.get(Informant, informant_id)


def informant_with_alias(alias: str) -> Informant | None:
    """Return the row the file calls so."""
    wanted = sa.select(Informant).where(Informant.alias == alias)
    return db.session.scalars(wanted).one_or_none()


def of_case(case_id: int, *, alias: str) -> Sequence[Informant]:
    """Return all sealed persons of a case, the informant by the alias the file knows."""
    return db.session.scalars(_OF_CASE, {"case_id": case_id, "alias": alias}).all()


def informants_shown(after: str) -> Page[Any]:
    """Return a page of aliases, newest first; no identity is in it."""
    reached = int(after) if after.isdecimal() and len(after) < 16 else None
    return fetch_page(
        _SHOWN.order_by(Informant.id.desc()),
        key_of=lambda row: str(row.id),
        after=None if reached is None else Informant.id < reached,
        counted=sa.select(Informant.id),
    )


def under_older_master(newest: int, *, limit: int) -> Sequence[Informant]:
    """Return rows whose data key is not yet wrapped by the newest master key."""
    done = Informant.key_sealed.like(f"%:{newest}:%")
    return db.session.scalars(
        sa.select(Informant).where(~done).order_by(Informant.id).limit(limit)
    ).all()


def versions_in_use() -> dict[int, int]:
    """Count rows by the version of the master key they lie under."""
    counted: dict[int, int] = {}
    columns = (Informant.key_sealed, Informant.name_sealed, Informant.phone_sealed)
    for row in db.session.execute(sa.select(*columns)):
        version = sealing.master_version(row)
        counted[version] = counted.get(version, 0) + 1
    return counted
