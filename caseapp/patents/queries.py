"""Finding patents: by any spelling of their number, by case, with what the register said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from caseapp.base.clock import today
from caseapp.base.db import db, plain_rows
from caseapp.base.identifiers import number_forms
from caseapp.patents.given import body_of, numbers_in
from caseapp.patents.models import CasePatent, Patent, PatentLookup

_COLUMNS = (
    Patent.id,
    Patent.number,
    Patent.raw,
    Patent.is_valid,
    Patent.why,
    Patent.kind,
    Patent.title,
    Patent.holder,
    Patent.application_on,
    Patent.granted_on,
    Patent.ended_on,
    Patent.ended_why,
    Patent.version,
)
_ROW = sa.select(*_COLUMNS)
_OF_CASE = (
    sa.select(*_COLUMNS, CasePatent.as_printed)
    .join(CasePatent, CasePatent.patent_id == Patent.id)
    .where(CasePatent.case_id == sa.bindparam("case_id"))
    .order_by(CasePatent.id)
)
_LOOKUP = sa.select(
    PatentLookup.id,
    PatentLookup.patent_id,
    PatentLookup.case_id,
    Patent.number,
    PatentLookup.status_on,
    PatentLookup.status,
    PatentLookup.looked_up_by,
    PatentLookup.looked_up_by_name,
    PatentLookup.looked_up_on,
    PatentLookup.recorded_at,
    PatentLookup.source,
    PatentLookup.note,
).join(Patent, Patent.id == PatentLookup.patent_id)
_LOOKUPS_OF_CASE = _LOOKUP.where(PatentLookup.case_id == sa.bindparam("case_id")).order_by(
    PatentLookup.id
)
_LOOKUPS_OF_PATENT = _LOOKUP.where(PatentLookup.patent_id == sa.bindparam("patent_id")).order_by(
    PatentLookup.id
)


def patent(patent_id: int) -> Patent | None:
    """Return a patent to be shown or corrected."""
    return db.session.get(Patent, patent_id)


def patents_of_case(case_id: int) -> Sequence[Any]:
    """Return the patents of a case in the order they were noted, each as printed there."""
    return plain_rows(_OF_CASE, {"case_id": case_id})


def printed_in_cases(case_ids: Collection[int]) -> Sequence[Any]:
    """Return case, number and mark of every patent of these cases, for the search entries."""
    marks = sa.select(CasePatent.case_id, Patent.number, CasePatent.as_printed)
    joined = marks.join(Patent, Patent.id == CasePatent.patent_id)
    return db.session.execute(
        joined.where(CasePatent.case_id.in_(case_ids)).order_by(CasePatent.id)
    ).all()


def lookups_of_case(case_id: int) -> Sequence[Any]:
    """Return every look into the register made for a case, oldest first."""
    return plain_rows(_LOOKUPS_OF_CASE, {"case_id": case_id})


def lookups_of_patent(patent_id: int) -> Sequence[Any]:
    """Return every look into the register for one number, whichever case it was for."""
    return db.session.execute(_LOOKUPS_OF_PATENT, {"patent_id": patent_id}).all()


def unchecked_patents(case_id: int) -> list[int]:
    """Return the patents of a case nobody has looked up for it yet."""
    looked_up = {row.patent_id for row in lookups_of_case(case_id)}
    return [row.id for row in patents_of_case(case_id) if row.id not in looked_up]


def by_number(text: str) -> Sequence[Any]:
    """Return the patents a number in any spelling may mean, a wrong check digit forgiven."""
    bodies = {body_of(found.normal) for found in numbers_in(text, today=today())}
    if not bodies:
        return []
    return db.session.execute(_ROW.where(Patent.body.in_(bodies)).order_by(Patent.id)).all()


def cases_with_number(text: str) -> sa.Select[int]:
    """Return the question for the cases of whatever patents a number may mean."""
    bodies = {body_of(found.normal) for found in numbers_in(text, today=today())}
    held = sa.select(CasePatent.case_id).join(Patent, Patent.id == CasePatent.patent_id)
    return held.where(Patent.body.in_(bodies))


def by_digits(digits: str) -> Patent | None:
    """Return the patent with exactly these digits and check digit."""
    return db.session.scalars(sa.select(Patent).where(Patent.digits == digits)).one_or_none()


def case_patent(case_id: int, patent_id: int) -> CasePatent | None:
    """Return the place of a patent in a case."""
    wanted = sa.select(CasePatent).where(
        CasePatent.case_id == case_id, CasePatent.patent_id == patent_id
    )
    return db.session.scalars(wanted).one_or_none()


def forms_of_case(case_id: int) -> set[str]:
    """Return every spelling by which a case is found through its patents."""
    return {
        form for row in patents_of_case(case_id) if row.number for form in number_forms(row.number)
    }


def rows(ids: Collection[int]) -> dict[int, Any]:
    """Return list rows by id."""
    return {row.id: row for row in db.session.execute(_ROW.where(Patent.id.in_(ids)))}


def all_ids() -> list[int]:
    """Return all patent ids for a rebuild of the index."""
    return list(db.session.scalars(sa.select(Patent.id).order_by(Patent.id)))
