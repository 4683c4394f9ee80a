"""Finding parties: of a case, by code, by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.base.clock import today
from caseapp.base.db import db, plain_rows
from caseapp.parties.given import PartyGiven, normal_phone
from caseapp.parties.models import CaseParty, Party

_COLUMNS = (
    Party.id,
    Party.kind,
    Party.name,
    Party.former_names,
    Party.credit_code,
    Party.org_code,
    Party.registration_no,
    Party.id_number,
    Party.legal_representative,
    Party.representative_post,
    Party.address,
    Party.service_address,
    Party.phone,
    Party.contact,
    Party.version,
)
_ROW = sa.select(*_COLUMNS)
_OF_CASE = (
    sa.select(
        *_COLUMNS,
        CaseParty.id.label("link_id"),
        CaseParty.part,
        CaseParty.since,
        CaseParty.left_on,
        CaseParty.left_why,
    )
    .join(CaseParty, CaseParty.party_id == Party.id)
    .where(CaseParty.case_id == sa.bindparam("case_id"))
    .order_by(CaseParty.id)
)
_CASES_OF = (
    sa.select(CaseParty.case_id)
    .where(CaseParty.party_id == sa.bindparam("party_id"))
    .distinct()
    .order_by(CaseParty.case_id)
)


def party(party_id: int) -> Party | None:
    """Return a party to be shown or edited."""
    return db.session.get(Party, party_id)


def parties_of_case(case_id: int, *, part: str = "") -> Sequence[Any]:
    """Return the parties of a case in the order they came, those who left included."""
    rows = plain_rows(_OF_CASE, {"case_id": case_id})
    return [row for row in rows if not part or row.part == part]


def called_in_cases(case_ids: Collection[int]) -> Sequence[Any]:
    """Return case, name and codes of every party of these cases, for the search entries."""
    codes = (Party.credit_code, Party.registration_no, Party.org_code)
    named = sa.select(CaseParty.case_id, Party.name, *codes)
    joined = named.join(Party, Party.id == CaseParty.party_id)
    return db.session.execute(
        joined.where(CaseParty.case_id.in_(case_ids)).order_by(CaseParty.id)
    ).all()


def case_ids_of_party(party_id: int) -> list[int]:
    """Return the cases a party stands in, for the filter of the cases to judge."""
    return list(db.session.scalars(_CASES_OF, {"party_id": party_id}))


def case_ids_of_parties(party_ids: Collection[int]) -> list[int]:
    """Return the cases any of these parties stands in, for the search index."""
    held = sa.select(CaseParty.case_id).where(CaseParty.party_id.in_(party_ids)).distinct()
    return list(db.session.scalars(held.order_by(CaseParty.case_id)))


def party_with_code(*, credit_code: str = "", id_number: str = "") -> Any | None:
    """Return the party already kept under a code in normal form; a party is kept once."""
    same = []
    if credit_code:
        same.append(Party.credit_code == credit_code)
    if id_number:
        same.append(Party.id_number == id_number)
    if not same:
        return None
    return db.session.execute(_ROW.where(sa.or_(*same)).order_by(Party.id)).first()


def known_caller(told: PartyGiven) -> Party | None:
    """Return the party a caller is, by a code, or by name and telephone together; a namesake is another."""
    if coded := party_with_code(credit_code=told.credit_code, id_number=told.id_number):
        return party(coded.id)
    if not told.phone:
        return None
    same = sa.select(Party).where(Party.phone == told.phone, Party.name == told.name)
    for found in db.session.scalars(same.order_by(Party.id)):
        codes = ((found.id_number, told.id_number), (found.credit_code, told.credit_code))
        if all(kept == said or not kept or not said for kept, said in codes):
            return found
    return None


def parties_with_phone(phone: str) -> list[int]:
    """Return who is kept with this number, however it was typed."""
    wanted = normal_phone(phone, today=today())
    if not wanted:
        return []
    found = sa.select(Party.id).where(Party.phone == wanted).order_by(Party.id)
    return list(db.session.scalars(found))


def callers_with_phone(digits: str, *, is_end: bool) -> list[int]:
    """Return whose number this is, or whose number ends so; sealed persons stand in another table."""
    same = Party.phone.endswith(digits, autoescape=True) if is_end else Party.phone == digits
    return list(db.session.scalars(sa.select(Party.id).where(same).order_by(Party.id).limit(200)))


def ids_with_code(code: str) -> list[int]:
    """Return the parties registered under a code in normal form, whichever of the three it is."""
    columns = (Party.credit_code, Party.org_code, Party.registration_no)
    same = sa.or_(*(column == code for column in columns))
    return list(db.session.scalars(sa.select(Party.id).where(same).order_by(Party.id)))


def parties_named(text: str, *, limit: int = 10) -> Sequence[Any]:
    """Return parties whose name begins like this, for a form that offers them."""
    begun = Party.name.startswith(text.strip(), autoescape=True)
    return db.session.execute(_ROW.where(begun).order_by(Party.name, Party.id).limit(limit)).all()


def rows(ids: Collection[int]) -> dict[int, Any]:
    """Return list rows by id."""
    return {row.id: row for row in db.session.execute(_ROW.where(Party.id.in_(ids)))}


def all_ids() -> list[int]:
    """Return all party ids for a rebuild of the index."""
    return list(db.session.scalars(sa.select(Party.id).order_by(Party.id)))
